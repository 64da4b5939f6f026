"""A real QGIS window on a screen of its own, in a profile of its own, worked by a script that runs inside it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Iterator, List, NamedTuple

TOOLS = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TOOLS))

from package import package  # noqa: E402

SCREEN = "1366x768x24"
DOTS_PER_INCH = "96"
TO_END = 20
SETTINGS = r"""[PythonPlugins]
ir_plugin={switched_on}

[app]
askToSaveMemoryLayers=false

[core]
httpsfeedqgisorg\disabled=true
NewsFeed\httpsfeedqgisorg\disabled=true

[klaster_ir]
language={language}

[plugins]
checkOnStart=false
"""

START = """import faulthandler, os, sys, traceback
faulthandler.enable()  # where QGIS dies, it is said in which line
sys.path[:0] = {folders!r}
try:
    import driver, {script}
    driver.start({script}.main, {protocol!r}, {longest})
except BaseException:  # else QGIS would open a box and wait
    traceback.print_exc()
    sys.stderr.flush()
    os._exit(1)
"""


class Profile(NamedTuple):
    """A home with an empty profile of QGIS, in which nothing but the plugin's zip has been installed."""

    home: Path

    @property
    def profiles(self) -> Path:
        """What QGIS takes as --profiles-path."""
        return self.home / "qgis"


class Ended(NamedTuple):
    """How a session in the window ended; ``protocol``: what its script has written down."""

    code: int
    protocol: dict[str, Any]
    errors: str


def lacking() -> str:
    """Why there can be no window on this machine; "" where there can."""
    programs = [name for name in ("qgis", "Xvfb") if shutil.which(name) is None]
    if "build" in Path(shutil.which("qgis") or "").parts:
        return "a QGIS that is unpacked beside the installed one (tools/qgis_322.sh) ends before its window opens"
    return f"there is no {' and no '.join(programs)} here" if programs else ""


def new_profile(home: Path, language: str, switched_on: bool = True) -> Profile:
    """Installs the plugin as QGIS's plugin manager does: the zip unpacked and, unless told otherwise, switched on."""
    profile = Profile(home)
    default = profile.profiles / "profiles" / "default"
    package(home / "ir_plugin.zip")
    with zipfile.ZipFile(home / "ir_plugin.zip") as archive:
        archive.extractall(default / "python" / "plugins")
    (default / "QGIS").mkdir()
    (default / "QGIS" / "QGIS3.ini").write_text(
        SETTINGS.format(language=language, switched_on=str(switched_on).lower())
    )
    (home / "Documents").mkdir()
    (home / "runtime").mkdir(mode=0o700)
    (home / "temporary").mkdir()
    return profile


def session(profile: Profile, script: Path, *arguments: str, longest: int = 240) -> Ended:
    """Starts QGIS, lets ``script`` work in it and waits for its end; TimeoutExpired where it takes too long.

    ``arguments`` go to QGIS, such as a project. Of the script ``main`` is called; see ``driver``.
    """
    protocol = profile.home / f"{script.stem}.json"
    start = profile.home / "start.py"
    folders = [str(TOOLS / "window"), str(script.parent), str(script.parents[1])]
    start.write_text(START.format(folders=folders, script=script.stem, protocol=str(protocol), longest=longest))
    command = ["qgis", "--profiles-path", str(profile.profiles), "--nologo", "--code", str(start), *arguments]
    with _screen() as display:
        run = subprocess.run(
            command, cwd=profile.home, env=_environment(profile, display), capture_output=True, timeout=longest + TO_END
        )
    written = json.loads(protocol.read_text()) if protocol.exists() else {}
    return Ended(run.returncode, written, run.stderr.decode(errors="replace"))


@contextmanager
def _screen() -> Iterator[str]:
    """A screen without a window manager; Xvfb says its number once it is ready."""
    readable, writable = os.pipe()
    options: List[str] = ["-screen", "0", SCREEN, "-dpi", DOTS_PER_INCH, "-nolisten", "tcp"]
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writable), *options], pass_fds=[writable], stderr=subprocess.DEVNULL
    )
    os.close(writable)
    try:
        with os.fdopen(readable) as answer:
            yield f":{answer.readline().strip()}"
    finally:
        server.terminate()
        server.wait(TO_END)


def _environment(profile: Profile, display: str) -> dict[str, str]:
    """The machine's, without what leads to the checkout, to the user's own settings or to another platform."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "PYTHON"))}
    kept.update(HOME=str(profile.home), DISPLAY=display, XDG_RUNTIME_DIR=str(profile.home / "runtime"))
    kept.update(TMPDIR=str(profile.home / "temporary"))  # what lies elsewhere is not marked as temporary
    kept.update(QT_QPA_PLATFORM="xcb", LC_ALL="C.UTF-8", TZ="UTC")
    kept.pop("QGIS_PLUGINPATH", None)
    return kept
