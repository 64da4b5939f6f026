"""Every method of the catalogue on bad input: an honest result or a sentence in both languages, never a traceback,
never a warning of numpy.
"""

from __future__ import annotations

import warnings
from typing import Any

import pytest

from ir_plugin.core.catalogue import ALGORITHMS
from ir_plugin.core.declaration import Algorithm, Context, NewLayer, Results, Rows
from ir_plugin.core.errors import Cancelled, UserError
from ir_plugin.core.layer import Layer
from ir_plugin.core.methods.groups import METHOD_GROUPS
from tests.core.methods.made_layers import (
    SIDE,
    bow_tie,
    lent_engine,
    made,
    point,
    polygon,
    settings,
    square,
    with_values,
)

METHODS = [each for each in ALGORITHMS if each.group in METHOD_GROUPS and each.parameters]


def mixed(number: int) -> bytes:
    kinds = (square(number), point(number, number), b"", polygon([(0, 0), (1, 1), (0, 0)]), bow_tie(number))
    return kinds[number % len(kinds)]


LAYERS = {
    "empty": made(0, square),
    "one feature": made(1, square),
    "two features": made(2, square),
    "three features": made(3, square),
    "no geometry": made(20, lambda number: b""),
    "points": made(30, lambda number: point(1000.0 * (number % SIDE), 1000.0 * (number // SIDE))),
    "all at one place": made(20, lambda number: point(5.0, 5.0)),
    "the same square often": made(20, lambda number: square(3)),
    "mixed and broken geometries": made(25, mixed),
    "one bow-tie": made(30, lambda number: bow_tie(number) if number == 3 else square(number)),
    "degrees": made(36, lambda number: square(number, 106.0, 0.01), geographic=True),
    "equal values": with_values([5.0] * 20),
    "all NULL": with_values([None] * 20),
    "some NULL": with_values([None if number % 5 == 0 else float(number) for number in range(30)]),
    "infinite values": with_values([1.0, 2.0, float("inf")] * 6),
    "negative values": with_values([float(number % 7 - 3) for number in range(30)]),
    "texts": with_values(["banyak", "sedikit", None] * 6),
    "no category": with_values([None] * 20, "kategori"),
    "one category": with_values(["getas"] * 20, "kategori"),
    "no population": with_values([0.0] * 20, "populasi"),
    "codes twice": with_values(["D01"] * 20, "kode"),
    "huge and tiny": with_values([1e300 * (number % 3) + 1e-300 for number in range(20)]),
}


def run(method: Algorithm, values: dict[str, Any], context: Context) -> Results:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return method.compute(values, context)


def assert_whole(method: Algorithm, results: Results, layer: Layer, values: dict[str, Any]) -> None:
    """Every declared result is there, all its columns are equally long, rows keep their number."""
    for output in method.outputs:
        if not isinstance(output, (Rows, NewLayer)):
            continue
        result = results.layers[output.id]
        lengths = {len(result.values[column.name]) for column in result.columns}
        assert len(lengths) == 1
        if isinstance(output, Rows):
            assert lengths == {len(values[output.of])}
        elif output.geometry != "none" and result.wkb:
            assert lengths == {len(result.wkb)}
    if results.record:
        assert results.record.units_used + results.record.units_left_out == len(layer)


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.id)
@pytest.mark.parametrize("name", LAYERS)
def test_bad_input_is_a_sentence_or_an_honest_result(method: Algorithm, name: str) -> None:
    layer = LAYERS[name]
    values = settings(method, layer)
    try:
        results = run(method, values, Context(geometry=lent_engine()))
    except UserError as error:
        sentence = error.sentence
        assert sentence.id != sentence.en and "{" not in sentence.en and len(sentence.en) < 400
        assert sentence.en.rstrip().endswith(".")
    else:
        assert name != "empty"
        assert_whole(method, results, layer, values)


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.id)
def test_every_method_can_be_cancelled_where_it_takes_time(method: Algorithm) -> None:
    heard: list[float] = []

    def stop(fraction: float) -> None:
        heard.append(fraction)
        if fraction > 0.3:
            raise Cancelled

    try:
        run(method, settings(method, made(36, square)), Context(progress=stop))
    except Cancelled:
        return
    except UserError:
        assert method.id == "explainplace"  # this layer is no result of a method
        return
    assert not heard or max(heard) <= 0.3


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.id)
def test_progress_goes_forward_from_nought_to_one(method: Algorithm) -> None:
    heard: list[float] = []
    try:
        run(method, settings(method, made(36, square)), Context(progress=heard.append))
    except UserError:
        assert method.id == "explainplace"
    assert all(-1e-9 <= fraction <= 1 + 1e-9 for fraction in heard)
    assert all(later >= earlier - 1e-9 for earlier, later in zip(heard, heard[1:]))
