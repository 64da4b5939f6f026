"""Functions for expressions in QGIS: the words of codes and regions, and numbers as Indonesians write them."""

from __future__ import annotations

import html
from typing import Any, Callable, Dict, List, NamedTuple, Sequence

from qgis.core import QgsExpression, QgsExpressionContext, QgsExpressionFunction

from ..core.figures import figure
from ..core.industry.regions import level_of, parent_of, reference_regions
from ..core.industry.value_lists import VALUE_LISTS
from ..core.texts import Text
from ..qgis_support.language import language
from ..qgis_support.version_differences import is_null

GROUP = "Klaster IR"
MOST_DIGITS = 15
"""What a number in double precision holds."""
LEVELS = {"provinsi": "1", "kabupaten": "2", "kecamatan": "3", "desa": "4"}
_names: Dict[str, str] = {}
_registered: List[QgsExpressionFunction] = []


class Declared(NamedTuple):
    """One function: its name, what it computes, its help and an example with the answer."""

    name: str
    parameters: Sequence[str]
    required: int
    compute: Callable[..., Any]
    help: Text
    example: str


def use_region_names(names: Dict[str, str]) -> None:
    """The names by code that ``ir_region_name`` knows beside those of the reference table."""
    _names.clear()
    _names.update(names)


def ir_label(code: Any, values: str) -> Any:
    """The label of a code of a value list, in the plugin's language; NULL for what is none."""
    known = VALUE_LISTS.get(values)
    labels = {each.code: each.label for each in known.values} if known else {}
    found = labels.get(str(code))
    return found.in_language(language()) if found else None


def ir_class(code: Any) -> Any:
    """The class of a home industry in words."""
    return ir_label(code, "kelas_ir")


def ir_region_name(code: Any, level: str = "") -> Any:
    """The name of a region, or of the one around it at a level; NULL for a code that nobody knows."""
    wanted = _around(str(code), LEVELS[level]) if level else str(code)
    known = reference_regions().get(wanted)
    return _names.get(wanted) or (known.name if known else None)


def _around(code: str, level: str) -> str:
    """The code of the region at a level that contains this one; "" above the province."""
    while code and level_of(code) != level:
        code = parent_of(code)
    return code


def ir_number(value: Any) -> Any:
    """A number with the separators of the plugin's language."""
    return figure(float(value), MOST_DIGITS).in_language(language())


def ir_rupiah(value: Any) -> Any:
    """An amount of money, in whole rupiah."""
    return f"Rp{figure(round(float(value))).in_language(language())}"


def ir_html(value: Any) -> Any:
    """A text for a map tip: whatever it holds stays text."""
    return html.escape(str(value))


FUNCTIONS = (
    Declared(
        "ir_class",
        ("code",),
        1,
        ir_class,
        Text("Kelas industri rumahan dengan kata-kata.", "The class of a home industry in words."),
        "ir_class('1')",
    ),
    Declared(
        "ir_region_name",
        ("code", "level"),
        1,
        ir_region_name,
        Text(
            "Nama wilayah menurut kode Kemendagri, atau nama provinsi, kabupaten, kecamatan atau desa di sekitarnya.",
            "The name of a region by its Kemendagri code, or of the provinsi, kabupaten, kecamatan or desa around it.",
        ),
        "ir_region_name('19.01.01.1001', 'kabupaten')",
    ),
    Declared(
        "ir_label",
        ("code", "list"),
        2,
        ir_label,
        Text("Arti sebuah kode dalam daftar nilai register.", "What a code of one of the register's lists means."),
        "ir_label('P', 'jenis_kelamin')",
    ),
    Declared(
        "ir_number",
        ("value",),
        1,
        ir_number,
        Text("Angka dengan pemisah menurut bahasa plugin.", "A number with the separators of the plugin's language."),
        "ir_number(12345.5)",
    ),
    Declared(
        "ir_rupiah",
        ("value",),
        1,
        ir_rupiah,
        Text("Jumlah uang dalam rupiah.", "An amount of money in rupiah."),
        "ir_rupiah(1500000)",
    ),
    Declared(
        "ir_html",
        ("text",),
        1,
        ir_html,
        Text("Teks untuk kiat peta: tanda khusus HTML tetap teks.", "A text for map tips: HTML in it stays text."),
        "ir_html('<b>')",
    ),
)


class _Function(QgsExpressionFunction):
    def __init__(self, declared: Declared) -> None:
        parameters = [
            QgsExpressionFunction.Parameter(name, number >= declared.required, None)
            for number, name in enumerate(declared.parameters)
        ]
        super().__init__(declared.name, parameters, GROUP, _help(declared))
        self._declared = declared

    def func(self, values: Sequence[Any], context: QgsExpressionContext, parent: QgsExpression, node: Any) -> Any:
        given = [each for each in values if not is_null(each)]
        if len(given) < self._declared.required:
            return None
        try:
            return self._declared.compute(*given)
        except (KeyError, TypeError, ValueError):  # no code, no number: nothing to say, as other functions have it
            return None


def start() -> None:
    """Makes the functions known to QGIS."""
    for declared in FUNCTIONS:
        made = _Function(declared)
        if QgsExpression.registerFunction(made):
            _registered.append(made)


def stop() -> None:
    """Takes them away again."""
    for each in _registered:
        QgsExpression.unregisterFunction(each.name())
    _registered.clear()
    _names.clear()


def _help(declared: Declared) -> str:
    signature = f"{declared.name}({', '.join(declared.parameters)})"
    words = html.escape(declared.help.in_language(language()))
    return f"<h3>{signature}</h3><p>{words}</p><p><code>{html.escape(declared.example)}</code></p>"
