"""Neighbours in words: the rule with its settings, for a methods paragraph."""

from __future__ import annotations

import os
from typing import Any, Mapping, Optional

from ..figures import figure
from ..texts import Text, joined, number, same
from .weight_parameters import ADAPTIVE, BAND, CONTIGUOUS, FILE, INVERSE, KERNEL, KNN, RULE, SHAPE

PHRASE = Text(
    "{rule} ({links} tautan, rata-rata {mean} per wilayah, {isolated} wilayah tanpa tetangga{joined})",
    "{rule} ({links} {links:link|links}, {mean} per unit on average, {isolated} {isolated:unit|units} without a "
    "neighbour{joined})",
)
ADDED = Text(", {count} sambungan antarbagian ditambahkan", ", {count} {count:link|links} between separate parts added")
TOLERANCE = Text("toleransi {metres} m", "tolerance {metres} m")
WITH_LOWER = Text("sampai orde {order}", "up to order {order}")
WITHOUT_LOWER = Text("tepat orde {order}", "of exactly order {order}")
POWER = Text("pangkat {power}", "power {power}")


def neighbours_in_words(rule: Text, summary: Mapping[str, Any]) -> Text:
    """The neighbours of a run: their rule, how many links, links per unit, units without any, and links added."""
    added = len(summary["joined"])
    return PHRASE.format(
        rule=rule,
        links=summary["links"],
        mean=number(f"{summary['mean']:.2f}"),
        isolated=summary["isolated"],
        joined=ADDED.format(count=added) if added else Text("", ""),
    )


def rule_in_words(values: Mapping[str, Any], band_m: Optional[float]) -> Text:
    """The rule of neighbours and the settings that belong to it; band_m: the distance where the rule has one."""
    rule = values["NEIGHBOURS"]
    words = [RULE.label_of(rule)]
    if rule in CONTIGUOUS:
        words.append(TOLERANCE.format(metres=figure(values["TOLERANCE"])))
    if rule in (KERNEL, ADAPTIVE):
        words.append(SHAPE.label_of(values["KERNEL"]))
    if rule in (KNN, ADAPTIVE):
        words.append(same(f"k = {values['K']}"))
    if rule in (BAND, INVERSE, KERNEL) and band_m is not None:
        words.append(joined([number(f"{band_m:.7g}"), same("m")]))
    if rule == INVERSE:
        words.append(POWER.format(power=figure(values["POWER"])))
    if rule == FILE:
        words.append(same(os.path.basename(values["WEIGHTS_FILE"])))
    order = int(values.get("ORDER") or 1)
    if order > 1:
        words.append((WITH_LOWER if values["LOWER_ORDERS"] else WITHOUT_LOWER).format(order=order))
    return joined(words, ", ")
