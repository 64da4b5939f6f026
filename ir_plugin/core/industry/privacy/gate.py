"""The one gate through which data leave a register: what profile, consent and day let out, and why no more."""

from __future__ import annotations

from collections import Counter
from typing import Any, Dict, Iterable, List, Mapping, NamedTuple, Optional, Sequence, Tuple

from ...texts import Text
from .columns import BY_NAME, EXACT, NOWHERE, POSITION, VILLAGE_ONLY, ExportColumn
from .consent import (
    EXPIRED,
    FLAGS,
    NAME,
    NONE,
    NOT_THIS_FIELD,
    NOT_YET,
    OTHER_PURPOSE,
    POINT,
    VALID,
    WITHDRAWN,
    Consent,
    has_withdrawn,
    state_of,
)
from .profiles import LEAST, Profile

ROW, PLACE = "baris", "titik"
"""What a summary counts besides columns: whole rows and exact points."""

OWNER = "pemilik_id"
CLOSED, FEW, NO_INDUSTRY = "tutup", "sel_kecil", "bukan_industri"
NUMBERS, NO_PICTURE = "angka_pribadi", "bukan_gambar"
"""Reasons besides the states of a consent."""

REASONS = {
    NONE: Text("tanpa persetujuan", "without consent"),
    OTHER_PURPOSE: Text("persetujuan untuk tujuan lain", "consent for another purpose"),
    NOT_YET: Text("persetujuan belum mulai berlaku", "consent not in force yet"),
    EXPIRED: Text("persetujuan kedaluwarsa", "consent has run out"),
    WITHDRAWN: Text("persetujuan ditarik", "consent withdrawn"),
    NOT_THIS_FIELD: Text("tidak diizinkan pemilik", "not allowed by the owner"),
    CLOSED: Text("usaha tutup atau pindah", "business closed or moved"),
    FEW: Text("terlalu sedikit usaha serupa", "too few businesses alike"),
    NO_INDUSTRY: Text("bukan industri pengolahan", "no manufacturer"),
    NUMBERS: Text("memuat angka atau alamat pribadi", "holds a private number or address"),
    NO_PICTURE: Text("berkas foto tidak ada atau tidak terbaca", "file of the photo missing or not readable"),
}
"""Why something was left out."""

Point = Tuple[float, float]


class Candidate(NamedTuple):
    """A business that asks to pass. values: by the names of COLUMNS, and OWNER. point, village_point: longitude and
    latitude."""

    values: Mapping[str, Any]
    consents: Sequence[Consent]
    point: Optional[Point]
    village_point: Optional[Point]


class Passed(NamedTuple):
    """What may leave. rows: by column name, in the order of points. left_out: how often, by (column, ROW or PLACE) and
    the reason, a code of REASONS."""

    columns: Tuple[ExportColumn, ...]
    rows: List[Dict[str, Any]]
    points: List[Optional[Point]]
    left_out: Mapping[Tuple[str, str], int]


class _Row(NamedTuple):
    """A row on its way out. is_named: it tells of its owner what the owner allowed. owner: whom it is about; the
    business itself where nobody is named. name_state: how the consent to the name stands.
    """

    values: Dict[str, Any]
    point: Optional[Point]
    is_named: bool
    owner: Any
    name_state: str


def gate(candidates: Iterable[Candidate], profile: Profile, on: str, least: int = LEAST) -> Passed:
    """What a profile lets out of businesses on a day (ISO 8601); values that have to stay become None.

    least: of fewer owners alike, nothing is told that could tell who they are, where the profile asks for that.
    """
    left_out: Counter[Tuple[str, str]] = Counter()
    rows: List[_Row] = []
    for each in candidates:
        if _may_pass(each, profile, on, left_out):
            of_row: Counter[Tuple[str, str]] = Counter()
            row = _row(each, profile, on, of_row)
            is_out = profile.named_only and not row.is_named
            left_out.update([(ROW, row.name_state)] if is_out else of_row)
            rows += [] if is_out else [row]
    if profile.coarser:
        rows = sorted(_coarsened(rows, profile, least, left_out), key=_order)
    columns = tuple(BY_NAME[name] for name in profile.columns)
    return Passed(columns, [row.values for row in rows], [row.point for row in rows], left_out)


