"""An office's part of the register as a register of its own, which comes back with mergepackage."""

from __future__ import annotations

import sqlite3
import uuid
from typing import Any, List, Mapping, Tuple

from ..declaration import Algorithm, Context, Note, Number, Results, String
from ..errors import UserError
from ..industry.regions import DISTRICT, PROVINCE
from ..industry.schema import SCHEMA_VERSION
from ..industry.schema.references import REFERENCE_TABLES
from ..parameters import FileOutput, RegionSetting, RegisterInput
from ..texts import Text
from .geopackage import insert, new_file, transaction, update_extent
from .groups import REGISTER as GROUP
from .named_regions import NamedRegions
from .packages.base import write_base
from .packages.photos import Carried, copies, send
from .packages.region import references_for, rows_of_region
from .registers import PACKAGE_KEY, require_register
from .shared_settings import REGION
from .summary_view import create_summary_view
from .tables import create_tables

SENT = "KIRIM"
_COUNTS = ("SELECT count(*) FROM ir_usaha", "SELECT count(*) FROM paket_dasar")
NO_PROVINCE = Text(
    "Paket berisi satu kabupaten/kota atau kecamatan, bukan provinsi {name}; tulis nama atau kode: {known}.",
    "A package holds a regency, city or district, not the province {name}; write its name or code, such as: {known}.",
)
DONE = Text(
    "Paket {name} ({code}) berisi {businesses} usaha dan {rows} baris. Kantor menyuntingnya seperti register; "
    "setelah kembali, jalankan Gabungkan paket. Paket memuat data pribadi.",
    "The package of {name} ({code}) holds {businesses} {businesses:business|businesses} and {rows} {rows:row|rows}. "
    "The office edits it like a register; once it is back, run Merge a package. It holds personal data.",
)
FILES = Text(
    "{count} berkas (foto, scan izin, bukti persetujuan) disalin di samping paket: serahkan seluruh foldernya.",
    "{count} {count:file|files} (photos, scanned licences, proofs of consent) {count:was|were} copied beside the "
    "package: hand over its whole folder.",
)
MISSING = Text(
    "{count} berkas foto tidak ada di folder register.",
    "{count} {count:file|files} of photos {count:is|are} not in the register's folder.",
)
ONE_FOLDER = Text(
    "Paket berada di folder register sendiri, jadi {count} berkas fotonya tidak disalin; tulis paket ke folder kosong "
    "agar dapat diserahkan bersama fotonya.",
    "The package lies in the register's own folder, so that its {count} photo files were not copied; write it into an "
    "empty folder to hand it over with its photos.",
)
BROKEN = Text(
    "Tabel {table} memuat baris yang merujuk {other} yang tidak ada; periksa register dan perbaiki dahulu.",
    "The table {table} has a row that refers to a missing row of {other}; check the register and mend that first.",
)


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """Writes the package and notes it in the register; see the declaration."""
    path, package_id = values["REGISTER"], str(uuid.uuid4())
    output = str(values["OUTPUT"])
    with copies(path, output) as files, new_file(output) as package, transaction(path) as register:
        require_register(register, path)
        region, name = _region(NamedRegions(register), str(values["REGION"]))
        create_tables(package, context.language)
        _fill(package, register, region, context)
        create_summary_view(package)
        info = [("versi_skema", str(SCHEMA_VERSION)), (PACKAGE_KEY, package_id)]
        insert(package, "register_info", ("kunci", "nilai"), info)
        columns = ("paket_id", "wilayah", "arah", "hash")
        insert(package, "paket", columns, [(package_id, region, SENT, None)])
        digest = write_base(package, package_id)
        package.execute("UPDATE paket SET hash = ?", (digest,))
        businesses, rows = (package.execute(query).fetchone()[0] for query in _COUNTS)
        _refuse_broken(package)
        carried = send(package, files)
        package.commit()  # a full disk is told before the register knows of the package
        insert(register, "paket", columns, [(package_id, region, SENT, digest)])
    notes = [Note(DONE.format(name=name, code=region, businesses=businesses, rows=rows))]
    notes += _about_files(carried, files.is_one_folder)
    return Results(
        numbers={"N_BUSINESSES": businesses, "N_ROWS": rows},
        strings={"OUTPUT": output, "PACKAGE_ID": package_id},
        notes=tuple(notes),
    )


