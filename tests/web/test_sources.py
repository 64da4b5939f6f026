"""What the sources of the page promise: text stays text, nothing comes from elsewhere, files are short, in one form."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Dict, List

import pytest
from browser import MODULES, NODE, why_absent

LINES_OF_FILE = 300
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; worker-src 'self' blob:; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'"
)
MARKUP = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setHTML|DOMParser|srcdoc"
)
ELSEWHERE = re.compile(r"(?:https?:)?//[\w.-]+\.\w+")
NAMES_ONLY = {"http://www.w3.org", "https://wa.me", "https://www.google.com"}
"""The name of SVG, and where a reader may go; nothing is fetched from there."""


@pytest.fixture(scope="module")
def sources(root: Path) -> Dict[str, str]:
    folder = root / "ir_plugin" / "resources" / "web"
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file() and "lib" not in path.parts]
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def of_kind(sources: Dict[str, str], ending: str) -> Dict[str, str]:
    return {name: source for name, source in sources.items() if name.endswith(ending)}


def test_files_are_short(sources: Dict[str, str]) -> None:
    assert {name for name, source in sources.items() if len(source.splitlines()) >= LINES_OF_FILE} == set()


def test_data_is_never_read_as_markup(sources: Dict[str, str]) -> None:
    scripts = of_kind(sources, ".js")
    assert len(scripts) > 20
    assert {name: MARKUP.findall(source) for name, source in scripts.items() if MARKUP.search(source)} == {}


def test_nothing_is_named_elsewhere(sources: Dict[str, str]) -> None:
    found = {each for source in sources.values() for each in ELSEWHERE.findall(source)}
    assert found <= NAMES_ONLY


def test_the_page_has_the_strict_policy_and_no_script_of_its_own(sources: Dict[str, str]) -> None:
    page = sources["index.html"]
    policy = re.search(r'http-equiv="Content-Security-Policy"\s+content="([^"]+)"', page)
    assert policy
    assert " ".join(policy.group(1).split()) == POLICY
    assert re.findall(r"<script(?![^>]*\bsrc=)", page) == []
    assert re.findall(r"<style|\bstyle=|\bon\w+=", page) == []


def test_every_script_and_sheet_is_in_the_page(sources: Dict[str, str]) -> None:
    named: List[str] = re.findall(r'(?:src|href)="(app/[\w.]+)"', sources["index.html"])
    assert sorted(named) == sorted(name for name in sources if name.startswith("app/"))


def test_every_script_is_strict(sources: Dict[str, str]) -> None:
    assert all('"use strict";' in source for source in of_kind(sources, ".js").values())


@pytest.mark.skipif(bool(why_absent()), reason=why_absent())
def test_sources_are_formatted(root: Path) -> None:
    prettier = MODULES / "node_modules" / "prettier" / "bin" / "prettier.cjs"
    kinds = [
        "ir_plugin/resources/web/*.{html,js,webmanifest}",
        "ir_plugin/resources/web/app/*",
        "tests/web/**/*.mjs",
        "tools/web/*.mjs",
    ]
    command = [str(NODE), str(prettier), "--check", *kinds]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
