"""Population and households of regions into the register, out of a table, where the boundaries came without them."""

from __future__ import annotations

import sqlite3
from typing import Any, Mapping, Sequence

from ..declaration import Algorithm, Context, Note, Number, Results, String
from ..errors import UserError
from ..industry.regions import VILLAGE, level_of
from ..parameters import RegisterInput, WorkbookInput
from ..texts import Text
from .boundary_codes import UNKNOWN_CODES, listed
from .boundary_layer import boundaries_of, columns_of
from .figure_table import table_of
from .geopackage import transaction
from .groups import REGISTER as GROUP
from .region_figures import LEVELS, add_up, regions_above, unknown_notes, write_figures
from .registers import require_register

IMPORTED = Text(
    "{read} {level} dibaca: {households} dengan rumah tangga, {people} dengan penduduk.",
    "{read} {level} read: {households} with households, {people} with population.",
)


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """Writes the figures of the table and adds them up for the regions above; see the declaration."""
    register = values["REGISTER"]
    table = table_of(values["INPUT"])
    columns = columns_of(table)
    regions, notes = boundaries_of(table, columns)
    level = level_of(regions[0].code)
    context.progress(0.5)
    with transaction(register) as connection:
        require_register(connection, register)
        _refuse_unknown(connection, [region.code for region in regions], columns.code[0])
        for region in regions:
            write_figures(connection, region.code, region.figures)
        for code in regions_above([region.code for region in regions]):
            add_up(connection, code)
        unknown = unknown_notes(connection, level)
        without = "SELECT count(*) FROM ref_wilayah WHERE tingkat = ? AND rumah_tangga IS NULL"
        missing = connection.execute(without, (VILLAGE,)).fetchone()[0]
    households, people = (
        sum(region.figures.get(name) is not None for region in regions) for name in ("rumah_tangga", "penduduk_l")
    )
    words = IMPORTED.format(
        read=len(regions),
        level=LEVELS.get(level, Text("provinsi", "provinces")),
        households=households,
        people=people,
    )
    return Results(
        numbers={"N_REGIONS": len(regions), "N_MISSING": missing},
        strings={"REGISTER": str(register)},
        notes=(Note(words), *notes, *unknown),
    )


def _refuse_unknown(connection: sqlite3.Connection, codes: Sequence[str], column: str) -> None:
    """UserError where the register lacks a region: of other provinces it has those whose boundaries were imported."""
    known = {code for (code,) in connection.execute("SELECT kode_dagri FROM ref_wilayah")}
    unknown = [code for code in codes if code not in known]
    if unknown:
        raise UserError(UNKNOWN_CODES, count=len(unknown), codes=listed(unknown), field=column)


OPERATION = Algorithm(
    id="importfigures",
    title=Text("Impor penduduk dan rumah tangga", "Import population and households"),
    group=GROUP,
    summary=Text(
        "Memasukkan penduduk dan rumah tangga per wilayah dari tabel ke register.",
        "Takes population and households of regions from a table into the register.",
    ),
    help=Text(
        "Untuk batas wilayah yang datang tanpa angka. Tabel memuat satu baris per desa, kecamatan, atau kabupaten "
        "dengan kolom kode dan rumah_tangga (juga dikenali: jumlah_rumah_tangga, jumlah_kk, kk), atau penduduk_l, "
        "penduduk_p, dan tahun_penduduk; kolom nama dipakai untuk memeriksa kode. Baris judul di atasnya dan lembar "
        "per kabupaten boleh ada. Kode Kemendagri dan kode BPS dikenali seperti pada impor batas. Angka yang kosong di "
        "tabel tetap seperti dalam register; jumlah untuk tingkat di atasnya dihitung bila semua di bawahnya "
        "diketahui.",
        "For boundaries that came without figures. The table has a row for each village, district or regency, with "
        "columns kode and rumah_tangga (also known: jumlah_rumah_tangga, jumlah_kk, kk), or penduduk_l, penduduk_p and "
        "tahun_penduduk; a column nama is used to check the codes. Title rows above and a sheet for each regency do "
        "no harm. Kemendagri and BPS codes are known as in the import of boundaries. Where the table is empty the "
        "register keeps what it has; levels above are added up where all below are known.",
    ),
    parameters=(
        RegisterInput("REGISTER", Text("Register", "Register")),
        WorkbookInput("INPUT", Text("Tabel penduduk dan rumah tangga", "Table of population and households")),
    ),
    outputs=(
        Number("N_REGIONS", Text("Wilayah dibaca", "Regions read")),
        Number("N_MISSING", Text("Desa/kelurahan tanpa rumah tangga", "Villages without households")),
        String("REGISTER", Text("Register", "Register")),
    ),
    compute=compute,
    tags=("penduduk", "population", "rumah tangga", "households", "penyebut", "denominator", "kk"),
)
