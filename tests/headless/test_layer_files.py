"""Layers read from and written to real files."""

from __future__ import annotations

from pathlib import Path

import geopandas
import numpy as np
import pytest
import shapely

from ir_plugin.core.declaration import Column, LayerResult
from ir_plugin.core.errors import UserError
from ir_plugin.core.texts import same
from processing_scripts.layer_files import layer_of, read_frame, with_columns
from processing_scripts.layer_writing import write_frames


def frame_with_nulls() -> geopandas.GeoDataFrame:
    columns = {"kode": ["01", None], "jumlah": np.array([3, 4]), "nilai": [1.5, np.nan]}
    return geopandas.GeoDataFrame(columns, geometry=[shapely.Point(106, -2), None], crs="EPSG:4326")


def test_null_becomes_none_and_codes_stay_text(tmp_path: Path) -> None:
    write_frames([(frame_with_nulls(), str(tmp_path / "a.gpkg"))])
    layer = layer_of(read_frame(str(tmp_path / "a.gpkg")), "a", "any", "", None)
    assert layer.columns == {"kode": ["01", None], "jumlah": [3, 4], "nilai": [1.5, None]}
    assert layer.geographic and layer.wkb[1] == b""


def test_whole_numbers_with_null_stay_whole(tmp_path: Path) -> None:
    frame = frame_with_nulls().assign(jumlah=frame_with_nulls()["jumlah"].astype("Int64"))
    frame.loc[1, "jumlah"] = None
    write_frames([(frame, str(tmp_path / "a.gpkg"))])
    again = read_frame(str(tmp_path / "a.gpkg"))
    assert str(again["jumlah"].dtype) == "Int64"
    assert again["jumlah"].tolist()[0] == 3 and again["jumlah"].isna().tolist() == [False, True]


@pytest.mark.parametrize(("crs", "metres"), [("EPSG:32748", 1.0), ("EPSG:2263", 0.3048006096012192)])
def test_projected_units_are_known(tmp_path: Path, crs: str, metres: float) -> None:
    write_frames([(frame_with_nulls().to_crs(crs), str(tmp_path / "a.gpkg"))])
    layer = layer_of(read_frame(str(tmp_path / "a.gpkg")), "a", "point", "", ["jumlah"])
    assert not layer.geographic
    assert layer.metres_per_unit == pytest.approx(metres)


def test_points_are_not_taken_for_polygons(tmp_path: Path) -> None:
    path = str(tmp_path / "a.gpkg")
    write_frames([(frame_with_nulls(), path)])
    with pytest.raises(UserError) as caught:
        layer_of(read_frame(path), path, "polygon", "", [])
    assert str(caught.value) == f"The layer {path}|layername=a must hold polygons."


def test_results_are_added_with_null_for_nan() -> None:
    column = Column("gi_z", "real", same("z"))
    group = Column("klaster", "integer", same("klaster"))
    result = LayerResult((column, group), {"gi_z": np.array([1.0, np.nan]), "klaster": [None, 2]})
    frame = with_columns(frame_with_nulls(), result)
    assert frame["gi_z"].isna().tolist() == [False, True]
    assert frame["klaster"].isna().tolist() == [True, False]
    assert str(frame["klaster"].dtype) == "Int64"


def test_a_field_is_found_without_its_capitals() -> None:
    frame = frame_with_nulls().rename(columns={"nilai": "RATE"}).assign(rate=[7.0, 8.0])
    layer = layer_of(frame, "a", "any", "", ["RATE", "rate", "Jumlah"])
    assert layer.columns == {"RATE": [1.5, None], "rate": [7.0, 8.0], "Jumlah": [3, 4]}
    with pytest.raises(UserError, match="has no field tiada; its fields are: kode, jumlah, RATE, rate"):
        layer_of(frame, "a", "any", "", ["tiada"])
