"""What a map must not tell is found where a layer says it in another way: filters, joins, other spellings, computed
columns, kinds of layers whose contents nobody can look at."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Sequence

import pytest
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsLayoutItemLabel,
    QgsLayoutSize,
    QgsMapLayer,
    QgsPalLayerSettings,
    QgsProject,
    QgsReadWriteContext,
    QgsRuleBasedLabeling,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsVectorLayerJoinInfo,
    QgsVectorTileLayer,
)

from ir_plugin.cartography.map_layout import layout_from
from ir_plugin.cartography.passing import passed
from ir_plugin.core.errors import UserError
from ir_plugin.core.industry.needs import NEEDS, need_column
from ir_plugin.core.industry.privacy.profiles import INTERNAL, PARTNERS, PROFILES, PUBLIC
from ir_plugin.core.register.aggregate_columns import TOLD
from ir_plugin.core.register.business_filter import BusinessFilter
from ir_plugin.qgis_support.paths import styles_folder
from ir_plugin.qgis_support.version_differences import make_field
from tests.qgis.cartography.planted import layer_of, write_names
from tests.qgis.cartography.sheets import draw, runs_of_words

ONE_BY_ONE = "shows single businesses in a way that cannot be held against the consents"


def refusal(layer: QgsMapLayer, profile: str = PUBLIC, register: str = "") -> str:
    """The English sentence with which a layer is refused; "" where it passes."""
    try:
        passed([layer], PROFILES[profile], register)
    except UserError as error:
        return error.sentence.en
    return ""


def regions(fields: Sequence[str], *rows: Sequence[Any], name: str = "Wilayah") -> QgsVectorLayer:
    """Squares with these columns ("name:type") and values."""
    layer = QgsVectorLayer("Polygon?crs=EPSG:4326" + "".join(f"&field={each}" for each in fields), name, "memory")
    for row in rows:
        feature = QgsFeature(layer.fields())
        feature.setAttributes(list(row))
        feature.setGeometry(QgsGeometry.fromWkt("POLYGON((106 -2, 106.1 -2, 106.1 -1.9, 106 -2))"))
        layer.dataProvider().addFeatures([feature])
    return layer


def join(layer: QgsVectorLayer, other: QgsVectorLayer, by: str) -> None:
    """Adds the columns of another layer as QGIS does in a project, with the layer's name before each."""
    QgsProject.instance().addMapLayers([layer, other], False)
    info = QgsVectorLayerJoinInfo()
    info.setJoinLayer(other)
    info.setJoinFieldName(by)
    info.setTargetFieldName(by)
    info.setUsingMemoryCache(True)
    assert layer.addJoin(info)


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        (BusinessFilter(kelas="1"), "IR class"),
        (BusinessFilter(text="Diam"), "Business code, Full name"),
        (BusinessFilter(product="PGN03", sex="P", region="19.01"), ""),
    ],
)
def test_a_filter_tells_what_all_that_is_drawn_have(register: Path, chosen: BusinessFilter, told: str) -> None:
    for table in ("usaha_ringkas", "ir_usaha"):
        layer = layer_of(register, table)
        assert layer.setSubsetString(chosen.condition_for(table))
        sentence = refusal(layer)
        assert f'is filtered by "{told}", which' in sentence if told else sentence == ""
        assert refusal(layer, INTERNAL) == ""


def test_words_in_a_filter_are_no_columns(register: Path) -> None:
    layer = layer_of(register)
    assert layer.setSubsetString("nama_usaha <> 'nik dan kelas_ir'")
    assert refusal(layer) == ""


def test_small_counts_are_found_however_their_columns_are_written() -> None:
    for total, women in (("IR_JUMLAH", "IR_PEREMPUAN"), ("ir_jumlah", "ir_perempu")):
        layer = regions([f"{total}:integer", f"{women}:integer"], (20, 2))
        write_names(layer, f'"{women}"')
        assert "shows counts below 5 in 1 region" in refusal(layer)


