"""The rows of GeoParquet laid out by place once, for several methods."""

from __future__ import annotations

import os
from typing import Any, Mapping, Optional

from ir_plugin.core.declaration import Algorithm, Note, Number, Results, Rows
from ir_plugin.core.parameters import LayerInput
from ir_plugin.core.progress import Progress
from ir_plugin.core.register.groups import REGISTER as GROUP
from ir_plugin.core.texts import Text

from .partitions import is_laid_out
from .running import RESULT, Run, ScaledMethod
from .work_folder import remove

ALREADY = Text(
    "Data masukan sudah dibagi menurut tempat; pakai langsung.",
    "The input is laid out by place already; use it as it is.",
)
DONE = Text("{rows} baris dalam {parts} bagian.", "Rows: {rows}; parts: {parts}.")


def problem(values: Mapping[str, Any]) -> Optional[Text]:
    """What is laid out needs no more of it."""
    return ALREADY if is_laid_out(values["INPUT"]) else None


def compute(run: Run, progress: Progress) -> Results:
    """The parts themselves are the result."""
    remove(run.folder / RESULT)  # of a run that was killed right here
    os.rename(run.partitions.folder, run.folder / RESULT)
    counts = {"N_ROWS": sum(run.partitions.rows), "N_PARTS": len(run.partitions)}
    return Results(numbers=counts, notes=(Note(DONE.format(rows=counts["N_ROWS"], parts=counts["N_PARTS"])),))


ALGORITHM = Algorithm(
    id="partition",
    title=Text("Bagi menurut tempat", "Lay out by place"),
    group=GROUP,
    summary=Text(
        "Membagi GeoParquet menurut tempat sekali, untuk dipakai beberapa metode.",
        "Lays out GeoParquet in parts by place once, for several methods.",
    ),
    help=Text(
        "Hasilnya folder GeoParquet dengan baris yang sama menurut kurva Hilbert dan kolom nomor_baris. Pakai folder "
        "itu sebagai masukan metode lain dalam scale, yang lalu tidak membaginya lagi.",
        "A folder of GeoParquet with the same rows along the Hilbert curve and the field nomor_baris. Give that folder "
        "to other methods of scale, which then need not do it again.",
    ),
    parameters=(
        LayerInput(
            "INPUT",
            Text("Data: GeoParquet, atau layer dalam berkas lain", "Data: GeoParquet, or a layer in another file"),
        ),
    ),
    outputs=(
        Rows("OUTPUT", Text("Baris menurut tempat", "Rows by place"), "INPUT", ()),
        Number("N_ROWS", Text("Banyaknya baris", "Number of rows")),
        Number("N_PARTS", Text("Banyaknya bagian", "Number of parts")),
    ),
    compute=lambda values, context: Results(),
)
SCALED = ScaledMethod(ALGORITHM, compute, problem)
