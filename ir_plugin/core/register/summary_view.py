"""``usaha_ringkas``: each business with its owner's sex, main product, latest period and class, as points."""

from __future__ import annotations

import sqlite3

from .geopackage import register_layer

NAME = "usaha_ringkas"


def workers(sex: str, observation: str) -> str:
    """The workers of a sex ("l", "p") in SQL, however the survey told of them; NULL where it did not."""
    columns = [f"{observation}.tk_{sex}_{pay}" for pay in ("dibayar", "tdk_dibayar", "lain")]
    told, total = ", ".join(columns), " + ".join(f"coalesce({column}, 0)" for column in columns)
    return f"CASE WHEN coalesce({told}) IS NOT NULL THEN {total} END"


def _typed(expression: str, column: str) -> str:
    """The expression in SQL with the declared type of a column of the observations, which a view passes on: where an
    expression stands alone SQLite knows no type, and GDAL takes it for text."""
    return " ".join(("(SELECT", expression, "UNION ALL SELECT", column, "FROM ir_pengamatan WHERE 0)"))


SUMMARY = """SELECT u.fid AS {key}, u.geom AS geom, u.usaha_id, u.kode_usaha, u.nama_usaha, u.kode_desa,
    desa.nama AS desa, kecamatan.nama AS kecamatan, kabupaten.nama AS kabupaten,
    u.lapangan_usaha, u.cabang_ikm, u.status_usaha, u.mutu_posisi,
    pemilik.jenis_kelamin, coalesce(baku.nama_id, produk.nama_produk_asli) AS produk_utama, produk.produk_kode,
    amatan.periode, coalesce(amatan.kelas_akhir, amatan.kelas_hitung, amatan.kelas_petugas) AS kelas_ir,
    aturan.status AS status_aturan,
    {men} AS tk_l, {women} AS tk_p
FROM ir_usaha AS u
LEFT JOIN ir_pemilik AS pemilik ON pemilik.pemilik_id = u.pemilik_id
LEFT JOIN ir_produk AS produk ON produk.usaha_id = u.usaha_id AND produk.utama
LEFT JOIN ref_produk AS baku ON baku.produk_kode = produk.produk_kode
LEFT JOIN ir_pengamatan AS amatan ON amatan.usaha_id = u.usaha_id
    AND amatan.periode = (SELECT max(periode) FROM ir_pengamatan WHERE usaha_id = u.usaha_id)
LEFT JOIN aturan_kelas AS aturan ON aturan.versi = amatan.versi_aturan
    AND amatan.kelas_akhir IS NULL AND amatan.kelas_hitung IS NOT NULL
LEFT JOIN ref_wilayah AS desa ON desa.kode_dagri = u.kode_desa
LEFT JOIN ref_wilayah AS kecamatan ON kecamatan.kode_dagri = desa.induk
LEFT JOIN ref_wilayah AS kabupaten ON kabupaten.kode_dagri = kecamatan.induk"""
"""The query of the view, for SQLite and for PostgreSQL; ``key``: by what a program knows its rows."""


def create_summary_view(connection: sqlite3.Connection) -> None:
    """Creates the view and makes it known as a layer."""
    men, women = (_typed(workers(sex, "amatan"), f"tk_{sex}_lain") for sex in ("l", "p"))
    query = SUMMARY.format(key="OGC_FID", men=men, women=women)
    connection.execute(" ".join(("CREATE VIEW", NAME, "AS", query)))
    register_layer(connection, NAME, NAME, "POINT", view=True)
