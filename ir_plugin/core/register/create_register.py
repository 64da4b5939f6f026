"""A new register: the declared tables, the regions and products that everybody shares, and the draft class rules."""

from __future__ import annotations

import sqlite3
from typing import Any, Mapping

from ..declaration import Algorithm, Context, Note, Results, String
from ..industry.regions import CODE_EDITION, name_key, reference_regions
from ..industry.schema import SCHEMA_VERSION
from ..industry.value_lists import VALUE_LISTS
from ..parameters import FileOutput
from ..texts import Text
from .geopackage import insert, new_file, update_extent
from .groups import REGISTER as GROUP
from .summary_view import create_summary_view
from .tables import create_tables

CREATED = Text(
    "Register dibuat dengan {regions} wilayah (kode {edition}).",
    "The register holds {regions} regions (codes: {edition}).",
)


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """Creates the register; see the declaration."""
    with new_file(values["REGISTER"]) as connection:
        create_tables(connection, context.language)
        _fill_value_lists(connection)
        _fill_regions(connection)
        create_summary_view(connection)
        insert(connection, "register_info", ("kunci", "nilai"), [("versi_skema", str(SCHEMA_VERSION))])
    note = Note(CREATED.format(regions=len(reference_regions()), edition=CODE_EDITION))
    return Results(strings={"REGISTER": str(values["REGISTER"])}, notes=(note,))


def _fill_value_lists(connection: sqlite3.Connection) -> None:
    rows = [
        (each.id, value.code, place, value.label.id, value.label.en)
        for each in VALUE_LISTS.values()
        for place, value in enumerate(each.values, start=1)
    ]
    insert(connection, "ref_nilai", ("daftar", "kode", "urutan", "label_id", "label_en"), rows)


def _fill_regions(connection: sqlite3.Connection) -> None:
    columns = (
        *("kode_dagri", "kode_bps", "tingkat", "jenis", "nama", "nama_norm", "induk"),
        *("luas_km2", "penduduk_l", "penduduk_p", "tahun_penduduk", "edisi_kode"),
    )
    rows = [
        (
            *(each.code, each.bps_code or None, each.level, each.kind, each.name, name_key(each.name)),
            *(each.parent or None, each.area_km2, each.male, each.female, each.population_year, CODE_EDITION),
        )
        for each in reference_regions().values()
    ]
    insert(connection, "ref_wilayah", columns, rows)
    update_extent(connection, "ref_wilayah")


OPERATION = Algorithm(
    id="createregister",
    title=Text("Buat register", "Create a register"),
    group=GROUP,
    summary=Text(
        "Membuat register baru: satu GeoPackage dengan semua tabel.",
        "Makes a new register: one GeoPackage with all tables.",
    ),
    help=Text(
        "Register berisi tabel usaha, pemilik, produk, pengamatan, legalitas, bantuan dan persetujuan, daftar nilai, "
        "serta kode dan nama wilayah resmi. Berkas yang sudah ada tidak ditimpa.",
        "The register holds tables of businesses, owners, products, observations, licences, support and consent, the "
        "value lists, and the official codes and names of the regions. A file that exists is not overwritten.",
    ),
    parameters=(FileOutput("REGISTER", Text("Register baru", "New register")),),
    outputs=(String("REGISTER", Text("Register", "Register")),),
    compute=compute,
    tags=("register", "geopackage", "industri rumahan", "home industry"),
)
