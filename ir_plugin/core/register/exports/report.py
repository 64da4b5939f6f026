"""What an export let out, and what it kept back and why, to read."""

from __future__ import annotations

from typing import List, Mapping, Sequence, Tuple

from ...declaration import Note
from ...documents import Block, Cell, Document, Paragraph, Table
from ...industry.class_rules import DRAFT
from ...industry.privacy.columns import BY_NAME
from ...industry.privacy.gate import PLACE, REASONS, ROW, Passed
from ...industry.privacy.profiles import Profile
from ...industry.value_lists import VALUE_LISTS
from ...texts import Text, joined
from .files import meanings

TITLE = Text("Ekspor register, profil {profile}", "Export of the register, profile {profile}")
OUTSIDE = Text(
    "{count} usaha, menurut persetujuan pada {date}. Yang berlaku ialah persetujuan terakhir untuk tujuan: {purposes}.",
    "{count} {count:business|businesses}, by the consent on {date}. What counts is the latest consent for these "
    "purposes: {purposes}.",
)
INSIDE = Text(
    "RAHASIA: {count} usaha dengan data pribadi, hanya untuk dipakai di dalam kantor. NIK disamarkan.",
    "CONFIDENTIAL: {count} {count:business|businesses} with personal data, for use inside the offices only. NIK are "
    "masked.",
)
DRAFT_CLASSES = Text(
    "DRAF: kelas IR dihitung menurut aturan yang belum diverifikasi.",
    "DRAFT: the IR classes were computed by rules that have not been verified.",
)
FOR_OFFICES = Text(
    "Profil internal: lembar ini hanya untuk dipakai di dalam kantor, dan itu tertulis di atasnya.",
    "The internal profile: this sheet is for use inside the offices only, which is written on it.",
)
ROWS_KEPT = Text(
    "{count} usaha tidak ikut: {reasons}.", "{count} {count:business|businesses} {count:was|were} kept back: {reasons}."
)
POINTS_KEPT = Text(
    "{count} titik tepat tidak ikut; usaha itu tampil di titik desanya.",
    "{count} exact {count:point was|points were} kept back; {count:that business is|these businesses are} shown at the "
    "village's point.",
)
_WHOLE = {ROW: Text("Usaha (seluruh baris)", "Businesses (whole rows)"), PLACE: Text("Titik tepat", "Exact points")}


def page(passed: Passed, profile: Profile, date: str) -> Document:
    """The page beside an export: for whom it is, what was kept back and why, what the codes mean."""
    purposes = joined([VALUE_LISTS["tujuan_persetujuan"].label(each) for each in profile.purposes], ", ")
    words = INSIDE if profile.inside else OUTSIDE
    count = words.format(count=len(passed.rows), date=date, purposes=purposes)
    blocks: List[Block] = [Paragraph(count, warning=profile.inside)]
    if any(row.get("status_aturan") == DRAFT for row in passed.rows):
        blocks.append(Paragraph(DRAFT_CLASSES, warning=True))
    if passed.left_out:
        blocks.append(kept_back(passed.left_out))
    blocks.append(_codes(passed))
    return Document(TITLE.format(profile=profile.title), tuple(blocks))


def kept_back_notes(left_out: Mapping[Tuple[str, str], int]) -> List[Note]:
    """The same in a sentence or two, of rows and points; see ``Passed``."""
    rows = {reason: count for (what, reason), count in left_out.items() if what == ROW}
    points = sum(count for (what, _), count in left_out.items() if what == PLACE)
    notes = []
    if rows:
        reasons = joined([REASONS[reason] for reason in sorted(rows)], ", ")
        notes.append(Note(ROWS_KEPT.format(count=sum(rows.values()), reasons=reasons), warning=True))
    if points:
        notes.append(Note(POINTS_KEPT.format(count=points)))
    return notes


def kept_back(left_out: Mapping[Tuple[str, str], int]) -> Table:
    """What stayed inside, why and how often; see ``Passed``."""
    order = {name: at for at, name in enumerate((ROW, PLACE, *BY_NAME))}
    rows: List[Sequence[Cell]] = [
        (_WHOLE[what] if what in _WHOLE else BY_NAME[what].label, REASONS[reason], left_out[what, reason])
        for what, reason in sorted(left_out, key=lambda each: (order[each[0]], each[1]))
    ]
    headings = (Text("Apa", "What"), Text("Sebab", "Why"), Text("Jumlah", "Count"))
    return Table(Text("Yang tidak ikut keluar", "What was kept back"), headings, rows)


def _codes(passed: Passed) -> Table:
    rows: List[Sequence[Cell]] = [(column, code, Text(id_, en)) for column, code, id_, en in meanings(passed)]
    headings = (Text("Kolom", "Column"), Text("Kode", "Code"), Text("Arti", "Meaning"))
    return Table(Text("Arti kode", "What the codes mean"), headings, rows)
