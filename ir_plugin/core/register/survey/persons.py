"""Who is who in a survey: rows that repeat a business, and owners that have several."""

from __future__ import annotations

from typing import Any, Dict, List, Sequence, Tuple

from ...industry.cleaning.persons import bare_name_key
from .records import REASONS, SurveyRecord


def reject_repeated(records: Sequence[SurveyRecord]) -> None:
    """A business that stands in the survey twice is taken once; the later row says which one it repeats.

    The same: village, product, and the owner's NIK, else phone, else name, where nothing better contradicts.
    """
    seen: Dict[Tuple[str, ...], List[SurveyRecord]] = {}
    for record in records:
        if record.rejection:
            continue
        keys = _keys(record)
        earlier = next((each for key in keys for each in seen.get(key, ()) if not _contradict(each, record)), None)
        if earlier:
            words = REASONS["ganda"].format(sheet=earlier.row.sheet, row=earlier.row.number)
            record.rejection = ("ganda", words)
            continue
        for key in keys:
            seen.setdefault(key, []).append(record)


def share_owners(records: Sequence[SurveyRecord]) -> None:
    """The rows of one owner say the same about that owner: what the first says, filled up by the others."""
    owners: Dict[str, Dict[str, Any]] = {}
    for record in records:
        if record.rejection:
            continue
        row = record.tables["ir_pemilik"]
        known = owners.setdefault(row["pemilik_id"], row)
        known.update({name: value for name, value in row.items() if known[name] is None})
        record.tables["ir_pemilik"] = known


def _keys(record: SurveyRecord) -> List[Tuple[str, ...]]:
    owner, business = record.tables["ir_pemilik"], record.tables["ir_usaha"]
    same = (business["kode_desa"], record.product_key)
    known = [("nik", owner["nik"]), ("no_hp", owner["no_hp"]), ("nama", bare_name_key(owner["nama_lengkap"]))]
    return [(what, value, *same) for what, value in known if value]


def _contradict(one: SurveyRecord, other: SurveyRecord) -> bool:
    """Whether both have a NIK, and different ones; or, where one has none, different phones."""
    first, second = one.tables["ir_pemilik"], other.tables["ir_pemilik"]
    for name in ("nik", "no_hp"):
        if first[name] and second[name]:
            return bool(first[name] != second[name])
    return False
