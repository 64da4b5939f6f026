"""What every local method has in common: its columns, its first steps, and how classes are dealt out."""

from __future__ import annotations

from collections import Counter
from typing import Any, Callable, Mapping, NamedTuple, Optional, Sequence, Tuple

import numpy as np

from ..declaration import Algorithm, Column, Context, LayerResult, Note, Results, Rows
from ..progress import part
from ..space.weight_forms import row_standardised
from ..texts import Text
from .inference_settings import Inference, inference_notes, inference_phrase
from .themes import NO_NEIGHBOURS, NOT_SIGNIFICANT
from .units import SMALLEST, Units, record_of
from .value_settings import analysed_units, twins_of, unit_notes
from .weight_settings import WeightsChoice, weights_from


class LocalSetting(NamedTuple):
    """The units of a run and their neighbours."""

    units: Units
    chosen: WeightsChoice

    def lag(self, values: np.ndarray) -> np.ndarray:
        """The (weighted) mean of the values of each unit's neighbours, float64 (n,); NaN for islands."""
        means = row_standardised(self.chosen.weights).sums(values)
        return np.where(self.chosen.weights.counts > 0, means, np.nan)

    def columns(self, prefix: str, inference: Inference, others: Optional[np.ndarray] = None) -> dict[str, np.ndarray]:
        """The values of the common columns, laid out over all rows; others: what is compared of the neighbours, float64
        (n,), where that is not the value itself."""
        values = {
            "nilai": self.units.values,
            "tetangga": self.chosen.weights.counts,
            "lag": self.lag(self.units.values if others is None else others),
            "p": inference.permuted,
            "p_koreksi": inference.adjusted,
        }
        return {f"{prefix}_{name}": self.units.spread(column) for name, column in values.items()}


class Told(NamedTuple):
    """A result in numbers by output, in the classes counted, and in a methods paragraph."""

    numbers: Mapping[str, int]
    found: Text
    paragraph: Text


ToldOf = Callable[[Mapping[str, Any], int, Text, Mapping[str, int]], Told]
"""A result in words: by the settings, how many units there are, their neighbours, and how many are of each class."""


def local_columns(prefix: str, statistics: Sequence[Column], further: Sequence[Column] = ()) -> Tuple[Column, ...]:
    """The columns of a local method: common ones, the statistic's own, and what stands beside its p-value."""
    return (
        Column(
            f"{prefix}_nilai",
            "real",
            Text("Nilai yang dianalisis", "Value analysed"),
            Text("Nilai atau angka.", "Value or rate."),
        ),
        Column(f"{prefix}_tetangga", "integer", Text("Banyaknya tetangga", "Number of neighbours")),
        Column(f"{prefix}_lag", "real", Text("Rata-rata tetangga", "Mean of the neighbours")),
        *statistics,
        Column(
            f"{prefix}_p",
            "real",
            Text("p permutasi", "Permutation p"),
            Text("Kosong pada 0 permutasi.", "Empty at 0 permutations."),
        ),
        *further,
        Column(
            f"{prefix}_p_koreksi",
            "real",
            Text("p terkoreksi", "Adjusted p"),
            Text(
                "p permutasi (atau analitik pada 0 permutasi) sesudah koreksi.",
                "Permutation p (analytic at 0), adjusted.",
            ),
        ),
        Column(f"{prefix}_kelas", "text", Text("Kelas", "Class")),
    )


def linked_units(values: Mapping[str, Any], context: Context, smallest: int = SMALLEST) -> LocalSetting:
    """Reads units and neighbours by the settings, and says what is to be known of them before anything long begins."""
    units = analysed_units(values["INPUT"], values, smallest)
    for note in unit_notes(units, values):
        context.say(note)
    chosen = weights_from(units.layer, values, part(context.progress, 0.0, 0.3), twins_of(units, values))
    for note in chosen.notes:
        context.say(note)
    return LocalSetting(units, chosen)


def local_setting(values: Mapping[str, Any], context: Context) -> LocalSetting:
    """As ``linked_units``, with the guard-rails of one test for each unit."""
    setting = linked_units(values, context)
    for note in inference_notes(values, int((setting.chosen.weights.counts > 0).sum())):
        context.say(note)
    return setting


def classes_counted(classes: np.ndarray) -> Counter[str]:
    """How many rows are of each class."""
    return Counter(classes.tolist())


def told(found: Text, paragraph: Text, values: Mapping[str, Any], counts: Mapping[str, int], **words: Any) -> Told:
    """A result in words. found: its classes counted; counts: by the name of the output, without N_ and in small
    letters; words: all else that the paragraph tells."""
    details = {"inference": inference_phrase(values), **words, **counts}
    numbers = {f"N_{name.upper()}": count for name, count in counts.items()}
    return Told(numbers, found, paragraph.format(**details))


def local_results(
    method: Algorithm,
    values: Mapping[str, Any],
    setting: LocalSetting,
    columns: Mapping[str, np.ndarray],
    told_of: ToldOf,
    used: Sequence[str],
) -> Results:
    """What a local method gives at its end. columns: of its first output, the last being the class; used: the fields
    of the input that its values come from."""
    rows, (units, chosen) = method.outputs[0], setting
    declared = rows.columns if isinstance(rows, Rows) else ()
    classes = classes_counted(columns[declared[-1].name])
    words = told_of(values, len(units.values), chosen.phrase, classes)
    return Results(
        layers={rows.id: LayerResult(declared, columns)},
        numbers={**words.numbers, "N_ISOLATED": len(chosen.weights.islands)},
        notes=(Note(words.found),),
        record=record_of(method, values, values["INPUT"], used, len(units.values), words.paragraph, chosen.summary),
    )


def classes_of(significant: np.ndarray, codes: np.ndarray, islands: np.ndarray) -> np.ndarray:
    """The class of each unit, object (n,): its code where it is a finding, else not significant or no neighbours."""
    classes = np.where(significant, codes, NOT_SIGNIFICANT).astype(object)
    classes[islands] = NO_NEIGHBOURS
    return classes
