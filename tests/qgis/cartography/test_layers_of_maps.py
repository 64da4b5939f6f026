"""What a sheet for others refuses, widens or writes into the log: styles, outlines of clusters, counts of regions."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, List, Sequence

import pytest
from qgis import core
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsMarkerSymbol,
    QgsProject,
    QgsProperty,
    QgsRuleBasedRenderer,
    QgsSingleSymbolRenderer,
    QgsSymbolLayer,
    QgsVectorLayer,
)

from ir_plugin.cartography.passing import Subject, passed
from ir_plugin.cartography.style_files import styled_grid
from ir_plugin.cartography.styles import apply_theme, theme_shown
from ir_plugin.cartography.subject import subject_of
from ir_plugin.core.cartography.themes import THEMES
from ir_plugin.core.declaration import Context
from ir_plugin.core.errors import UserError
from ir_plugin.core.industry.privacy.profiles import INTERNAL, PARTNERS, PROFILES, PUBLIC
from ir_plugin.core.register import aggregate
from ir_plugin.core.register.aggregate_columns import label_of
from tests.qgis.cartography.planted import beside, layer_of, write_names
from tests.qgis.cartography.sheets import draw, words

BY_ID = {theme.id: theme for theme in THEMES}
OUTLINES = "klaster_spasial:integer&field=kategori:string&field=klaster_anggota:integer&field=luas_km2:double"
NOT_BY_CLASS = (
    'The layer Usaha is drawn by "IR class", which the profile Public keeps back; choose another theme (such as Sex, '
    "Home industries by branch of industry), or the profile Internal or Partners."
)


def refusal(layers: Sequence[QgsVectorLayer], profile: str = PUBLIC, **values: Any) -> str:
    """The English sentence of a refusal of layers as they are styled."""
    given = {"LAYERS": layers, "OUTPUT": "peta.pdf", "PROFILE": profile, **values}
    for layer in layers:
        QgsProject.instance().addMapLayer(layer, False)
    with pytest.raises(UserError) as error:
        subject_of(given, QgsProject.instance(), "en")
    return error.value.sentence.en


def test_a_theme_of_classes_is_for_partners_and_offices(register: Path, tmp_path: Path) -> None:
    assert refusal([layer_of(register)], THEME="kelas_ir") == NOT_BY_CLASS
    for profile in (PARTNERS, INTERNAL):
        draw(tmp_path / f"{profile}.pdf", [layer_of(register)], THEME="kelas_ir", PROFILE=profile, PAPER="a4")
    assert sorted(each.name for each in tmp_path.glob("*.pdf")) == ["INTERNAL.pdf", "MITRA.pdf"]


def test_a_layer_that_has_no_style_is_drawn_by_what_may_be_told(register: Path, tmp_path: Path) -> None:
    values = {"LAYERS": [layer_of(register)], "OUTPUT": str(tmp_path / "peta.pdf")}
    shown = {
        profile: theme_shown(
            subject_of({**values, "LAYERS": [layer_of(register)], "PROFILE": profile}, None, "id").layers[0]
        )
        for profile in (PUBLIC, INTERNAL)
    }
    assert {profile: theme.id for profile, theme in shown.items()} == {PUBLIC: "jenis_kelamin", INTERNAL: "kelas_ir"}


def passed_in_project(*layers: QgsVectorLayer) -> Subject:
    """The layers of a project as a map for the public shows them, without a theme being asked for."""
    for layer in layers:
        QgsProject.instance().addMapLayer(layer, False)
    values = {"LAYERS": layers, "OUTPUT": "peta.pdf", "PROFILE": PUBLIC}
    return subject_of(values, QgsProject.instance(), "en")


def test_businesses_by_class_are_drawn_by_what_may_be_told(register: Path) -> None:
    layer = layer_of(register)
    apply_theme(layer, BY_ID["kelas_ir"], "id")
    subject = passed_in_project(layer)
    assert [theme_shown(each).id for each in subject.layers] == ["jenis_kelamin"] and theme_shown(
        layer
    ).id == "kelas_ir"
    assert subject.notes[0].sentence.en.endswith(
        'is drawn by "Sex" and not by "IR class", which the profile Public keeps back.'
    )


def test_a_layer_that_may_not_leave_is_left_out_beside_others(register: Path) -> None:
    layer, hidden = layer_of(register), layer_of(register)
    apply_theme(layer, BY_ID["jenis_kelamin"], "id")
    hidden.setRenderer(rule("tk_l > 3"))
    hidden.setName("Pekerja")
    subject = passed_in_project(hidden, layer)
    assert len(subject.layers) == 1 and subject.own == [layer]
    assert 'Left out: The layer Pekerja is drawn by "Male workers"' in subject.notes[0].sentence.en
    assert refusal([hidden, layer_of(register, "ref_wilayah")]), "boundaries alone are no map"


def test_styles_of_ones_own_are_looked_through(register: Path) -> None:
    by_rule = layer_of(register)
    by_rule.setRenderer(rule('coalesce(tk_l, 0) + "tk_p" > 3'))
    assert 'drawn by "Male workers, Female workers", which' in refusal([by_rule])
    by_size = layer_of(register)
    by_size.setRenderer(sized("if(\"status_usaha\" = 'AKT', 4, 2)"))
    assert 'drawn by "Status", which' in refusal([by_size])


def rule(condition: str) -> QgsRuleBasedRenderer:
    """A renderer of one rule. It is made here, so that Python does not hold the rule when QGIS removes its layer."""
    root = QgsRuleBasedRenderer.Rule(None)
    root.appendChild(QgsRuleBasedRenderer.Rule(QgsMarkerSymbol(), 0, 0, condition, "besar"))
    return QgsRuleBasedRenderer(root)


def sized(expression: str) -> QgsSingleSymbolRenderer:
    """A renderer of marks of a size that an expression gives."""
    symbol, size = QgsMarkerSymbol(), QgsProperty.fromExpression(expression)
    symbol.symbolLayer(0).setDataDefinedProperty(QgsSymbolLayer.Property.PropertySize, size)
    return QgsSingleSymbolRenderer(symbol)


@pytest.mark.parametrize(
    "expression",
    [
        "aggregate('usaha', 'concatenate', \"nama_usaha\")",
        "attribute(get_feature('usaha', 'desa', \"desa\"), 'nama_usaha')",
        "array_to_string(overlay_nearest('usaha', \"nama_usaha\"))",
        "eval('\"nama_' || 'usaha\"')",
    ],
)
def test_names_that_are_fetched_from_elsewhere_are_refused(register: Path, expression: str) -> None:
    layer = layer_of(register, "ref_wilayah", "Batas")
    write_names(layer, expression)
    sentence = refusal([layer])
    assert sentence.startswith("The style of the layer Batas reads other data (function ")
    assert expression.split("(")[1 if expression.startswith(("attribute", "array")) else 0] in sentence


def test_columns_joined_in_the_project_are_empty(register: Path) -> None:
    layer = layer_of(register)
    layer.addExpressionField("\"kode_usaha\" || ' rahasia'", layer.fields()[1])
    computed = layer.fields().names()[-1]
    drawn = passed([layer], PROFILES[PARTNERS], "").layers[0]
    assert {str(feature[computed]) for feature in drawn.getFeatures()} <= {"NULL", "None"}
    assert drawn.featureCount() > 5


@pytest.mark.parametrize("kind", ["findings", "links", "lines"])
def test_what_cannot_be_held_against_consents_is_refused(register: Path, kind: str) -> None:
    fields = {
        "findings": "Point?crs=EPSG:4326&field=temuan_id:string&field=kode_usaha:string",
        "links": "LineString?crs=EPSG:4326&field=dari:string&field=ke:string&field=bobot:double"
        "&field=bobot_balik:double&field=jarak_m:double&field=disambung:integer",
        "lines": "LineString?crs=EPSG:4326&field=usaha_id:string",
    }
    layer = QgsVectorLayer(fields[kind], "Lain", "memory")
    feature = QgsFeature(layer.fields())
    feature.setAttribute(0, "10000000-0000-4000-8000-000000000001")
    layer.dataProvider().addFeatures([feature])
    assert refusal([layer]).startswith("The layer Lain shows single businesses in a way that cannot be held")
    assert passed([layer], PROFILES[INTERNAL], "").layers == [layer]


def test_points_of_a_register_that_do_not_say_whose_they_are_are_refused(register: Path) -> None:
    layer = QgsVectorLayer(f"{register}|subset=SELECT geom, nama_usaha AS n FROM ir_usaha", "Lain", "ogr")
    assert layer.featureCount() == 11 and layer.fields().names() == ["n"]
    assert refusal([layer]).startswith("The layer Lain shows single businesses in a way that cannot be held")


def test_a_density_is_told_of() -> None:
    (ramp,) = (theme for theme in THEMES if theme.id == "permukaan_kepadatan")
    grid = styled_grid(ramp)
    told = {
        profile: [note.sentence.en for note in passed([grid], PROFILES[profile], "").notes]
        for profile in (PUBLIC, INTERNAL)
    }
    assert [" shows a density of businesses: " in each for each in told[PUBLIC]] == [True]
    assert not any("density" in each for each in told[INTERNAL])
    plain = core.QgsRasterLayer(grid.source(), "Citra")
    assert passed([plain], PROFILES[PUBLIC], "").notes == []


@pytest.mark.skipif(not hasattr(core, "QgsGroupLayer"), reason="this QGIS has no layers of layers")
def test_a_group_that_is_one_layer_is_refused(register: Path) -> None:
    group = core.QgsGroupLayer("Kelompok", core.QgsGroupLayer.LayerOptions(core.QgsCoordinateTransformContext()))
    group.setChildLayers([layer_of(register)])
    with pytest.raises(UserError) as error:
        passed([group], PROFILES[PUBLIC], str(register))
    assert "choose the layers in it one by one" in error.value.sentence.en


def test_links_between_regions_are_shown_to_all() -> None:
    uri = "LineString?crs=EPSG:4326&field=dari:string&field=ke:string&field=bobot:double&field=bobot_balik:double"
    layer = QgsVectorLayer(f"{uri}&field=jarak_m:double&field=disambung:integer", "Tautan", "memory")
    feature = QgsFeature(layer.fields())
    feature.setAttribute(0, "19.01.01.1001")
    layer.dataProvider().addFeatures([feature])
    assert passed([layer], PROFILES[PUBLIC], "").layers == [layer]


def test_outlines_of_clusters_are_widened_and_those_of_few_left_out() -> None:
    layer = QgsVectorLayer(f"Polygon?crs=EPSG:4326&field={OUTLINES}&field=usaha_per_km2:double", "Klaster", "memory")
    corners = [(x + east, y) for east, number in ((0.0, 0), (0.021, 4), (0.013, 9)) for x, y in [beside(number)]]
    for members in (5, 4):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([1, "Getas", members, 1.0, 5.0])
        ring = ", ".join(f"{x} {y}" for x, y in (*corners, corners[0]))
        feature.setGeometry(QgsGeometry.fromWkt(f"POLYGON(({ring}))"))
        layer.dataProvider().addFeatures([feature])
    subject = passed([layer], PROFILES[PUBLIC], "")
    (drawn,) = subject.layers[0].getFeatures()
    vertices = [(each.x(), each.y()) for each in drawn.geometry().vertices()]
    assert all(abs(100 * each - round(100 * each)) < 1e-6 for vertex in vertices for each in vertex)
    (own, _) = layer.getFeatures()
    assert drawn.geometry().contains(own.geometry())
    assert any("1 outline of clusters with fewer than 5" in note.sentence.en for note in subject.notes)
    assert [each.en for each in subject.told] == ["Outlines of clusters are widened to a grid of 0.01°."]


@pytest.fixture(scope="module")
def counted(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Counts of the sample as ``aggregate`` gives them, small ones kept back or not, as layers in memory."""
    register = shutil.copy(root / "sample_data" / "register_contoh.gpkg", tmp_path_factory.mktemp("counts"))

    def layer(level: str, suppress: bool) -> QgsVectorLayer:
        values = {"REGISTER": str(register), "LEVEL": level, "SUPPRESS": suppress}
        found = aggregate.OPERATION.compute(values, Context()).layers["OUTPUT"]
        kinds = {"text": "string", "integer": "integer", "real": "double"}
        fields = "".join(f"&field={each.name}:{kinds[each.kind]}" for each in found.columns)
        made = QgsVectorLayer(f"MultiPolygon?crs=EPSG:4326{fields}", "IR per wilayah", "memory")
        features: List[QgsFeature] = []
        for at, wkb in enumerate(found.wkb):
            feature = QgsFeature(made.fields())
            feature.setAttributes([found.values[each.name][at] for each in found.columns])
            geometry = QgsGeometry()
            geometry.fromWkb(wkb)
            feature.setGeometry(geometry)
            features.append(feature)
        made.dataProvider().addFeatures(features)
        made.updateExtents()
        return made

    return layer


