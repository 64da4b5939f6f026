"""One row of a survey as records of the register: cleaned, with every repair, or rejected with the reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Dict, List, Mapping, Optional, Tuple

from ...industry.cleaning.choices import clean_choices
from ...industry.cleaning.coordinates import Position, clean_position
from ...industry.cleaning.numbers import Money, clean_count, clean_counts_by_sex, clean_money, clean_year
from ...industry.cleaning.persons import clean_class, clean_nik, clean_number, clean_phone, clean_sex
from ...industry.cleaning.rules import Cleaned, is_null_like
from ...industry.products import product_named
from ...industry.region_matching import RegionMatcher
from ...industry.regions import REGENCY, name_key
from ...industry.schema import TABLES
from ...texts import Text
from ..extents import Extents
from .form_answers import add_answers, period_of
from .known import Known
from .logged import LoggedRow
from .parts import PartRecord, part_records
from .sheets import SurveyRow

NIB_DIGITS, PIRT_DIGITS = (13,), (15, 12)
VILLAGE_COLUMN, POSITION = "desa", "koordinat"
"""What is read out of several cells, as the log names it."""

NO_CELLS: Mapping[str, str] = {}
"""Those of a row once they are read: a large workbook would not fit in memory twice."""

FIELDS = {table.name: {field.name: field for field in table.fields} for table in TABLES.values()}

CHOICES = tuple(field for field in TABLES["ir_pengamatan"].fields if field.several)
"""What is asked with several answers; the columns of a survey have the names of the fields."""

REASONS = {
    "tanpa_pemilik": Text("Nama pemilik kosong.", "The owner's name is missing."),
    "tanpa_produk": Text("Nama usaha dan produk kosong.", "Both business and product are missing."),
    "desa_kosong": Text("Desa/kelurahan kosong.", "The village is missing."),
    "desa_tak_dikenal": Text(
        "Desa {village} tidak dikenal (kecamatan: {district}).",
        "The village {village} is not known (district: {district}).",
    ),
    "ganda": Text("Sama dengan lembar {sheet} baris {row}.", "The same as sheet {sheet}, row {row}."),
}


@dataclass
class SurveyRecord(LoggedRow):
    """The values of a row by table, its repairs, or why it is rejected.

    None, or no value, says that the survey does not know. The ids are not among the values: who is who is found out
    later. Once they are written the values are gone: those of a large workbook take much memory. Of ir_kebutuhan there
    is the set of services. owner: the name as it stands in the sheet. licences: kind and number. parts: what belongs to
    the business, or was agreed to by its owner, any number of rows of a table.
    """

    row: SurveyRow
    owner: str = ""
    business_id: str = ""
    village: str = ""
    tables: Dict[str, Dict[str, Any]] = field(default_factory=dict)
    position: Optional[Position] = None
    product_key: str = ""
    licences: List[Tuple[str, str]] = field(default_factory=list)
    parts: List[PartRecord] = field(default_factory=list)

    def clean(self, column: str, cleaned: Cleaned, raw: Optional[str] = None) -> Any:
        return super().clean(column, cleaned, self.row.cell(column) if raw is None else raw)


def raw_of(row: SurveyRow, column: str) -> str:
    """What the log calls the raw text of a column; of what is read out of several cells, all of them."""
    if column == VILLAGE_COLUMN:
        return f"{row.cell('desa')}, {row.cell('kecamatan')}, {row.cell('kabupaten') or row.sheet}"
    if column == POSITION:
        return f"{row.cell('lintang')} | {row.cell('bujur')}"
    return row.carried.get(column, row.cell(column))


def record_of(row: SurveyRow, known: Known, period: str) -> SurveyRecord:
    """The records that a survey row means. period: of rows that do not tell their own."""
    record = SurveyRecord(row, " ".join(row.cell("pemilik").split()))
    period = period_of(record, row, period)
    year = int(period[:4])
    record.parts = part_records(row, year, known.products)
    for column, (raw, decided) in row.decided.items():
        record.log(column, raw, decided, "keputusan")
    record.village = _village(record, known.matcher)
    record.rejection = _reason(row, record.village)
    if record.rejection:
        return record
    for name, raw in row.carried.items():
        record.log(name, raw, row.cell(name), "sama_di_atas")
    product = _product(record)
    record.product_key = product["produk_kode"] or name_key(product["nama_produk_asli"])
    record.position = _position(record, known.extents)
    record.tables = {
        "ir_pemilik": _owner(record),
        "ir_usaha": _business(record, product["produk_kode"], period),
        "ir_pengamatan": _observation(record, period),
        "ir_produk": product,
    }
    wanted = record.clean("kebutuhan", clean_choices(row.cell("kebutuhan"), "layanan"))
    if wanted:
        record.tables["ir_kebutuhan"] = {"layanan": wanted}
    add_answers(record, row, record.tables, year, known.products)
    _hold_bounds(record, year)
    for table in ("ir_usaha", "ir_pengamatan", "ir_produk"):
        record.tables[table] = {name: value for name, value in record.tables[table].items() if value is not None}
    business = record.clean("nib", clean_number(row.cell("nib"), NIB_DIGITS))
    licences = [("NIB", business), ("PIRT", product["pirt_no"] if row.cell("pirt") else None)]
    record.licences = [(kind, number) for kind, number in licences if number]
    record.row = row._replace(cells=NO_CELLS, parts=())
    return record


def _village(record: SurveyRecord, matcher: RegionMatcher) -> str:
    row = record.row
    is_regency = bool(matcher.region(row.sheet, REGENCY, "").value)  # a sheet may be called anything
    regency = row.cell("kabupaten") or (row.sheet if is_regency else "")
    found = matcher.village(row.cell("desa"), row.cell("kecamatan"), regency)
    if found.value:
        record.clean(VILLAGE_COLUMN, found, raw_of(row, VILLAGE_COLUMN))
    return found.value or ""


def _reason(row: SurveyRow, village: str) -> Optional[Tuple[str, Text]]:
    if is_null_like(row.cell("pemilik")):
        return "tanpa_pemilik", REASONS["tanpa_pemilik"]
    if is_null_like(row.cell("desa")):
        return "desa_kosong", REASONS["desa_kosong"]
    if not village:
        words = REASONS["desa_tak_dikenal"]
        return "desa_tak_dikenal", words.format(village=row.cell("desa"), district=row.cell("kecamatan") or "-")
    if is_null_like(row.cell("produk")) and is_null_like(row.cell("usaha")):
        return "tanpa_produk", REASONS["tanpa_produk"]
    return None


def _owner(record: SurveyRecord) -> Dict[str, Any]:
    row = record.row
    nik = record.clean("nik", clean_nik(row.cell("nik")))
    return {
        "nama_lengkap": record.owner[:120],
        "nik": nik,
        "jenis_kelamin": record.clean("jenis_kelamin", clean_sex(_sex(row), nik or "")),
        "no_hp": record.clean("no_hp", clean_phone(row.cell("no_hp"))),
    }


def _sex(row: SurveyRow) -> str:
    """The cell of the sex, or which of two columns is ticked."""
    ticked = [sex for sex, column in (("L", "laki_laki"), ("P", "perempuan")) if not is_null_like(row.cell(column))]
    return row.cell("jenis_kelamin") or (ticked[0] if len(ticked) == 1 else "")


def _position(record: SurveyRecord, extents: Extents) -> Optional[Position]:
    latitude, longitude = record.row.cell("lintang"), record.row.cell("bujur")
    window, zone = extents.window_of(record.village), extents.zone_of(record.village)
    cleaned = clean_position(latitude, longitude, window, zone)
    found = record.clean(POSITION, cleaned, raw_of(record.row, POSITION))
    return found if isinstance(found, Position) else None


def _product(record: SurveyRecord) -> Dict[str, Any]:
    """The main product: by its name, with what our form tells of it, where it is our form."""
    text = _said(record.row, "produk") or record.row.cell("usaha")
    told = next((each.values for each in record.parts if each.is_main), {})
    known = None if told.get("produk_kode") else product_named(text)
    if known and text != known.name_id:
        record.log("produk", text, known.name_id, "produk_baku")
    return {
        "nama_produk_asli": text[:200],
        "produk_kode": known.code if known else None,
        "utama": 1,
        "pirt_no": record.clean("pirt", clean_number(record.row.cell("pirt"), PIRT_DIGITS)),
        **{name: value for name, value in told.items() if name != "nama_produk_asli"},
    }


def _business(record: SurveyRecord, product: Optional[str], period: str) -> Dict[str, Any]:
    row = record.row
    return {
        "nama_usaha": (_said(row, "usaha") or row.cell("produk"))[:120],
        "kode_desa": record.village,
        "alamat_rt_rw": row.cell("alamat")[:200] or None,
        "cabang_ikm": product[:3] if product else None,
        "tahun_mulai": record.clean("tahun_mulai", clean_year(row.cell("tahun_mulai"), int(period[:4]))),
        "lat_asli": row.cell("lintang")[:200] or None,
        "lon_asli": row.cell("bujur")[:200] or None,
    }


def _said(row: SurveyRow, column: str) -> str:
    return "" if is_null_like(row.cell(column)) else row.cell(column)


def _observation(record: SurveyRecord, period: str) -> Dict[str, Any]:
    chosen = {
        field.name: record.clean(field.name, clean_choices(record.row.cell(field.name), field.values))
        for field in CHOICES
    }
    return {"periode": period, **_money(record), **_workers(record), **_production(record), **chosen}


def _money(record: SurveyRecord) -> Dict[str, Any]:
    """Capital and sales; sales that are told by the year are not taken for a month's."""
    cells = {
        column: record.clean(column, clean_money(record.row.cell(column))) or Money(None)
        for column in ("modal_awal", "modal", "omzet", "omzet_tahun")
    }
    by_month, by_year = cells["omzet"], cells["omzet_tahun"]
    if by_month.per == "tahun" and by_year == Money(None):
        by_month, by_year = Money(None), by_month
    elif by_month.per not in ("", "bulan"):
        record.log("omzet", record.row.cell("omzet"), None, "omzet_bukan_bulanan")
        by_month = Money(None)
    named = {"modal_awal": cells["modal_awal"], "modal_kerja": cells["modal"]}
    return {
        name + end: value
        for name, money in {**named, "omzet_bulan": by_month, "omzet_tahun": by_year}.items()
        for end, value in (("", money.amount), ("_min", money.low), ("_maks", money.high))
    }


