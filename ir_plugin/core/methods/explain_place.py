"""Why a place has the class it has: its value, its neighbours by name, and what chance would give."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Mapping, NamedTuple, Optional, Sequence

import numpy as np

from ..declaration import Algorithm, Column, Context, Guide, LayerResult, NewLayer, Note, Number, Page, Results, String
from ..documents import Block, Document, Heading, Listing, Paragraph, Table
from ..figures import figure
from ..layer import Layer
from ..parameters import FieldChoice, LayerInput, TextSetting
from ..run_record import RunRecord
from ..space.grid import distances
from ..space.positions import positions_of
from ..space.weights import Weights
from ..space.wkb import centroids
from ..space.wkb_writing import line_wkb
from ..texts import Text, same
from .explained_results import RESULT, ExplainedResult, result_of, row_of
from .groups import EXPLANATIONS
from .units import Units, part_of
from .value_settings import twins_of
from .weight_parameters import WEIGHT_PARAMETERS
from .weight_settings import weights_from

COLUMNS = (
    Column("nama", "text", Text("Tetangga", "Neighbour")),
    Column("nilai", "real", Text("Nilai", "Value")),
    Column("bobot", "real", Text("Bobot", "Weight")),
    Column("jarak_m", "real", Text("Jarak (m)", "Distance (m)")),
)
NO_RECORD = Text(
    "Layer ini tidak membawa catatan jalan dari hasil itu; tetangganya dihitung dengan pilihan bawaan (berbatasan, "
    "queen).",
    "This layer carries no run record of that result; its neighbours are those of the default choice (touching, "
    "queen).",
)
SENTENCE = Text(
    "{name}: {kind}; nilainya {value} (rata-rata {units} wilayah {mean}), {count} tetangganya{names} rata-rata {lag}, "
    "dan {verdict}.",
    "{name}: {kind}; its value is {value} (the mean of {units} units is {mean}), its {count} neighbours{names} have a "
    "mean of {lag}, and {verdict}.",
)
ALONE = Text(
    "{name}: {kind}; nilainya {value} (rata-rata {units} wilayah {mean}), dan tanpa tetangga tidak ada yang dapat "
    "dibandingkan.",
    "{name}: {kind}; its value is {value} (the mean of {units} units is {mean}), and without a neighbour there is "
    "nothing to compare it with.",
)
WITHOUT_DATA = Text(
    "{name}: {kind}; tanpa nilai wilayah ini tidak ikut dihitung.", "{name}: {kind}; without a value it took no part."
)
NOT_CHANCE = Text(
    "pengacakan jarang menghasilkan keadaan seperti itu (p = {p}, sesudah koreksi {adjusted})",
    "shuffling rarely gives such a setting (p = {p}, {adjusted} once corrected)",
)
MAY_BE_CHANCE = Text(
    "keadaan seperti itu dapat terjadi karena kebetulan (p = {p}, sesudah koreksi {adjusted})",
    "such a setting may well be chance (p = {p}, {adjusted} once corrected)",
)
NOT_TESTED = Text("wilayah ini tidak diuji", "it was not tested")
NAMED = 6
"""Neighbours that the sentence names."""


class _Place(NamedTuple):
    """One unit and its links: unit numbers, weights and distances in metres of its neighbours, nearest first."""

    row: int
    neighbours: np.ndarray
    linked: np.ndarray
    apart_m: np.ndarray


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """The sentence, the page and the lines to the neighbours of one place; see the declaration for each setting."""
    layer: Layer = values["INPUT"]
    result = result_of(layer, values.get("RESULT"))
    row = row_of(layer, values["NAME_FIELD"], values["PLACE"])
    if layer.record is None or layer.record.algorithm != result.method:
        context.say(Note(NO_RECORD, warning=True))
        layer = replace(layer, record=None)
    place = _place(layer, result, row, context)
    names = layer.texts(values["NAME_FIELD"])
    sentence = _sentence(layer, result, place, names)
    return Results(
        layers={"NEIGHBOURS": _lines(layer, result, place, names)},
        pages={"PAGE": _page(layer, result, place, names, sentence)},
        strings={"SENTENCE": sentence.in_language(context.language)},
        numbers={"P": _p(layer, result, row), "P_ADJUSTED": _number(layer, result.adjusted, row)},
        notes=(Note(sentence),),
    )


def _place(layer: Layer, result: ExplainedResult, row: int, context: Context) -> _Place:
    """The neighbours that the run gave to the place, computed anew from the settings of its record."""
    used = np.isfinite(layer.numbers(result.value))
    empty = np.zeros(0, np.int64)
    if not used[row]:
        return _Place(row, empty, empty.astype(float), empty.astype(float))
    units, rows = Units(part_of(layer, used), layer.numbers(result.value)[used], used), np.flatnonzero(used)
    weights = _weights(units, layer.record, context)
    unit = int(np.searchsorted(rows, row))
    links = slice(weights.starts[unit], weights.starts[unit + 1])
    near, linked = weights.neighbours[links], weights.linked[links]
    apart = distances(positions_of(units.layer).xyz, np.full(len(near), unit), near)
    order = np.lexsort((near, apart))
    return _Place(row, rows[near[order]], linked[order], apart[order])


def _weights(units: Units, record: Optional[RunRecord], context: Context) -> Weights:
    defaults = {each.id: getattr(each, "default", None) for each in WEIGHT_PARAMETERS}
    given = record.parameters if record else {}
    settings = {name: given.get(name, default) for name, default in defaults.items()}
    return weights_from(units.layer, settings, context.progress, twins_of(units, given)).weights


def _other(layer: Layer) -> Optional[str]:
    """The field that the run compared of the neighbours, where that is not the value itself (bivariate Moran)."""
    return layer.record.parameters.get("OTHER") if layer.record else None


def _compared(layer: Layer, result: ExplainedResult) -> np.ndarray:
    """What the run compared of the neighbours, float64 (n,)."""
    return layer.numbers(_other(layer) or result.value)


def _sentence(layer: Layer, result: ExplainedResult, place: _Place, names: Sequence[str]) -> Text:
    used = layer.numbers(result.value)
    used = used[np.isfinite(used)]
    kind = result.label_of(layer.columns[result.kind][place.row])
    value = layer.numbers(result.value)[place.row]
    if not np.isfinite(value):
        return WITHOUT_DATA.format(name=names[place.row], kind=kind)
    shared = {
        "name": names[place.row],
        "kind": kind,
        "value": figure(float(value), 4),
        "units": len(used),
        "mean": figure(float(np.mean(used)), 4),
    }
    if not len(place.neighbours):
        return ALONE.format(**shared)
    p, adjusted = _p(layer, result, place.row), _number(layer, result.adjusted, place.row)
    verdict = NOT_CHANCE if result.is_finding(layer.columns[result.kind][place.row]) else MAY_BE_CHANCE
    verdict = verdict if np.isfinite(p) else NOT_TESTED
    named = [names[other] for other in place.neighbours.tolist()]
    lag, other = figure(_number(layer, result.lag, place.row), 4), _other(layer)
    return SENTENCE.format(
        count=len(named),
        names=f" ({', '.join(named)})" if len(named) <= NAMED else f" ({', '.join(named[:NAMED])}, ...)",
        lag=f"{lag} ({other})" if other else lag,
        verdict=verdict.format(p=figure(p, 3), adjusted=figure(adjusted, 3)),
        **shared,
    )


def _number(layer: Layer, column: str, row: int) -> float:
    return float(layer.numbers(column)[row]) if column in layer.columns else float("nan")


def _p(layer: Layer, result: ExplainedResult, row: int) -> float:
    """The permutation p, at 0 permutations the analytic one."""
    p = _number(layer, result.p, row)
    return p if np.isfinite(p) else _number(layer, result.analytic, row)


def _lines(layer: Layer, result: ExplainedResult, place: _Place, names: Sequence[str]) -> LayerResult:
    centres = centroids(layer.wkb)
    others = place.neighbours.tolist()
    columns = {
        "nama": [names[other] for other in others],
        "nilai": _compared(layer, result)[place.neighbours],
        "bobot": place.linked,
        "jarak_m": place.apart_m,
    }
    return LayerResult(COLUMNS, columns, tuple(line_wkb(centres[[place.row, other]]) for other in others))


def _page(layer: Layer, result: ExplainedResult, place: _Place, names: Sequence[str], sentence: Text) -> Document:
    facts = [(label, _number(layer, column, place.row)) for column, label in result.facts() if column in layer.columns]
    values = _compared(layer, result)
    rows = [
        (names[other], float(values[other]), float(weight), float(apart))
        for other, weight, apart in zip(place.neighbours.tolist(), place.linked, place.apart_m)
    ]
    blocks: list[Block] = [
        Paragraph(sentence),
        Table(result.title, (Text("Ukuran", "Measure"), Text("Angka", "Figure")), facts),
        Table(Text("Tetangga", "Neighbours"), tuple(column.label for column in COLUMNS), rows),
    ]
    if layer.record:
        blocks += [Heading(Text("Cara", "Method")), Paragraph(layer.record.paragraph)]
        blocks += [Heading(Text("Rujukan", "References"))]
        blocks.append(Listing(tuple(map(same, layer.record.references))))
    return Document(same(names[place.row]), tuple(blocks))


METHOD = Algorithm(
    id="explainplace",
    title=Text("Jelaskan tempat ini", "Explain this place"),
    group=EXPLANATIONS,
    summary=Text(
        "Menjawab mengapa sebuah desa masuk kelasnya, dengan tetangga yang disebut namanya.",
        "Answers why a village has its class, with its neighbours by name.",
    ),
    help=Text(
        "Masukannya hasil metode lokal (Gi*, Moran, Geary, sambungan). Tetangganya dihitung lagi dari catatan jalan "
        "yang menyertai hasil. Halamannya memuat nilai, tetangga, nilai p, kelas, paragraf cara dan rujukan.",
        "Its input is the result of a local method (Gi*, Moran, Geary, join counts). Neighbours are found again from "
        "the run record that goes with the result. The page holds values, neighbours, p-values, the class, a methods "
        "paragraph and references.",
    ),
    guide=Guide(
        use=Text(
            "Ketika kepala desa atau pimpinan bertanya mengapa suatu tempat diwarnai begitu.",
            "When a village head or a superior asks why a place is coloured as it is.",
        ),
        avoid=Text(
            "Jangan dipakai sesudah geometri atau baris layer hasil diubah: tetangganya lalu bukan yang dipakai "
            "metode. Penjelasan ini bukan sebab; ia hanya mengatakan bagaimana angkanya terjadi.",
            "Not after geometries or rows of the result were changed: its neighbours would not be those of the run. "
            "The explanation is no cause; it only says how the figure came about.",
        ),
        reading=Text(
            "Nilai sendiri dan rata-rata tetangga bersama-sama menentukan kelas; p mengatakan seberapa jarang tetangga "
            "seperti itu bila nilai diacak di peta.",
            "A place's own value and the mean of its neighbours make its class together; p says how rare such "
            "neighbours are when values are shuffled over the map.",
        ),
    ),
    parameters=(
        LayerInput("INPUT", Text("Layer hasil", "Result layer"), fields="all", record=True),
        TextSetting("PLACE", Text("Tempat", "Place"), Text("Nama atau kode wilayah.", "Name or code of the unit.")),
        FieldChoice("NAME_FIELD", Text("Kolom nama", "Field of names"), default="nama"),
        RESULT,
    ),
    outputs=(
        Page("PAGE", Text("Penjelasan", "Explanation")),
        NewLayer("NEIGHBOURS", Text("Garis ke tetangga", "Lines to neighbours"), "line", crs_of="INPUT", optional=True),
        String("SENTENCE", Text("Kalimat", "Sentence")),
        Number("P", Text("Nilai p", "p-value")),
        Number("P_ADJUSTED", Text("p terkoreksi", "Adjusted p-value")),
    ),
    compute=compute,
    tags=("mengapa", "why", "explain", "jelaskan", "tetangga", "p-value"),
)
