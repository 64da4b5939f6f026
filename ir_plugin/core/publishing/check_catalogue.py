"""Whether a published catalogue holds anything beyond what the register lets out today."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, List, Mapping

from ..declaration import Algorithm, Context, Note, Number, Results, String
from ..errors import UserError
from ..parameters import FolderInput, RegisterInput
from ..register.check_register import date_of
from ..register.file_errors import UNREADABLE, folder_in_words
from ..register.geopackage import reading
from ..register.groups import REGISTER as GROUP
from ..register.registers import require_register
from ..texts import Text, joined
from .byte_checks import byte_findings
from .data_checks import data_findings
from .document import contents, product_names
from .file_checks import file_findings, photo_findings
from .folder import FRONT_END, MANIFEST, NO_CATALOGUE, front_end_files, read_manifest
from .public_ids import read_secret

NEVER = Text(
    "Register {path} belum pernah menerbitkan katalog; pilih register asal katalog ini.",
    "The register {path} has never published a catalogue; choose the register that this one comes from.",
)
FAILED = Text(
    "Katalog {path} memuat {count} hal di luar yang boleh terbit sekarang: {first} Terbitkan lagi, dan ganti "
    "salinannya.",
    "The catalogue {path} has {count} things beyond what may be public now: {first} Publish it again, and replace its "
    "copies.",
)
MORE = Text("Dan {count} lagi.", "And {count} more.")
FINE = Text(
    "Katalog {path} hanya memuat yang boleh terbit sekarang: {count} usaha, {files} berkas.",
    "The catalogue {path} holds only what may be public now: {count} {count:business|businesses}, {files} "
    "{files:file|files}.",
)
FIRST, MOST = 5, 200
"""How many findings the last sentence has, and how many are said at all."""


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """Looks at every file; UserError where something may not be there. See the declaration."""
    return check(values, context, FRONT_END)


def check(values: Mapping[str, Any], context: Context, front_end: Path) -> Results:
    """The same with the page out of a folder."""
    folder, register = Path(values["FOLDER"]), values["REGISTER"]
    with reading(register) as connection:
        require_register(connection, register)
        manifest = read_manifest(folder)
        if manifest is None:
            raise UserError(NO_CATALOGUE, path=folder, name=MANIFEST)
        pages = front_end_files(front_end)
        secret = read_secret(connection)
        if secret is None:
            raise UserError(NEVER, path=register)
        public = contents(connection, register, secret, date_of(None), context.language)
        public = public._replace(products=product_names(connection))
        context.progress(0.5)
        photos = {row["id"] for row in public.directory.rows if row["photo"]}
        with folder_in_words(UNREADABLE, str(folder)):
            found = [*data_findings(folder, public), *byte_findings(folder, connection, public)]
            context.progress(0.7)  # what tells of people stands first
            found += [*photo_findings(folder), *file_findings(folder, manifest, pages, photos)]
    if found:
        _refuse(folder, found, context)
    count, files = len(public.directory.rows), len(manifest["files"]) + 1
    return Results(
        numbers={"N_BUSINESSES": count, "N_FILES": files},
        strings={"FOLDER": str(folder), "REGISTER": str(register)},
        notes=(Note(FINE.format(path=folder, count=count, files=files)),),
    )


def _refuse(folder: Path, found: List[Text], context: Context) -> None:
    """Says every finding, and then that the catalogue may not stay as it is."""
    for sentence in found[:MOST]:
        context.say(Note(sentence, warning=True))
    if len(found) > MOST:
        context.say(Note(MORE.format(count=len(found) - MOST), warning=True))
    raise UserError(FAILED, path=folder, count=len(found), first=joined(_first(found)))


def _first(found: List[Text]) -> List[Text]:
    more: Dict[bool, List[Text]] = {True: [MORE.format(count=len(found) - FIRST)], False: []}
    return [*found[:FIRST], *more[len(found) > FIRST]]


OPERATION = Algorithm(
    id="checkcatalogue",
    title=Text("Periksa katalog web", "Check the web catalogue"),
    group=GROUP,
    summary=Text(
        "Memastikan folder katalog tidak memuat apa pun di luar yang diizinkan hari ini.",
        "Makes sure that a catalogue's folder holds nothing beyond what is allowed today.",
    ),
    help=Text(
        "Setiap berkas dibandingkan dengan daftar katalog (katalog.json), dan isinya dengan yang boleh terbit dari "
        "register hari ini: usaha yang izinnya ditarik atau berakhir, nama, telepon, alamat, titik atau foto yang "
        "tidak lagi diizinkan, angka desa yang sekarang dirahasiakan, angka seperti NIK, ID register, metadata "
        "foto, catatan, wilayah dan hasil analisis yang lain dari register, berkas asing, berkas yang diubah; juga di "
        "dalam ZIP data terbuka. Setiap temuan disebut dengan satu kalimat, dan algoritma gagal; terbitkan lagi "
        "dengan publishcatalogue dan ganti semua salinannya. Register dan folder tidak diubah.",
        "Every file is compared with the catalogue's list (katalog.json), and its content with what the register lets "
        "out today: businesses whose consent was withdrawn or has ended; a name, phone, address, location or photo "
        "that is not allowed any more; counts of villages that are kept back now; numbers like a NIK; ids of the "
        "register; metadata of photos; notes, regions and results other than the register's; foreign and changed "
        "files; also inside the ZIP of the open data. Each finding is told in a sentence, and the algorithm fails; "
        "publish again with publishcatalogue and replace all copies. Register and folder are not changed.",
    ),
    parameters=(
        RegisterInput("REGISTER", Text("Register", "Register")),
        FolderInput("FOLDER", Text("Folder katalog", "Folder of the catalogue")),
    ),
    outputs=(
        Number("N_BUSINESSES", Text("Usaha yang boleh terbit", "Businesses that may be public")),
        Number("N_FILES", Text("Berkas diperiksa", "Files checked")),
        String("FOLDER", Text("Folder katalog", "Folder of the catalogue")),
        String("REGISTER", Text("Register", "Register")),
    ),
    compute=compute,
    tags=("katalog", "catalogue", "web", "periksa", "check", "privasi", "privacy", "persetujuan", "consent"),
)
