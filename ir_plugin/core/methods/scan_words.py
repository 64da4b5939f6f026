"""What the scan says and teaches."""

from __future__ import annotations

from dataclasses import replace

from ..declaration import Guide
from ..texts import Text
from .inference_settings import ALPHA

PARAGRAPH = Text(
    "Klaster {cases} terhadap {population} dicari di antara {units} wilayah dengan pindaian Kulldorff (1997), model "
    "{model}, dicari: {side}; jendela: {shape}, sampai {largest} % populasi{radius}{duration}, dilaporkan sampai "
    "{reported} %; {replicates} ulangan acak (benih {seed}). Hasil: {found} klaster dengan p paling banyak {alpha}.",
    "Clusters of {cases} against {population} were sought among {units} units by Kulldorff's scan (1997), model "
    "{model}, looked for: {side}; windows: {shape}, up to {largest} % of the population{radius}{duration}, reported up "
    "to {reported} %; {replicates} random replicates (seed {seed}). Clusters with p of no more than {alpha}: "
    "{found}.",
)
RADIUS = Text(" dan {km} km", " and {km} km")
DURATION = Text(
    ", selama paling banyak {longest} % dari {periods} periode", ", lasting at most {longest} % of {periods} periods"
)
FOUND = Text(
    "{count} klaster signifikan dengan {units} wilayah.", "Significant clusters: {count} ({units} {units:unit|units})."
)
TOO_FEW_REPLICATES = Text(
    "Ulangan sebanyak itu tidak dapat memberi p di bawah {reach}; pakai paling sedikit {enough}.",
    "So many replicates cannot give a p below {reach}; use at least {enough}.",
)
ALPHA_HELP = replace(
    ALPHA,
    help=Text("Klaster dengan p lebih besar tidak digambar.", "Clusters with a larger p are not drawn."),
)
HELP = Text(
    "Lingkaran (atau elips) diletakkan di sekitar setiap wilayah dan diperbesar; untuk setiap jendela dihitung "
    "seberapa tidak wajar kasus di dalamnya dibanding populasi. Jendela terkuat dibandingkan dengan yang terkuat pada "
    "kasus yang diacak menurut populasi, sehingga banyaknya jendela sudah diperhitungkan. Klaster berikutnya tidak "
    "tumpang tindih.",
    "Circles (or ellipses) are laid around every unit and grown; for each window it is computed how unusual its number "
    "of cases is for its population. The strongest window is compared with the strongest of cases dealt out at random "
    "by population, so that the number of windows is allowed for. Further clusters do not overlap.",
)
GUIDE = Guide(
    use=Text(
        "Untuk menemukan kumpulan wilayah dengan angka tinggi atau rendah tanpa menentukan ukurannya lebih dahulu, "
        "dengan satu p untuk setiap klaster; dan untuk klaster yang hanya berlangsung beberapa periode.",
        "To find groups of units with high or low rates without fixing their size beforehand, with one p for each "
        "cluster; and for clusters that last for some periods only.",
    ),
    avoid=Text(
        "Bukan untuk bentuk yang tepat: jendela bundar memasukkan wilayah yang angkanya biasa dan memotong bentuk "
        "panjang seperti pesisir (coba elips). Jangan dipakai bila surveinya tidak merata: ia lalu menemukan tempat "
        "yang disurvei, bukan tempat usahanya banyak. Bukan untuk nilai yang bukan hitungan, misalnya omzet (pakai "
        "Gi*).",
        "Not for exact shapes: round windows take in units with ordinary rates and cut long shapes such as coasts (try "
        "ellipses). Not where the survey was uneven: it would find where the survey went, not where businesses are "
        "many. Not for values that are not counts, such as sales (use Gi*).",
    ),
    reading=Text(
        "Risiko relatif 2: di dalam klaster kasus dua kali sebanyak di luar, dibanding populasinya. p milik klaster "
        "sebagai keseluruhan, bukan setiap anggotanya. p klaster kedua dan seterusnya bersifat hati-hati.",
        "A relative risk of 2: for their population, cases inside are twice as many as outside. The p belongs to the "
        "cluster as a whole, not to each member. The p of the second and further clusters errs on the careful side.",
    ),
)
REFERENCES = (
    "Kulldorff, M. (1997). A spatial scan statistic. Communications in Statistics: Theory and Methods 26, 1481-1496.",
    "Kulldorff, M., Athas, W. F., Feurer, E. J., Miller, B. A. and Key, C. R. (1998). Evaluating cluster alarms: a "
    "space-time scan statistic and brain cancer in Los Alamos. American Journal of Public Health 88, 1377-1380.",
    "Kulldorff, M., Huang, L., Pickle, L. and Duczmal, L. (2006). An elliptic spatial scan statistic. Statistics in "
    "Medicine 25, 3929-3943.",
    "Abrams, A. M., Kleinman, K. and Kulldorff, M. (2010). Gumbel based p-value approximations for spatial scan "
    "statistics. International Journal of Health Geographics 9, 61.",
    "Han, J. et al. (2016). Using Gini coefficient to determining optimal cluster reporting sizes for spatial scan "
    "statistics. International Journal of Health Geographics 15, 27.",
)
