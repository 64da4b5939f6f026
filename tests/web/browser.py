"""Runs the scenarios of a file in a headless Chromium, each in a fresh profile, and hands back what they found."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Dict, List, Sequence, Set

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SCENARIOS = HERE / "scenarios"
MODULES = ROOT / "build" / "web"
NODE = Path(sys.executable).with_name("node")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""


def why_absent() -> str:
    """Why no browser can be driven here; "" where one can."""
    library = ROOT / "ir_plugin" / "resources" / "web" / "lib" / "maplibre-gl.js"
    missing = [each.name for each in (MODULES / "ready", NODE, library) if not each.exists()]
    missing += [] if CHROMIUM else ["chromium"]
    return (
        f"make setup could not fetch what the tests of the web catalogue need ({', '.join(missing)})" if missing else ""
    )


def names_of(scenarios: str) -> List[str]:
    """The scenarios of a file, in order."""
    source = (SCENARIOS / f"{scenarios}.mjs").read_text(encoding="utf-8")
    return re.findall(r"^export async function (\w+)", source, re.MULTILINE)


def slow_ones(scenarios: str) -> Set[str]:
    """The scenarios of a file that say of themselves that they are too long for every day."""
    source = (SCENARIOS / f"{scenarios}.mjs").read_text(encoding="utf-8")
    return set(re.findall(r"^(\w+)\.slow = true;", source, re.MULTILINE))


def run(scenarios: str, names: Sequence[str], address: str, folder: Path) -> Dict[str, Dict[str, Any]]:
    """By scenario: ``problem`` ("" where it went well) and ``figures``, what it measured."""
    command = [str(NODE), str(HERE / "run.mjs"), str(MODULES), CHROMIUM, str(SCENARIOS / f"{scenarios}.mjs")]
    done = subprocess.run(
        [*command, address, str(folder), *names],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
