"""Every method teaches when to use it and when not, in both languages."""

from __future__ import annotations

import re

import pytest

from ir_plugin.core.catalogue import ALGORITHMS
from ir_plugin.core.declaration import Algorithm
from ir_plugin.core.document_html import document_html
from ir_plugin.core.help_page import AVOID, READING, USE, help_page
from ir_plugin.core.methods.groups import METHOD_GROUPS

METHODS = [each for each in ALGORITHMS if each.group in METHOD_GROUPS]


@pytest.mark.parametrize("method", METHODS, ids=lambda method: method.id)
def test_every_method_has_a_guide(method: Algorithm) -> None:
    assert method.guide is not None
    for words in (method.guide.use, method.guide.avoid, method.guide.reading):
        assert min(len(words.id.split()), len(words.en.split())) >= 8
    assert method.references or method.id == "explainplace"


@pytest.mark.parametrize("algorithm", ALGORITHMS, ids=lambda algorithm: algorithm.id)
@pytest.mark.parametrize("language", ["id", "en"])
def test_the_page_names_every_setting_and_result(algorithm: Algorithm, language: str) -> None:
    page = document_html(help_page(algorithm), language)
    for each in (*algorithm.parameters, *algorithm.outputs):
        assert f">{each.id}<" in page
    if algorithm.guide:
        assert all(heading.in_language(language) in page for heading in (USE, AVOID, READING))
    assert "{" not in re.sub(r"<style>.*?</style>", "", page, flags=re.S)
