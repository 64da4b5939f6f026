"""Why a place has the class it has: its value, its neighbours by name, and what chance would give."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Mapping, Optional, Sequence

import numpy as np

from ..declaration import Algorithm, Column, Context, Guide, LayerResult, NewLayer, Note, Number, Page, Results, String
from ..documents import Block, Document, Heading, Listing, Paragraph, Table
from ..errors import UserError
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
from .explained_sentence import Place, sentence
from .groups import EXPLANATIONS
from .units import Units, part_of
from .value_settings import twins_of
from .weight_parameters import FILE, WEIGHT_PARAMETERS
from .weight_settings import weights_from

COLUMNS = (
    Column("nama", "text", Text("Tetangga", "Neighbour")),
    Column("nilai", "real", Text("Nilai", "Value")),
    Column("bobot", "real", Text("Bobot", "Weight")),
    Column("jarak_m", "real", Text("Jarak (m)", "Distance (m)")),
)
NO_RECORD = Text(
    "Layer ini tidak membawa catatan jalan dari hasil itu; tetangga menurut pilihan bawaan (berbatasan, queen) cocok "
    "dengan jumlah dan rata-rata yang tersimpan.",
    "This layer carries no run record of that result; neighbours by the default choice (touching, queen) agree with "
    "the stored number and mean.",
)
NOT_FOUND_AGAIN = Text(
    "Tetangga {name} yang dipakai metode tidak dapat ditemukan lagi, karena layer hasil dipotong, diubah atau "
    "kehilangan catatan jalannya; jelaskan layer hasil yang utuh.",
    "The neighbours of {name} that the run used cannot be found again, because the result layer was cut, changed or "
    "has lost its run record; explain the whole result layer.",
)


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """The sentence, the page and the lines to the neighbours of one place; see the declaration for each setting."""
    layer: Layer = values["INPUT"]
    result = result_of(layer, values.get("RESULT"))
    row = row_of(layer, values["NAME_FIELD"], values["PLACE"])
    names = layer.texts(values["NAME_FIELD"])
    if layer.record and layer.record.algorithm != result.method:
        layer = replace(layer, record=None)
    place = _place_again(layer, result, row, names[row], context)
    words = sentence(layer, result, place, names, context.label)
    return Results(
        layers={"NEIGHBOURS": _lines(layer, result, place, names)},
        pages={"PAGE": _page(layer, result, place, names, words)},
        strings={"SENTENCE": words.in_language(context.language)},
        numbers={"P": result.p_of(layer, row), "P_ADJUSTED": result.number(layer, result.adjusted, row)},
        notes=(Note(words),),
    )


def _place_again(layer: Layer, result: ExplainedResult, row: int, name: str, context: Context) -> Place:
    """The place as the run had it. UserError where its neighbours are not those of the run."""
    run = layer.record.parameters if layer.record else {}
    from_file = run.get("NEIGHBOURS") == FILE
    if not result.is_whole(layer) or (from_file and run.get("WEIGHTS_ID") not in layer.columns):
        raise UserError(NOT_FOUND_AGAIN, name=name)
    try:
        place = _place(layer, result, row, context)
    except UserError:
        if from_file:  # a file that is missing says so itself
            raise
        raise UserError(NOT_FOUND_AGAIN, name=name) from None
    if np.isfinite(layer.numbers(result.value)[row]):
        if not result.agrees(layer, row, place.neighbours, place.linked):
            raise UserError(NOT_FOUND_AGAIN, name=name)
        if layer.record is None:
            context.say(Note(NO_RECORD))
    return place


def _place(layer: Layer, result: ExplainedResult, row: int, context: Context) -> Place:
    """The neighbours of a place, computed anew from the settings of the record."""
    used = np.isfinite(layer.numbers(result.value))
    empty = np.zeros(0, np.int64)
    if not used[row]:
        return Place(row, empty, empty.astype(float), empty.astype(float))
    units, rows = Units(part_of(layer, used), layer.numbers(result.value)[used], used), np.flatnonzero(used)
    weights = _weights(units, layer.record, result.other(layer), context)
    unit = int(np.searchsorted(rows, row))
    links = slice(weights.starts[unit], weights.starts[unit + 1])
    near, linked = weights.neighbours[links], weights.linked[links]
    apart = distances(positions_of(units.layer).xyz, np.full(len(near), unit), near)
    order = np.lexsort((near, apart))
    return Place(row, rows[near[order]], linked[order], apart[order])


def _weights(units: Units, record: Optional[RunRecord], other: Optional[str], context: Context) -> Weights:
    defaults = {each.id: getattr(each, "default", None) for each in WEIGHT_PARAMETERS}
    given = record.parameters if record else {}
    settings = {name: given.get(name, default) for name, default in defaults.items()}
    return weights_from(units.layer, settings, context.progress, twins_of(units, {"OTHER": other})).weights


def _lines(layer: Layer, result: ExplainedResult, place: Place, names: Sequence[str]) -> LayerResult:
    centres = centroids(layer.wkb)
    others = place.neighbours.tolist()
    columns = {
        "nama": [names[other] for other in others],
        "nilai": result.compared(layer)[place.neighbours],
        "bobot": place.linked,
        "jarak_m": place.apart_m,
    }
    return LayerResult(COLUMNS, columns, tuple(line_wkb(centres[[place.row, other]]) for other in others))


def _page(layer: Layer, result: ExplainedResult, place: Place, names: Sequence[str], words: Text) -> Document:
    facts = [
        (label, result.number(layer, column, place.row)) for column, label in result.facts() if column in layer.columns
    ]
    values = result.compared(layer)
    rows = [
        (names[other], float(values[other]), float(weight), float(apart))
        for other, weight, apart in zip(place.neighbours.tolist(), place.linked, place.apart_m)
    ]
    blocks: list[Block] = [
        Paragraph(words),
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
        TextSetting(
            "PLACE",
            Text("Tempat", "Place"),
            Text("Nama wilayah, atau isi kolom kode atau kode_desa.", "Name of the unit, or its kode or kode_desa."),
        ),
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
