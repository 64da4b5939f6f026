"""What the stability map says and teaches."""

from __future__ import annotations

from ..declaration import Guide
from ..texts import Text

PARAGRAPH = Text(
    "Kestabilan temuan {statistic} dari {value} diperiksa untuk {units} wilayah dengan {specifications} spesifikasi "
    "(tetangga: {neighbours}), masing-masing dengan {permutations} permutasi (benih {seed}). Hasil: {firm} temuan "
    "kukuh (sedikitnya 80 % spesifikasi), {sometimes} hanya dalam sebagian.",
    "The stability of {statistic} findings of {value} was examined for {units} units with {specifications} "
    "specifications (neighbours: {neighbours}), each by {permutations} permutations (seed {seed}). Result: {firm} firm "
    "findings (at least 80 % of the specifications), {sometimes} in some only.",
)
FOUND = Text(
    "{firm} temuan kukuh, {sometimes} hanya dalam sebagian dari {specifications} spesifikasi.",
    "{firm} firm {firm:finding|findings}, {sometimes} in only some of {specifications} specifications.",
)
HELP = Text(
    "Uji yang sama dijalankan untuk setiap gabungan tetangga, koreksi dan taraf nyata. Tiap wilayah mendapat bagian "
    "spesifikasi yang menemukannya dan kelas yang paling sering; kukuh berarti sedikitnya 80 %.",
    "The same test runs for every combination of neighbours, correction and significance level. Each unit gets the "
    "share of specifications that find it and its most frequent class; firm means at least 80 %.",
)
GUIDE = Guide(
    use=Text(
        "Sebelum keputusan yang bergantung pada satu peta: program, anggaran, kunjungan. Temuan yang kukuh dapat "
        "dipertahankan terhadap pertanyaan mengapa tetangganya dipilih begitu.",
        "Before a decision that hangs on one map: a programme, a budget, a visit. A firm finding can be defended "
        "against the question why neighbours were chosen so.",
    ),
    avoid=Text(
        "Bukan pengganti p: bagian spesifikasi bukan peluang. Jangan mencampur pilihan yang tidak masuk akal, misalnya "
        "jarak 300 km, hanya untuk menambah spesifikasi.",
        "No substitute for p: a share of specifications is no probability. Do not mix in choices that make no sense, "
        "such as a distance of 300 km, only to have more of them.",
    ),
    reading=Text(
        "Kukuh: temuan tidak bergantung pada pilihan analis. Sebagian: sebutkan pilihan mana yang menemukannya. "
        "Wilayah tanpa tetangga dalam suatu spesifikasi tidak dihitung untuk spesifikasi itu.",
        "Firm: the finding does not hang on the analyst's choice. Sometimes: say which choices find it. A unit without "
        "a neighbour in a specification does not count for it.",
    ),
)
