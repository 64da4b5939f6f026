"""Location quotients counted piece by piece are those of one machine, value for value."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas
import pandas as pd
import pytest

from ir_plugin.core.errors import UserError
from ir_plugin.core.methods.location_quotient import METHOD
from processing_scripts.distributed.cluster import Engine
from processing_scripts.distributed.location_quotient import SCALED
from processing_scripts.running import run
from sample_data.country.businesses import business_parts
from sample_data.country.villages import villages
from tests.headless.distributed.made_points import run_scaled

TABLES = ("OUTPUT", "TABLE")


def made(folder: Path) -> dict[str, Any]:
    """A country of 60 villages and 3,000 businesses, some without a product, in three files and in one."""
    country = villages(60, 3)
    country.frame().to_file(folder / "desa.gpkg")
    (folder / "usaha").mkdir()
    frames = list(business_parts(country, 3_000, 3, 1_000))
    for number, frame in enumerate(frames):
        frame.loc[number::97, "produk_utama"] = None
        frame.to_parquet(folder / "usaha" / f"{number}.parquet")
    pd.concat(frames).to_file(folder / "usaha.gpkg")
    known = {each.id: getattr(each, "default", None) for each in METHOD.parameters}
    return {**known, "REGIONS": str(folder / "desa.gpkg")}


def test_the_quotients_are_those_of_one_machine(engine: Engine, tmp_path: Path) -> None:
    values = made(tmp_path)
    whole = run(
        METHOD,
        {**values, "INPUT": str(tmp_path / "usaha.gpkg")},
        {name: str(tmp_path / f"{name}.gpkg") for name in TABLES},
    )
    parts = run_scaled(
        SCALED,
        engine,
        {**values, "INPUT": str(tmp_path / "usaha")},
        {name: str(tmp_path / f"{name}_parts.gpkg") for name in TABLES},
    )
    assert parts.numbers == whole.numbers
    assert parts.record.paragraph == whole.record.paragraph
    one, two = (geopandas.read_file(tmp_path / f"OUTPUT{name}.gpkg", layer=f"OUTPUT{name}") for name in ("", "_parts"))
    names = [column.name for column in METHOD.outputs[0].columns]
    assert one["kode"].tolist() == two["wilayah"].tolist() and one.geometry.geom_equals(two.geometry).all()
    assert one[names].equals(two[names])
    one, two = (geopandas.read_file(tmp_path / f"TABLE{name}.gpkg", layer=f"TABLE{name}") for name in ("", "_parts"))
    assert one.equals(two)


def test_a_field_that_is_not_there_is_named(engine: Engine, tmp_path: Path) -> None:
    values = {**made(tmp_path), "PRODUCT": "barang", "INPUT": str(tmp_path / "usaha")}
    with pytest.raises(UserError, match="has no field barang"):
        run_scaled(SCALED, engine, values, {"OUTPUT": str(tmp_path / "lq.gpkg")})
    assert not (tmp_path / "lq.gpkg").exists()
