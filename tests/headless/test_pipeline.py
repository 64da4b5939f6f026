"""A pipeline file: checked wholly, run, passed over where nothing has changed, resumed, and never half in place."""

from __future__ import annotations

import json
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Iterator

import geopandas
import pytest

from ir_plugin.core.errors import UserError
from ir_plugin.core.progress import no_progress
from processing_scripts.pipeline.checking import ordered
from processing_scripts.pipeline.plan import AFTER, PROJECT, RUN, STEPS, read_plan, settings_of
from processing_scripts.pipeline.record import COMPLETE, Done, Record
from processing_scripts.pipeline.runs import Run
from processing_scripts.terminal import Sight

ROOT = Path(__file__).resolve().parents[2]
TEXT = """
folder = "hasil"

[values]
seed = 7

[steps.start]
run = "createregister"
register = "register.gpkg"

[steps.panas]
run = "hotspotgetisord"
input = "six.gpkg"
field = "nilai"
neighbours = "knn"
k = 2
permutations = 99
seed = "{values.seed}"
output = "{start.register}|layername=panas"

[steps.kamus]
run = "exportdictionary"
csv = "kamus/variabel.csv"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A pipeline of three steps, with its input."""
    x, y = (10, 20, 40, 15, 30, 30), (10, 10, 10, 20, 20, 30)
    shapes = geopandas.points_from_xy(x, y)
    geopandas.GeoDataFrame({"nilai": [2, 3, 3.2, 5, 8, 7]}, geometry=shapes, crs=32748).to_file(tmp_path / "six.gpkg")
    path = tmp_path / "alur.toml"
    path.write_text(TEXT, encoding="utf-8")
    return path


@contextmanager
def unseen(_label: str) -> Iterator[Sight]:
    yield Sight(no_progress, lambda note: None)


def run_of(file: Path) -> Run:
    plan = read_plan(str(file))
    return Run(plan, ordered(plan), "en")


def would_run(file: Path) -> list[str]:
    return [each.step.name for each in run_of(file).outlook() if each.runs]


def start(file: Path) -> None:
    run_of(file).start(unseen, lambda note: None)


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def names(file: Path) -> set[str]:
    """What lies beside the pipeline file."""
    return {each.name for each in file.parent.iterdir()}


@pytest.mark.parametrize(
    "old, new, sentence",
    [
        ('run = "exportdictionary"', 'run = "exportdictionry"', "line 22: the step kamus names the algorithm "),
        ('run = "exportdictionary"', 'run = "exportdictionry"', "perhaps exportdictionary"),
        ("k = 2", "kk = 2", "line 16: the step panas: hotspotgetisord does not know kk; it knows: input, field"),
        ("k = 2", 'k = "dua"', "line 16: the step panas: k must be a number."),
        ("k = 2", "k = 0", "line 16: the step panas: Number of neighbours k (K) must be a whole number"),
        ('field = "nilai"', "", "line 11: the step panas: Value field (FIELD) is required."),
        ('"knn"', '"bishop"', "line 15: the step panas: Neighbours (NEIGHBOURS) must be one of: queen, rook"),
        ('"six.gpkg"', '"seven.gpkg"', "line 13: the step panas: {folder}/seven.gpkg was not found."),
        (
            "{start.register}",
            "{mulai.register}",
            "line 19: the step panas refers to the step mulai, which does not exist",
        ),
        ("{start.register}", "{start.output}", "refers to start.output, but createregister gives only: register."),
        ("{values.seed}", "{values.benih}", "refers to the value benih, which does not stand below [values]."),
        ('csv = "', 'after = ["x"]\ncsv = "', "line 23: the step kamus refers to the step x, which does not exist."),
        ('"hasil"', '"hasil', "this is no proper TOML: Illegal character '\\n' (at line 2, column 16)."),
        ('folder = "hasil"', "", "line 1: folder must name the folder of the results."),
        ('folder = "hasil"', 'folder = "hasil"\nfolders = 1', "line 3: folders is not known; known are: title"),
        ("[steps.kamus]", '[steps."a b"]', "the name a b of a step may only hold letters"),
        (
            'register = "register.gpkg"',
            'register = "register.gpkg"\nafter = ["panas"]',
            "line 7: these steps wait for one another: start → panas → start.",
        ),
    ],
)
def test_what_is_wrong_is_one_sentence_with_its_line(file: Path, old: str, new: str, sentence: str) -> None:
    before = names(file)
    change(file, old, new)
    with pytest.raises(UserError) as caught:
        run_of(file)
    assert str(caught.value).startswith("alur.toml")
    assert sentence.format(folder=file.parent) in str(caught.value)
    assert names(file) == before


def test_steps_stand_in_any_order_and_run_by_dependence(file: Path) -> None:
    head, *steps = file.read_text(encoding="utf-8").split("[steps.")
    file.write_text("[steps.".join([head, *reversed(steps)]), encoding="utf-8")
    assert [each.name for each in ordered(read_plan(str(file)))] == ["kamus", "start", "panas"]


def test_a_run_has_its_results_and_one_record(file: Path) -> None:
    assert would_run(file) == ["start", "panas", "kamus"]
    start(file)
    assert names(file) == {"alur.toml", "six.gpkg", "hasil"}
    assert {each.name for each in (file.parent / "hasil").iterdir()} == {"register.gpkg", "kamus", "pipeline.json"}
    assert len(geopandas.read_file(file.parent / "hasil" / "register.gpkg", layer="panas")) == 6
    record = json.loads((file.parent / "hasil" / "pipeline.json").read_text(encoding="utf-8"))
    assert record["state"] == COMPLETE and [each["step"] for each in record["steps"]] == ["start", "panas", "kamus"]
    assert record["steps"][1]["record"]["seed"] == 7
    assert set(record["steps"][1]["read"]) == {"six.gpkg"} and str(file.parent) not in json.dumps(record)
    assert run_of(file).nothing_to_do()


