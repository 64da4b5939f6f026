"""Words in both languages: labels, help, sentences, the interface. There is no other way to say anything."""

from __future__ import annotations

from numbers import Integral
from typing import Any, NamedTuple, Sequence

LANGUAGES = ("id", "en")
NAMES_NOT_AMOUNTS = ("year", "row", "line", "seed")
"""Placeholders whose numbers name something and count nothing: 2016 stays 2016."""


class Text(NamedTuple):
    """One text in Indonesian and English, with the same ``{placeholders}`` in both.

    ``{count:row|rows}`` is the first word where the whole number ``count`` is 1, else the second, as English needs.
    """

    id: str
    en: str

    def format(self, **details: Any) -> Text:
        """The text with its placeholders filled; a detail that is itself a Text is filled per language, a whole number
        gets its thousands apart."""
        return Text(*(_filled(self, language, details) for language in LANGUAGES))

    def in_language(self, language: str) -> str:
        """The text in ``"id"`` or ``"en"``."""
        return self.id if language == "id" else self.en


def same(word: str) -> Text:
    """A text that is the same in both languages, such as a name or a unit."""
    return Text(word, word)


def number(digits: str) -> Text:
    """A number without groups of thousands, such as "4.82", as each language writes it: "4,82" in Indonesian."""
    return Text(digits.replace(".", ","), digits)


def joined(texts: list[Text], separator: str = " ") -> Text:
    """Several texts after one another."""
    return Text(*(separator.join(text.in_language(language) for text in texts) for language in LANGUAGES))


AND = Text("{some} dan {last}", "{some} and {last}")
OR = Text("{some} atau {last}", "{some} or {last}")


def together(names: Sequence[Text], pattern: Text = AND) -> Text:
    """Several names in a row: "Provinsi Jambi, Provinsi Riau dan Provinsi Lampung". pattern: AND, or OR where one of
    them is meant."""
    if len(names) < 2:
        return joined(list(names))
    return pattern.format(some=joined(list(names[:-1]), ", "), last=names[-1])


def lowered(text: Text) -> Text:
    """A text to go on in a sentence: its first letter small, but of abbreviations such as "IR"."""
    return Text(*(word[:1].lower() + word[1:] if not word[1:2].isupper() else word for word in text))


def _filled(text: Text, language: str, details: dict[str, Any]) -> str:
    return text.in_language(language).format(**{name: _word(name, each, language) for name, each in details.items()})


def _word(name: str, detail: Any, language: str) -> Any:
    """A detail in a language: texts, and whole numbers with their thousands apart, but for NAMES_NOT_AMOUNTS."""
    if isinstance(detail, Text):
        return detail.in_language(language)
    if isinstance(detail, Integral) and not isinstance(detail, bool):
        return _Amount(int(detail), language, grouped=name not in NAMES_NOT_AMOUNTS)
    return detail


class _Amount:
    """A whole number in a sentence: its digits, or one of two words that go with it."""

    def __init__(self, value: int, language: str, grouped: bool) -> None:
        self._value, self._language, self._grouped = value, language, grouped and abs(value) >= 1000

    def __format__(self, spec: str) -> str:
        if "|" in spec:
            one, many = spec.split("|")
            return one if self._value == 1 else many
        if spec or not self._grouped:
            return format(self._value, spec)
        english = f"{self._value:,}"
        return english.replace(",", ".") if self._language == "id" else english
