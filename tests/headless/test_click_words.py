"""What click itself says is said in the language that was asked for."""

from __future__ import annotations

import ast
import importlib
import inspect
import string
import subprocess
import sys

import pytest

from processing_scripts.click_words import CATALOGUE, COUNTED, WORDS, compiled

MODULES = ("core", "exceptions", "formatting", "parser", "types")
OF_PROGRAMMERS = ("DeprecationWarning", "Could not determine name", "No options defined", "Arguments take exactly one")
OF_PROGRAMMERS += ("Name '{name}' defined", "Boolean option")
UNUSED = ("{value!r} is not a valid UUID.", "{value!r} does not match the format", "Choice({choices})")


def said_by_click() -> set[tuple[str, ...]]:
    """The messages that click looks up, those for one and many together."""
    found = set()
    for name in MODULES:
        tree = ast.parse(inspect.getsource(importlib.import_module(f"click.{name}")))
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in ("_", "ngettext"):
                found.add(tuple(each.value for each in call.args if isinstance(each, ast.Constant)))
    return {each for each in found if each and not each[0].startswith((*OF_PROGRAMMERS, *UNUSED))}


def test_all_that_click_says_is_translated() -> None:
    said = said_by_click()
    assert len(said) > 35
    assert {each[0] for each in said if len(each) == 1} <= set(WORDS)
    assert {each for each in said if len(each) == 2} <= set(COUNTED)


@pytest.mark.parametrize(
    "english, indonesian", [*WORDS.items(), *((each[1], words) for each, words in COUNTED.items())]
)
def test_a_translation_asks_for_nothing_that_is_not_given(english: str, indonesian: str) -> None:
    given, asked = ({name for _, name, _, _ in string.Formatter().parse(words)} for words in (english, indonesian))
    assert asked <= given


def test_the_catalogue_is_made_of_the_words() -> None:
    """After a change: make click-words."""
    assert CATALOGUE.read_bytes() == compiled()


@pytest.mark.parametrize(
    "arguments, indonesian, english",
    [
        (("localmoran",), "Kesalahan: Belum ada argumen 'INPUT'.", "Error: Missing argument 'INPUT'."),
        (("localmoran", "--k", "x"), "Nilai untuk '--k' tidak sah: 'x' bukan", "Invalid value for '--k': 'x' is not"),
        (("localmorann",), "Tidak ada perintah 'localmorann'. Mungkin", "No such command 'localmorann'. (Did you mean"),
        (("localmoran", "a", "b", "c", "--field", "x"), "Argumen berlebih (c)", "Got unexpected extra argument (c)"),
        (("localmoran", "--help"), "Pemakaian: klaster-ir localmoran [OPSI]", "Usage: klaster-ir localmoran [OPTIONS]"),
        (("localmoran", "--help"), "  INPUT   Layer wilayah", "  INPUT   Layer of units"),
        (("scale", "--help"), "klaster-ir scale [OPSI] PERINTAH [ARGUMEN]...", "scale [OPTIONS] COMMAND [ARGS]..."),
    ],
)
def test_wrong_words_are_told_in_the_language_of_the_person(
    arguments: tuple[str, ...], indonesian: str, english: str
) -> None:
    for language, sentence in (("id", indonesian), ("en", english)):
        code = "import sys; sys.argv[0] = 'klaster-ir'; from processing_scripts.__main__ import main; main()"
        line = [sys.executable, "-c", code, "--language", language, *arguments]
        ended = subprocess.run(line, capture_output=True, text=True)
        assert sentence in ended.stdout + ended.stderr
        assert ended.returncode == (0 if "--help" in arguments else 2)
