"""Every text is written in both languages, with the same placeholders."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Formatter
from typing import Iterator, Optional

import pytest

WORDS_OF_A_SENTENCE = 4  # shorter ones may well be equal: "April", "FDR (Benjamini-Hochberg)"


def texts(source: str) -> Iterator[tuple[int, Optional[str], Optional[str]]]:
    """Line, Indonesian and English of each ``Text(...)`` written out in the source; None for what is computed."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Text":
            given = dict(zip(("id", "en"), node.args))
            given.update({word.arg: word.value for word in node.keywords if word.arg})
            if set(given) == {"id", "en"}:
                yield node.lineno, _constant(given["id"]), _constant(given["en"])


def _constant(node: ast.expr) -> Optional[str]:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def words(text: str) -> list[str]:
    """The words of a text, its placeholders aside."""
    return re.findall(r"[A-Za-z]{2,}", re.sub(r"\{.*?\}", "", text))


def problem(indonesian: Optional[str], english: Optional[str]) -> str:
    """What is wrong with the pair; empty where nothing."""
    if indonesian is None or english is None:
        return ""
    if bool(indonesian.strip()) != bool(english.strip()):
        return "one language is missing"
    if indonesian == english and len(words(indonesian)) >= WORDS_OF_A_SENTENCE:
        return "not translated (what is the same in both languages is written same(...))"
    if placeholders(indonesian) != placeholders(english):
        return "the placeholders differ"
    return ""


def test_every_text_has_both_languages(root: Path) -> None:
    found, seen = [], 0
    for path in sorted((root / "ir_plugin").rglob("*.py")):
        for line, indonesian, english in texts(path.read_text(encoding="utf-8")):
            seen += 1
            wrong = problem(indonesian, english)
            found += [f"{path.relative_to(root)}:{line}: {wrong}: {indonesian!r}"] if wrong else []
    assert seen > 100
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "call",
    [
        'Text("Desa", "")',
        'Text("Satu desa ini saja", "Satu desa ini saja")',
        'Text("{n} desa", "{m} villages")',
        'Text(en="Village", id="")',
    ],
)
def test_an_incomplete_text_is_seen(call: str) -> None:
    ((_, indonesian, english),) = texts(call)
    assert problem(indonesian, english)