def test_shares_are_known_by_what_a_shapefile_leaves_of_their_names(tmp_path: Path) -> None:
    columns = ("ir_jumlah", TOLD.name, *map(need_column, NEEDS))
    layer = regions([f"{each}:double" for each in columns], (20, 10, *[60.0] * (len(NEEDS) - 1), 30.0))
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "ESRI Shapefile"
    path, transforms = str(tmp_path / "hitung.shp"), QgsProject.instance().transformContext()
    QgsVectorFileWriter.writeAsVectorFormatV3(layer, path, transforms, options)
    short = QgsVectorLayer(path, "Wilayah", "ogr")
    *large, small = short.fields().names()[2:]
    write_names(short, f'"{small}"')  # three of ten
    assert "shows counts below 5 in 1 region" in refusal(short)
    write_names(short, f'"{large[-1]}"')  # six of ten
    assert refusal(short) == ""


def test_small_counts_are_found_behind_a_join_and_a_computed_column() -> None:
    counts = regions(["kode:string", "ir_jumlah:integer"], ("19.01", 2), name="hitung")
    joined = regions(["kode:string"], ("19.01",))
    join(joined, counts, "kode")
    assert joined.fields().names() == ["kode", "hitung_ir_jumlah"]
    write_names(joined, '"hitung_ir_jumlah"')
    assert "shows counts below 5 in 1 region" in refusal(joined)
    counts.addExpressionField('"ir_jumlah" * 1', make_field("n", "integer"))
    write_names(counts, '"n"')
    assert "shows counts below 5 in 1 region" in refusal(counts)


def test_small_counts_of_a_result_are_refused() -> None:
    layer = regions(["kode:string", "rahasia:string", "lq_n:integer", "lq_kelas:string"], ("19.01", None, 2, "lebih"))
    write_names(layer, '"lq_kelas"')
    assert refusal(layer) == ""
    write_names(layer, '"lq_n"')
    assert 'shows counts below 5 in 1 region (field "Businesses of this product"); draw another field' in refusal(layer)


def test_rules_of_names_tell_counts() -> None:
    layer = regions(["nama:string", "ir_jumlah:integer"], ("Getas", 2))
    settings = QgsPalLayerSettings()
    settings.fieldName = "nama"
    root = QgsRuleBasedLabeling.Rule(None)
    root.appendChild(QgsRuleBasedLabeling.Rule(settings, 0, 0, "ir_jumlah < 3"))
    layer.setLabeling(QgsRuleBasedLabeling(root))
    layer.setLabelsEnabled(True)
    assert '(field "Home industries")' in refusal(layer)


def test_businesses_joined_to_regions_are_refused(register: Path) -> None:
    layer = regions(["kode_desa:string"], ("19.01.01.1001",))
    join(layer, layer_of(register), "kode_desa")
    write_names(layer, '"Usaha_nama_usaha"')
    assert ONE_BY_ONE in refusal(layer)
    points = QgsVectorLayer("Point?crs=EPSG:4326&field=kode_desa:string", "Titik", "memory")
    join(points, layer_of(register), "kode_desa")
    assert ONE_BY_ONE in refusal(points, PUBLIC, str(register))


def test_computed_columns_that_read_other_layers_are_refused() -> None:
    layer = regions(["nama:string"], ("Getas",))
    layer.addExpressionField("aggregate('usaha', 'concatenate', \"nama_usaha\")", make_field("isi", "text"))
    write_names(layer, '"isi"')
    assert "reads other data (function aggregate)" in refusal(layer)


@pytest.mark.parametrize("between", ["\n", "\t", " /* x */ ", " -- x\n"])
def test_functions_are_found_however_they_are_written(between: str) -> None:
    layer = regions(["nama:string"], ("Getas",))
    write_names(layer, f"aggregate{between}('usaha', 'concatenate', \"nama_usaha\")")
    assert "reads other data (function aggregate)" in refusal(layer)


