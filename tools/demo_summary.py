"""The demo's summary (ringkasan.md): what was read, repaired and rejected, and what was found, out of the register."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, Iterable, Sequence

HOT, COLD = "panas", "dingin"
HEADING = """# Ringkasan

Buku kerja contoh (`sample_data/survei_ir_2025.xlsx`), register (`register.gpkg`), proyek (`klaster.qgz`), peta
(`peta_titik_panas.pdf`, `atlas_kecamatan.pdf`). Tabel data terpilah (`tabel_terpilah.xlsx`), laporan
(`laporan_provinsi.pdf`) dan katalog web (`web`) dibuat dari register contoh yang sudah lengkap
(`sample_data/register_contoh.gpkg`: dua periode, dengan persetujuan pemilik). **Semua orang, usaha dan angka di sini
karangan; batas wilayah indikatif.**
"""


def summary(register: Path) -> str:
    """The summary as Markdown, in Indonesian."""
    with closing(sqlite3.connect(register)) as connection:
        ask = connection.execute
        parts = [HEADING, *_import(ask), *_regions(ask), *_spots(ask), *_clusters(ask), *_methods(ask)]
    return "\n".join(parts) + "\n"


def _import(ask: Any) -> Iterable[str]:
    (read, taken, repaired, rejected) = ask(
        "SELECT sum(n_dibaca), sum(n_diimpor), sum(n_diperbaiki), sum(n_ditolak) FROM impor_berkas"
    ).fetchone()
    yield "## Impor survei\n"
    counts = [("Baris dibaca", read), ("diimpor", taken), ("ditolak", rejected), ("Nilai diperbaiki", repaired)]
    yield _table(("", "banyaknya"), counts)
    yield "### Ditolak, dan mengapa\n"
    reasons = ask("SELECT kode_alasan, count(*), min(kalimat) FROM impor_tolak GROUP BY 1 ORDER BY 2 DESC, 1")
    yield _table(("alasan", "baris", "contoh"), reasons)
    yield "### Diperbaiki atau tidak terbaca, menurut aturan\n"
    yield _table(("aturan", "arti", "nilai"), _rules(ask))


def _rules(ask: Any) -> Iterable[Sequence[Any]]:
    from ir_plugin.core.industry.cleaning.rules import PROBLEMS, REPAIRS

    words = {**REPAIRS, **PROBLEMS}
    for rule, count in ask("SELECT aturan, count(*) FROM impor_perbaikan GROUP BY 1 ORDER BY 2 DESC, 1"):
        yield rule, words[rule].id, count


def _regions(ask: Any) -> Iterable[str]:
    (villages, drawn) = ask("SELECT count(*), count(geom) FROM ref_wilayah WHERE tingkat = '4'").fetchone()
    (with_business, businesses) = ask("SELECT sum(ir_jumlah > 0), sum(ir_jumlah) FROM ir_desa").fetchone()
    (known,) = ask("SELECT count(*) FROM usaha_ringkas").fetchone()
    (women,) = ask("SELECT 100.0 * avg(jenis_kelamin = 'P') FROM usaha_ringkas").fetchone()
    yield "## Wilayah\n"
    rows = [
        ("Desa/kelurahan", villages),
        ("dengan batas", drawn),
        ("dengan industri rumahan", with_business),
        ("Industri rumahan dalam register", known),
        ("di desa/kelurahan dengan batas, jadi ikut dihitung", businesses),
        ("Dijalankan perempuan", f"{women:.1f} %".replace(".", ",")),
    ]
    yield _table(("", "banyaknya"), rows)
    if drawn < villages:
        yield f"### Tanpa batas: {villages - drawn} desa/kelurahan\n"
        yield "Usaha di sini ada dalam register, tetapi tidak pada peta per desa dan tidak dalam titik panas.\n"
        yield _table(("desa/kelurahan", "kode", "kecamatan", "industri rumahan"), ask(_WITHOUT_BOUNDARY))


_WITHOUT_BOUNDARY = (
    "SELECT village.nama, village.kode_dagri, district.nama, count(usaha_id) FROM ref_wilayah AS village "
    "JOIN ref_wilayah AS district ON district.kode_dagri = village.induk "
    "LEFT JOIN ir_usaha ON kode_desa = village.kode_dagri "
    "WHERE village.tingkat = '4' AND village.geom IS NULL GROUP BY village.kode_dagri ORDER BY village.kode_dagri"
)


def _spots(ask: Any) -> Iterable[str]:
    columns = ("desa/kelurahan", "kecamatan", "industri rumahan", "per 1.000 rumah tangga", "z", "p terkoreksi")
    for title, which in (("Titik panas", HOT), ("Titik dingin", COLD)):
        rows = ask(
            "SELECT titik_panas.nama, kecamatan.nama, ir_jumlah, ir_per_1000_rt, gi_z, gi_p_koreksi "
            "FROM titik_panas LEFT JOIN ref_wilayah AS kecamatan "
            "ON kecamatan.kode_dagri = substr(titik_panas.kode, 1, 8) WHERE gi_kelas = ? ORDER BY gi_z",
            (which,),
        ).fetchall()
        rows = sorted(rows, key=lambda row: -abs(row[4]))
        yield f"## {title}: {len(rows)} desa/kelurahan\n"
        if rows:
            yield _table(
                columns, [(*row[:3], _decimal(row[3], 1), _decimal(row[4], 2), _decimal(row[5], 4)) for row in rows]
            )


def _clusters(ask: Any) -> Iterable[str]:
    rows = ask(
        "SELECT kategori, klaster_anggota, desa, kecamatan FROM klaster_produk AS hull LEFT JOIN "
        "(SELECT klaster_spasial, min(desa) AS desa, min(kecamatan) AS kecamatan FROM usaha_klaster "
        "WHERE klaster_spasial >= 0 GROUP BY 1) AS place "
        "ON place.klaster_spasial = hull.klaster_spasial ORDER BY kategori, klaster_anggota DESC"
    ).fetchall()
    yield f"## Klaster menurut produk: {len(rows)}\n"
    yield _table(("produk", "usaha", "desa/kelurahan", "kecamatan"), rows)


def _methods(ask: Any) -> Iterable[str]:
    yield "## Cara menghitung\n"
    for kind, settings, paragraph in ask(
        "SELECT DISTINCT jenis, parameter, paragraf_id FROM analisis_jalan ORDER BY rowid"
    ):
        given = ", ".join(
            f"{name} = {value}" for name, value in json.loads(settings).items() if value not in (None, "")
        )
        yield f"**`{kind}`** {paragraph}\n\nPengaturan: {given}.\n"


def _table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    lines = ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
    lines += ["| " + " | ".join(_cell(value) for value in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def _cell(value: Any) -> str:
    """Numbers with dots between thousands; nothing of the data can break the table."""
    text = f"{value:,}".replace(",", ".") if isinstance(value, int) else str(value if value is not None else "–")
    return text.replace("|", "\\|").replace("\n", " ")


def _decimal(value: Any, places: int) -> str:
    return "–" if value is None else f"{value:.{places}f}".replace(".", ",")
