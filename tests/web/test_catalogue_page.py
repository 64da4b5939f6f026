"""The page of the web catalogue in a real browser, over a loopback server and opened as a file."""

from __future__ import annotations

import functools
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Callable, Dict, Iterator

import pytest
from browser import ROOT, names_of, run, slow_ones, why_absent
from made_catalogue import catalogue, hostile_catalogue
from site_folder import served, write_site

pytestmark = pytest.mark.skipif(bool(why_absent()), reason=why_absent())

SAMPLE = ROOT / "sample_data"
SERVED, AS_FILE = "served", "as a file"
LARGE, LARGE_FILE = f"{SERVED} with 200,000", f"{AS_FILE} with 200,000"
WITH_PHOTO = "u00000"
SLOW = pytest.mark.slow
PLAY = {
    "search": {SERVED: SLOW, AS_FILE: ()},
    "filters": {SERVED: (), AS_FILE: SLOW},
    "pages": {SERVED: (), AS_FILE: SLOW},
    "keyboard": {SERVED: ()},
    "phone": {SERVED: (), AS_FILE: SLOW},
    "map": {SERVED: SLOW, AS_FILE: ()},
    "access": {SERVED: ()},
    "published": {SERVED: ()},
    "hostile": {SERVED: (), AS_FILE: SLOW},
    "offline": {SERVED: ()},
    "speed": {SERVED: SLOW, AS_FILE: SLOW, LARGE: SLOW, LARGE_FILE: SLOW},
}
"""The files of scenarios, how the page is opened for each, and which of it takes too long for every day."""


def _with_photo() -> Dict[str, Any]:
    made = catalogue()
    made["businesses"][0][made["fields"].index("photo")] = f"foto/{WITH_PHOTO}.jpg"
    return made


DATA: Dict[str, Callable[[], Dict[str, Any]]] = {
    "hostile": hostile_catalogue,
    "offline": _with_photo,
    "speed": lambda: catalogue(20_000),
}


def publish_sample(folder: Path, site: Path) -> None:
    """Publishes the sample's register into ``site``, out of a copy, for publishing writes into the register too."""
    register = shutil.copy(SAMPLE / "register_contoh.gpkg", folder)
    shutil.copytree(SAMPLE / "foto", folder / "foto")
    command = [sys.executable, "-m", "processing_scripts", "--language", "id", "publishcatalogue", register, str(site)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


@functools.cache
def played(scenarios: str, opened: str, is_slow: bool) -> Dict[str, Dict[str, Any]]:
    """What the slow or the other scenarios of a file found, played once."""
    names = [name for name in names_of(scenarios) if (name in slow_ones(scenarios)) == is_slow]
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "katalog"
        if scenarios == "published":
            publish_sample(Path(folder), site)
        else:
            write_site(site, catalogue(200_000) if opened in (LARGE, LARGE_FILE) else DATA.get(scenarios, catalogue)())
        if opened in (AS_FILE, LARGE_FILE):
            return run(scenarios, names, f"{site.as_uri()}/", site)
        with served(site) as address:
            return run(scenarios, names, address, site)


def cases() -> Iterator[Any]:
    for scenarios, ways in PLAY.items():
        for opened, marks in ways.items():
            for name in names_of(scenarios):
                yield pytest.param(scenarios, opened, name, marks=SLOW if name in slow_ones(scenarios) else marks)


@pytest.mark.parametrize("scenarios, opened, name", list(cases()))
def test_the_page(scenarios: str, opened: str, name: str, record_property: Callable[[str, Any], None]) -> None:
    found = played(scenarios, opened, name in slow_ones(scenarios))[name]
    for key, figure in found["figures"].items():
        record_property(key, figure)
    assert found["problem"] == ""


def test_every_scenario_is_played(root: Path) -> None:
    files = {path.stem for path in (root / "tests" / "web" / "scenarios").glob("*.mjs")}
    assert files == set(PLAY)