def _about_files(carried: Carried, is_one_folder: bool) -> List[Note]:
    notes = []
    if carried.copied:
        notes.append(Note(FILES.format(count=carried.copied), warning=True))
    if carried.missing:
        notes.append(Note(MISSING.format(count=carried.missing)))
    if is_one_folder and carried.there:
        notes.append(Note(ONE_FOLDER.format(count=carried.there), warning=True))
    return notes


def _region(regions: NamedRegions, wanted: str) -> Tuple[str, str]:
    """The code and name of the region. UserError for one that no office has."""
    found = regions.by_code[regions.code_of(wanted, DISTRICT)]
    if found.level == PROVINCE:
        raise UserError(NO_PROVINCE, name=found.region.name, known=regions.regencies)
    return found.region.code, found.region.name


def _fill(package: sqlite3.Connection, register: sqlite3.Connection, region: str, context: Context) -> None:
    for table, columns, rows in references_for(register, REFERENCE_TABLES, region):
        insert(package, table.name, columns, rows)
    for number, (table, columns, rows) in enumerate(rows_of_region(register, region)):
        context.progress(0.1 + 0.08 * number)
        insert(package, table.name, columns, rows)
    for layer in ("ref_wilayah", "ir_usaha"):
        update_extent(package, layer)


def _refuse_broken(package: sqlite3.Connection) -> None:
    broken = package.execute("PRAGMA foreign_key_check").fetchone()
    if broken:
        raise UserError(BROKEN, table=broken[0], other=broken[2])


OPERATION = Algorithm(
    id="exportpackage",
    title=Text("Buat paket untuk kantor", "Export a package for an office"),
    group=GROUP,
    summary=Text(
        "Memberi satu kantor bagiannya: register kecil dengan semua usaha satu wilayah.",
        "Gives an office its part: a small register with all businesses of one region.",
    ),
    help=Text(
        "Paket ialah register tersendiri: usaha di wilayah itu dengan pemilik, produk, legalitas, bantuan, kebutuhan, "
        "persetujuan, foto dan pengamatannya, serta semua tabel rujukan. Pemilik yang juga punya usaha di wilayah "
        "lain ikut serta. Setiap baris dicatat seperti dikirim (paket_dasar), sehingga saat digabung diketahui pihak "
        "mana yang mengubah apa. Setiap kantor memakai berkasnya sendiri; jangan menyalin baris antarpaket. Foto, "
        "scan izin dan bukti persetujuan disalin ke samping paket; tulis paket ke folder kosong dan serahkan seluruh "
        "folder itu. Temuan yang sudah diterima dan pasangan yang mungkin ganda ikut serta.",
        "A package is a register of its own: the region's businesses with their owners, products, licences, support, "
        "wishes, consents, photos and observations, and all reference tables. Owners who also have a business in "
        "another region are included. Every row is kept as it was sent (paket_dasar), so that the merge knows which "
        "side changed what. Each office uses a file of its own; do not copy rows between packages. Photos, scanned "
        "licences and proofs of consent are copied beside the package; write it into an empty folder and hand that "
        "folder over as a whole. Accepted findings and possible duplicates go with it.",
    ),
    parameters=(
        RegisterInput("REGISTER", Text("Register", "Register")),
        RegionSetting(
            REGION.id,
            REGION.label,
            Text(
                "Nama atau kode kabupaten/kota atau kecamatan, seperti Bangka Selatan, 19.03 atau 19.01.01.",
                "Name or code of a regency, city or district, such as Bangka Selatan, 19.03 or 19.01.01.",
            ),
            level=3,
        ),
        FileOutput("OUTPUT", Text("Paket baru", "New package")),
    ),
    outputs=(
        String("OUTPUT", Text("Paket", "Package")),
        String("PACKAGE_ID", Text("ID paket", "Id of the package")),
        Number("N_BUSINESSES", Text("Usaha", "Businesses")),
        Number("N_ROWS", Text("Baris", "Rows")),
    ),
    compute=compute,
    tags=("paket", "package", "kantor", "office", "kabupaten", "kirim", "export"),
)
