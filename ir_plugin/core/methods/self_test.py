"""The self-test as an offer to a user: published cases computed on this machine, beside the published figures."""

from __future__ import annotations

from typing import Any, Mapping, NamedTuple

from ..declaration import Algorithm, Column, Context, Guide, LayerResult, NewLayer, Note, Number, Page, Results
from ..documents import Document, Paragraph, Table
from ..texts import Text
from .groups import EXPLANATIONS
from .published_cases import ANSELIN, CASES, PublishedCase

COLUMNS = (
    Column("kasus", "text", Text("Kasus", "Case")),
    Column("terbit", "real", Text("Angka terbitan", "Published figure")),
    Column("kami", "real", Text("Angka kami", "Our figure")),
    Column("selisih", "real", Text("Selisih", "Difference")),
    Column("sesuai", "text", Text("Sesuai", "Agrees")),
    Column("sumber", "text", Text("Sumber", "Source")),
)
YES, NO = Text("ya", "yes"), Text("TIDAK", "NO")
ALL_WELL = Text(
    "Semua {count} angka sesuai dengan yang diterbitkan.", "All {count} figures agree with the published ones."
)
SOME_FAIL = Text(
    "{failed} dari {count} angka TIDAK sesuai; laporkan bersama versi QGIS, Python dan numpy.",
    "{failed} of {count} figures do NOT agree; report them with the versions of QGIS, Python and numpy.",
)


class _Outcome(NamedTuple):
    case: PublishedCase
    ours: float

    @property
    def difference(self) -> float:
        return self.ours - self.case.published

    @property
    def agrees(self) -> bool:
        return abs(self.difference) <= self.case.tolerance


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """Every published case, computed now."""
    outcomes = []
    for number, case in enumerate(CASES, start=1):
        outcomes.append(_Outcome(case, case.ours()))
        context.progress(number / len(CASES))
    failed = sum(not each.agrees for each in outcomes)
    said = (SOME_FAIL if failed else ALL_WELL).format(failed=failed, count=len(CASES))
    rows = [
        (each.case.title, each.case.published, each.ours, each.difference, YES if each.agrees else NO, each.case.source)
        for each in outcomes
    ]
    language = context.language
    columns = {
        column.name: [cell.in_language(language) if isinstance(cell, Text) else cell for cell in cells]
        for column, cells in zip(COLUMNS, zip(*rows))
    }
    table = Table(Text("", ""), tuple(column.label for column in COLUMNS), rows, digits=9)
    return Results(
        layers={"OUTPUT": LayerResult(COLUMNS, columns)},
        pages={"PAGE": Document(METHOD.title, (Paragraph(said), table))},
        numbers={"N_CASES": len(CASES), "N_FAILED": failed},
        notes=(Note(said, warning=bool(failed)),),
    )


METHOD = Algorithm(
    id="selftest",
    title=Text("Uji diri", "Self-test"),
    group=EXPLANATIONS,
    summary=Text(
        "Menghitung kasus kecil yang hasilnya diterbitkan, di komputer ini, dan menunjukkan selisihnya.",
        "Computes small cases whose results are published, on this machine, and shows the differences.",
    ),
    help=Text(
        "Data kejahatan Columbus (Anselin 1988) dan contoh kecil lain dihitung dengan metode yang sama seperti di "
        "kotak alat. Setiap angka berdampingan dengan angka yang diterbitkan atau disepakati dua program lain.",
        "The crime data of Columbus (Anselin 1988) and other small examples are computed by the same methods as in the "
        "toolbox. Every figure stands beside the one that is published or on which two other programs agree.",
    ),
    guide=Guide(
        use=Text(
            "Sesudah memasang atau memperbarui QGIS, atau bila sebuah angka diragukan.",
            "After installing or updating QGIS, or when a figure is doubted.",
        ),
        avoid=Text(
            "Bukan pemeriksaan data Anda: data yang salah tetap memberi hasil yang salah.",
            "No check of your data: wrong data still give wrong results.",
        ),
        reading=Text(
            "Selisih sebesar pembulatan angka terbitan adalah wajar; kolom Sesuai memperhitungkannya.",
            "Differences as small as the rounding of the published figure are to be expected; the column Agrees allows "
            "for them.",
        ),
    ),
    parameters=(),
    outputs=(
        NewLayer("OUTPUT", Text("Hasil uji", "Test results"), "none", optional=True),
        Page("PAGE", Text("Hasil uji", "Test results")),
        Number("N_CASES", Text("Banyaknya angka", "Number of figures")),
        Number("N_FAILED", Text("Tidak sesuai", "Not in agreement")),
    ),
    compute=compute,
    tags=("uji", "test", "verifikasi", "published", "columbus"),
    references=(ANSELIN,),
)
