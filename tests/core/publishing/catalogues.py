"""Catalogues of a small register with a stand-in for the page, for the tests of several modules."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any, Optional

from ir_plugin.core.declaration import Context, Note, Results
from ir_plugin.core.package_writing import package_bytes, package_parts
from ir_plugin.core.publishing.business_scripts import LATER, rows_of
from ir_plugin.core.publishing.check_catalogue import check
from ir_plugin.core.publishing.document import ARCHIVE, BOUNDARIES, BOUNDARIES_NAME, DATA, read_page
from ir_plugin.core.publishing.folder import MANIFEST, digest, files_in
from ir_plugin.core.publishing.open_data import BUSINESSES, TABLE
from ir_plugin.core.publishing.publish_catalogue import publish
from ir_plugin.core.publishing.published import data_texts
from ir_plugin.core.publishing.scripts import read_script, script

PAGE = {
    "index.html": '<!doctype html><html lang="id"><title>Katalog usaha rumahan</title>',
    "manifest.webmanifest": '{"name": "Katalog usaha rumahan"}',
    "app/start.js": "start();",
    "lib/maplibre-gl.js": "",
    "lib/maplibre-gl.css": "",
}
PACKED = ("data/", ARCHIVE)
EVERYTHING = dict.fromkeys(("boleh_nama", "boleh_hp", "boleh_alamat", "boleh_titik", "boleh_foto"), 1)

PICTURE = bytes.fromhex("ffd8 ffe0 0010 4a464946 00 0101 00 0001 0001 0000 ffda 0004 0102 11ff00ffd022 ffd9")
"""A JPEG as its parts go: JFIF, a scan with an escaped byte and a restart, the end."""

SECRET_PLACE = b"Exif\0\0 GPS 106.1234 -1.9876"
TELLING = PICTURE[:20] + b"\xff\xe1" + (len(SECRET_PLACE) + 2).to_bytes(2, "big") + SECRET_PLACE + PICTURE[20:]


def changed(text: str, old: str, new: str) -> str:
    """A text with its first ``old`` replaced."""
    assert old in text
    return text.replace(old, new, 1)


class Camera:
    """A careless engine: its pictures tell where they were taken. What is no picture it refuses."""

    def jpeg(self, path: str, longest: int) -> bytes:
        if not Path(path).read_bytes().startswith(b"photo"):
            raise ValueError(path)
        return TELLING + b"trailing"


class Desk:
    """An office that publishes the register of a scene beside it."""

    def __init__(self, scene: Any, folder: Path) -> None:
        self.scene, self.target, self.front_end = scene, folder / "web", folder / "page"
        for name, text in PAGE.items():
            path = self.front_end / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)

    def publish(self, target: Optional[Path] = None, language: str = "en", **more: Any) -> Results:
        values = {"REGISTER": self.scene.path, "OUTPUT": str(target or self.target), "LICENCE": "CCBY", **more}
        return publish(values, Context(photos=Camera(), language=language), self.front_end)

    def check(self, **more: Any) -> Results:
        """The notes that are said come first in the results' own."""
        self.said: list[Note] = []
        values = {"REGISTER": self.scene.path, "FOLDER": str(self.target), **more}
        return check(values, Context(say=self.said.append, language="en"), self.front_end)

    @property
    def document(self) -> Any:
        return read_page((self.target / DATA).read_text(encoding="utf-8"))

    @property
    def boundaries(self) -> Any:
        return read_script(BOUNDARIES_NAME, (self.target / BOUNDARIES).read_text(encoding="utf-8"))

    @property
    def rows(self) -> list[dict[str, Any]]:
        """All that the page knows of the businesses, in the order of their ids."""
        page = self.document
        known = {row["id"]: row for row in rows_of(page["businesses"])}
        for part in page["parts"]:
            for row in read_script(part["name"], (self.target / part["file"]).read_text(encoding="utf-8")):
                known[row[0]].update(zip(LATER, row))
        return sorted(known.values(), key=lambda row: row["id"])

    @property
    def files(self) -> dict[str, str]:
        """The files of the open data."""
        parts = package_parts((self.target / ARCHIVE).read_bytes())
        return {name: content.decode("utf-8-sig") for name, content in parts.items()}

    @property
    def table(self) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.files[TABLE], newline="")))

    @property
    def features(self) -> list[dict[str, Any]]:
        return json.loads(self.files[BUSINESSES])["features"]

    @property
    def texts(self) -> list[tuple[str, bytes]]:
        """Every byte that is published, of scripts and the archive what is packed in them."""
        packed = [(name, text.encode()) for name, text in data_texts(self.target)]
        plain = [(name, content) for name, content in self.bytes_of().items() if not name.startswith(PACKED)]
        return [*plain, *packed]

    def bytes_of(self) -> dict[str, bytes]:
        return {name: path.read_bytes() for name, path in files_in(self.target).items()}

    def change(self, name: str, old: str, new: str) -> None:
        """Changes what was published and the list with it, as somebody would who wants nobody to see. name: of a file,
        also of one in the archive; a script is changed inside."""
        archive, _, part = name.partition(".zip/")
        path = self.target / (f"{archive}.zip" if part else name)
        if part:
            parts = {each: content.decode() for each, content in package_parts(path.read_bytes()).items()}
            content = package_bytes({**parts, part: changed(parts[part], old, new)}.items())
        elif name.startswith("data/"):
            text = path.read_text(encoding="utf-8")
            key = re.match(r'window\["(.*?)"\]', text)[1]
            written = json.dumps(read_script(key, text), ensure_ascii=False, separators=(",", ":"))
            content = script(key, json.loads(changed(written, old, new))).encode()
        else:
            content = changed(path.read_text(encoding="utf-8"), old, new).encode()
        path.write_bytes(content)
        self.list_anew(path.relative_to(self.target).as_posix())

    def list_anew(self, name: str) -> None:
        manifest = json.loads((self.target / MANIFEST).read_text())
        manifest["files"][name] = digest(self.target / name)
        (self.target / MANIFEST).write_text(json.dumps(manifest))


OWNER = {"no_hp": "+6281234567890", "nik": "1901014101800001", "email": "siti@contoh.id"}
AT = (106.12345, -1.87654)


def photo(desk: Desk, business: str, name: str = "dapur.jpg", content: bytes = b"photo") -> None:
    (Path(desk.scene.path).parent / name).write_bytes(content)
    desk.scene.execute("INSERT INTO ir_foto (usaha_id, berkas) VALUES (?, ?)", business, name)


def open_one(desk: Desk, **consent: Any) -> str:
    """A business with all that can be told, and a photo."""
    business = desk.scene.business(
        dict(OWNER), point=AT, metode_koordinat="HP", alamat_rt_rw="RT 1", cabang_ikm="PGN", consent=consent
    )
    photo(desk, business)
    return business


def seen(desk: Desk, number: int, village: str, **more: Any) -> None:
    for _ in range(number):
        desk.scene.business(seen={"periode": "2025"}, kode_desa=village, **more)
