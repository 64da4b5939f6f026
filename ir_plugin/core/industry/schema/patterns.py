"""The forms of codes and numbers that the register accepts."""

from __future__ import annotations

from ...texts import Text
from .declaration import Pattern

UUID = Pattern(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
    Text("UUID dengan huruf kecil, tanpa kurung", "a UUID in lower case, without braces"),
)
BUSINESS_CODE = Pattern(
    r"IR-\d{4}-\d{4,6}",
    Text("IR-, 4 angka kabupaten, -, nomor urut", "IR-, 4 digits of the regency, -, running number"),
)
VILLAGE_CODE = Pattern(
    r"\d{2}\.\d{2}\.\d{2}\.[12]\d{3}",
    Text("kode desa/kelurahan Kemendagri seperti 19.01.01.1001", "a Kemendagri village code such as 19.01.01.1001"),
)
REGION_CODE = Pattern(
    r"\d{2}|\d{2}\.\d{2}|\d{2}\.\d{2}\.\d{2}|" + VILLAGE_CODE.regex,
    Text("kode wilayah Kemendagri dengan titik", "a Kemendagri region code with dots"),
)
BPS_CODE = Pattern(r"\d{2}|\d{4}|\d{7}|\d{10}", Text("kode wilayah BPS tanpa titik", "a BPS region code without dots"))
PERIOD = Pattern(
    r"\d{4}|\d{4}-S[12]",
    Text("tahun (2025) atau semester (2025-S1)", "a year (2025) or a half-year (2025-S1)"),
)
NIK = Pattern(r"\d{16}", Text("16 angka", "16 digits"))
PHONE = Pattern(
    r"\+\d{8,15}", Text("nomor internasional seperti +6281234567890", "an international number such as +6281234567890")
)
KBLI = Pattern(r"\d{5}", Text("5 angka", "5 digits"))
KBLI_ANY_LEVEL = Pattern(r"[A-V]|\d{2,5}", Text("kategori A–V atau 2–5 angka", "a category A–V or 2–5 digits"))
PRODUCT_CODE = Pattern(r"[A-Z]{3}\d{2}", Text("3 huruf cabang dan 2 angka", "3 letters of the branch and 2 digits"))
SHA256 = Pattern(r"[0-9a-f]{64}", Text("SHA-256 (64 angka heksadesimal)", "SHA-256 (64 hexadecimal digits)"))
