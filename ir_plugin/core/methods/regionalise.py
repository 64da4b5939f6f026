"""Contiguous regions of similar villages, as an offer to a user: SKATER and max-p."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Mapping, NamedTuple

import numpy as np

from ..declaration import RECORD, Algorithm, Column, Context, LayerResult, NewLayer, Note, Number, Page, Results, Rows
from ..documents import Document, Paragraph, Table
from ..errors import UserError
from ..figures import figure
from ..layer import Layer
from ..parameters import Choice, FieldChoice, FieldsChoice, LayerInput, NumberSetting, Option
from ..progress import part
from ..space.dissolving import dissolved
from ..space.positions import positions_of
from ..statistics.regions.max_p import Infeasible, max_p
from ..statistics.regions.skater import skater
from ..statistics.regions.units import ROUNDING, within_sum
from ..texts import Text, number, same
from .groups import CLUSTERS
from .inference_settings import SEED, generator_of
from .regionalise_words import (
    AT_LEAST,
    BELOW_FLOOR,
    CONSTANT,
    COUNTS,
    FEWER,
    FOUND,
    GUIDE,
    HELP,
    LEFT_OUT,
    NEGATIVE_FLOOR,
    NO_AREA,
    NO_FLOOR,
    NOT_JOINED,
    PARAGRAPH,
    REFERENCES,
    SHORT,
    TOO_FEW,
    TOO_LITTLE,
    UNITS,
)
from .themes import REGIONS
from .units import EMPTY, SMALLEST, Units, are_counts, numbers_of, part_of, record_of
from .weight_parameters import JOIN_ISLANDS, WEIGHT_PARAMETERS, WEIGHTED
from .weight_settings import WeightsChoice, weights_from

SKATER, MAX_P = "skater", "maxp"
COLUMNS = (
    Column("rg_wilayah", "integer", Text("Kawasan", "Region"), Text("Terbesar dahulu.", "Largest first.")),
    Column("rg_banyak", "integer", Text("Banyaknya wilayah dalam kawasan", "Units in the region")),
)


class _Data(NamedTuple):
    """units: those that take part; attributes: float64 (n, d), plain; size: what the floor is measured in."""

    units: Units
    attributes: np.ndarray
    size: np.ndarray


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """The region of each unit, and the regions as areas with their profile."""
    data = _data(values)
    for note in _data_notes(data, values):
        context.say(note)
    chosen = _neighbours(data, values, context)
    ascending = np.sort(data.attributes, axis=0)
    scaled = (data.attributes - ascending.mean(axis=0)) / ascending.std(axis=0, ddof=1)
    labels = _labels(data, scaled, chosen, values, context)
    regions = int(labels.max()) + 1
    share = 1 - within_sum(scaled, labels) / within_sum(scaled, np.zeros(len(labels)))
    for note in _shortfalls(data, labels, values):
        context.say(note)
    facts = {"regions": regions, "share": number(f"{100 * share:.1f}")}
    paragraph = PARAGRAPH[values["ALGORITHM"]].format(
        units=len(labels),
        fields=", ".join(values["ATTRIBUTES"]),
        neighbours=chosen.phrase,
        floor=_floor_phrase(values),
        seed=values["SEED"],
        **facts,
    )
    profile = _profile(data, labels, values)
    fields = [*values["ATTRIBUTES"], *([values["FLOOR_FIELD"]] if values.get("FLOOR_FIELD") else [])]
    return Results(
        layers={"OUTPUT": _rows(data, labels), "REGIONS": _areas(data, labels, profile, context)},
        pages={"PAGE": _page(profile, paragraph)},
        numbers={"N_REGIONS": regions, "EXPLAINED": share},
        notes=(Note(FOUND.format(**facts)),),
        record=record_of(METHOD, values, values["INPUT"], fields, len(labels), paragraph, chosen.summary),
    )


def _data(values: Mapping[str, Any]) -> _Data:
    layer: Layer = values["INPUT"]
    if not len(layer):
        raise UserError(EMPTY, name=layer.name)
    attributes = np.array([numbers_of(layer, field) for field in values["ATTRIBUTES"]]).T
    field = values.get("FLOOR_FIELD")
    size = numbers_of(layer, field) if field else np.ones(len(layer))
    if (size < 0).any():
        raise UserError(NEGATIVE_FLOOR, field=field)
    used = np.isfinite(attributes).all(axis=1) & np.isfinite(size)
    used &= np.array([bool(wkb) for wkb in layer.wkb], bool)
    if used.sum() < SMALLEST:
        raise UserError(TOO_FEW, found=int(used.sum()), needed=SMALLEST)
    for name, column in zip(values["ATTRIBUTES"], attributes[used].T):
        if np.ptp(column) == 0:
            raise UserError(CONSTANT, field=name)
    return _Data(Units(part_of(layer, used), size[used], used), attributes[used], size[used])


def _data_notes(data: _Data, values: Mapping[str, Any]) -> list[Note]:
    """Rows left out, and attributes that are no rates."""
    left_out = int((~data.units.used).sum())
    sentences = [LEFT_OUT.format(count=left_out)] if left_out else []
    counts = [field for field, column in zip(values["ATTRIBUTES"], data.attributes.T) if are_counts(column)]
    if counts:
        sentences.append(COUNTS.format(fields=", ".join(counts)))
    return [Note(sentence, warning=True) for sentence in sentences]


def _neighbours(data: _Data, values: Mapping[str, Any], context: Context) -> WeightsChoice:
    """The neighbours; JOIN_ISLANDS is on unless changed, and must not stop the rules that cannot join."""
    joins = values["JOIN_ISLANDS"] and values["NEIGHBOURS"] not in WEIGHTED
    if values["JOIN_ISLANDS"] and not joins:
        context.say(Note(NOT_JOINED))
    settings = {**values, "JOIN_ISLANDS": joins}
    chosen = weights_from(data.units.layer, settings, part(context.progress, 0.0, 0.2))
    for note in chosen.notes:
        context.say(note)
    return chosen


def _labels(
    data: _Data, scaled: np.ndarray, chosen: WeightsChoice, values: Mapping[str, Any], context: Context
) -> np.ndarray:
    floor, key = float(values["FLOOR"]), positions_of(data.units.layer).xyz
    progress = part(context.progress, 0.2, 0.95)
    if values["ALGORITHM"] == SKATER:
        return skater(scaled, chosen.weights, int(values["REGION_COUNT"]), data.size, floor, key, progress)
    if floor <= 0:
        raise UserError(NO_FLOOR)
    if data.size.sum() < floor:
        raise UserError(TOO_LITTLE, total=figure(data.size.sum()), floor=figure(floor))
    try:
        starts, generator = int(values["STARTS"]), generator_of(values)
        return max_p(scaled, chosen.weights, data.size, floor, starts, generator, key, progress)
    except Infeasible as error:
        raise UserError(BELOW_FLOOR, count=len(error.units)) from error


def _shortfalls(data: _Data, labels: np.ndarray, values: Mapping[str, Any]) -> list[Note]:
    """Where SKATER could not give what was asked: another number of regions, or regions below the floor."""
    if values["ALGORITHM"] != SKATER:
        return []
    notes, regions = [], int(labels.max()) + 1
    if regions != int(values["REGION_COUNT"]):
        notes.append(Note(FEWER.format(found=regions, wanted=values["REGION_COUNT"]), warning=True))
    short = int((np.bincount(labels, weights=data.size) < float(values["FLOOR"]) * (1 - ROUNDING)).sum())
    if short:
        notes.append(Note(SHORT.format(count=short), warning=True))
    return notes


def _floor_phrase(values: Mapping[str, Any]) -> Text:
    if not values["FLOOR"]:
        return same("")
    return AT_LEAST.format(floor=figure(values["FLOOR"]), field=values.get("FLOOR_FIELD") or UNITS)


def _rows(data: _Data, labels: np.ndarray) -> LayerResult:
    counts = np.bincount(labels)
    spread = data.units.spread
    return LayerResult(COLUMNS, {"rg_wilayah": spread(labels + 1), "rg_banyak": spread(counts[labels])})


def _profile(data: _Data, labels: np.ndarray, values: Mapping[str, Any]) -> LayerResult:
    """One row for each region: units, size, mean of each attribute."""
    regions = range(int(labels.max()) + 1)
    floor_field = values.get("FLOOR_FIELD")
    columns = [*COLUMNS]
    cells: dict[str, Any] = {
        "rg_wilayah": [region + 1 for region in regions],
        "rg_banyak": np.bincount(labels).tolist(),
    }
    if floor_field:
        label = Text("Jumlah {field}", "Sum of {field}").format(field=floor_field)
        columns.append(Column("rg_jumlah", "real", label))
        cells["rg_jumlah"] = np.bincount(labels, weights=data.size).tolist()
    for field, column in zip(values["ATTRIBUTES"], data.attributes.T):
        columns.append(
            Column(f"rata_{field}", "real", Text("Rata-rata {field}", "Mean of {field}").format(field=field))
        )
        cells[f"rata_{field}"] = [float(column[labels == region].mean()) for region in regions]
    return LayerResult(tuple(columns), cells)


def _areas(data: _Data, labels: np.ndarray, profile: LayerResult, context: Context) -> LayerResult:
    """The regions dissolved, with their profile."""
    if context.geometry is None:
        return profile
    areas = dissolved(data.units.layer.wkb, labels, context.geometry, part(context.progress, 0.95, 1.0))
    if areas.missing:
        context.say(Note(NO_AREA.format(count=areas.missing), warning=True))
    return replace(profile, wkb=tuple(areas.wkb))


def _page(profile: LayerResult, paragraph: Text) -> Document:
    rows = list(zip(*(profile.values[column.name] for column in profile.columns)))
    caption = Text("Profil kawasan", "Profiles of the regions")
    return Document(
        METHOD.title, (Paragraph(paragraph), Table(caption, tuple(each.label for each in profile.columns), rows))
    )


METHOD = Algorithm(
    id="regionalise",
    title=Text("Bentuk kawasan serupa", "Regions of similar villages"),
    group=CLUSTERS,
    summary=Text(
        "Menggabungkan desa yang bertetangga dan serupa menjadi kawasan, dengan batas minimum rumah tangga.",
        "Joins neighbouring, similar villages into regions, with a floor on households.",
    ),
    help=HELP,
    guide=GUIDE,
    parameters=(
        LayerInput("INPUT", Text("Layer wilayah", "Layer of units"), geometry="polygon"),
        FieldsChoice("ATTRIBUTES", Text("Kolom yang dibandingkan", "Fields to compare"), numeric=True),
        Choice(
            "ALGORITHM",
            Text("Cara", "Method"),
            Text(
                "SKATER: banyaknya kawasan dipilih. Max-p: sebanyak mungkin kawasan yang mencapai batas minimum.",
                "SKATER: the number of regions is chosen. Max-p: as many regions as reach the floor.",
            ),
            options=(Option(SKATER, same("SKATER")), Option(MAX_P, same("Max-p"))),
            default=SKATER,
        ),
        NumberSetting(
            "REGION_COUNT",
            Text("Banyaknya kawasan (SKATER)", "Number of regions (SKATER)"),
            default=7,
            minimum=1,
            integer=True,
        ),
        FieldChoice(
            "FLOOR_FIELD",
            Text("Kolom batas minimum", "Field of the floor"),
            Text(
                "Misalnya rumah tangga; kosong: banyaknya wilayah.", "Such as households; empty: the number of units."
            ),
            optional=True,
            numeric=True,
        ),
        NumberSetting(
            "FLOOR",
            Text("Batas minimum setiap kawasan", "Floor of every region"),
            Text("0: tanpa batas (hanya SKATER).", "0: none (SKATER only)."),
            default=0.0,
            minimum=0.0,
        ),
        *(replace(each, default=True) if each is JOIN_ISLANDS else each for each in WEIGHT_PARAMETERS),
        NumberSetting(
            "STARTS",
            Text("Banyaknya percobaan (max-p)", "Number of starts (max-p)"),
            advanced=True,
            default=100,
            minimum=1,
            maximum=10000,
            integer=True,
        ),
        SEED,
    ),
    outputs=(
        Rows("OUTPUT", Text("Wilayah dan kawasannya", "Units and their region"), "INPUT", COLUMNS, REGIONS),
        NewLayer("REGIONS", Text("Kawasan", "Regions"), "polygon", REGIONS, crs_of="INPUT", optional=True),
        Page("PAGE", Text("Profil kawasan", "Profiles of the regions")),
        Number("N_REGIONS", Text("Banyaknya kawasan", "Number of regions")),
        Number("EXPLAINED", Text("Bagian ragam yang dijelaskan", "Share of variance explained")),
        RECORD,
    ),
    compute=compute,
    tags=("skater", "max-p", "kawasan", "regionalisasi", "regionalisation", "zonasi"),
    references=REFERENCES,
)
