"""A package back into its register: three-way, field by field, without writing over what the register has changed."""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from typing import Any, List, Mapping, NamedTuple, Optional, Sequence, Tuple

from ..declaration import Algorithm, Column, Context, LayerResult, NewLayer, Note, Number, Page, Results, String
from ..documents import Block, Cell, Document, Paragraph, Table
from ..errors import UserError
from ..parameters import RegisterInput
from ..progress import part
from ..texts import Text
from .export_package import OPERATION as EXPORT_PACKAGE
from .geopackage import reading, transaction, update_extent
from .groups import REGISTER as GROUP
from .packages.base import hash_of, remember
from .packages.comparison import ADD, ALTER, REMOVE, Change
from .packages.conflicts import Listed, open_conflicts, shown, write_conflicts
from .packages.imports import take_imports
from .packages.photos import Carried, Copies, complete, copies, receive
from .packages.plan import Plan, lost_families, plan_of, read_states
from .packages.rows import CARRIED, DECIDED
from .packages.taking import take
from .registers import PACKAGE_KEY, require_register

RECEIVED = "TERIMA"
TITLE = Text("Penggabungan paket", "Merge of a package")
NO_PACKAGE = Text(
    "Berkas {path} adalah register, bukan paket; pilih paket dari {algorithm}.",
    "The file {path} is a register, but no package; choose one made with {algorithm}.",
)
OTHER_REGISTER = Text(
    "Paket {path} tidak dibuat dari register {register}; pilih register asalnya.",
    "The package {path} was not made from the register {register}; choose the one it comes from.",
)
DAMAGED = Text(
    "Catatan dasar dalam paket {path} tidak lagi seperti dikirim; pakai salinan lain atau buat paket baru.",
    "The base kept in the package {path} is no longer as it was sent; use another copy, or export a new package.",
)
DONE = Text(
    "{added} baris ditambahkan, {changed} diubah, {removed} dihapus; {conflicts} perbedaan baru, {open} belum "
    "diputuskan.",
    "{added} {added:row|rows} added, {changed} changed, {removed} removed; {conflicts} new "
    "{conflicts:conflict|conflicts}, {open} not decided yet.",
)
UNDECIDED = Text(
    "Nilai register tetap sampai diputuskan dengan Putuskan perbedaan.",
    "The register's values stay until Resolve conflicts decides.",
)
FILES = Text(
    "{copied} berkas foto disalin dari folder paket; {missing} tidak ada, juga di folder paket.",
    "{copied} {copied:file|files} of photos {copied:was|were} copied from the package's folder; {missing} are "
    "missing, there too.",
)
_SIDE_BY_SIDE = (
    *(Text("Tabel", "Table"), Text("ID baris", "Id of the row"), Text("Kolom", "Column"), Text("Semula", "Before")),
    *(Text("Register", "Register"), Text("Paket", "Package"), Text("Sebab", "Reason")),
)
COLUMNS = tuple(
    Column(name, "text", label)
    for name, label in zip(
        ("konflik_id", "tabel", "baris_id", "kolom", "semula", "register", "paket", "sebab"),
        (Text("ID perbedaan", "Id of the conflict"), *_SIDE_BY_SIDE),
    )
)


class Merged(NamedTuple):
    """What was taken over, how many conflicts are new, all that are open, and the files of photos."""

    changes: List[Change]
    new: int
    open: List[Listed]
    files: Carried


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """Merges the package in one transaction; see the declaration."""
    path, package = values["REGISTER"], values["PACKAGE"]
    if os.path.realpath(path) == os.path.realpath(package):
        raise UserError(OTHER_REGISTER, path=package, register=path)
    with reading(package) as source, copies(package, path) as files, transaction(path) as target:
        source.execute("BEGIN")  # what the office saves meanwhile is of the next merge
        require_register(source, package)
        require_register(target, path)
        merged = _merge(source, target, _package_id(source, target, package, path), files, context)
    counts = Counter(change.kind for change in merged.changes if change.table.tracked)
    numbers = {"N_ADDED": counts[ADD], "N_CHANGED": counts[ALTER], "N_REMOVED": counts[REMOVE]}
    numbers.update(N_CONFLICTS=merged.new, N_OPEN=len(merged.open))
    words = DONE.format(**{name[2:].lower(): number for name, number in numbers.items()})
    notes = [Note(words), *([Note(UNDECIDED, warning=True)] if merged.open else [])]
    if merged.files.copied or merged.files.missing:
        notes.append(Note(FILES.format(**merged.files._asdict()), warning=merged.files.missing > 0))
    return Results(
        layers={"CONFLICTS": _layer(merged.open, context.language)},
        pages={"PAGE": _page(merged, words)},
        numbers=numbers,
        strings={"REGISTER": str(path)},
        notes=tuple(notes),
    )


def _merge(
    source: sqlite3.Connection, target: sqlite3.Connection, package_id: str, files: Copies, context: Context
) -> Merged:
    states = read_states(source, target, package_id, part(context.progress, 0.0, 0.4))
    plan = receive(plan_of(target, states), files)
    take_imports(source, target)
    taken = take(target, plan.changes, part(context.progress, 0.4, 0.9))
    conflicts = [*plan.conflicts, *taken.conflicts]
    conflicts += lost_families(target, plan, conflicts)
    conflicts = [each for each in conflicts if each.table.tracked or each.table in DECIDED]
    write_conflicts(target, package_id, conflicts)
    _remember(target, package_id, plan)
    update_extent(target, "ir_usaha")
    carried = complete(target, plan, files)
    return Merged(taken.changes, len(conflicts), open_conflicts(target, package_id), carried)


