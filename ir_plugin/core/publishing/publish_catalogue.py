"""The consenting businesses of a register as a folder of files that any web space, intranet or USB stick can serve."""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Mapping, Sequence

from ..declaration import RECORD, Algorithm, Context, Number, Page, Results, String
from ..errors import UserError
from ..industry.privacy.profiles import PUBLIC
from ..industry.regions import PROVINCE
from ..parameters import Choice, FolderOutput, Option, RegisterInput, TextSetting
from ..progress import part
from ..register.check_register import date_of
from ..register.drafts import draft_folder
from ..register.file_errors import UNWRITABLE, folder_in_words
from ..register.geopackage import insert, reading, transaction
from ..register.groups import REGISTER as GROUP
from ..register.registers import require_register
from ..register.users import current_user
from ..texts import Text, same
from .document import Contents, Heading, contents, scripts
from .folder import (
    FRONT_END,
    copy_files,
    front_end_files,
    put_in_place,
    refuse_other_content,
    write_files,
    write_manifest,
)
from .front_pages import front_pages
from .licences import LICENCES, SCOPE
from .open_data import open_data
from .outlines import Outline
from .photos import write_photos
from .public_ids import keep_secret, new_secret, read_secret
from .report import notes, page, record, rows_kept

NAMED = Text("Katalog industri rumahan {province}", "Home industries of {province}")
NAMED_ALONE = Text("Katalog industri rumahan", "Home industries")
CHANGED = Text(
    "Persetujuan di register {path} berubah selagi katalog dibuat; jalankan lagi. Tidak ada yang diterbitkan.",
    "Consents in the register {path} changed while the catalogue was made; run it again. Nothing was published.",
)
_CONSENTS = "SELECT count(*), total(versi_baris), max(diubah) FROM ir_persetujuan"
_PATH_LENGTH = 400


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """Writes the folder and its row of the export log, both or neither; see the declaration."""
    return publish(values, context, FRONT_END)


def publish(values: Mapping[str, Any], context: Context, front_end: Path) -> Results:
    """The same with the page out of a folder."""
    register, target = values["REGISTER"], Path(values["OUTPUT"]).resolve()
    with reading(register) as connection:
        require_register(connection, register)
        files = front_end_files(front_end)
        refuse_other_content(target)
        consents = connection.execute(_CONSENTS).fetchone()
        secret = read_secret(connection) or new_secret()
        public = contents(connection, register, secret, date_of(None), context.language)
    heading = _heading(values, context, public)
    context.progress(0.4)
    with draft_folder(str(target)) as beside, folder_in_words(UNWRITABLE, str(target)), ExitStack() as undo:
        made = Path(beside, "new")
        failed = write_photos(public.directory.photos, register, made, context.photos, part(context.progress, 0.4, 0.8))
        public = public._replace(directory=public.directory.without_photos(failed))
        copy_files(files, made)
        write_files({**front_pages(files, heading), **scripts(public, heading), **open_data(public, heading)}, made)
        digest = write_manifest(made, public.date)
        context.progress(0.95)
        with transaction(register) as connection:
            _require_unchanged(connection, register, consents, secret)
            _log(connection, len(public.directory.rows), target, digest)
            undo.callback(put_in_place(made, target, Path(beside)))
        undo.pop_all()  # the log is kept, so the folder is too
    return _results(public, heading, target, digest, register)


def _results(public: Contents, heading: Heading, target: Path, digest: str, register: str) -> Results:
    rows, run = public.directory.rows, record(public, heading, digest)
    return Results(
        pages={"PAGE": page(public)},
        numbers={
            "N_BUSINESSES": len(rows),
            "N_KEPT_BACK": rows_kept(public),
            "N_EXACT": sum(row["point_is_exact"] for row in rows),
            "N_PHOTOS": sum(row["photo"] is not None for row in rows),
        },
        strings={"OUTPUT": str(target), "INDEX": str(target / "index.html"), "REGISTER": str(register)},
        notes=tuple(notes(public)),
        record=run,
    )


def _heading(values: Mapping[str, Any], context: Context, public: Contents) -> Heading:
    title, publisher = (same((values.get(name) or "").strip()) for name in ("TITLE", "PUBLISHER"))
    return Heading(
        title if title.id else _named(public.regions), publisher, LICENCES[values["LICENCE"]].name, context.language
    )


def _named(regions: Sequence[Outline]) -> Text:
    """After the province, where there is one; of several those count that have boundaries."""
    there = {each.code[:2] for each in regions if each.box} or {each.code[:2] for each in regions}
    provinces = [each for each in regions if each.level == PROVINCE and each.code in there]
    return NAMED.format(province=provinces[0].name) if len(provinces) == 1 else NAMED_ALONE


