"""The sentence that says why a place has its class."""

from __future__ import annotations

from typing import Callable, NamedTuple, Sequence

import numpy as np

from ..figures import figure
from ..layer import Layer
from ..texts import Text, same
from .explained_results import JOIN_COUNTS, ExplainedResult
from .value_settings import value_columns, value_phrase

SENTENCE = Text("{name}: {kind}; {own}, {others}, dan {verdict}.", "{name}: {kind}; {own}, {others}, and {verdict}.")
ALONE = Text(
    "{name}: {kind}; {own}, dan tanpa tetangga tidak ada yang dapat dibandingkan.",
    "{name}: {kind}; {own}, and without a neighbour there is nothing to compare it with.",
)
WITHOUT_DATA = Text(
    "{name}: {kind}; tanpa nilai wilayah ini tidak ikut dihitung.", "{name}: {kind}; without a value it took no part."
)
OWN_VALUE = Text(
    "{variable} = {value} (rata-rata {units} wilayah {mean})",
    "{variable} = {value} (the mean of {units} units is {mean})",
)
OTHERS_MEAN = Text(
    "{count} tetangganya{names} rata-rata {lag}", "its {count} {count:neighbour|neighbours}{names} have a mean of {lag}"
)
OF_OTHER = Text("{lag} ({other})", "{lag} ({other})")
MEAN_OF_ONE = Text("satu tetangganya{names} bernilai {lag}", "its one neighbour{names} has {lag}")
OWN_CATEGORY = Text(
    "{variable} = {category} pada {members} dari {units} wilayah",
    "{variable} = {category} in {members} of {units} units",
)
JOINS = Text(
    "{alike} dari {count} tetangganya{names} {are} {category}",
    "{alike} of its {count} {count:neighbour|neighbours}{names} {are} {category}",
)
ARE = {
    (True, True): Text("juga", "is also"),
    (True, False): Text("juga", "are also"),
    (False, True): Text("adalah", "is"),
    (False, False): Text("adalah", "are"),
}
"""By whether the place is of the category itself, and whether one neighbour is."""
THE_CATEGORY = Text("kategori yang dihitung", "the category counted")
NOT_CHANCE = Text(
    "pengacakan jarang menghasilkan keadaan seperti itu (p = {p}, sesudah koreksi {adjusted})",
    "shuffling rarely gives such a setting (p = {p}, {adjusted} once corrected)",
)
MAY_BE_CHANCE = Text(
    "keadaan seperti itu dapat terjadi karena kebetulan (p = {p}, sesudah koreksi {adjusted})",
    "such a setting may well be chance (p = {p}, {adjusted} once corrected)",
)
NOT_TESTED = Text("wilayah ini tidak diuji", "it was not tested")
Label = Callable[[str], Text]
NAMED = 6
"""Neighbours that the sentence names."""


class Place(NamedTuple):
    """One unit and its links: unit numbers, weights and distances in metres of its neighbours, nearest first."""

    row: int
    neighbours: np.ndarray
    linked: np.ndarray
    apart_m: np.ndarray


def sentence(layer: Layer, result: ExplainedResult, place: Place, names: Sequence[str], label: Label = same) -> Text:
    """The class of a place, its value, its neighbours by name (names: of all rows) and what chance would give. label:
    puts the name of a field into words."""
    code = layer.columns[result.kind][place.row]
    who = {"name": names[place.row], "kind": result.label_of(code)}
    if not np.isfinite(layer.numbers(result.value)[place.row]):
        return WITHOUT_DATA.format(**who)
    own = _own(layer, result, place, label)
    if not len(place.neighbours):
        return ALONE.format(own=own, **who)
    return SENTENCE.format(
        own=own, others=_others(layer, result, place, names, label), verdict=_verdict(layer, result, place), **who
    )


def _own(layer: Layer, result: ExplainedResult, place: Place, label: Label) -> Text:
    values = layer.numbers(result.value)
    used = values[np.isfinite(values)]
    if result.method == JOIN_COUNTS:
        return OWN_CATEGORY.format(
            members=int((used > 0).sum()),
            units=len(used),
            category=_category(layer),
            variable=_variable(layer, result, label),
        )
    value, mean = figure(float(values[place.row]), 4), figure(float(np.mean(used)), 4)
    return OWN_VALUE.format(variable=_variable(layer, result, label), value=value, units=len(used), mean=mean)


def _others(layer: Layer, result: ExplainedResult, place: Place, names: Sequence[str], label: Label) -> Text:
    named, values = [names[other] for other in place.neighbours.tolist()], layer.numbers(result.value)
    shown = {
        "count": len(named),
        "names": f" ({', '.join(named)})" if len(named) <= NAMED else f" ({', '.join(named[:NAMED])}, ...)",
    }
    if result.method == JOIN_COUNTS:
        alike = int((values[place.neighbours] > 0).sum())
        are = ARE[bool(values[place.row] > 0), alike == 1]
        return JOINS.format(alike=alike, are=are, category=_category(layer), **shown)
    lag, other = figure(result.number(layer, result.lag, place.row), 4), result.other(layer)
    words = MEAN_OF_ONE if len(named) == 1 else OTHERS_MEAN
    return words.format(lag=OF_OTHER.format(lag=lag, other=label(other)) if other else lag, **shown)


def _verdict(layer: Layer, result: ExplainedResult, place: Place) -> Text:
    p, adjusted = result.p_of(layer, place.row), result.number(layer, result.adjusted, place.row)
    if not np.isfinite(p):
        return NOT_TESTED
    words = NOT_CHANCE if result.is_finding(layer.columns[result.kind][place.row]) else MAY_BE_CHANCE
    return words.format(p=figure(p, 3), adjusted=figure(adjusted, 3))


def _variable(layer: Layer, result: ExplainedResult, label: Label) -> Text:
    """What was analysed: the fields by the record, else the label of the column of values."""
    if layer.record and value_columns(layer.record.parameters):
        return value_phrase(layer.record.parameters, label)
    return next(column.label for column in result.columns if column.name == result.value)


def _category(layer: Layer) -> Text:
    value = layer.record.parameters.get("VALUE") if layer.record else None
    return same(f"'{value}'") if value else THE_CATEGORY