def test_only_what_has_changed_runs_again(file: Path) -> None:
    start(file)
    register = file.parent / "hasil" / "register.gpkg"
    made = register.stat().st_mtime_ns
    change(file, 'csv = "kamus/variabel.csv"', 'csv = "variabel.csv"')
    assert would_run(file) == ["kamus"]
    start(file)
    assert not (file.parent / "hasil" / "kamus").exists() and (file.parent / "hasil" / "variabel.csv").exists()
    assert register.stat().st_mtime_ns == made
    (file.parent / "hasil" / "variabel.csv").unlink()
    assert would_run(file) == ["kamus"]


def test_a_register_that_several_steps_fill_is_made_anew_with_all_of_them(file: Path) -> None:
    start(file)
    change(file, "seed = 7", "seed = 8")
    start(file)
    hot = geopandas.read_file(file.parent / "hasil" / "register.gpkg", layer="panas")
    assert len(hot) == 6 and run_of(file).nothing_to_do()
    geopandas.read_file(file.parent / "six.gpkg")[:5].to_file(file.parent / "six.gpkg")
    assert "panas" in would_run(file)
    start(file)
    assert len(geopandas.read_file(file.parent / "hasil" / "register.gpkg", layer="panas")) == 5


def test_what_a_person_has_changed_is_not_written_over(file: Path) -> None:
    start(file)
    register = file.parent / "hasil" / "register.gpkg"
    with closing(sqlite3.connect(register)) as looking:  # as QGIS does when it only opens the file
        looking.execute("PRAGMA journal_mode = WAL").fetchall()
        looking.execute("PRAGMA journal_mode = DELETE").fetchall()
    assert run_of(file).nothing_to_do()
    with closing(sqlite3.connect(register)) as editing:
        editing.execute("INSERT INTO register_info (kunci, nilai) VALUES ('suntingan', 'ya')")
        editing.commit()
    before = register.read_bytes()
    with pytest.raises(UserError, match="holds register.gpkg, which this pipeline has not made or which was changed"):
        start(file)
    assert register.read_bytes() == before and names(file) == {"alur.toml", "six.gpkg", "hasil"}


def test_a_step_that_fails_leaves_the_results_and_the_next_start_goes_on(file: Path) -> None:
    start(file)
    whole = {each: each.read_bytes() for each in (file.parent / "hasil").rglob("*") if each.is_file()}
    shutil.move(file.parent / "six.gpkg", file.parent / "good.gpkg")
    bare = geopandas.read_file(file.parent / "good.gpkg").drop(columns="nilai")
    bare.to_file(file.parent / "six.gpkg")
    with pytest.raises(UserError, match="line 11: the step panas: The layer .* has no field nilai"):
        start(file)
    assert whole == {each: each.read_bytes() for each in (file.parent / "hasil").rglob("*") if each.is_file()}
    shutil.move(file.parent / "good.gpkg", file.parent / "six.gpkg")
    assert would_run(file) == ["panas", "kamus"]
    start(file)
    assert names(file) == {"alur.toml", "six.gpkg", "hasil"}


@pytest.mark.parametrize("stop, code", [(signal.SIGINT, 130), (signal.SIGTERM, 130), (signal.SIGKILL, -9)])
def test_a_stopped_run_is_resumed(file: Path, stop: signal.Signals, code: int) -> None:
    change(file, "permutations = 99", "permutations = 9999999")
    change(file, 'input = "six.gpkg"', f'input = "{ROOT}/sample_data/register_contoh.gpkg|layername=ref_wilayah"')
    change(file, 'field = "nilai"', 'field = "rumah_tangga"')
    line = [sys.executable, "-m", "processing_scripts", "--language", "en", "pipeline", str(file)]
    with subprocess.Popen(line, cwd=ROOT, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr is not None
        while running.stderr.readline() != "[2/3] panas\n":
            pass
        time.sleep(0.2)
        running.send_signal(stop)
        said = running.stderr.read()
    assert running.returncode == code
    assert code < 0 or said.splitlines()[-1].startswith("Stopped; the folder of results is unchanged")
    assert names(file) == {"alur.toml", "six.gpkg", ".hasil.pipeline"}
    change(file, "permutations = 9999999", "permutations = 99")
    assert would_run(file) == ["panas", "kamus"]
    start(file)
    assert names(file) == {"alur.toml", "six.gpkg", "hasil"}


def test_two_runs_at_a_time_are_refused(file: Path) -> None:
    @contextmanager
    def meanwhile(label: str) -> Iterator[Sight]:
        with pytest.raises(UserError, match="wait until it has ended"):
            start(file)
        with unseen(label) as sight:
            yield sight

    run_of(file).start(meanwhile, lambda note: None)


def test_no_algorithm_has_a_setting_with_a_name_that_the_file_uses() -> None:
    taken = {name.upper() for name in (RUN, AFTER, PROJECT)}
    assert [each.id for each in STEPS.values() if taken & set(settings_of(each))] == []


def test_a_password_stands_in_no_record(tmp_path: Path) -> None:
    settings = {"input": "postgresql://ani:rahasia@db/ir|layername=a", "links": ["PG:dbname=ir password='rahasia'"]}
    step = Done("a", "weights", "", settings, {}, {}, {}, [], None, "", 0.0)
    Record("alur.toml", "Alur", "", steps=[step]).write(tmp_path)
    kept = (tmp_path / "pipeline.json").read_text(encoding="utf-8")
    assert "rahasia" not in kept and json.loads(kept)["steps"][0]["settings"]["links"] == ["PG:dbname=ir password=***"]
