"""A chart drawn as SVG, with nothing but text: the same picture in QGIS, in a browser, on paper and in a test."""

from __future__ import annotations

import html
import math
from typing import Iterator, NamedTuple, Sequence

from .charts import BARS, LINE, Chart, Series
from .figures import MINUS
from .texts import Text

WIDTH, HEIGHT = 720, 420
LEFT, RIGHT, TOP, BOTTOM = 78, 20, 44, 64
FONT = '"Noto Sans", "DejaVu Sans", sans-serif'
TICKS = 6
LONGEST_NAME = 22
LETTER = 7.0
"""How wide a letter is, about."""

DASHED = 'stroke="#777" stroke-dasharray="5 4"'
HALO = 'paint-order="stroke" stroke="#ffffff" stroke-width="4" stroke-linejoin="round"'
"""Keeps words legible over what is drawn."""


class _Scale(NamedTuple):
    """From the values low..high to the pixels first..last."""

    low: float
    high: float
    first: float
    last: float

    def __call__(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return round(self.first + share * (self.last - self.first), 2)


def chart_svg(chart: Chart, language: str) -> str:
    """The chart as one <svg> element with a title for screen readers."""
    x, y = _scales(chart)
    names = [name.in_language(language) if isinstance(name, Text) else name for name in chart.names]
    low = _depth_of_names(names, x)
    height = round(HEIGHT + low)
    title = html.escape(chart.title.in_language(language))
    parts = [
        *_axes(chart, names, x, y, low, language),
        *(part for series in chart.series for part in _series(series, x, y, _bar_width(chart, x))),
        *_rules(chart, x, y, language),
        *_legend(chart, height, language),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'role="img" aria-label="{title}" font-family=\'{FONT}\' font-size="13" fill="#222">\n'
        f'<title>{title}</title>\n<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>\n'
        f'<text x="{LEFT}" y="20" font-size="15" font-weight="bold">{title}</text>\n' + "\n".join(parts) + "\n</svg>"
    )


def _scales(chart: Chart) -> tuple[_Scale, _Scale]:
    xs = [value for series in chart.series for value in series.x] + [r.value for r in chart.rules if r.axis == "x"]
    ys = [value for series in chart.series for value in series.y] + [r.value for r in chart.rules if r.axis == "y"]
    with_bars = any(series.style == BARS for series in chart.series)
    x_low, x_high = _span(xs, margin=0.03)
    if with_bars:
        x_low, x_high = min(xs) - 0.6, max(xs) + 0.6
    y_low, y_high = _span([*ys, 0.0] if with_bars else ys, margin=0.06)
    if with_bars and min(ys) >= 0:
        y_low = 0.0
    return _Scale(x_low, x_high, LEFT, WIDTH - RIGHT), _Scale(y_low, y_high, HEIGHT - BOTTOM, TOP)


def _span(values: Sequence[float], margin: float) -> tuple[float, float]:
    known = [float(value) for value in values if math.isfinite(value)] or [0.0, 1.0]
    low, high = min(known), max(known)
    wide = (high - low) or abs(high) or 1.0
    return low - margin * wide, high + margin * wide


def ticks(low: float, high: float) -> list[float]:
    """Round numbers between low and high, about half a dozen."""
    raw = (high - low) / TICKS
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(each * power for each in (1, 2, 2.5, 5, 10) if each * power >= raw)
    return [step * number for number in range(math.ceil(low / step), math.floor(high / step) + 1)]


def _axes(chart: Chart, names: Sequence[str], x: _Scale, y: _Scale, low: float, language: str) -> Iterator[str]:
    for value in ticks(y.low, y.high):
        yield f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y(value)}" y2="{y(value)}" stroke="#e4e4e4"/>'
        yield f'<text x="{LEFT - 8}" y="{y(value) + 4}" text-anchor="end">{_number(value, language)}</text>'
    base = HEIGHT - BOTTOM
    if names:
        yield from _names(names, x, bool(low))
    else:
        for value in ticks(x.low, x.high):
            yield f'<line x1="{x(value)}" x2="{x(value)}" y1="{base}" y2="{base + 5}" stroke="#555"/>'
            yield f'<text x="{x(value)}" y="{base + 19}" text-anchor="middle">{_number(value, language)}</text>'
    yield f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{base}" y2="{base}" stroke="#555"/>'
    words = html.escape(chart.x_label.in_language(language))
    yield f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{base + 40 + low:g}" text-anchor="middle">{words}</text>'
    words = html.escape(chart.y_label.in_language(language))
    middle = (TOP + base) / 2
    yield f'<text x="18" y="{middle}" text-anchor="middle" transform="rotate(-90 18 {middle})">{words}</text>'