def _require_unchanged(connection: sqlite3.Connection, path: str, consents: Any, secret: str) -> None:
    """UserError where what was published may not be what is allowed now; keeps the secret of the ids."""
    if connection.execute(_CONSENTS).fetchone() != consents or keep_secret(connection, secret) != secret:
        raise UserError(CHANGED, path=path)


def _log(connection: sqlite3.Connection, rows: int, target: Path, digest: str) -> None:
    columns = ("pengguna", "profil", "n_baris", "berkas", "hash")
    insert(connection, "log_ekspor", columns, [(current_user(), PUBLIC, rows, str(target)[-_PATH_LENGTH:], digest)])


OPERATION = Algorithm(
    id="publishcatalogue",
    title=Text("Terbitkan katalog web", "Publish the web catalogue"),
    group=GROUP,
    summary=Text(
        "Menulis folder dengan halaman web: peta, daftar, dan halaman setiap usaha yang pemiliknya mengizinkan.",
        "Writes a folder with a web page: a map, a list, and a page of every business whose owner agreed.",
    ),
    help=Text(
        "Folder itu dapat dibuka dari disk, USB, intranet, atau web mana pun, tanpa layanan luar. Hanya persetujuan "
        "untuk direktori publik yang berlaku hari ini yang dihitung, bidang demi bidang: nama, telepon, alamat, titik, "
        "foto. Tanpa izin titik, usaha tampil di titik desanya; tanpa izin apa pun, usaha hanya ikut dihitung, dan "
        "angka kecil dirahasiakan. NIK, uang, kelas, dan ID register tidak ikut; teks yang memuat nomor pribadi "
        "dikosongkan. Foto disandikan ulang tanpa metadata. Layer titik panas dan klaster di register ikut serta, "
        "juga data terbuka (satu ZIP: GeoJSON, CSV, baca saya). Setelah persetujuan ditarik, terbitkan lagi: usaha itu "
        "hilang. Folder yang ada hanya diganti bila isinya katalog; setiap terbitan dicatat dalam log_ekspor. Periksa "
        "dengan checkcatalogue.",
        "The folder opens from a disk, a USB stick, an intranet or any web space, and needs no outside service. Only "
        "consent to a public directory that holds today counts, field by field: name, phone, address, location, photo. "
        "Without consent to its location a business is shown at its village's point; without any it is only counted, "
        "and small counts are kept back. NIK, money, classes and ids of the register stay inside; texts that hold a "
        "private number are left empty. Photos are written anew without metadata. Layers of hot spots and clusters in "
        "the register are included, and open data (one ZIP: GeoJSON, CSV, a read-me). After a consent is withdrawn "
        "publish again: the business is gone. An existing folder is only replaced where it holds a catalogue; every "
        "publication is recorded in log_ekspor. Check it with checkcatalogue.",
    ),
    parameters=(
        RegisterInput("REGISTER", Text("Register", "Register")),
        TextSetting(
            "TITLE",
            Text("Judul", "Title"),
            Text("Kosong: katalog industri rumahan provinsi itu.", "Empty: the home industries of the province."),
            optional=True,
        ),
        TextSetting(
            "PUBLISHER",
            Text("Penerbit", "Publisher"),
            Text("Nama instansi, tampil di halaman.", "The name of the office, shown on the page."),
            optional=True,
        ),
        Choice(
            "LICENCE",
            Text("Lisensi data terbuka", "Licence of the open data"),
            SCOPE,
            options=tuple(Option(code, each.name) for code, each in LICENCES.items()),
            default="CCBY",
        ),
        FolderOutput("OUTPUT", Text("Folder katalog", "Folder of the catalogue")),
    ),
    outputs=(
        Page("PAGE", Text("Yang terbit dan yang tidak", "What was published and what was not")),
        Number("N_BUSINESSES", Text("Usaha terbit", "Businesses published")),
        Number("N_KEPT_BACK", Text("Usaha tidak terbit", "Businesses not published")),
        Number("N_EXACT", Text("Titik tepat", "Exact points")),
        Number("N_PHOTOS", Text("Foto", "Photos")),
        String("OUTPUT", Text("Folder katalog", "Folder of the catalogue")),
        String("INDEX", Text("Halaman katalog", "Page of the catalogue")),
        String("REGISTER", Text("Register", "Register")),
        RECORD,
    ),
    compute=compute,
    tags=("katalog", "catalogue", "web", "peta", "direktori", "publik", "persetujuan", "consent", "open data"),
)