def _remember(target: sqlite3.Connection, package_id: str, plan: Plan) -> None:
    """What the package says now is the base of its next merge."""
    for name, ids in plan.changed.items():
        state = plan.states[name]
        remember(target, package_id, state.table, {each: state.rows.get(each) for each in ids})
    query = "UPDATE paket SET arah = ?, waktu = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE paket_id = ?"
    condition = "" if any(plan.changed.values()) else f" AND arah != '{RECEIVED}'"
    target.execute(query + condition, (RECEIVED, package_id))


def _package_id(source: sqlite3.Connection, target: sqlite3.Connection, package: str, register: str) -> str:
    """UserError where the file is no package, not of this register, or its base is not what was sent."""
    found = source.execute("SELECT nilai FROM register_info WHERE kunci = ?", (PACKAGE_KEY,)).fetchone()
    if found is None:
        raise UserError(NO_PACKAGE, path=package, algorithm=EXPORT_PACKAGE.title)
    known = target.execute("SELECT hash FROM paket WHERE paket_id = ?", found).fetchone()
    own = target.execute("SELECT 1 FROM register_info WHERE kunci = ? AND nilai = ?", (PACKAGE_KEY, *found)).fetchone()
    if known is None or own:
        raise UserError(OTHER_REGISTER, path=package, register=register)
    if known[0] != hash_of(source, found[0]):
        raise UserError(DAMAGED, path=package)
    return str(found[0])


def _layer(listed: Sequence[Listed], language: str) -> LayerResult:
    rows = [(each.id, *(_word(cell, language) for cell in shown(each))) for each in listed]
    return LayerResult(COLUMNS, {column.name: [row[at] for row in rows] for at, column in enumerate(COLUMNS)})


def _word(cell: Cell, language: str) -> Optional[str]:
    return cell.in_language(language) if isinstance(cell, Text) else None if cell is None else str(cell)


def _page(merged: Merged, words: Text) -> Document:
    blocks: List[Block] = [Paragraph(words)]
    kinds = Counter((change.table.name, change.kind) for change in merged.changes)
    rows: List[Sequence[Cell]] = [
        (table.label, *(kinds[table.name, kind] for kind in (ADD, ALTER, REMOVE)))
        for table in (*CARRIED, *DECIDED)
        if any(kinds[table.name, kind] for kind in (ADD, ALTER, REMOVE))
    ]
    headings: Tuple[Text, ...] = (Text("Tabel", "Table"), Text("Ditambahkan", "Added"), Text("Diubah", "Changed"))
    headings += (Text("Dihapus", "Removed"),)
    if rows:
        blocks.append(Table(Text("Yang diambil dari paket", "Taken from the package"), headings, rows))
    if merged.open:
        blocks.append(Paragraph(UNDECIDED, warning=True))
        caption = Text("Perbedaan yang belum diputuskan", "Conflicts that are not decided yet")
        blocks.append(Table(caption, _SIDE_BY_SIDE, [shown(each) for each in merged.open]))
    return Document(TITLE, tuple(blocks))


OPERATION = Algorithm(
    id="mergepackage",
    title=Text("Gabungkan paket", "Merge a package"),
    group=GROUP,
    summary=Text(
        "Mengembalikan paket kantor ke register: setiap isian tiga arah, tanpa menimpa suntingan register.",
        "Brings an office's package back into the register: three-way, field by field, writing over no edit.",
    ),
    help=Text(
        "Yang diubah satu pihak diambil; bila kedua pihak mengubah isian yang sama secara berbeda, nilai register "
        "tetap dan ketiga nilai dicatat berdampingan (gabung_konflik). Baris baru ditambahkan; baris yang dihapus "
        "kantor dan tidak disentuh register dihapus, isinya tetap di log_perubahan. Usaha baru yang kodenya sudah "
        "dipakai mendapat kode berikutnya. Paket yang sama digabung dua kali tidak mengubah apa pun; paket yang terus "
        "disunting dapat digabung lagi. Foto dan berkas lain dari folder paket disalin ke folder register; nama yang "
        "sudah dipakai berkas lain diberi akhiran, dan tidak ada berkas register yang ditimpa atau dihapus. Temuan "
        "yang diterima dan keputusan tentang usaha ganda ikut digabung. Jalankan Beri kelas IR sesudahnya. Hasil di "
        "luar register tidak memuat data pribadi.",
        "What one side changed is taken; where both changed the same field differently, the register's value stays "
        "and the three values are listed side by side (gabung_konflik). New rows are added; rows that the office "
        "removed and the register has not touched are removed, and log_perubahan keeps what they held. A new business "
        "whose code is in use gets the next one. The same package merged twice changes nothing; one that is edited "
        "further may be merged again. Photos and other files of the package's folder are copied to the register's; a "
        "name in use for another file gets an ending, and no file of the register is written over or deleted. "
        "Accepted findings and decisions about duplicates are merged too. Run Classify afterwards. Results outside of "
        "the register hold no personal data.",
    ),
    parameters=(
        RegisterInput("REGISTER", Text("Register", "Register")),
        RegisterInput("PACKAGE", Text("Paket", "Package")),
    ),
    outputs=(
        NewLayer("CONFLICTS", Text("Perbedaan", "Conflicts"), "none", optional=True),
        Page("PAGE", Text("Laporan", "Report")),
        Number("N_ADDED", Text("Baris ditambahkan", "Rows added")),
        Number("N_CHANGED", Text("Baris diubah", "Rows changed")),
        Number("N_REMOVED", Text("Baris dihapus", "Rows removed")),
        Number("N_CONFLICTS", Text("Perbedaan baru", "New conflicts")),
        Number("N_OPEN", Text("Belum diputuskan", "Not decided")),
        String("REGISTER", Text("Register", "Register")),
    ),
    compute=compute,
    tags=("paket", "package", "gabung", "merge", "kantor", "office", "konflik", "conflict"),
)
