"""What each survey found out about a business: one row for each business and period."""

from __future__ import annotations

from typing import Tuple

from ...texts import Text
from .businesses import OF_BUSINESS
from .declaration import (
    BOOLEAN,
    DATE,
    INTEGER,
    INTERNAL,
    JSON,
    NEW_ID,
    NO_TEXT,
    PERSONAL,
    REAL,
    TEXT,
    Field,
    Table,
    tracked,
)
from .patterns import PERIOD, UUID

_RUPIAH = Text("rupiah", "rupiah")
_WITHOUT_LAND = Text("Tanpa tanah dan bangunan.", "Without land and buildings.")


def _money(name: str, label: Text, meaning: Text = NO_TEXT) -> Tuple[Field, Field, Field]:
    """An amount, and the range where the answer was one ("2-3 juta")."""
    ends = (
        ("", label, meaning),
        ("_min", Text("{of}, paling sedikit", "{of}, at least").format(of=label), NO_TEXT),
        ("_maks", Text("{of}, paling banyak", "{of}, at most").format(of=label), NO_TEXT),
    )
    amount, least, most = (
        Field(name + end, INTEGER, words, more, minimum=0, unit=_RUPIAH, access=INTERNAL) for end, words, more in ends
    )
    return amount, least, most


def _workers(name: str, label: Text) -> Field:
    return Field(name, INTEGER, label, minimum=0, maximum=99, unit=Text("orang", "people"))


PENGAMATAN = tracked(
    Table(
        "ir_pengamatan",
        Text("Pengamatan per periode", "Observations by period"),
        key="pengamatan_id",
        unique=(("usaha_id", "periode"),),
        needs=(("kelas_akhir", "alasan_akhir"),),
        meaning=Text(
            "Satu baris per usaha per periode survei; dasar kelas dan perpindahannya.",
            "One row for each business and survey period; the ground of classes and their change.",
        ),
        fields=(
            Field("pengamatan_id", TEXT, Text("ID pengamatan", "Observation id"), pattern=UUID, default=NEW_ID),
            OF_BUSINESS,
            Field("periode", TEXT, Text("Periode", "Period"), pattern=PERIOD, required=True),
            Field("tanggal", DATE, Text("Tanggal pendataan", "Surveyed on")),
            Field("pendata", TEXT, Text("Pendata", "Enumerator"), length=120, access=PERSONAL),
            *_money("modal_awal", Text("Modal awal", "Starting capital"), _WITHOUT_LAND),
            *_money("modal_kerja", Text("Modal kerja", "Working capital"), _WITHOUT_LAND),
            *_money("aset_non_tanah", Text("Aset selain tanah dan bangunan", "Assets other than land and buildings")),
            *_money("omzet_bulan", Text("Omzet sebulan", "Monthly sales")),
            *_money("omzet_tahun", Text("Omzet setahun", "Annual sales")),
            *_money("laba_bulan", Text("Laba sebulan", "Monthly profit")),
            _workers("tk_l_dibayar", Text("Pekerja laki-laki dibayar", "Paid male workers")),
            _workers("tk_p_dibayar", Text("Pekerja perempuan dibayar", "Paid female workers")),
            _workers("tk_l_tdk_dibayar", Text("Pekerja laki-laki tidak dibayar", "Unpaid male workers")),
            _workers("tk_p_tdk_dibayar", Text("Pekerja perempuan tidak dibayar", "Unpaid female workers")),
            _workers("tk_l_lain", Text("Pekerja laki-laki, upah tidak dirinci", "Male workers, pay not told")),
            _workers("tk_p_lain", Text("Pekerja perempuan, upah tidak dirinci", "Female workers, pay not told")),
            Field("pemilik_dihitung", BOOLEAN, Text("Pemilik ikut dihitung", "Owner is counted")),
            Field(
                "bulan_produksi", INTEGER, Text("Bulan produksi setahun", "Months of production"), minimum=0, maximum=12
            ),
            Field("hari_per_minggu", INTEGER, Text("Hari kerja seminggu", "Days a week"), minimum=0, maximum=7),
            Field("pola_produksi", TEXT, Text("Pola produksi", "Pattern of production"), values="pola_produksi"),
            Field("kapasitas", REAL, Text("Kapasitas produksi", "Capacity"), minimum=0),
            Field("satuan", TEXT, Text("Satuan kapasitas", "Unit of capacity"), length=40),
            Field("per", TEXT, Text("Kapasitas per", "Capacity per"), values="per_waktu"),
            Field("teknologi", TEXT, Text("Teknologi", "Technology"), values="teknologi"),
            Field("listrik", BOOLEAN, Text("Memakai listrik", "Uses electricity")),
            Field("pembukuan", TEXT, Text("Pembukuan", "Bookkeeping"), values="pembukuan"),
            Field("pemisahan_keuangan", BOOLEAN, Text("Keuangan usaha terpisah", "Separate finances")),
            Field("jangkauan_pasar", TEXT, Text("Jangkauan pasar", "Markets"), values="jangkauan_pasar", several=True),
            Field("kanal_pasar", TEXT, Text("Kanal pemasaran", "Sales channels"), values="kanal_pasar", several=True),
            Field("sumber_bahan_baku", TEXT, Text("Bahan baku dari", "Raw material from"), values="sumber_bahan_baku"),
            Field(
                "sumber_modal", TEXT, Text("Sumber modal", "Sources of capital"), values="sumber_modal", several=True
            ),
            Field("akses_kur", BOOLEAN, Text("Pernah menerima KUR", "Has had KUR credit")),
            Field(
                "kontribusi_pendapatan_keluarga",
                INTEGER,
                Text("Sumbangan bagi pendapatan keluarga", "Share of the family's income"),
                minimum=0,
                maximum=100,
                unit=Text("persen", "per cent"),
                access=INTERNAL,
            ),
            Field(
                "kelas_petugas",
                TEXT,
                Text("Kelas menurut petugas", "Class by the enumerator"),
                Text("Seperti tertulis pada formulir.", "As written on the form."),
                values="kelas_ir",
            ),
            Field(
                "kelas_hitung",
                TEXT,
                Text("Kelas menurut aturan", "Class by the rules"),
                values="kelas_ir",
                computed=True,
            ),
            Field("kelas_akhir", TEXT, Text("Kelas yang ditetapkan", "Class as decided"), values="kelas_ir"),
            Field(
                "alasan_akhir",
                TEXT,
                Text("Alasan penetapan", "Reason for the decision"),
                Text("Wajib bila kelas ditetapkan.", "Required where a class is decided."),
                length=400,
                access=INTERNAL,
            ),
            Field("alasan_kelas", JSON, Text("Alasan kelas", "Evidence for the class"), access=INTERNAL, computed=True),
            Field(
                "versi_aturan",
                TEXT,
                Text("Versi aturan", "Version of the rules"),
                references="aturan_kelas.versi",
                computed=True,
            ),
            Field("kelengkapan", REAL, Text("Kelengkapan isian", "Completeness"), minimum=0, maximum=1, computed=True),
        ),
    )
)
