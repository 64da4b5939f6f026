"""The local statistics in parts: hot spots, local Moran, local Geary, local join counts."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import partial
from typing import Any, Mapping, Optional, Sequence

from ir_plugin.core.declaration import Note, Results
from ir_plugin.core.errors import UserError
from ir_plugin.core.methods.inference_settings import inference_notes
from ir_plugin.core.methods.units import record_with
from ir_plugin.core.methods.value_settings import RAW
from ir_plugin.core.methods.weight_parameters import ADAPTIVE, BAND, INVERSE, KERNEL, KNN
from ir_plugin.core.methods.weight_settings import ALL_ISOLATED, EVERYBODY, SAME_PLACE, TOO_FEW_FOR_K
from ir_plugin.core.methods.weight_words import neighbours_in_words, rule_in_words
from ir_plugin.core.progress import Progress, part
from ir_plugin.core.space.positions import positions_of
from ir_plugin.core.texts import Text

from .analysed_values import analysed_category, analysed_values, figures_of
from .judging import judge
from .linked_units import farthest_nearest, link_units
from .local_declarations import STATISTICS, LocalStatistic
from .ranking import LINKS, Common, make_ranks
from .running import Run, ScaledMethod

ISOLATED = Text("{count} unit tidak punya tetangga.", "{count} {count:unit|units} {count:has|have} no neighbour.")
BY_DISTANCE = (KNN, BAND, INVERSE, KERNEL, ADAPTIVE)
ONE_MACHINE = Text(
    "Dalam bagian-bagian hanya tetangga menurut jarak (k terdekat, dalam jarak, jarak terbalik, kernel), orde 1 tanpa "
    "sambungan pulau, satu kolom, dan angka langsung; selain itu jalankan {method} tanpa scale.",
    "In parts there are only neighbours by distance (k nearest, within a distance, inverse distance, kernels), of "
    "order 1 without joined islands, one field, and plain rates; for all else run {method} without scale.",
)


def problem(method: str, values: Mapping[str, Any]) -> Optional[Text]:
    """What cannot be done in parts."""
    is_plain = values.get("RATE", RAW) == RAW and not values.get("OTHER")
    is_first = int(values.get("ORDER") or 1) == 1 and not values.get("JOIN_ISLANDS")
    if values["NEIGHBOURS"] in BY_DISTANCE and is_plain and is_first:
        return None
    return ONE_MACHINE.format(method=method)


def compute(statistic: LocalStatistic, run: Run, progress: Progress) -> Results:
    """The same columns as on one machine, value for value."""
    run = replace(run, values={**run.values, **statistic.fixed})
    units = analysed_category(run) if statistic.by_category else analysed_values(run)
    figures = figures_of(run, units.name)
    band_m = _band(run, units.used)
    arguments = [(run.partitions, number, run.folder, run.values, band_m) for number in run.numbers]
    linked = run.step(LINKS, link_units, arguments, part(progress, 0.1, 0.4))
    summary = _summary(linked, run.values["NEIGHBOURS"], units.used, band_m)
    common = Common(figures, summary["max"], all(facts["even"] for facts in linked), statistic.squared)
    if int(run.values["PERMUTATIONS"]):
        make_ranks(run, common, part(progress, 0.4, 0.8))
    classes: Counter[str] = sum(map(Counter, judge(run, statistic, common, part(progress, 0.8, 1.0))), Counter())
    neighbours = neighbours_in_words(rule_in_words(run.values, band_m), summary)
    told = statistic.told_of(run.values, units.used, neighbours, classes)
    tests = sum(facts["tested_members" if statistic.by_category else "tested"] for facts in linked)
    left_out = sum(run.partitions.rows) - units.used
    notes = *units.notes, *_notes(run, summary, units.used), *inference_notes(run.values, max(1, tests))
    return Results(
        numbers={**told.numbers, "N_ISOLATED": summary["isolated"]},
        notes=(*notes, Note(told.found)),
        record=record_with(statistic.algorithm, run.values, run.digest, units.used, left_out, told.paragraph, summary),
    )


def _band(run: Run, used: int) -> Optional[float]:
    """The distance of the rules that have one; as on one machine the smallest useful one where none is given."""
    rule, k = run.values["NEIGHBOURS"], int(run.values["K"])
    if rule in (KNN, ADAPTIVE, KERNEL) and used <= k and not (rule == KERNEL and run.values.get("BAND")):
        raise UserError(TOO_FEW_FOR_K, k=k, needed=k + 1, found=used)
    if rule in (KNN, ADAPTIVE):
        return None
    if run.values.get("BAND"):
        return float(run.values["BAND"])
    nearest = k if rule == KERNEL else 1
    arguments = [(run.partitions, number, run.folder, nearest) for number in run.numbers]
    farthest = max(facts["farthest"] for facts in run.step("nearest", farthest_nearest, arguments))
    if farthest == 0:
        raise UserError(SAME_PLACE)
    return float(farthest)


def _summary(linked: Sequence[Mapping[str, Any]], rule: str, used: int, band_m: Optional[float]) -> dict[str, Any]:
    """The neighbours in a run record. Separate parts of the map are not looked for."""
    links, isolated = (sum(facts[name] for facts in linked) for name in ("links", "isolated"))
    if isolated == used:
        raise UserError(ALL_ISOLATED)
    return {
        "rule": rule,
        "links": links,
        "mean": round(links / used, 6),
        "min": min(facts["shortest"] for facts in linked),
        "max": max(facts["longest"] for facts in linked),
        "isolated": isolated,
        "joined": [],
        "band_m": band_m,
    }


def _notes(run: Run, summary: Mapping[str, Any], used: int) -> Sequence[Note]:
    notes = [Note(positions_of(run.partitions.space.layer([])).note)]
    if summary["isolated"]:
        notes.append(Note(ISOLATED.format(count=summary["isolated"]), warning=True))
    if summary["rule"] in (KNN, BAND) and used > 2 and summary["min"] == used - 1:
        notes.append(Note(EVERYBODY, warning=True))
    return notes


SCALED = tuple(
    ScaledMethod(each.algorithm, partial(compute, each), partial(problem, each.algorithm.id))
    for each in STATISTICS.values()
)