def _workers(record: SurveyRecord) -> Dict[str, Any]:
    """Men and women; surveys of one column for all do not say whether they are paid."""
    row = record.row
    together = clean_counts_by_sex(row.cell("pekerja"))
    if together.value or together.problem:
        men, women = record.clean("pekerja", together) or (None, None)
        return {"tk_l_lain": men, "tk_p_lain": women}
    if not is_null_like(row.cell("pekerja")):
        record.log("pekerja", row.cell("pekerja"), None, "jumlah_tanpa_kelamin")
    return {
        field: record.clean(column, clean_count(row.cell(column)))
        for field, column in (("tk_l_lain", "pekerja_l"), ("tk_p_lain", "pekerja_p"))
    }


def _production(record: SurveyRecord) -> Dict[str, Any]:
    row = record.row
    return {
        "bulan_produksi": record.clean("bulan_produksi", clean_count(row.cell("bulan_produksi"))),
        "kelas_petugas": record.clean("kelas", clean_class(row.cell("kelas"))),
    }


def _hold_bounds(record: SurveyRecord, year: int) -> None:
    """Numbers that the register would refuse become unknown, and the log says so."""
    for table, values in record.tables.items():
        for name, value in values.items():
            if isinstance(value, int) and not FIELDS[table][name].allows(value, year):
                record.log(name, str(value), None, "di_luar_batas")
                values[name] = None
