"""One row of a survey as records of the register: cleaned, with every repair, or rejected with the reason."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any, Dict, List, Mapping, Optional, Tuple

from ...industry.cleaning.coordinates import Position, clean_position
from ...industry.cleaning.numbers import Money, clean_count, clean_counts_by_sex, clean_money, clean_year
from ...industry.cleaning.persons import bare_name_key, clean_nik, clean_number, clean_phone, clean_sex
from ...industry.cleaning.rules import Cleaned, is_null_like
from ...industry.products import product_named
from ...industry.region_matching import RegionMatcher
from ...industry.regions import name_key
from ...texts import Text
from .sheets import SurveyRow

NAMESPACE = uuid.UUID("6f7c2f0e-3b0a-5c8e-9c61-1d2a6b1f4e20")
"""Ids are derived from what identifies a business, so that the same survey imported twice meets the same records."""

NIB_DIGITS, PIRT_DIGITS = (13,), (15, 12)
EAST_REGENCY = "19.06"
CLASSES = {
    "1": "1",
    "ir1": "1",
    "pemula": "1",
    "2": "2",
    "ir2": "2",
    "berkembang": "2",
    "3": "3",
    "ir3": "3",
    "maju": "3",
}

REASONS = {
    "tanpa_pemilik": Text("Nama pemilik kosong.", "The owner's name is missing."),
    "tanpa_produk": Text("Nama usaha dan produk kosong.", "Both business and product are missing."),
    "desa_kosong": Text("Desa/kelurahan kosong.", "The village is missing."),
    "desa_tak_dikenal": Text(
        "Desa {village} tidak dikenal di kecamatan {district}.",
        "The village {village} is not known in the district {district}.",
    ),
    "ganda": Text("Sama dengan lembar {sheet} baris {row}.", "The same as sheet {sheet}, row {row}."),
}


@dataclass
class SurveyRecord:
    """The records of a row by table, its repairs (column, raw, new, rule), or why it is rejected (code, sentence).

    None in a table's record says that the survey does not know. licences: kind and number.
    """

    row: SurveyRow
    tables: Dict[str, Dict[str, Any]] = field(default_factory=dict)
    repairs: List[Tuple[str, str, str, str]] = field(default_factory=list)
    rejection: Optional[Tuple[str, Text]] = None
    position: Optional[Position] = None
    product_key: str = ""
    licences: List[Tuple[str, str]] = field(default_factory=list)

    @property
    def business_id(self) -> str:
        """The id of the business."""
        return str(self.tables["ir_usaha"]["usaha_id"])


def record_of(row: SurveyRow, matcher: RegionMatcher, period: str) -> SurveyRecord:
    """The records that a survey row means."""
    record = SurveyRecord(row)
    village = _village(record, matcher)
    reason = _reason(row, village)
    if reason:
        record.rejection = reason
        return record
    for name in row.repeated:
        record.repairs.append((name, "", row.cell(name), "sama_di_atas"))
    product = row.cell("produk") or row.cell("usaha")
    known = product_named(product)
    record.product_key = known.code if known else name_key(product)
    owner = _owner(record, village)
    business_id = _id("usaha", _identity(owner), village, record.product_key)
    record.position = _position(record, village)
    record.tables = {
        "ir_pemilik": owner,
        "ir_usaha": _business(record, business_id, owner["pemilik_id"], village, period),
        "ir_pengamatan": _observation(record, business_id, period),
        "ir_produk": _product(record, business_id, product),
    }
    record.licences = [(kind, number) for kind, number in _licences(record) if number]
    return record


def _owner(record: SurveyRecord, village: str) -> Dict[str, Any]:
    row = record.row
    nik = _clean(record, "nik", clean_nik(row.cell("nik")))
    owner = {
        "pemilik_id": "",
        "nama_lengkap": " ".join(row.cell("pemilik").split())[:120],
        "nik": nik,
        "jenis_kelamin": _clean(record, "jenis_kelamin", clean_sex(row.cell("jenis_kelamin"), nik or "")),
        "no_hp": _clean(record, "no_hp", clean_phone(row.cell("no_hp"))),
    }
    is_named_only = not (owner["nik"] or owner["no_hp"])
    owner["pemilik_id"] = _id("pemilik", _identity(owner), village if is_named_only else "")
    return owner


def _identity(owner: Mapping[str, Any]) -> str:
    """What tells a person from others, the best that is known."""
    return str(owner["nik"] or owner["no_hp"] or bare_name_key(owner["nama_lengkap"]))


def _village(record: SurveyRecord, matcher: RegionMatcher) -> str:
    row = record.row
    regency = row.cell("kabupaten") or row.sheet
    found = matcher.village(row.cell("desa"), row.cell("kecamatan"), regency)
    if found.value and found.repairs:
        raw = f"{row.cell('desa')}, {row.cell('kecamatan')}, {regency}"
        record.repairs += [("desa", raw, found.value, rule) for rule in found.repairs]
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


def _clean(record: SurveyRecord, column: str, cleaned: Cleaned, raw: Optional[str] = None) -> Any:
    """The value of a cleaned cell; its repairs, and what could not be read, go to the log."""
    text = record.row.cell(column) if raw is None else raw
    for rule in cleaned.repairs:
        record.repairs.append((column, text, str(cleaned.value), rule))
    if cleaned.problem:
        record.repairs.append((column, text, "", cleaned.problem))
    return cleaned.value


def _position(record: SurveyRecord, village: str) -> Optional[Position]:
    latitude, longitude = record.row.cell("lintang"), record.row.cell("bujur")
    cleaned = clean_position(latitude, longitude, is_east=village.startswith(EAST_REGENCY))
    found = _clean(record, "koordinat", cleaned, f"{latitude} | {longitude}")
    return found if isinstance(found, Position) else None


def _business(record: SurveyRecord, business_id: str, owner_id: str, village: str, period: str) -> Dict[str, Any]:
    row = record.row
    product = row.cell("produk") or row.cell("usaha")
    known = product_named(product)
    return {
        "usaha_id": business_id,
        "pemilik_id": owner_id,
        "nama_usaha": (row.cell("usaha") or product)[:120],
        "kode_desa": village,
        "alamat_rt_rw": row.cell("alamat")[:200] or None,
        "lapangan_usaha": "IND",
        "cabang_ikm": known.branch if known else None,
        "tahun_mulai": _clean(record, "tahun_mulai", clean_year(row.cell("tahun_mulai"), int(period[:4]))),
        "lokasi_produksi": "RMH",
        "lat_asli": row.cell("lintang")[:200] or None,
        "lon_asli": row.cell("bujur")[:200] or None,
    }


def _observation(record: SurveyRecord, business_id: str, period: str) -> Dict[str, Any]:
    row = record.row
    men, women = _workers(record)
    capital = _clean(record, "modal", clean_money(row.cell("modal"))) or Money(None)
    sales = _clean(record, "omzet", clean_money(row.cell("omzet"))) or Money(None)
    return {
        "pengamatan_id": _id("pengamatan", business_id, period),
        "usaha_id": business_id,
        "periode": period,
        "modal_kerja": capital.amount,
        "modal_kerja_min": capital.low,
        "modal_kerja_maks": capital.high,
        "omzet_bulan": sales.amount,
        "omzet_bulan_min": sales.low,
        "omzet_bulan_maks": sales.high,
        "tk_l_tdk_dibayar": men,
        "tk_p_tdk_dibayar": women,
        "bulan_produksi": _months(record),
        "kelas_petugas": _class(record),
    }


def _workers(record: SurveyRecord) -> Tuple[Optional[int], Optional[int]]:
    together = clean_counts_by_sex(record.row.cell("pekerja"))
    if together.value:
        men, women = _clean(record, "pekerja", together)
        return men, women
    men, women = (_clean(record, name, clean_count(record.row.cell(name))) for name in ("pekerja_l", "pekerja_p"))
    return _at_most(men, 99), _at_most(women, 99)


def _months(record: SurveyRecord) -> Optional[int]:
    return _at_most(_clean(record, "bulan_produksi", clean_count(record.row.cell("bulan_produksi"))), 12)


def _at_most(number: Optional[int], limit: int) -> Optional[int]:
    return number if number is not None and number <= limit else None


def _class(record: SurveyRecord) -> Optional[str]:
    text = record.row.cell("kelas")
    code = next((code for word, code in CLASSES.items() if name_key(text).endswith(word)), None) if text else None
    if code and text != code and name_key(text) not in CLASSES:
        record.repairs.append(("kelas", text, code, "kelas"))
    return code


def _product(record: SurveyRecord, business_id: str, text: str) -> Dict[str, Any]:
    known = product_named(text)
    if known and text != known.name_id:
        record.repairs.append(("produk", text, known.name_id, "produk_baku"))
    return {
        "produk_id": _id("produk", business_id),
        "usaha_id": business_id,
        "nama_produk_asli": text[:200],
        "produk_kode": known.code if known else None,
        "utama": 1,
        "pirt_no": _clean(record, "pirt", clean_number(record.row.cell("pirt"), PIRT_DIGITS)),
    }


def _licences(record: SurveyRecord) -> List[Tuple[str, Optional[str]]]:
    business = _clean(record, "nib", clean_number(record.row.cell("nib"), NIB_DIGITS))
    return [("NIB", business), ("PIRT", record.tables["ir_produk"]["pirt_no"])]


def _id(*parts: str) -> str:
    return str(uuid.uuid5(NAMESPACE, "|".join(parts)))
