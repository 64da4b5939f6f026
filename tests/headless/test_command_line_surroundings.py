"""The command line where QGIS is needed, and in a shell that completes what is typed: real programs."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.headless.test_command_line import REGISTER, ROOT, klaster_ir


def test_what_needs_qgis_says_so_where_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KLASTER_IR_QGIS_PROCESS", str(tmp_path / "qgis_process"))
    for arguments in (
        ("exportreport", REGISTER, tmp_path / "x.pdf"),
        ("registerproject", REGISTER, tmp_path / "x.qgz"),
    ):
        done = klaster_ir(*arguments)
        assert done.returncode == 2
        assert done.stderr.splitlines()[-1].startswith(
            f"{arguments[0]} needs QGIS, but its program qgis_process was not"
        )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(shutil.which("qgis_process") is None, reason="QGIS comes without qgis_process here")
def test_qgis_runs_what_needs_it(tmp_path: Path) -> None:
    """With the plugin of this checkout, in a profile of its own; and its refusal is our sentence."""
    register = shutil.copy(REGISTER, tmp_path / "register.gpkg")
    done = klaster_ir("registerproject", register, tmp_path / "proyek.qgz", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"OUTPUT": str(tmp_path / "proyek.qgz")}
    assert "The project was written to" in done.stderr
    layers = ("--layers", f"{register}|layername=ir_usaha")
    done = klaster_ir("exportmap", tmp_path / "peta.png", *layers, "--theme", "titik_panas")
    assert (done.returncode, done.stderr.splitlines()[-1]) == (
        2,
        "No layer can show the theme Hot and cold spots: there is no field gi_kelas; choose another layer or theme.",
    )
    named = ("--project", tmp_path / "proyek.qgz", "--layers", "Village boundaries", "--layers", "Old map")
    done = klaster_ir("exportmap", tmp_path / "peta.png", *named)
    assert (done.returncode, done.stderr.splitlines()[-1]) == (
        2,
        "Layers to draw (--layers): the project has no layer Old map; its layers are: Businesses (for editing), "
        "District boundaries, Home industries, Production centres, Regency and city boundaries, Village boundaries.",
    ), "tables are no layers of a map"
    assert {each.name for each in tmp_path.iterdir()} == {"register.gpkg", "proyek.qgz"}


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("qgis_process") is None, reason="QGIS comes without qgis_process here")
def test_control_c_ends_qgis_too_and_leaves_nothing(tmp_path: Path) -> None:
    register = shutil.copy(REGISTER, tmp_path / "register.gpkg")
    command = [sys.executable, "-m", "processing_scripts", "--language", "en", "exportatlas", str(register)]
    options = ("--level", "desa", "--layers", f"{register}|layername=ir_usaha")
    line = [*command, str(tmp_path / "atlas.pdf"), *options]
    with subprocess.Popen(line, cwd=ROOT, stderr=subprocess.PIPE, text=True) as running:
        while running.poll() is None and not list(tmp_path.glob(".klaster_ir_*")):
            time.sleep(0.1)
        running.send_signal(signal.SIGINT)
        assert running.stderr is not None
        said = running.stderr.read()
    assert (running.returncode, said.splitlines()[-1]) == (130, "Stopped; no result has been written.")
    assert [each.name for each in tmp_path.iterdir()] == ["register.gpkg"]


def test_shells_complete_verbs_options_and_answers() -> None:
    command = "import sys; from processing_scripts.command_line import main; sys.argv[0] = 'klaster-ir'; main()"
    for words, completed in (
        ("klaster-ir hotsp", "plain,hotspotgetisord"),
        ("klaster-ir --language id hotspotgetisord a b --neigh", "plain,--neighbours"),
        ("klaster-ir hotspotgetisord a b --neighbours que", "plain,queen"),
        ("klaster-ir hotspotgetisord sam", "file,sam"),
    ):
        asked = {"_KLASTER_IR_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
        done = subprocess.run(
            [sys.executable, "-c", command], cwd=ROOT, env={**os.environ, **asked}, capture_output=True, text=True
        )
        assert done.stdout.strip() == completed, done.stderr


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_while_the_program_still_begins(tmp_path: Path, stop: signal.Signals) -> None:
    """The program waits in its first import of something large: there a person's Control-C may come."""
    (tmp_path / "click.py").write_text("import time; print('begun', flush=True); time.sleep(60)")
    line = [sys.executable, "-m", "processing_scripts", "--language", "id", "selftest"]
    path = {**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), str(ROOT)))}
    with subprocess.Popen(line, env=path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None and running.stdout.readline() == "begun\n"
        running.send_signal(stop)
        _, said = running.communicate(timeout=30)
    assert (running.returncode, said) == (130, "Dihentikan; tidak ada hasil yang ditulis.\n")
