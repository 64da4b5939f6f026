"""Which businesses are looked at: one filter for the map, its tables and every number beside them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Iterator

from ..industry.regions import level_of
from .summary_view import NAME

VILLAGE = "4"


@dataclass(frozen=True)
class BusinessFilter:
    """What the businesses must have; "" asks nothing.

    region: the code of a province, kabupaten, kecamatan or desa. kelas, product, sex: codes. period: one in which the
    business was observed. text: part of its name or code, of its owner's name, of its product or of its village.
    """

    region: str = ""
    kelas: str = ""
    product: str = ""
    sex: str = ""
    period: str = ""
    text: str = ""

    def __bool__(self) -> bool:
        """Whether it asks for anything."""
        return any(getattr(self, each.name) for each in fields(self))

    def condition(self) -> str:
        """The filter in SQL for the rows of ``usaha_ringkas``; "" where it asks nothing."""
        return " AND ".join(self._conditions())

    def condition_for(self, table: str) -> str:
        """The same for another table with the key of the business."""
        condition = self.condition()
        if table == NAME or not condition:
            return condition
        return " ".join(("usaha_id IN (SELECT usaha_id FROM", NAME, "WHERE", condition + ")"))

    def _conditions(self) -> Iterator[str]:
        if self.region:
            exact = level_of(self.region) == VILLAGE
            yield f"kode_desa = {literal(self.region)}" if exact else f"kode_desa LIKE {literal(self.region + '.%')}"
        if self.kelas:
            yield f"kelas_ir = {literal(self.kelas)}"
        if self.product:
            yield f"produk_kode = {literal(self.product)}"
        if self.sex:
            yield f"jenis_kelamin = {literal(self.sex)}"
        if self.period:
            observed = "usaha_id IN (SELECT usaha_id FROM ir_pengamatan WHERE periode ="
            yield " ".join((observed, literal(self.period) + ")"))
        if self.text.strip():
            yield _has_text(self.text.strip())


def _has_text(text: str) -> str:
    for sign in ("\\", "%", "_"):
        text = text.replace(sign, "\\" + sign)
    like = f"LIKE {literal(f'%{text}%')} ESCAPE '\\'"
    own = " OR ".join(f"{name} {like}" for name in ("nama_usaha", "kode_usaha", "produk_utama", "desa"))
    owners = " ".join(
        ("usaha_id IN (SELECT u.usaha_id FROM ir_usaha AS u JOIN ir_pemilik AS p ON p.pemilik_id = u.pemilik_id",)
    )
    return f"({own} OR {owners} WHERE p.nama_lengkap {like}))"


def literal(value: str) -> str:
    """A text in SQL, for filters of layers, which take no parameters."""
    return "'" + value.replace("'", "''").replace("\0", "") + "'"
