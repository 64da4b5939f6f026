"""What the survey of 2025 found out, one answer for each business: the truth behind the rows of the workbook."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ir_plugin.core.industry.products import PRODUCTS
from ir_plugin.core.industry.regions import reference_regions

from .survey import Survey

COLUMNS = (
    *("pemilik", "nik", "jenis_kelamin", "no_hp", "usaha", "produk", "alamat", "desa", "kecamatan", "tahun_mulai"),
    *("modal", "modal_min", "modal_maks", "omzet", "omzet_min", "omzet_maks", "pekerja_l", "pekerja_p"),
    *("bulan_produksi", "lintang", "bujur", "nib", "pirt", "kelas"),
)
"""The columns of the truth, under the names by which the import knows them; regions and products as codes."""

CLASS_WORDS = {"1": "Pemula", "2": "Berkembang", "3": "Maju"}
NAMES = {each.code: each.name_id for each in PRODUCTS}


@dataclass
class Dirtied:
    """A cell, or a whole row (column ""), that is not as it should be: what stands there, what it means, which dirt."""

    column: str
    raw: str
    true: str
    kind: str


@dataclass
class Answer:
    """One row of the workbook. true: what it means, by column (None: not known). cells: what is written.

    rejected: "" or why the row may not be imported. twin: "" or by what it may be the business of its code once more.
    """

    code: str
    true: dict[str, Any]
    cells: dict[str, Any]
    planted: bool = False
    rejected: str = ""
    twin: str = ""
    dirt: list[Dirtied] = field(default_factory=list)

    def dirty(self) -> set[str]:
        """The columns that are not as they should be."""
        return {each.column for each in self.dirt}

    def soil(self, kind: str, cells: dict[str, Any], **true: Any) -> None:
        """Writes other things into cells; ``true`` where that also changes what a reader can know."""
        changed = [column for column, raw in cells.items() if raw != self.cells.get(column)]
        self.cells.update(cells)
        self.true.update(true)
        for column in changed:
            self.dirt.append(Dirtied(column, text_of(self.cells[column]), text_of(self.true[column]), kind))


def text_of(value: Any) -> str:
    """A value as it stands in the truth tables: the shortest text that reads back to it."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if hasattr(value, "isoformat"):
        return value.isoformat()[:10]
    return "" if value is None else str(value)


def make_answers(survey: Survey) -> list[Answer]:
    """A clean answer for each business, in the order of the villages."""
    owners = {row["pemilik_id"]: row for row in survey.tables["ir_pemilik"]}
    observed = {row["usaha_id"]: row for row in survey.tables["ir_pengamatan"] if row["periode"] == "2025"}
    products = {row["usaha_id"]: row for row in survey.tables["ir_produk"] if row["utama"]}
    nib = {row["usaha_id"]: row["nomor"] for row in survey.tables["ir_legalitas"] if row["jenis"] == "NIB"}
    answers = []
    for business, site in zip(survey.tables["ir_usaha"], survey.sites):
        key = business["usaha_id"]
        true = _true(business, owners[business["pemilik_id"]], observed[key], products[key], nib.get(key))
        answers.append(Answer(business["kode_usaha"], true, _clean_cells(true), bool(site.planted)))
    return answers


def _true(
    business: dict[str, Any], owner: dict[str, Any], seen: dict[str, Any], product: dict[str, Any], nib: Any
) -> dict[str, Any]:
    longitude, latitude = business["titik"] or (None, None)
    return {
        "pemilik": owner["nama_lengkap"],
        "nik": owner["nik"],
        "jenis_kelamin": owner["jenis_kelamin"],
        "no_hp": owner["no_hp"],
        "usaha": business["nama_usaha"],
        "produk": product["produk_kode"],
        "alamat": business["alamat_rt_rw"],
        "desa": business["kode_desa"],
        "kecamatan": business["kode_desa"][:8],
        "tahun_mulai": business["tahun_mulai"],
        "modal": seen["modal_kerja"],
        "modal_min": None,
        "modal_maks": None,
        "omzet": seen["omzet_bulan"],
        "omzet_min": None,
        "omzet_maks": None,
        "pekerja_l": seen["tk_l_dibayar"] + seen["tk_l_tdk_dibayar"],
        "pekerja_p": seen["tk_p_dibayar"] + seen["tk_p_tdk_dibayar"],
        "bulan_produksi": seen["bulan_produksi"],
        "lintang": latitude,
        "bujur": longitude,
        "nib": nib,
        "pirt": product["pirt_no"],
        "kelas": seen["kelas_petugas"],
    }


def _clean_cells(true: dict[str, Any]) -> dict[str, Any]:
    """The cells as a careful office writes them."""
    regions = reference_regions()
    cells = {name: value for name, value in true.items() if not name.endswith(("_min", "_maks"))}
    cells["produk"] = NAMES[true["produk"]]
    cells["desa"] = regions[true["desa"]].name
    cells["kecamatan"] = regions[true["kecamatan"]].name
    cells["kelas"] = CLASS_WORDS[true["kelas"]]
    cells["no_hp"] = true["no_hp"] and "0" + true["no_hp"][3:]
    return cells
