"""How each regency's office lays out its sheet: titles, headings in one or two rows, names of things."""

from __future__ import annotations

from dataclasses import dataclass

Heading = tuple[str, str, str]
"""Column of the answers ("" for one that nobody reads), the heading, and the one above it in a merged cell or ""."""

FILLED, BLANK, MERGED, DITTO = "filled", "blank", "merged", "ditto"
"""How a district's name stands in the rows of the district: in each, only in the first, in a merged cell, as ditto."""


@dataclass(frozen=True)
class Form:
    """A sheet. hidden: every how many rows one is hidden (0: none). together: workers of both sexes in one cell."""

    regency: str
    sheet: str
    titles: tuple[str, ...]
    headings: tuple[Heading, ...]
    districts: str = FILLED
    hidden: int = 0
    subtotals: bool = True
    together: bool = False

    @property
    def two_rows(self) -> bool:
        """Whether the headings take two rows."""
        return any(above for _, _, above in self.headings)


_YEAR = "TAHUN 2025"
_TWO_ROWS: tuple[Heading, ...] = (
    ("", "No", ""),
    ("pemilik", "Nama", "Pelaku Usaha"),
    ("nik", "NIK", "Pelaku Usaha"),
    ("jenis_kelamin", "L/P", "Pelaku Usaha"),
    ("no_hp", "No. HP", "Pelaku Usaha"),
    ("alamat", "Alamat", "Lokasi Usaha"),
    ("desa", "Desa/Kel", "Lokasi Usaha"),
    ("kecamatan", "Kecamatan", "Lokasi Usaha"),
    ("usaha", "Nama Usaha", ""),
    ("produk", "Jenis Produk", ""),
    ("tahun_mulai", "Tahun Berdiri", ""),
    ("modal", "Modal Usaha", ""),
    ("omzet", "Omzet/Bulan", ""),
    ("pekerja_l", "L", "Tenaga Kerja"),
    ("pekerja_p", "P", "Tenaga Kerja"),
    ("bulan_produksi", "Bulan Produksi", ""),
    ("nib", "NIB", "Legalitas"),
    ("pirt", "PIRT", "Legalitas"),
    ("lintang", "Lintang", "Koordinat"),
    ("bujur", "Bujur", "Koordinat"),
    ("kelas", "Kelas IR", ""),
    ("", "Ket.", ""),
)
_RENAMED = {
    "19.02": {"pemilik": "Nama Pemilik", "produk": "Komoditi", "lintang": "Lat", "bujur": "Long", "no_hp": "No. WA"},
    "19.03": {"jenis_kelamin": "JK", "omzet": "Omset per Bulan", "lintang": "LS", "bujur": "BT", "desa": "Desa"},
    "19.04": {"pemilik": "Nama Pelaku Usaha", "produk": "Jenis Usaha", "usaha": "Merek", "kelas": "Kategori"},
    "19.05": {"pemilik": "Nama Pengusaha", "modal": "Modal (Rp)", "no_hp": "No HP/WA", "kecamatan": "Kec."},
    "19.06": {"nik": "No. KTP", "produk": "Produk", "tahun_mulai": "Mulai Usaha", "pirt": "P-IRT"},
    "19.71": {"desa": "Kelurahan", "kelas": "Klasifikasi IR", "lintang": "Latitude", "bujur": "Longitude"},
}


def _two_row_headings(regency: str, leave_out: tuple[str, ...] = ()) -> tuple[Heading, ...]:
    names = _RENAMED.get(regency, {})
    return tuple((c, names.get(c, heading), above) for c, heading, above in _TWO_ROWS if c not in leave_out or not c)


def _one_row_headings(regency: str) -> tuple[Heading, ...]:
    workers = {"pekerja_l": "TK L", "pekerja_p": "TK P"}
    return tuple((c, workers.get(c, heading), "") for c, heading, _ in _two_row_headings(regency))


def _workers_together(headings: tuple[Heading, ...]) -> tuple[Heading, ...]:
    renamed = (("pekerja", "Jumlah TK", "") if c == "pekerja_l" else (c, h, a) for c, h, a in headings)
    return tuple(heading for heading in renamed if heading[0] != "pekerja_p")


FORMS = (
    Form(
        "19.01",
        "Kab. Bangka",
        ("PENDATAAN INDUSTRI RUMAHAN", "KABUPATEN BANGKA", _YEAR),
        _two_row_headings("19.01"),
        BLANK,
    ),
    Form("19.02", "BELITUNG", ("DATA INDUSTRI RUMAHAN KAB. BELITUNG", _YEAR), _one_row_headings("19.02"), hidden=90),
    Form("19.03", "Basel", ("REKAP IR BANGKA SELATAN", _YEAR), _two_row_headings("19.03"), MERGED),
    Form("19.04", "Bateng", ("DAFTAR IR KAB. BANGKA TENGAH", _YEAR), _two_row_headings("19.04"), DITTO, hidden=100),
    Form(
        "19.05",
        "Kab Bangka Barat",
        ("PENDATAAN IR", "KABUPATEN BANGKA BARAT", _YEAR),
        _workers_together(_one_row_headings("19.05")),
        together=True,
    ),
    Form("19.06", "Beltim", ("DATA IR BELITUNG TIMUR", _YEAR), _two_row_headings("19.06"), BLANK),
    Form("19.71", "Kota Pangkalpinang", ("DATA IR KOTA PANGKALPINANG", _YEAR), _two_row_headings("19.71"), hidden=80),
)
