"""The folder of a catalogue as it is published, and a server for it on the loopback."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import http.server
import json
import re
import shutil
import threading
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional

from PIL import Image

from ir_plugin.core.publishing.business_scripts import LATER, columns_of, part_file, part_name, parts_listed, parts_of
from ir_plugin.core.publishing.document import ARCHIVE, BOUNDARIES, BOUNDARIES_NAME, DATA
from ir_plugin.core.publishing.folder import write_files
from ir_plugin.core.publishing.scripts import GLOBAL, script

PAGE = Path(__file__).resolve().parents[2] / "ir_plugin" / "resources" / "web"


def write_site(folder: Path, catalogue: Dict[str, Any]) -> Path:
    """Writes the page with the data of ``catalogue`` into ``folder``; returns it."""
    shutil.copytree(PAGE, folder)
    rows = [dict(zip(catalogue["fields"], row)) for row in catalogue["businesses"]]
    write_files(_scripts({key: each for key, each in catalogue.items() if key != "fields"}, rows), folder)
    write_files({ARCHIVE: b""}, folder)
    for row in rows:
        _write_photo(folder, row["photo"])
    sums = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    version = hashlib.sha256(json.dumps(sums).encode()).hexdigest()
    listing = {"format": 1, "version": version, "date": catalogue["date"], "files": sums}
    (folder / "katalog.json").write_text(json.dumps(listing), encoding="utf-8")
    return folder


def _scripts(page: Dict[str, Any], rows: List[Dict[str, Any]]) -> Dict[str, str]:
    lines = {BOUNDARIES: script(BOUNDARIES_NAME, page["boundaries"])}
    parts = {part_file(part): script(part_name(part), told) for part, told in parts_of(rows).items()}
    page = {**page, "businesses": columns_of(rows), "later": LATER, "parts": parts_listed(rows)}
    page.update(boundaries={"file": BOUNDARIES, "name": BOUNDARIES_NAME}, download=ARCHIVE)
    return {DATA: script(GLOBAL, page), **lines, **parts}


def _write_photo(folder: Path, photo: Optional[str]) -> None:
    if photo and re.fullmatch(r"foto/\w+\.jpg", photo):
        (folder / "foto").mkdir(exist_ok=True)
        Image.new("RGB", (120, 80), "#0f6355").save(folder / photo)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    extensions_map = {
        **http.server.SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".webmanifest": "application/manifest+json",
        ".svg": "image/svg+xml",
    }

    def log_message(self, *arguments: Any) -> None:
        """Says nothing."""


class _Server(http.server.ThreadingHTTPServer):
    def handle_error(self, *arguments: Any) -> None:
        """A browser that goes away in the middle of an answer is no trouble."""


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address under which ``folder`` is served while the block lasts."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()
            thread.join()
