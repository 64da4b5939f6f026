"""Catalogues of a small register with a stand-in for the page, for the tests of several modules."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any, Optional

from ir_plugin.core.declaration import Context, Note, Results
from ir_plugin.core.publishing.business_scripts import LATER, part_file, rows_of
from ir_plugin.core.publishing.check_catalogue import check
from ir_plugin.core.publishing.document import DATA, part_name, read_page
from ir_plugin.core.publishing.folder import MANIFEST, digest, files_in
from ir_plugin.core.publishing.open_data import BUSINESSES, TABLE
from ir_plugin.core.publishing.publish_catalogue import publish
from ir_plugin.core.publishing.scripts import read_script

PAGE = {
    "index.html": '<!doctype html><html lang="id"><title>Katalog usaha rumahan</title>',
    "manifest.webmanifest": '{"name": "Katalog usaha rumahan"}',
    "app/start.js": "start();",
    "lib/maplibre-gl.js": "",
    "lib/maplibre-gl.css": "",
}
EVERYTHING = dict.fromkeys(("boleh_nama", "boleh_hp", "boleh_alamat", "boleh_titik", "boleh_foto"), 1)

PICTURE = bytes.fromhex("ffd8 ffe0 0010 4a464946 00 0101 00 0001 0001 0000 ffda 0004 0102 11ff00ffd022 ffd9")
"""A JPEG as its parts go: JFIF, a scan with an escaped byte and a restart, the end."""

SECRET_PLACE = b"Exif\0\0 GPS 106.1234 -1.9876"
TELLING = PICTURE[:20] + b"\xff\xe1" + (len(SECRET_PLACE) + 2).to_bytes(2, "big") + SECRET_PLACE + PICTURE[20:]


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
    def rows(self) -> list[dict[str, Any]]:
        """All that the page knows of the businesses, in the order of their ids."""
        page = self.document
        known = {row["id"]: row for row in rows_of(page["businesses"])}
        for part in page["parts"]:
            for row in read_script(part_name(part), (self.target / part_file(part)).read_text(encoding="utf-8")):
                known[row[0]].update(zip(LATER, row))
        return sorted(known.values(), key=lambda row: row["id"])

    @property
    def table(self) -> list[dict[str, str]]:
        with (self.target / TABLE).open(encoding="utf-8-sig", newline="") as lines:
            return list(csv.DictReader(lines))

    @property
    def features(self) -> list[dict[str, Any]]:
        return json.loads((self.target / BUSINESSES).read_text(encoding="utf-8"))["features"]

    def bytes_of(self) -> dict[str, bytes]:
        return {name: path.read_bytes() for name, path in files_in(self.target).items()}

    def change(self, name: str, old: str, new: str) -> None:
        """Changes a published file and the list with it, as somebody would who wants nobody to see."""
        path = self.target / name
        text = path.read_bytes().decode("utf-8")
        assert old in text
        path.write_bytes(text.replace(old, new, 1).encode("utf-8"))
        self.list_anew(name)

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
