"""Sentences with numbers in them, in both languages."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from ir_plugin.core.errors import UserError
from ir_plugin.core.methods.inference_settings import INFERENCE_PARAMETERS, inference_phrase
from ir_plugin.core.texts import Text


@pytest.mark.parametrize(
    "detail, indonesian, english",
    [
        (999, "999", "999"),
        (99_999, "99.999", "99,999"),
        (np.int64(-1_234_567), "-1.234.567", "-1,234,567"),
        ("19.06.01.2001", "19.06.01.2001", "19.06.01.2001"),
        (1234.5, "1234.5", "1234.5"),
        (True, "True", "True"),
        (Text("seribu", "a thousand"), "seribu", "a thousand"),
    ],
)
def test_whole_numbers_get_their_thousands_apart(detail: Any, indonesian: str, english: str) -> None:
    assert Text("{n}", "{n}").format(n=detail) == (indonesian, english)
    assert UserError(Text("{n}", "{n}"), n=detail).sentence == (indonesian, english)


@pytest.mark.parametrize("name", ["year", "row", "line", "seed"])
def test_numbers_that_are_names_stay_as_they_are(name: str) -> None:
    words = "{" + name + "}"
    assert Text(words, words).format(**{name: 12016}) == ("12016", "12016")


@pytest.mark.parametrize(
    "given, indonesian, english",
    [
        (
            {"CORRECTION": "none", "SEED": 12016},
            "Nilai p dari 99.999 permutasi bersyarat (benih 12016), dua sisi; tanpa koreksi uji berganda; taraf nyata "
            "0,05.",
            "p-values from 99,999 conditional permutations (seed 12016), two-sided; no correction for many tests; "
            "significance level 0.05.",
        ),
        (
            {"PERMUTATIONS": 0, "ALTERNATIVE": "greater"},
            "Nilai p dari sebaran normal, lebih tinggi; koreksi uji berganda: FDR (Benjamini-Hochberg); taraf nyata "
            "0,05.",
            "p-values from the normal distribution, greater; correction for many tests: FDR (Benjamini-Hochberg); "
            "significance level 0.05.",
        ),
    ],
)
def test_the_test_in_words_is_one_sentence(given: dict[str, Any], indonesian: str, english: str) -> None:
    defaults = {each.id: getattr(each, "default", None) for each in INFERENCE_PARAMETERS}
    assert inference_phrase({**defaults, **given}) == (indonesian, english)


@pytest.mark.parametrize(
    "count, words", [(0, "0 hot spots"), (1, "1 hot spot"), (2, "2 hot spots"), (1234, "1,234 hot spots")]
)
def test_one_thing_is_no_several_things(count: int, words: str) -> None:
    said = Text("{count} titik panas", "{count} {count:hot spot|hot spots}").format(count=count)
    assert said.en == words and said.id.endswith(" titik panas")
