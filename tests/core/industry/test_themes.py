"""The colours of all themes stay apart for every eye, and in grey print where the register's classes have an order."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from ir_plugin.core.cartography.themes import THEMES as ALL_THEMES
from ir_plugin.core.classes import Circles, ClassTable, Ramp, Theme
from ir_plugin.core.industry.themes import THEMES
from ir_plugin.core.industry.value_lists import VALUE_LISTS

# Machado, Oliveira and Fernandes 2009, table 1, severity 1.0, on linear RGB.
EYES = {
    "common": np.eye(3),
    "protan": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deutan": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "tritan": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
ZERO_COLOUR, GROUND = "#ffffff", "#f4efe2"
WELL_APART = 10.0  # CIE 1976; about 2.3 is just noticeable side by side
(IR_CLASSES,) = [theme for theme in THEMES if theme.id == "kelas_ir"]
TABLES = [theme for theme in THEMES if isinstance(theme, ClassTable)]
RAMPS = [theme for theme in THEMES if isinstance(theme, Ramp)]


def lab(colour: str, eye: str) -> np.ndarray:
    """CIE L*a*b* (D65) of a colour as an eye sees it."""
    value = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    linear = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)
    xyz = TO_XYZ @ np.clip(np.array(EYES[eye]) @ linear, 0, 1) / TO_XYZ.sum(axis=1)
    f = np.where(xyz > (6 / 29) ** 3, np.cbrt(xyz), xyz / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("theme", ALL_THEMES, ids=lambda theme: theme.id)
def test_every_eye_tells_the_classes_apart(theme: Theme, eye: str) -> None:
    """By colour, or by the hatch or mark that a class has besides."""
    shown = looks(theme)
    pairs = [(one, other) for one, other in combinations(shown, 2) if one[1] == other[1]]
    distances = {pair: float(np.linalg.norm(lab(pair[0][0], eye) - lab(pair[1][0], eye))) for pair in pairs}
    assert {pair: distance for pair, distance in distances.items() if distance < WELL_APART} == {}


def looks(theme: Theme) -> list[tuple[str, str]]:
    """Colour and hatch of every class; circles of one colour are told apart by their size."""
    if isinstance(theme, ClassTable):
        return [(each.colour, each.hatch) for each in theme.classes]
    return [(colour, "") for colour in theme.colours] if isinstance(theme, Ramp) else [(theme.colour, "")]


FEW_GROUPS = 10
"""Of groups that are numbered, as many as it takes to tell apart without colour."""


@pytest.mark.parametrize("theme", ALL_THEMES, ids=lambda theme: theme.id)
def test_grey_print_tells_the_classes_apart(theme: Theme) -> None:
    """By lightness, or by hatch or mark."""
    shown = looks(theme)
    shown = shown[:FEW_GROUPS] if isinstance(theme, ClassTable) and theme.numbered.id else shown
    pairs = [(one, other) for one, other in combinations(shown, 2) if one[1] == other[1]]
    alike = [(one, other) for one, other in pairs if abs(lab(one[0], "common")[0] - lab(other[0], "common")[0]) < 5]
    assert alike == []


ALL_RAMPS = [theme for theme in ALL_THEMES if isinstance(theme, Ramp)]


@pytest.mark.parametrize("theme", ALL_RAMPS, ids=lambda theme: theme.id)
def test_zero_is_told_from_the_lowest_class_in_grey_print(theme: Ramp) -> None:
    assert lab(ZERO_COLOUR, "common")[0] - lab(theme.colours[0], "common")[0] > 5


@pytest.mark.parametrize("theme", ALL_RAMPS, ids=lambda theme: theme.id)
def test_ramps_darken(theme: Ramp) -> None:
    lightness = [lab(colour, "common")[0] for colour in theme.colours]
    assert all(first - second > 8 for first, second in zip(lightness, lightness[1:]))


CIRCLES = [theme for theme in ALL_THEMES if isinstance(theme, Circles)]


@pytest.mark.parametrize("theme", CIRCLES, ids=lambda theme: theme.id)
def test_circles_stand_out_from_what_they_lie_upon_in_grey_print(theme: Circles) -> None:
    assert lab(GROUND, "common")[0] - lab(theme.colour, "common")[0] > 30


def test_absolute_numbers_are_shown_by_circles_and_shares_by_fills() -> None:
    """A filled region would stand out by its size where the number is not one per area or household."""
    assert {theme.field for theme in CIRCLES} == {"ir_jumlah", *(f"kelas_{code}" for code in "1234")}
    assert not any("Jumlah" in theme.title.id for theme in ALL_RAMPS)


def test_ir_classes_darken_as_they_advance() -> None:
    colours = {each.code: each.colour for each in IR_CLASSES.classes}
    lightness = [lab(colours[code], "common")[0] for code in "1234"]
    assert all(first - second > 8 for first, second in zip(lightness, lightness[1:]))


@pytest.mark.parametrize("theme", TABLES, ids=lambda theme: theme.id)
def test_every_code_has_a_class(theme: ClassTable) -> None:
    assert {each.code for each in theme.classes} - {None} == set(VALUE_LISTS[theme.field].codes)