@pytest.mark.parametrize("column", ["nik", "NAMA_LENGKAP", "alamat_rt_rw", "nama_lengk"])
def test_personal_columns_without_an_id_are_refused(column: str) -> None:
    layer = QgsVectorLayer(f"Point?crs=EPSG:4326&field={column}:string", "Pendataan", "memory")
    for profile in (PUBLIC, PARTNERS):
        assert ONE_BY_ONE in refusal(layer, profile)
    assert refusal(layer, INTERNAL) == ""


def test_layers_that_nobody_can_look_into_are_refused(tmp_path: Path) -> None:
    layer = QgsVectorTileLayer(f"type=mbtiles&url={tmp_path / 'usaha.mbtiles'}", "Ubin")
    assert refusal(layer).startswith("What the layer Ubin holds cannot be checked ")
    assert refusal(layer, INTERNAL) == ""


@pytest.mark.parametrize("what", ["geom, nama_usaha AS n", "usaha_id, geom, nama_usaha AS n"])
@pytest.mark.parametrize("way", ["virtual", "of the file", "buffers"])
def test_what_a_query_gives_is_refused(register: Path, what: str, way: str) -> None:
    source = layer_of(register)
    QgsProject.instance().addMapLayer(source)
    if way == "virtual":
        query = f'SELECT {what.replace("geom", "geometry")} FROM "{source.id()}"'
        layer = QgsVectorLayer(f"?query={query}", "Kueri", "virtual")
    else:
        place = what.replace("geom", "ST_Buffer(geom, 0.001) AS geom") if way == "buffers" else what
        layer = QgsVectorLayer(f"{register}|subset=SELECT {place} FROM ir_usaha", "Kueri", "ogr")
    assert layer.featureCount() == 11
    assert refusal(layer, PARTNERS, str(register))
    assert refusal(layer, INTERNAL) == ""


def test_a_template_that_reads_layers_is_for_the_offices(register: Path, tmp_path: Path) -> None:
    layer = layer_of(register)
    QgsProject.instance().addMapLayer(layer)
    layout = layout_from(styles_folder() / "layouts" / "a4_landscape.qpt", QgsProject.instance(), "id")
    label = QgsLayoutItemLabel(layout)
    label.setText(f"[% aggregate('{layer.id()}', 'concatenate', \"nama_usaha\") %]")
    label.attemptResize(QgsLayoutSize(200, 20))
    layout.addLayoutItem(label)
    template = tmp_path / "sendiri.qpt"
    assert layout.saveAsTemplate(str(template), QgsReadWriteContext())
    settings = {"TEMPLATE": str(template), "PAPER": "a4_landscape", "THEME": "jenis_kelamin"}
    draw(tmp_path / "dalam.pdf", [layer], PROFILE=INTERNAL, **settings)
    assert "Tarik 6" in runs_of_words(tmp_path / "dalam.pdf")
    with pytest.raises(UserError, match="sendiri.qpt reads other data .function aggregate"):
        draw(tmp_path / "luar.pdf", [layer], PROFILE=PUBLIC, **settings)


def test_words_of_a_sheet_are_never_computed(register: Path, tmp_path: Path) -> None:
    layer = layer_of(register)
    QgsProject.instance().addMapLayer(layer)
    names = f"[% aggregate('{layer.id()}', 'concatenate', \"nama_usaha\") %]"
    layer.setName(names)
    settings = {"TITLE": "Usaha [% 20 + 3 %]", "SOURCE": names, "SUBTITLE": "[%20%]"}
    draw(tmp_path / "peta.pdf", [layer], PAPER="a1_landscape", PROFILE=PUBLIC, **settings)
    told = runs_of_words(tmp_path / "peta.pdf")
    assert "Tarik" not in told and "20 + 3" in told and "aggregate(" in told
