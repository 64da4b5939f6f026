"""What was found, in words: the classes of a result counted, or its figures."""

from __future__ import annotations

import math
import re
from typing import Any, Iterable, Iterator, List, Mapping, NamedTuple, Optional, Sequence, Tuple

from ..cartography.themes import theme_for
from ..classes import COUNTED, ClassTable
from ..declaration import Algorithm, NewLayer, Number, Output, Rows
from ..errors import UserError
from ..figures import aligned, figure
from ..register.geopackage import layer_names, quoted, reading
from ..texts import Text, same

UNIT_KEYS = ("kode", "usaha_id")
"""The fields that tell the units of a result apart: villages, businesses."""

GONE = Text("Hasil {layer} tidak ada lagi di register.", "The result {layer} is not in the register any more.")
NOT_COMPARABLE = Text(
    "Kedua hasil tidak dapat dibandingkan: keduanya harus berisi kelas yang sama untuk desa atau usaha yang sama.",
    "The two results cannot be compared: both have to hold the same classes for the same villages or businesses.",
)


_NUMBERS = re.compile(r"(\d(?:[\d.,]*\d)?)(\s?%)?")
DIGITS = 5
"""With how many a sentence may tell a figure."""


class Change(NamedTuple):
    """One unit whose class differs between two runs."""

    unit: str
    name: str
    before: Text
    after: Text


class Comparison(NamedTuple):
    """How many units both results hold, and those whose class differs, in the order of their codes."""

    units: int
    changes: Tuple[Change, ...]


def figures_found(
    algorithm: Algorithm, results: Mapping[str, Any], notes: Sequence[str] = (), language: str = "id"
) -> List[Text]:
    """The numbers that a run gives, each with its label; those that are not known are left out. Where a note of the run
    tells all of several in words, that note; a single number any sentence may have by chance. notes: in this language.
    """
    numbers = [each for each in algorithm.outputs if isinstance(each, Number) and each.id in results]
    told = [(each.label, float(results[each.id])) for each in numbers]
    known = {label: value for label, value in told if math.isfinite(value)}
    in_words = next((note for note in notes if len(known) > 1 and _tells(note, known.values(), language)), None)
    if in_words is not None:
        return [same(in_words)]
    return [COUNTED.format(label=label, count=figure(value)) for label, value in known.items()]


def _tells(note: str, values: Iterable[float], language: str) -> bool:
    """Whether a sentence tells all of these values, however they are rounded; shares also in per cent."""
    found = _NUMBERS.findall(note)
    words = {number for number, _ in found} | {f"{number}%" for number, percent in found if percent}
    return all(words & set(_written(value, language)) for value in values)


def _written(value: float, language: str) -> Iterator[str]:
    for digits in range(1, DIGITS + 1):
        for write in (figure, aligned):
            yield write(value, digits).in_language(language)
            if 0.0 < abs(value) < 1.0:
                yield f"{write(100.0 * value, digits).in_language(language)}%"


def classes_found(path: str, layer: str, output: Output) -> Optional[Text]:
    """The classes of a result layer in a GeoPackage, findings first, each with its number of rows; None where its
    output has no classes."""
    theme = output.theme if isinstance(output, (Rows, NewLayer)) else None
    if not isinstance(theme, ClassTable) or theme.numbered.id:
        return None
    with reading(path) as connection:
        query = " ".join(("SELECT", quoted(theme.field), ", count(*) FROM", quoted(layer), "GROUP BY 1"))
        return theme.counted(dict(connection.execute(query).fetchall()))


def compare(path: str, before: str, after: str) -> Comparison:
    """The units whose class differs between two results of a GeoPackage.

    UserError where one of them is gone, or they are not of the same units and classes.
    """
    theme, key, first = _classes(path, before)
    other_theme, other_key, second = _classes(path, after)
    if theme is None or theme != other_theme or key != other_key or set(first) != set(second):
        raise UserError(NOT_COMPARABLE)
    labels = {each.code: each.label for each in theme.classes}
    changes = [
        Change(unit, name, _label(labels, code), _label(labels, second[unit][1]))
        for unit, (name, code) in sorted(first.items())
        if code != second[unit][1]
    ]
    return Comparison(len(first), tuple(changes))


def _label(labels: Mapping[Any, Text], code: Any) -> Text:
    return labels.get(code, same("-" if code is None else str(code)))


def _classes(path: str, layer: str) -> Tuple[Optional[ClassTable], str, Mapping[str, Tuple[str, Any]]]:
    """The class table of a result, the field that tells its units apart, and each unit's name and class."""
    with reading(path) as connection:
        if layer not in layer_names(connection):
            raise UserError(GONE, layer=layer)
        query = " ".join(("SELECT * FROM", quoted(layer), "LIMIT 0"))
        fields = [each[0] for each in connection.execute(query).description]
        theme = theme_for(fields, "")
        key = next((each for each in UNIT_KEYS if each in fields), "")
        name = next((each for each in ("nama", "nama_usaha") if each in fields), key)
        if not isinstance(theme, ClassTable) or theme.numbered.id or not key:
            return None, key, {}
        columns = ", ".join(map(quoted, (key, name, theme.field)))
        rows = connection.execute(" ".join(("SELECT", columns, "FROM", quoted(layer)))).fetchall()
    found = {str(unit): (str(word or unit), code) for unit, word, code in rows}
    return theme, key, found if len(found) == len(rows) else {}
