"""The command line as a person uses it: real processes, real files."""

from __future__ import annotations

import json
import os
import pty
import signal
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing, suppress
from pathlib import Path

import geopandas
import numpy as np
import pytest

from ir_plugin.core.catalogue import ALGORITHMS
from processing_scripts.command_line import as_typed

ROOT = Path(__file__).resolve().parents[2]
REGISTER = ROOT / "sample_data" / "register_contoh.gpkg"
SIX_POINTS = [(10, 10), (20, 10), (40, 10), (15, 20), (30, 20), (30, 30)]
SIX_VALUES = [2, 3, 3.2, 5, 8, 7]
GI_STAR = [-1.39727626, -0.28917762, 0.65064964, -0.28917762, 1.23452088, 2.02424331]


def klaster_ir(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "processing_scripts", "--language", "en", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture
def six_points(tmp_path: Path) -> Path:
    """The six points on which esda's documentation works Gi* out, in metres."""
    x, y = zip(*SIX_POINTS)
    shapes = geopandas.points_from_xy(x, y)
    path = tmp_path / "six.gpkg"
    geopandas.GeoDataFrame({"nilai": SIX_VALUES}, geometry=shapes, crs="EPSG:32748").to_file(path)
    return path


def test_gi_star_of_six_points(six_points: Path, tmp_path: Path) -> None:
    target = tmp_path / "hot.gpkg"
    done = klaster_ir(
        "hotspotgetisord",
        six_points,
        target,
        *("--field", "nilai", "--neighbours", "band", "--band", 15, "--permutations", 99, "--json"),
    )
    assert done.returncode == 0, done.stderr
    frame = geopandas.read_file(target)
    assert np.allclose(frame["gi_z"], GI_STAR, atol=1e-8)
    assert list(frame["nilai"]) == SIX_VALUES
    record = json.loads(done.stdout)["RECORD"]
    assert record["algorithm"] == "hotspotgetisord"
    assert record["units_used"] == 6
    assert record["parameters"]["BAND"] == 15
    assert record["parameters"]["INPUT"] == "six.gpkg|layername=six"
    assert set(record["versions"]) == {"klaster_ir", "numpy", "python"}


def test_same_seed_gives_the_same_file(six_points: Path, tmp_path: Path) -> None:
    frames = []
    for name in ("one.gpkg", "two.gpkg"):
        arguments = ("--field", "nilai", "--neighbours", "knn", "--k", 2, "--permutations", 99, "--seed", 7)
        assert klaster_ir("hotspotgetisord", six_points, tmp_path / name, *arguments).returncode == 0
        frames.append(geopandas.read_file(tmp_path / name))
    assert frames[0].equals(frames[1])


def test_a_missing_field_is_one_sentence_and_leaves_no_file(six_points: Path, tmp_path: Path) -> None:
    target = tmp_path / "hot.gpkg"
    done = klaster_ir("hotspotgetisord", six_points, target, "--field", "tiada")
    assert done.returncode == 2
    assert "has no field tiada; its fields are: nilai" in done.stderr
    assert "Traceback" not in done.stderr
    assert not target.exists()


def test_a_layer_without_crs_is_refused(tmp_path: Path) -> None:
    x, y = zip(*SIX_POINTS)
    frame = geopandas.GeoDataFrame({"nilai": SIX_VALUES}, geometry=geopandas.points_from_xy(x, y))
    frame.to_file(tmp_path / "bare.gpkg")
    done = klaster_ir("hotspotgetisord", tmp_path / "bare.gpkg", tmp_path / "hot.gpkg", "--field", "nilai")
    assert (done.returncode, "set its CRS first" in done.stderr) == (2, True)


def test_an_unwritable_place_is_one_sentence(six_points: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    arguments = ("--field", "nilai", "--neighbours", "band", "--band", 15, "--permutations", 9)
    done = klaster_ir("hotspotgetisord", six_points, tmp_path / "file" / "hot.gpkg", *arguments)
    assert done.returncode == 2
    assert "cannot be written" in done.stderr and "Traceback" not in done.stderr


def test_a_geopackage_keeps_its_other_layers(six_points: Path) -> None:
    arguments = ("--field", "nilai", "--neighbours", "band", "--band", 15, "--permutations", 9)
    done = klaster_ir("hotspotgetisord", six_points, f"{six_points}|layername=panas", *arguments)
    assert done.returncode == 0, done.stderr
    layers = set(geopandas.list_layers(six_points)["name"])
    assert {"six", "panas"} <= layers


def test_the_record_is_the_same_for_the_same_data(six_points: Path, tmp_path: Path) -> None:
    geopandas.read_file(six_points).to_file(tmp_path / "six.shp")
    arguments = ("--field", "NILAI", "--neighbours", "band", "--band", 15, "--permutations", 9, "--json")
    sources = (six_points, tmp_path / "six.shp")
    done = [klaster_ir("hotspotgetisord", each, tmp_path / "hot.gpkg", *arguments) for each in sources]
    assert [each.returncode for each in done] == [0, 0], done[0].stderr + done[1].stderr
    hashes = {json.loads(each.stdout)["RECORD"]["input_hash"] for each in done}
    assert len(hashes) == 1


def test_a_run_again_replaces_its_columns_and_its_layer(six_points: Path, tmp_path: Path) -> None:
    """The result in capitals, as a program of another kind may have written it, is the input of the next run."""
    target = tmp_path / "hot.gpkg"
    arguments = ("--field", "nilai", "--neighbours", "band", "--band", 15, "--permutations", 9)
    assert klaster_ir("hotspotgetisord", six_points, target, *arguments).returncode == 0
    first = geopandas.read_file(target)
    first.rename(columns=lambda name: name if name == "geometry" else name.upper()).to_file(target)
    done = klaster_ir("hotspotgetisord", target, target, *arguments)
    assert done.returncode == 0, done.stderr
    again = geopandas.read_file(target, layer="hot")
    assert len(again.columns) == len(first.columns)
    assert np.allclose(again["gi_z"], first["gi_z"])


def test_nothing_is_computed_for_a_place_that_cannot_be_written(six_points: Path, tmp_path: Path) -> None:
    target = tmp_path / "klaster.gpkg"
    done = klaster_ir("densityclusters", six_points, target, "--hulls", tmp_path / "tiada" / "x.gpkg")
    assert done.returncode == 2
    assert "does not exist" in done.stderr and "Traceback" not in done.stderr
    assert not target.exists()


def test_every_algorithm_is_a_verb() -> None:
    listing = klaster_ir("--help").stdout
    assert all(algorithm.id in listing for algorithm in ALGORITHMS)


def test_a_sentence_names_options_as_they_are_typed_also_those_of_an_algorithm_that_it_advises() -> None:
    said = "draw what Aggregate by region (aggregate) gives with X (SUPPRESS), or another theme (THEME)"
    exportmap = next(each for each in ALGORITHMS if each.id == "exportmap")
    assert as_typed(said, exportmap) == said.replace("(SUPPRESS)", "(--suppress)").replace("(THEME)", "(--theme)")


def test_a_register_speaks_the_language_of_the_command(tmp_path: Path) -> None:
    register = tmp_path / "register.gpkg"
    assert klaster_ir("createregister", register).returncode == 0
    with closing(sqlite3.connect(register)) as connection:
        query = "SELECT identifier FROM gpkg_contents WHERE table_name = 'ir_pemilik'"
        assert connection.execute(query).fetchone() == ("Owners (ir_pemilik)",)


def test_personal_data_stay_in_the_register(tmp_path: Path) -> None:
    target = tmp_path / "klaster.csv"
    source = f"{ROOT / 'sample_data' / 'register_contoh.gpkg'}|layername=ir_usaha"
    done = klaster_ir("densityclusters", source, target)
    assert done.returncode == 0, done.stderr
    assert "Personal data were not copied" in done.stderr
    columns = target.read_text(encoding="utf-8").splitlines()[0].split(",")
    assert "kode_usaha" in columns and not {"alamat_rt_rw", "lat_asli", "lon_asli", "pendata"} & set(columns)


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_a_damaged_workbook_is_refused(tmp_path: Path, part: str) -> None:
    register, damaged = tmp_path / "register.gpkg", tmp_path / "rusak.xlsx"
    assert klaster_ir("createregister", register).returncode == 0
    whole = zipfile.ZipFile(ROOT / "sample_data" / "survei_ir_2025.xlsx")
    with whole, zipfile.ZipFile(damaged, "w") as target:
        for name in whole.namelist():
            data = whole.read(name)
            target.writestr(name, data[: len(data) // 2] if name == part else data)
    done = klaster_ir("importsurvey", register, damaged, "--period", "2025")
    assert done.returncode == 2
    assert done.stderr.strip().endswith(
        f"The workbook {damaged} cannot be read; save it again as .xlsx and try once more."
    )


@pytest.mark.parametrize(
    "arguments, sentence",
    [
        (
            ("exportpackage", REGISTER, "{folder}/x.gpkg"),
            "Region (--region) is required. Name or code of a regency, city or district, such as Bangka "
            "Selatan, 19.03 or 19.01.01.",
        ),
        (
            ("densityclusters", REGISTER, "{folder}/x.gpkg"),
            f"The layer {REGISTER}|layername=ref_wilayah must hold points; those in that file that do: "
            f"{REGISTER}|layername=ir_usaha, {REGISTER}|layername=usaha_ringkas.",
        ),
        (
            ("densityclusters", f"{REGISTER}|layername=salah", "{folder}/x.gpkg"),
            f"The file {REGISTER} has no layer salah; its layers are: ref_wilayah, ir_usaha, sentra, usaha_ringkas.",
        ),
        (
            ("createregister", "{folder}/register.txt"),
            "New register (REGISTER) must be a file that ends in .gpkg, not {folder}/register.txt.",
        ),
        (
            ("createregister", "{folder}/register"),
            "New register (REGISTER) must be a file that ends in .gpkg, not {folder}/register.",
        ),
        (
            ("hotspotgetisord", REGISTER, "{folder}/x.gpkg", "--field", "fid"),
            "Value field (--field): the field fid is a row number or a code, no measure; choose another field.",
        ),
    ],
)
def test_a_refusal_says_what_to_type_here(tmp_path: Path, arguments: tuple[object, ...], sentence: str) -> None:
    done = klaster_ir(*(str(each).format(folder=tmp_path) for each in arguments))
    assert (done.returncode, done.stderr.splitlines()[-1]) == (2, sentence.format(folder=tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_control_c_is_one_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    options = ("--field", "rumah_tangga", "--neighbours", "knn", "--permutations", "9999999")
    command = [sys.executable, "-m", "processing_scripts", "--language", "en", "hotspotgetisord"]
    with subprocess.Popen(
        [*command, str(REGISTER), str(tmp_path / "x.gpkg"), *options], cwd=ROOT, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stderr is not None
        assert running.stderr.readline() == "hotspotgetisord\n"  # it is at work
        running.send_signal(signal.SIGINT)
        said = running.stderr.read()
    assert (running.returncode, said) == (130, "Stopped; no result has been written.\n")
    assert list(tmp_path.iterdir()) == []


def test_control_c_after_the_result_was_written_says_so(six_points: Path, tmp_path: Path) -> None:
    """What the answer goes to takes no more, as a pager does that nobody scrolls."""
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    with suppress(BlockingIOError):
        while True:
            os.write(writing, b" " * 4096)
    os.set_blocking(writing, True)
    target = tmp_path / "x.gpkg"
    command = [sys.executable, "-m", "processing_scripts", "--language", "en", "hotspotgetisord", six_points, target]
    options = ("--field", "nilai", "--neighbours", "knn", "--k", "2", "--json")
    with subprocess.Popen([*command, *options], cwd=ROOT, stdout=writing, stderr=subprocess.PIPE, text=True) as running:
        os.close(writing)
        assert running.stderr is not None
        while "Without a finding" not in running.stderr.readline():  # which is told when all is written
            assert running.poll() is None
        running.send_signal(signal.SIGINT)
        said = running.stderr.readlines()[-1]
        os.close(reading)
    assert (running.returncode, said) == (130, "Stopped; the result has been written.\n")
    assert geopandas.read_file(target, layer="x")["nilai"].tolist() == SIX_VALUES


@pytest.mark.skipif(not Path("/dev/pts/ptmx").exists(), reason="no terminals can be opened here")
def test_a_terminal_shows_a_bar(six_points: Path, tmp_path: Path) -> None:
    reading, writing = pty.openpty()
    settings = ("--field", "nilai", "--neighbours", "knn", "--k", 2, "--json")
    arguments = ("hotspotgetisord", six_points, tmp_path / "x.gpkg", *settings)
    command = [sys.executable, "-m", "processing_scripts", "--language", "en", *map(str, arguments)]
    environment, shown = {**os.environ, "TERM": "xterm"}, b""
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=writing, env=environment) as running:
        os.close(writing)
        with suppress(OSError):  # how a terminal says that nobody writes any more
            while said := os.read(reading, 4096):
                shown += said
        answer = running.stdout.read() if running.stdout else b""
    os.close(reading)
    assert running.returncode == 0 and "━" in shown.decode()
    assert "Without a finding" in shown.decode() and json.loads(answer)["N_HOT"] >= 0