def _shortened(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"


def _depth_of_names(names: Sequence[str], x: _Scale) -> float:
    """How much more room names need below the axis when they have no room beside one another and are turned."""
    longest = max((len(_shortened(name)) for name in names), default=0) * LETTER
    return longest - LETTER if names and longest > x(1.0) - x(0.0) else 0.0


def _names(names: Sequence[str], x: _Scale, turned: bool) -> Iterator[str]:
    base = HEIGHT - BOTTOM
    for place, name in enumerate(names):
        words = html.escape(_shortened(name))
        if turned:
            across, below = round(x(place) + 4, 2), base + 9
            where = f'text-anchor="end" font-size="12" transform="rotate(-90 {across} {below})"'
            yield f'<text x="{across}" y="{below}" {where}>{words}</text>'
        else:
            yield f'<text x="{x(place)}" y="{base + 18}" text-anchor="middle">{words}</text>'


def _series(series: Series, x: _Scale, y: _Scale, width: float) -> Iterator[str]:
    known = [(x(a), y(b)) for a, b in zip(series.x, series.y) if math.isfinite(a) and math.isfinite(b)]
    if series.style == BARS:
        zero = y(0.0)
        for across, up in known:
            top, tall = min(up, zero), abs(zero - up)
            left = round(across - width / 2, 2)
            yield f'<rect x="{left}" y="{top}" width="{width}" height="{tall:.2f}" fill="{series.colour}"/>'
        return
    if series.style == LINE and len(known) > 1:
        path = " ".join(f"{across},{up}" for across, up in known)
        yield f'<polyline points="{path}" fill="none" stroke="{series.colour}" stroke-width="2"/>'
    radius = 3.5 if len(known) < 200 else 2
    for across, up in known:
        yield f'<circle cx="{across}" cy="{up}" r="{radius}" fill="{series.colour}" fill-opacity="0.8"/>'


def _bar_width(chart: Chart, x: _Scale) -> float:
    return round(0.7 * (x(1.0) - x(0.0)), 2)


def _rules(chart: Chart, x: _Scale, y: _Scale, language: str) -> Iterator[str]:
    for rule in chart.rules:
        words = html.escape(rule.label.in_language(language))
        yield from _across(y(rule.value), words) if rule.axis == "y" else _upright(x(rule.value), words)


def _across(at: float, words: str) -> Iterator[str]:
    yield f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{at}" y2="{at}" {DASHED}/>'
    yield f'<text x="{WIDTH - RIGHT - 4}" y="{at - 5}" text-anchor="end" fill="#555" {HALO}>{words}</text>'


def _upright(at: float, words: str) -> Iterator[str]:
    """Its words stand on the side where they have room."""
    anchor, beside = ("end", at - 5) if at + LETTER * len(words) + 5 > WIDTH - RIGHT else ("start", at + 5)
    yield f'<line x1="{at}" x2="{at}" y1="{TOP}" y2="{HEIGHT - BOTTOM}" {DASHED}/>'
    yield f'<text x="{beside}" y="{TOP + 12}" text-anchor="{anchor}" fill="#555" {HALO}>{words}</text>'


def _legend(chart: Chart, height: int, language: str) -> Iterator[str]:
    """Only where there is something to tell apart."""
    labelled = [each for each in chart.series if each.label.in_language(language)]
    if len(labelled) < 2:
        return
    at = float(LEFT)
    for series in labelled:
        words = series.label.in_language(language)
        yield f'<rect x="{at}" y="{height - 16}" width="11" height="11" fill="{series.colour}"/>'
        yield f'<text x="{at + 16}" y="{height - 6}">{html.escape(words)}</text>'
        at += 34 + 7.2 * len(words)


def _number(value: float, language: str) -> str:
    plain = f"{value:,.10g}".replace("-", MINUS)
    return plain.translate(str.maketrans(",.", ".,")) if language == "id" else plain
