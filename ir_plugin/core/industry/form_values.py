"""What a form puts in by itself: the value a new row begins with, and what is renewed at every change.

Expressions of QGIS, which QField knows too. They stand beside the defaults of the schema, which the database sees to.
"""

from __future__ import annotations

from typing import Mapping, NamedTuple, Optional, Tuple

from .expressions import literal
from .schema import Field, Table
from .schema.declaration import BOOLEAN, NEW_ID, NOW, TEXT


class FormValue(NamedTuple):
    """An expression; ``renewed``: also when the row changes."""

    expression: str
    renewed: bool = False


TODAY, THIS_YEAR, USER = "to_date(now())", "to_string(year(now()))", "@user_account_name"

_NUMBER = 'to_int(substr("kode_usaha", 9))'
_REGENCY = "'IR-' || replace(left({village}, 5), '.', '') || '-'"
_HERE, _THERE = _REGENCY.format(village='"kode_desa"'), _REGENCY.format(village="attribute(@parent, 'kode_desa')")
_LAST = f"aggregate(@layer_id, 'max', {_NUMBER}, filter:=\"kode_usaha\" LIKE {_THERE} || '%')"
_NEXT = f"{_HERE} || lpad(to_string(coalesce({_LAST}, 0) + 1), 4, '0')"
_NEW_HERE = f'coalesce(try(to_int("fid")), -1) < 0 AND left("kode_usaha", 8) <> {_HERE}'
BUSINESS_CODE = f'CASE WHEN "kode_usaha" IS NULL OR {_NEW_HERE} THEN {_NEXT} ELSE "kode_usaha" END'
"""The next free code of the regency in which the village lies; a business that is there already keeps its own."""

_GIVEN: Mapping[Tuple[str, str], str] = {
    ("ir_usaha", "tanggal_data"): TODAY,
    ("ir_pengamatan", "periode"): THIS_YEAR,
    ("ir_pengamatan", "tanggal"): TODAY,
    ("ir_kebutuhan", "periode"): THIS_YEAR,
    ("ir_persetujuan", "tanggal"): TODAY,
    ("ir_foto", "diambil"): TODAY,
}


def form_value(table: Table, field: Field) -> Optional[FormValue]:
    """What the form puts into a field, or None."""
    if field.name == "kode_usaha":
        return FormValue(BUSINESS_CODE, renewed=True)
    if (table.name, field.name) in _GIVEN:
        return FormValue(_GIVEN[table.name, field.name])
    if field.name == "dibuat_oleh":
        return FormValue(USER)
    if field.name == "diubah_oleh":
        return FormValue(USER, renewed=True)
    if field.several:
        return FormValue(plain_set(field.name), renewed=True)
    if field.default is NEW_ID:
        return FormValue("uuid('WithoutBraces')")
    if field.default is NOW:  # only at the beginning: later the register itself writes when a row was changed
        return FormValue("now()")
    if field.default is None:
        return None
    if field.kind == TEXT:
        return FormValue(literal(field.default))
    return FormValue(str(field.default).lower() if field.kind == BOOLEAN else str(field.default))


def plain_set(name: str) -> str:
    """A set of codes as the register writes it, {A,B}: QGIS's own list of ticks puts each code in quotation marks."""
    return f"nullif(replace(\"{name}\", '\"', ''), '{{}}')"
