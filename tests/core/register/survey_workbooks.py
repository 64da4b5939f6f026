"""Small survey workbooks, and what a register holds after their import."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any, Mapping, Sequence

from ir_plugin.core.declaration import Context, Results
from ir_plugin.core.layer import Sheet
from ir_plugin.core.register.geopackage import reading, transaction
from ir_plugin.core.register.import_survey import OPERATION

HEADING = ("No", "Nama Pemilik", "NIK", "JK", "No HP", "Produk", "Desa", "Kecamatan", "Modal", "Lat", "Long")
RINA = ("1", "Rina", "1901015002709001", "P", "081200000001", "Getas", "Sungailiat", "Sungailiat", "2 jt", "", "")
SITI = ("2", "Siti", "", "P", "081200000002", "Kemplang", "Kenanga", "Sungailiat", "", "-1,85", "106,12")


def run(
    register: str,
    *rows: Sequence[str],
    period: str = "2025",
    name: str = "Kab. Bangka",
    settings: Mapping[str, Any] = MappingProxyType({}),
    **context: Any,
) -> Results:
    sheets = [Sheet(name, [("PENDATAAN",), HEADING, *rows])]
    return OPERATION.compute({"REGISTER": register, "INPUT": sheets, "PERIOD": period, **settings}, Context(**context))


def rows_of(register: str, query: str) -> list[Any]:
    with reading(register) as connection:
        return connection.execute(query).fetchall()


def everything(register: str) -> dict[str, list[Any]]:
    tables = ("ir_pemilik", "ir_usaha", "ir_pengamatan", "ir_produk", "ir_legalitas")
    logs = ("impor_berkas", "impor_perbaikan", "impor_tolak", "impor_baris", "impor_ganda")
    return {table: rows_of(register, f"SELECT * FROM {table}") for table in (*tables, *logs)}


def edit(register: str, statement: str) -> None:
    with transaction(register) as connection:
        connection.execute(statement)
