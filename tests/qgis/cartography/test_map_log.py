"""Maps and atlases with businesses are in the log of their register: file and row both, or neither."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path
from typing import Callable

import pytest
from qgis.core import QgsFeatureRequest, QgsProcessingContext, QgsProject

from ir_plugin.cartography.export_atlas import export_atlas
from ir_plugin.core.declaration import Context
from ir_plugin.core.errors import UserError
from ir_plugin.core.industry.privacy.profiles import INTERNAL, PARTNERS, PUBLIC
from ir_plugin.core.register.exports import logged_files
from tests.core.register.conftest import Scene
from tests.qgis.cartography.planted import DISTRICT, layer_of, log_of
from tests.qgis.cartography.sheets import draw


@pytest.mark.parametrize(("profile", "count"), [(PUBLIC, 8), (PARTNERS, 10), (INTERNAL, 11)])
def test_a_map_of_businesses_is_in_the_log(register: Path, tmp_path: Path, profile: str, count: int) -> None:
    output = tmp_path / "peta.pdf"
    draw(output, [layer_of(register)], THEME="jenis_kelamin", PROFILE=profile, PAPER="a4")
    digest = hashlib.sha256(output.read_bytes()).hexdigest()
    assert log_of(register) == [(profile, count, str(output), digest)]


def test_a_map_without_businesses_is_not(register: Path, tmp_path: Path) -> None:
    draw(tmp_path / "peta.pdf", [layer_of(register, "ref_wilayah")], REGISTER=str(register), PAPER="a4")
    assert log_of(register) == []


@pytest.mark.parametrize("separate", [False, True])
def test_an_atlas_is_in_the_log_file_by_file(register: Path, tmp_path: Path, separate: bool) -> None:
    folder = tmp_path / "atlas"
    folder.mkdir()
    atlas(register, folder / "atlas.pdf", separate)
    logged = {Path(path).name: count for _, count, path, _ in log_of(register)}
    whole = {"atlas.pdf": 8}
    assert logged == ({"atlas_190101_sungailiat.pdf": 8} if separate else whole)
    assert {path.name for path in folder.iterdir()} >= set(logged)


def atlas(register: Path, output: Path, separate: bool = False) -> None:
    values = {"REGISTER": str(register), "LAYERS": [layer_of(register)], "LEVEL": "kecamatan", "PAPER": "a4"}
    more = {"WITHIN": f"{DISTRICT};19.02.03", "THEME": "jenis_kelamin", "OUTPUT": str(output), "SEPARATE": separate}
    export_atlas({**values, **more}, Context(), QgsProcessingContext())


def a_map(register: Path, output: Path) -> None:
    draw(output, [layer_of(register)], THEME="jenis_kelamin", PAPER="a4")


@pytest.mark.parametrize("make", [a_map, atlas])
def test_what_cannot_be_logged_is_not_written(register: Path, tmp_path: Path, make: Callable[..., None]) -> None:
    output = tmp_path / "peta.pdf"
    output.write_bytes(b"older map")
    Scene(str(register)).execute("DROP TABLE log_ekspor")
    with pytest.raises(sqlite3.OperationalError, match="log_ekspor"):
        make(register, output)
    assert output.read_bytes() == b"older map"
    assert not list(tmp_path.glob(".klaster*"))


@pytest.mark.parametrize("make", [a_map, atlas])
def test_what_cannot_be_written_is_not_logged(
    register: Path, tmp_path: Path, make: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(places: object, kept: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(logged_files, "move_all", fail)
    with pytest.raises(UserError):
        make(register, tmp_path / "peta.pdf")
    assert log_of(register) == []
    assert [each.name for each in tmp_path.iterdir()] == ["register.gpkg"]


def test_a_register_that_is_named_in_two_ways_is_logged_once(register: Path, tmp_path: Path) -> None:
    """As on Windows, where QGIS and people write the strokes of a path differently."""
    elsewhere = layer_of(register).materialize(QgsFeatureRequest())
    QgsProject.instance().addMapLayer(elsewhere)
    draw(
        tmp_path / "peta.pdf",
        [layer_of(register), elsewhere],
        REGISTER=f"{register.parent}/./{register.name}",
        PAPER="a4",
        THEME="jenis_kelamin",
    )
    assert [(profile, count) for profile, count, _, _ in log_of(register)] == [(PUBLIC, 8)]
