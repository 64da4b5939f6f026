"""What is unlikely rather than impossible: rules on one row that give a warning and never refuse it.

Form, validator and survey form read them from here. The ids begin with the number of the check to which they belong.
Ceilings: UU 20/2008 Pasal 6, in force when the classes were made; 19 workers: Permenperin 64/2016.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Tuple

from ..texts import Text
from .conditions import fields_in
from .schema import TABLES

WORKERS = ("tk_l_dibayar", "tk_p_dibayar", "tk_l_tdk_dibayar", "tk_p_tdk_dibayar", "tk_l_lain", "tk_p_lain")
AMOUNTS = ("modal_awal", "modal_kerja", "aset_non_tanah", "omzet_bulan", "omzet_tahun", "laba_bulan")
SMALLEST_AMOUNT = 10_000


@dataclass(frozen=True)
class SoftRule:
    """A row of ``table`` for which ``broken`` holds is worth a second look; ``field`` is where the warning stands.

    broken: a condition (see ``conditions``). sentence: what is odd, and what to do.
    """

    id: str
    table: str
    field: str
    broken: str
    sentence: Text

    @cached_property
    def fields(self) -> Tuple[str, ...]:
        """The fields that decide."""
        return fields_in(self.broken)


def _thousands(amount: str) -> SoftRule:
    return SoftRule(
        f"Q16_{amount}",
        "ir_pengamatan",
        amount,
        f"{amount} > 0 and {amount} < {SMALLEST_AMOUNT}",
        Text(
            "{label} kurang dari Rp10.000; mungkin ditulis dalam ribuan rupiah.",
            "{label} is less than Rp10,000; it may have been written in thousands.",
        ).format(label=TABLES["ir_pengamatan"].field(amount).label),
    )


def _range(amount: str) -> SoftRule:
    return SoftRule(
        f"Q16r_{amount}",
        "ir_pengamatan",
        f"{amount}_maks",
        f"{amount}_min > {amount}_maks",
        Text(
            "{label}: batas bawah kisaran melebihi batas atasnya; mungkin tertukar.",
            "{label}: the lower end of the range exceeds the upper; they may be swapped.",
        ).format(label=TABLES["ir_pengamatan"].field(amount).label),
    )


OWNER_RULES = (
    SoftRule(
        "Q09_kelamin",
        "ir_pemilik",
        "nik",
        "digits(nik, 7, 2) > 40 and jenis_kelamin == 'L' or digits(nik, 7, 2) <= 31 and jenis_kelamin == 'P'",
        Text(
            "NIK dan jenis kelamin tidak cocok: pada NIK perempuan tanggal lahir ditambah 40. Periksa keduanya.",
            "NIK and sex do not agree: in the NIK of a woman 40 is added to the day of birth. Check both.",
        ),
    ),
    SoftRule(
        "Q09_bulat",
        "ir_pemilik",
        "nik",
        "digits(nik, 14, 3) == 0",
        Text(
            "NIK berakhir 000; mungkin dibulatkan oleh lembar kerja. Cocokkan dengan KTP.",
            "The NIK ends in 000; a spreadsheet may have rounded it. Compare it with the identity card.",
        ),
    ),
    SoftRule(
        "Q12_umur",
        "ir_pemilik",
        "tahun_lahir",
        "year() - tahun_lahir < 15 or year() - tahun_lahir > 90",
        Text(
            "Umur pemilik kurang dari 15 atau lebih dari 90 tahun; periksa tahun lahirnya.",
            "The owner is younger than 15 or older than 90; check the year of birth.",
        ),
    ),
)

BUSINESS_RULES = (
    SoftRule(
        "Q00_desa",
        "ir_usaha",
        "kode_desa",
        "missing(kode_desa)",
        Text(
            "Desa/kelurahan belum diisi; usaha ini tidak akan terhitung pada peta.",
            "The village is missing; this business will not be counted on maps.",
        ),
    ),
    SoftRule(
        "Q00_pemilik",
        "ir_usaha",
        "pemilik_id",
        "missing(pemilik_id)",
        Text(
            "Pemilik belum dipilih; tanpa pemilik usaha ini tidak terhitung menurut jenis kelamin.",
            "No owner is chosen yet; without one this business is not counted by sex.",
        ),
    ),
    SoftRule(
        "Q17_edisi",
        "ir_produk",
        "kbli_edisi",
        "known(kbli_kode) and missing(kbli_edisi)",
        Text(
            "Kode KBLI tanpa edisinya tidak dapat diartikan; isi edisi KBLI.",
            "A KBLI code means nothing without its edition; fill in the edition.",
        ),
    ),
    SoftRule(
        "Q11_pirt",
        "ir_produk",
        "pirt_no",
        "known(pirt_no) and (digit_count(pirt_no) < 15 or digit_count(pirt_no) > 15) "
        "and (digit_count(pirt_no) < 12 or digit_count(pirt_no) > 12)",
        Text(
            "Nomor P-IRT biasanya 15 angka (yang lama 12); periksa nomornya.",
            "A P-IRT number has 15 digits as a rule (older ones 12); check it.",
        ),
    ),
    SoftRule(
        "Q10_nib",
        "ir_legalitas",
        "nomor",
        "jenis == 'NIB' and known(nomor) and (digit_count(nomor) < 13 or digit_count(nomor) > 13)",
        Text("NIB terdiri dari 13 angka; periksa nomornya.", "A NIB has 13 digits; check the number."),
    ),
)

MONEY_RULES = (
    *map(_thousands, AMOUNTS),
    *map(_range, AMOUNTS),
    SoftRule(
        "Q14_modal",
        "ir_pengamatan",
        "modal_kerja",
        "modal_awal > 50000000 or modal_kerja > 50000000",
        Text(
            "Modal melebihi Rp50 juta, batas usaha mikro UU 20/2008; periksa angkanya.",
            "The capital exceeds Rp50 million, the ceiling of a micro business in UU 20/2008; check the figure.",
        ),
    ),
    SoftRule(
        "Q14_omzet",
        "ir_pengamatan",
        "omzet_tahun",
        "omzet_tahun > 300000000",
        Text(
            "Omzet setahun melebihi Rp300 juta, batas usaha mikro UU 20/2008; periksa angkanya.",
            "Annual sales exceed Rp300 million, the ceiling of a micro business in UU 20/2008; check the figure.",
        ),
    ),
    SoftRule(
        "Q15_laba",
        "ir_pengamatan",
        "laba_bulan",
        "laba_bulan > omzet_bulan",
        Text(
            "Laba sebulan melebihi omzet sebulan; salah satunya tentu keliru.",
            "The monthly profit exceeds the monthly sales; one of them must be wrong.",
        ),
    ),
    SoftRule(
        "Q15_omzet",
        "ir_pengamatan",
        "omzet_tahun",
        "omzet_tahun < 0.5 * omzet_bulan * bulan_produksi or omzet_tahun > 1.5 * omzet_bulan * bulan_produksi",
        Text(
            "Omzet setahun jauh dari omzet sebulan kali bulan produksi; periksa ketiganya.",
            "Annual sales are far from monthly sales times months of production; check all three.",
        ),
    ),
)

SOFT_RULES: Tuple[SoftRule, ...] = (
    *OWNER_RULES,
    *BUSINESS_RULES,
    SoftRule(
        "Q13_pekerja",
        "ir_pengamatan",
        WORKERS[0],
        f"total({', '.join(WORKERS)}) > 19",
        Text(
            "Pekerja lebih dari 19 orang, jadi bukan industri kecil; periksa jumlahnya.",
            "There are more than 19 workers, so that it is no small industry; check the numbers.",
        ),
    ),
    *MONEY_RULES,
)
