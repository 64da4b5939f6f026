"""The kinds of parameter an algorithm may declare, each with its bounds and its refusal in words."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Iterable, Optional, Tuple, Union

from .figures import figure
from .texts import Text, joined

NO_TEXT = Text("", "")
KEYS = frozenset(("fid", "ogc_fid", "id", "gid", "objectid", "kode", "code", "kode_dagri", "kode_bps"))
"""Names of fields that tell rows apart, in small letters."""
KEY_FIELD = Text(
    "{label} ({id}): kolom {field} adalah nomor baris atau kode, bukan ukuran; pilih kolom lain.",
    "{label} ({id}): the field {field} is a row number or a code, no measure; choose another field.",
)


@dataclass(frozen=True)
class Parameter:
    """What every parameter has. ``id`` is API: ``NEIGHBOURS`` in Processing, ``--neighbours`` on the command line."""

    id: str
    label: Text
    help: Text = NO_TEXT
    optional: bool = False
    advanced: bool = False

    def problem(self, value: Any) -> Optional[Text]:
        """Why this value is refused, as a sentence, or None."""
        if value is None and not self.optional:
            words = Text("{label} ({id}) wajib diisi.", "{label} ({id}) is required.")
            return joined([words.format(label=self.label, id=self.id), *([self.help] if self.help.id else [])])
        return None


@dataclass(frozen=True)
class LayerInput(Parameter):
    """A vector layer, read as a Layer. ``geometry``: "point", "polygon", "any", or "place": points or a table without.

    ``crs``: the face delivers the geometry in this CRS; "" keeps the layer's own.
    ``fields``: "named" reads only the fields that FieldChoice parameters name; "all" reads every field.
    ``record``: the record of the run that made the layer is read too, where there is one.
    """

    geometry: str = "any"
    crs: str = ""
    fields: str = "named"
    record: bool = False


@dataclass(frozen=True)
class FieldChoice(Parameter):
    """The name of a field of the layer parameter ``of``; one to compute with where ``numeric``."""

    of: str = "INPUT"
    numeric: bool = False
    default: Optional[str] = None

    def problem(self, value: Any) -> Optional[Text]:
        return super().problem(value) or _key_problem(self, (value,))


@dataclass(frozen=True)
class FieldsChoice(Parameter):
    """The names of several fields of the layer parameter ``of``, as a list; to compute with where ``numeric``."""

    of: str = "INPUT"
    numeric: bool = False

    def problem(self, value: Any) -> Optional[Text]:
        return super().problem(value or None) or _key_problem(self, value or ())


def _key_problem(parameter: Union[FieldChoice, FieldsChoice], names: Iterable[Any]) -> Optional[Text]:
    """Why nobody can compute with the first of the fields that only tells rows apart, or None."""
    keys = [name for name in names if str(name).lower() in KEYS] if parameter.numeric else []
    return KEY_FIELD.format(label=parameter.label, id=parameter.id, field=keys[0]) if keys else None


@dataclass(frozen=True)
class NumberSetting(Parameter):
    """A number between bounds, both inclusive. ``integer`` numbers are whole; ``unit`` is for the reader."""

    default: Optional[float] = None
    minimum: Optional[float] = None
    maximum: Optional[float] = None
    integer: bool = False
    unit: Text = NO_TEXT

    def problem(self, value: Any) -> Optional[Text]:
        missing = super().problem(value)
        if missing or value is None:
            return missing
        if self._is_allowed(value):
            return None
        return Text(
            "{label} ({id}) harus berupa {kind} {bounds}, bukan {value}.",
            "{label} ({id}) must be {kind} {bounds}, not {value}.",
        ).format(label=self.label, id=self.id, kind=self._kind(), bounds=self._bounds(), value=value)

    def _is_allowed(self, value: Any) -> bool:
        try:
            number = float(value)
        except (TypeError, ValueError):
            return False
        return (
            math.isfinite(number)
            and (not self.integer or number.is_integer())
            and (self.minimum is None or number >= self.minimum)
            and (self.maximum is None or number <= self.maximum)
        )

    def _kind(self) -> Text:
        return Text("bilangan bulat", "a whole number") if self.integer else Text("bilangan", "a number")

    def _bounds(self) -> Text:
        low, high = self.minimum, self.maximum
        if low is not None and high is not None:
            return Text("antara {low} dan {high}", "between {low} and {high}").format(
                low=figure(low), high=figure(high)
            )
        if low is not None:
            return Text("paling sedikit {low}", "of at least {low}").format(low=figure(low))
        if high is not None:
            return Text("paling banyak {high}", "of at most {high}").format(high=figure(high))
        return NO_TEXT


@dataclass(frozen=True)
class DistanceSetting(NumberSetting):
    """A length, in metres through every door, whatever the units of the layer."""

    unit: Text = Text("meter", "metres")


@dataclass(frozen=True)
class Option:
    """One answer of a Choice: the code is API, the label is for the reader."""

    code: str
    label: Text


@dataclass(frozen=True)
class Choice(Parameter):
    """One code out of a few options."""

    options: Tuple[Option, ...] = ()
    default: Optional[str] = None

    def label_of(self, code: str) -> Text:
        """The words of an option; KeyError where there is none."""
        return {option.code: option.label for option in self.options}[code]

    def problem(self, value: Any) -> Optional[Text]:
        missing = super().problem(value)
        codes = [option.code for option in self.options]
        if missing or value is None or value in codes:
            return missing
        return Text("{label} ({id}) harus salah satu dari: {codes}.", "{label} ({id}) must be one of: {codes}.").format(
            label=self.label, id=self.id, codes=", ".join(codes)
        )


@dataclass(frozen=True)
class Choices(Parameter):
    """Several codes out of a few options, as a list; at least one unless optional."""

    options: Tuple[Option, ...] = ()
    default: Tuple[str, ...] = ()

    def problem(self, value: Any) -> Optional[Text]:
        missing = super().problem(value or None)
        codes = [option.code for option in self.options]
        if missing or not value or set(value) <= set(codes):
            return missing
        return Text("{label} ({id}) hanya boleh berisi: {codes}.", "{label} ({id}) may only hold: {codes}.").format(
            label=self.label, id=self.id, codes=", ".join(codes)
        )


@dataclass(frozen=True)
class NumberList(Parameter):
    """Several numbers between bounds, given as a text with spaces between them ("4 6 8") or as a list."""

    default: str = ""
    minimum: float = 0.0
    maximum: float = math.inf

    def numbers(self, value: Any) -> Tuple[float, ...]:
        """The numbers in the order given. ValueError for what is none."""
        words = value.replace(";", " ").split() if isinstance(value, str) else value or ()
        return tuple(float(word) for word in words)

    def problem(self, value: Any) -> Optional[Text]:
        try:
            numbers = self.numbers(value)
        except (TypeError, ValueError):
            numbers = (math.nan,)
        missing = super().problem(numbers or None)
        if missing or all(self.minimum <= number <= self.maximum for number in numbers):
            return missing
        return Text(
            "{label} ({id}) harus berisi angka mulai {minimum} dengan spasi di antaranya, bukan {value}.",
            "{label} ({id}) must hold numbers from {minimum} on with spaces between them, not {value}.",
        ).format(label=self.label, id=self.id, minimum=figure(self.minimum), value=value)


@dataclass(frozen=True)
class Flag(Parameter):
    """Yes or no."""

    default: bool = False


@dataclass(frozen=True)
class TextSetting(Parameter):
    """A free text."""

    default: Optional[str] = None


@dataclass(frozen=True)
class RegionSetting(TextSetting):
    """A region of the register by its name or code, down to a ``level``: 2 a regency or city, 3 a district, 4 a
    village. ``several``: or more of them, with semicolons between."""

    level: int = 4
    several: bool = False


@dataclass(frozen=True)
class FileParameter(Parameter):
    """The path of a file with one of the ``extensions``, without dots; with any where there are none."""

    extensions: Tuple[str, ...] = ()

    def problem(self, value: Any) -> Optional[Text]:
        missing, endings = super().problem(value), tuple(f".{each}" for each in self.extensions)
        if missing or not value or not endings or str(value).lower().endswith(endings):
            return missing
        return Text(
            "{label} ({id}) harus berupa berkas berakhiran {endings}, bukan {path}.",
            "{label} ({id}) must be a file that ends in {endings}, not {path}.",
        ).format(label=self.label, id=self.id, endings=", ".join(endings), path=value)


@dataclass(frozen=True)
class WorkbookInput(FileParameter):
    """A survey workbook, read by the face as a list of Sheet."""

    extensions: Tuple[str, ...] = ("xlsx", "ods", "csv", "tsv", "txt", "zip")


@dataclass(frozen=True)
class RegisterInput(FileParameter):
    """The path of an existing register (GeoPackage)."""

    extensions: Tuple[str, ...] = ("gpkg",)


@dataclass(frozen=True)
class FileInput(FileParameter):
    """The path of an existing file that the computation opens itself, such as a picture."""


@dataclass(frozen=True)
class FileOutput(FileParameter):
    """The path of a file to write."""

    extensions: Tuple[str, ...] = ("gpkg",)


@dataclass(frozen=True)
class FolderInput(Parameter):
    """The path of an existing folder that the computation opens itself."""


@dataclass(frozen=True)
class FolderOutput(Parameter):
    """The path of a folder to write."""


@dataclass(frozen=True)
class ConnectionInput(Parameter):
    """The name of a connection to PostgreSQL that QGIS has saved; only the QGIS face can read it."""


@dataclass(frozen=True)
class LayersInput(Parameter):
    """Several map layers of a project, as they are styled; only the QGIS face can read it."""