@pytest.mark.parametrize("theme", ["ir_jumlah", "ir_per_1000_rt", "persen_perempuan", "jumlah_kelas_1"])
def test_small_counts_are_refused_until_aggregate_keeps_them_back(counted: Any, theme: str) -> None:
    layer, safe = counted("desa", False), counted("desa", True)
    sentence = refusal([layer], THEME=theme)
    assert sentence.startswith("The layer IR per wilayah shows counts below 5 in ")
    assert sentence.endswith(
        f'(field "{label_of(BY_ID[theme].field).en}"); draw what Aggregate by region (aggregate) gives with '
        '"Keep small counts back (for publication)" (SUPPRESS), or choose the profile Internal for use inside the '
        "offices."
    )
    values = {"OUTPUT": "peta.pdf", "THEME": theme}
    assert subject_of({**values, "LAYERS": [safe]}, None, "en").layers
    assert subject_of({**values, "LAYERS": [layer], "PROFILE": INTERNAL}, None, "en").layers


def test_large_counts_and_names_are_shown(counted: Any) -> None:
    layer = counted("kabupaten", False)
    assert subject_of({"LAYERS": [layer], "THEME": "ir_jumlah", "OUTPUT": "peta.pdf"}, None, "en").layers
    write_names(layer, '"nama" || \' \' || "ir_jumlah"')
    assert passed([layer], PROFILES[PUBLIC], "").layers == [layer]
    villages = counted("desa", False)
    villages.setRenderer(QgsSingleSymbolRenderer.defaultRenderer(villages.geometryType()))
    assert passed([villages], PROFILES[PUBLIC], "").layers == [villages]
    write_names(villages, '"nama" || \' \' || "ir_jumlah"')
    assert '(field "Home industries")' in refusal([villages])


def test_the_source_is_that_of_the_layer_not_of_its_copy(register: Path, tmp_path: Path) -> None:
    draw(tmp_path / "peta.pdf", [layer_of(register)], THEME="cabang_ikm", PAPER="a4")
    assert "Sumber: Usaha (register.gpkg)" in words(tmp_path / "peta.pdf")


def test_the_sheet_says_whom_it_is_for(register: Path, tmp_path: Path) -> None:
    for profile, language, told in ((INTERNAL, "en", True), (PUBLIC, "en", False)):
        output = tmp_path / f"{profile}.pdf"
        draw(output, [layer_of(register)], language, THEME="jenis_kelamin", PROFILE=profile, PAPER="a4", DRAFT=True)
        text = words(output)
        assert ("FOR INTERNAL USE ONLY" in text, "DRAFT" in text) == (told, True)