def masked(text: Optional[str]) -> Optional[str]:
    """A number of which only the last four digits are shown."""
    return None if text is None else "*" * (len(text) - 4) + text[-4:] if len(text) > 8 else "*" * len(text)


def _may_pass(each: Candidate, profile: Profile, on: str, left_out: Counter[Tuple[str, str]]) -> bool:
    reason = ""
    if not profile.inside and has_withdrawn(each.consents, profile.purposes, on):
        reason = WITHDRAWN
    elif each.values.get("status_usaha") in profile.without:
        reason = CLOSED
    left_out.update([(ROW, reason)] if reason else [])
    return not reason


def _row(each: Candidate, profile: Profile, on: str, left_out: Counter[Tuple[str, str]]) -> _Row:
    states = {flag: VALID if profile.inside else state_of(each.consents, profile.purposes, flag, on) for flag in FLAGS}
    values: Dict[str, Any] = {}
    for name in profile.columns:
        column, value = BY_NAME[name], each.values.get(name)
        if column.masked:
            value = masked(value)
        if column.consent and value is not None and states[column.consent] != VALID:
            left_out[name, states[column.consent]] += 1
            value = None
        values[name] = value
    point = each.point
    if point is not None and states[POINT] != VALID:
        left_out[PLACE, states[POINT]] += 1
        point = None
    values[POSITION] = EXACT if point else VILLAGE_ONLY if each.village_point else NOWHERE
    is_named = bool(point) or any(BY_NAME[name].consent and values[name] is not None for name in profile.columns)
    return _Row(values, point or each.village_point, is_named, each.values.get(OWNER) or id(each), states[NAME])


def _coarsened(rows: Sequence[_Row], profile: Profile, least: int, left_out: Counter[Tuple[str, str]]) -> List[_Row]:
    """The rows, those that tell nobody made alike until each kind has ``least`` owners; what cannot is left out."""
    named = [row for row in rows if row.is_named]
    others = [row for row in rows if not row.is_named]
    shown = [name for group in profile.coarser for name in group]
    for group in profile.coarser:
        counts = _owners_by_kind(others, shown)
        others = [row if counts[_kind(row, shown)] >= least else _without(row, group, left_out) for row in others]
    counts = _owners_by_kind(others, shown)
    kept = [row for row in others if counts[_kind(row, shown)] >= least]
    if len(kept) < len(others):
        left_out[ROW, FEW] += len(others) - len(kept)
    return [*named, *kept]


def _without(row: _Row, group: Sequence[str], left_out: Counter[Tuple[str, str]]) -> _Row:
    """A row without a group of columns; without its village it has no point either."""
    values = {**row.values, **dict.fromkeys(group)}
    left_out.update((name, FEW) for name in group if row.values[name] is not None)
    if "kode_desa" not in group:
        return row._replace(values=values)
    return row._replace(values={**values, POSITION: NOWHERE}, point=None)


def _kind(row: _Row, shown: Sequence[str]) -> Tuple[Any, ...]:
    return tuple(row.values[name] for name in shown)


def _owners_by_kind(rows: Sequence[_Row], shown: Sequence[str]) -> Counter[Tuple[Any, ...]]:
    return Counter(kind for kind, _ in {(_kind(row, shown), row.owner) for row in rows})


def _order(row: _Row) -> Tuple[str, ...]:
    """An order that tells nothing of the register's own."""
    return tuple(str(row.values[name] or "~") for name in ("kabupaten", "kecamatan", "desa", "produk", "nama_usaha"))
