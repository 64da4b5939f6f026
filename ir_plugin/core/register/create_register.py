"""A new register: the declared tables, the regions and products that everybody shares, and the draft class rules."""

from __future__ import annotations

from typing import Any, Mapping

from ..declaration import Algorithm, Context, Note, Results, String
from ..industry.class_rules import draft_profile
from ..industry.regions import CODE_EDITION, reference_regions
from ..industry.schema import SCHEMA_VERSION
from ..parameters import FileOutput
from ..texts import Text
from .geopackage import insert, new_file
from .groups import REGISTER as GROUP
from .reference_rows import fill_references
from .summary_view import create_summary_view
from .tables import create_tables

CREATED = Text(
    "Register dibuat dengan {regions} wilayah (kode {edition}).",
    "The register holds {regions} regions (codes: {edition}).",
)
DRAFT_RULES = Text(
    "Aturan kelas {version} masih draf: lampiran Permen PPPA 2/2016 dengan batas angkanya belum diperoleh.",
    "The class rules {version} are a draft: the annex of Permen PPPA 2/2016 with its limits has not been obtained.",
)


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """Creates the register; see the declaration. UserError where the file exists or cannot be written."""
    with new_file(values["REGISTER"]) as connection:
        create_tables(connection, context.language)
        fill_references(connection)
        create_summary_view(connection)
        insert(connection, "register_info", ("kunci", "nilai"), [("versi_skema", str(SCHEMA_VERSION))])
    notes = (
        Note(CREATED.format(regions=len(reference_regions()), edition=CODE_EDITION)),
        Note(DRAFT_RULES.format(version=draft_profile()["versi"]), warning=True),
    )
    return Results(strings={"REGISTER": str(values["REGISTER"])}, notes=notes)


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
        "kode dan nama wilayah resmi, produk baku dengan kode KBLI, serta aturan kelas yang masih draf. Berkas yang "
        "sudah ada tidak ditimpa.",
        "The register holds tables of businesses, owners, products, observations, licences, support and consent, the "
        "value lists, the official codes and names of the regions, standard products with KBLI codes, and class rules "
        "that are still a draft. A file that exists is not overwritten.",
    ),
    parameters=(FileOutput("REGISTER", Text("Register baru", "New register")),),
    outputs=(String("REGISTER", Text("Register", "Register")),),
    compute=compute,
    tags=("register", "geopackage", "industri rumahan", "home industry"),
)
