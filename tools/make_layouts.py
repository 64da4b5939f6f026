"""Derives the map templates of the other papers from styles/layouts/a3_landscape.qpt, which is drawn by hand in QGIS.

Looks, ids and links between items come from that template; here stand only places and sizes of letters. Run by
``make layouts``; a template that somebody has edited since would lose that edit.
"""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Iterator, Mapping, NamedTuple, Tuple

FOLDER = Path(__file__).resolve().parent.parent / "styles" / "layouts"
DRAWN = "a3_landscape"

Place = Tuple[float, float, float, float]
"""Left, top, width and height in millimetres; of a line, from its one end to the other."""

A4_LANDSCAPE: Mapping[str, Place] = {
    "neat_line": (6, 6, 285, 198),
    "map": (13.5, 12.5, 196, 185),
    "inset_title": (144.5, 15, 62, 5),
    "inset_map": (144.5, 20, 62, 46),
    "draft": (16, 15, 34, 10),
    "inside": (53, 15, 70, 10),
    "panel_edge": (217, 6, 0, 198),
    "title": (220, 7.5, 68, 15),
    "subtitle": (220, 23, 68, 8),
    "rule_title": (217, 32.5, 74, 0),
    "north_letter": (220, 34.5, 8, 4.5),
    "north_arrow": (221, 39, 6, 9.5),
    "scale_text": (231, 34.5, 57, 5),
    "scale_bar": (230, 39.5, 58, 10),
    "projection": (220, 50.5, 68, 9.5),
    "rule_scale": (217, 61, 74, 0),
    "legend_title": (220, 62.5, 68, 4.5),
    "legend": (220, 67.5, 68, 52),
    "rule_legend": (217, 121, 74, 0),
    "locator_title": (220, 122, 68, 4.5),
    "locator_map": (220, 127, 68, 25.4),
    "rule_locator": (217, 154.5, 74, 0),
    "source_title": (220, 155.5, 68, 4.5),
    "source": (220, 160, 68, 19),
    "indicative": (220, 179, 68, 3.5),
    "rule_source": (217, 183.5, 74, 0),
    "logo": (220, 184.5, 9.5, 9.5),
    "agency": (231, 184.5, 57, 9.5),
    "rule_agency": (217, 195, 74, 0),
    "edition": (220, 195.8, 32, 7.5),
    "copyright": (252, 195.8, 36, 7.5),
}

A4_PORTRAIT: Mapping[str, Place] = {
    "neat_line": (6, 6, 198, 285),
    "title": (9, 7, 192, 10),
    "subtitle": (9, 17, 192, 5.5),
    "rule_title": (6, 23.5, 198, 0),
    "map": (13.5, 30, 183, 186),
    "inset_title": (131.5, 33, 62, 5),
    "inset_map": (131.5, 38, 62, 46),
    "draft": (16.5, 33, 34, 10),
    "inside": (53.5, 33, 70, 10),
    "panel_edge": (6, 223, 198, 0),
    "rule_scale": (80, 223, 0, 68),
    "rule_legend": (142, 223, 0, 68),
    "legend_title": (9, 224.5, 68, 4.5),
    "legend": (9, 229.5, 68, 60),
    "north_letter": (83, 224.5, 8, 4.5),
    "north_arrow": (84, 229, 6, 9.5),
    "scale_text": (93, 224.5, 46, 5),
    "scale_bar": (92, 229.5, 47, 10),
    "projection": (83, 241, 56, 11),
    "rule_locator": (80, 253, 62, 0),
    "locator_title": (83, 254, 56, 4.5),
    "locator_map": (83, 259.5, 56, 29),
    "source_title": (145, 224.5, 56, 4.5),
    "source": (145, 229.5, 56, 26),
    "indicative": (145, 256, 56, 5.5),
    "rule_source": (142, 263, 62, 0),
    "logo": (145, 264.5, 11, 11),
    "agency": (158, 264.5, 43, 11),
    "rule_agency": (142, 277.5, 62, 0),
    "edition": (145, 278.3, 28, 11.5),
    "copyright": (173, 278.3, 28, 11.5),
}


OUT_OF_THE_WAY: Place = (123, 38, 45, 70)
FIGURE: Mapping[str, Place] = {
    "neat_line": (0.3, 0.3, 169.4, 123.4),
    "map": (7, 6, 107, 112),
    "inset_title": (63.5, 8.5, 48, 4.5),
    "inset_map": (63.5, 13, 48, 31),
    "draft": (9.5, 8.5, 26, 8),
    "inside": (9.5, 108, 66, 7),
    "panel_edge": (121, 0.3, 0, 123.4),
    "title": (123, 2, 45, 13),
    "subtitle": (123, 15.5, 45, 7),
    "rule_title": (121, 24, 48.7, 0),
    "north_letter": (123, 25.5, 6, 4),
    "north_arrow": (123.5, 29.5, 5, 8),
    "scale_bar": (131, 28, 37, 9),
    "rule_scale": (121, 39.5, 48.7, 0),
    "legend_title": (123, 41, 45, 4),
    "legend": (123, 45.5, 45, 50),
    "rule_legend": (121, 96.5, 48.7, 0),
    "locator_title": (123, 97.5, 45, 4),
    "locator_map": (123, 102, 45, 19.5),
    **dict.fromkeys(("scale_text", "projection", "source_title", "source", "indicative"), OUT_OF_THE_WAY),
    **dict.fromkeys(("logo", "agency", "edition", "copyright"), OUT_OF_THE_WAY),
    **dict.fromkeys(("rule_locator", "rule_source", "rule_agency"), (123, 100, 10, 0)),
}
"""A map among words, which say what is out of its way; it may be shown in any size, so its scale is a bar only."""

HIDDEN = (
    *(name for name, place in FIGURE.items() if place == OUT_OF_THE_WAY),
    *("rule_locator", "rule_source", "rule_agency"),
)


class Sheet(NamedTuple):
    """A template to derive: its paper in millimetres, the places of its items, by what factor these grow, and by what
    factor the letters of the drawn template do; the items that are not to be seen. Without places it is the drawn
    template, grown."""

    width: float
    height: float
    places: Mapping[str, Place]
    growth: float
    letters: float
    hidden: Tuple[str, ...] = ()


SHEETS: Mapping[str, Sheet] = {
    "a4_landscape": Sheet(297, 210, A4_LANDSCAPE, 1.0, 0.82),
    "a4_portrait": Sheet(210, 297, A4_PORTRAIT, 1.0, 0.82),
    "a3_portrait": Sheet(297, 420, A4_PORTRAIT, 2**0.5, 1.1),
    "a1_landscape": Sheet(841, 594, {}, 2.0, 2.0),
    "a1_portrait": Sheet(594, 841, A4_PORTRAIT, 2**1.5, 2.2),
    "figure": Sheet(170, 124, FIGURE, 1.0, 0.8, HIDDEN),
}
SCALED = {"outlineWidth": "scale_bar", "height": "scale_bar", "labelBarSpace": "scale_bar"}
BESIDE_BAR_MM = 12.0
"""What the last number of a scale bar takes beside it, in the letters of the drawn template."""
RULES = ("line_width", "outline_width")
SYMBOLS = ("symbolWidth", "symbolHeight")
MARGINS = ("marginTop", "marginBottom", "marginLeft")


def main() -> None:
    """Writes every derived template."""
    for name, sheet in SHEETS.items():
        path = FOLDER / f"{name}.qpt"
        path.write_text(derived(name, sheet), encoding="utf-8")
        sys.stdout.write(f"styles/layouts/{path.name}\n")


def derived(name: str, sheet: Sheet) -> str:
    """The text of a template."""
    root = ElementTree.parse(FOLDER / f"{DRAWN}.qpt").getroot()
    root.set("name", name)
    page = next(root.iter("PageCollection")).find("LayoutItem")
    if page is None:
        raise ValueError(f"{DRAWN}.qpt has no page")
    page.set("size", f"{sheet.width:g},{sheet.height:g},mm")
    for item in root.findall("LayoutItem"):
        _put(item, sheet)
    for element in root.iter():
        _grow_letters(element, sheet.letters)
        _grow_lines(element, sheet.letters)
    return ElementTree.tostring(root, encoding="unicode") + "\n"


def _put(item: ElementTree.Element, sheet: Sheet) -> None:
    left, top, width, height = _place(item, sheet)
    for attribute in ("position", "positionOnPage"):
        item.set(attribute, f"{left:g},{top:g},mm")
    item.set("size", f"{width:g},{height:g},mm")
    if item.get("id") in sheet.hidden:
        item.set("visibility", "0")
    if item.get("maxBarWidth"):
        item.set("maxBarWidth", f"{width - BESIDE_BAR_MM * sheet.letters:g}")
    extent = item.find("Extent")
    if extent is not None:
        _shape(extent, height / width)
    nodes = item.find("nodes")
    if nodes is not None:
        for node, (across, down) in zip(nodes, ((0.0, 0.0), (width, height))):
            node.set("x", f"{across:g}")
            node.set("y", f"{down:g}")


def _shape(extent: ElementTree.Element, ratio: float) -> None:
    """QGIS makes a map as high as its extent demands."""
    west, east, south, north = (float(extent.get(side, "0")) for side in ("xmin", "xmax", "ymin", "ymax"))
    half = (east - west) * ratio / 2
    extent.set("ymin", f"{(south + north) / 2 - half:.6g}")
    extent.set("ymax", f"{(south + north) / 2 + half:.6g}")


def _place(item: ElementTree.Element, sheet: Sheet) -> Tuple[float, ...]:
    own = tuple(_numbers(item.get("position", ""))) + tuple(_numbers(item.get("size", "")))
    return tuple(round(sheet.growth * number, 2) for number in sheet.places.get(item.get("id", ""), own))


def _numbers(words: str) -> Iterator[float]:
    return (float(number) for number in words.split(",")[:2])


def _grow_letters(element: ElementTree.Element, factor: float) -> None:
    """Sizes of letters, and of the signs beside them."""
    if element.tag in ("LabelFont", "styleFont"):
        family, points, rest = element.get("description", "").split(",", 2)
        element.set("description", f"{family},{float(points) * factor:.3g},{rest}")
    elif element.tag == "text-style":
        element.set("fontSize", f"{float(element.get('fontSize', '0')) * factor:.3g}")
    grown = [name for name, owner in SCALED.items() if element.get("id") == owner]
    grown += SYMBOLS if element.get("id") == "legend" else ()
    grown += MARGINS if element.tag == "style" else ()
    for name in grown:
        if element.get(name):
            element.set(name, f"{float(element.get(name, '')) * factor:.3g}")


def _grow_lines(element: ElementTree.Element, factor: float) -> None:
    """Frames and rules; only on larger paper, for on smaller they would be too thin to print."""
    width = element.get("outlineWidthM", "")
    if width.endswith(",mm"):
        element.set("outlineWidthM", f"{float(width[:-3]) * max(1.0, factor):.3g},mm")
    for name, value in (("name", "value"), ("k", "v")):
        if element.get(name) in RULES:
            element.set(value, f"{float(element.get(value, '')) * max(1.0, factor):.3g}")


if __name__ == "__main__":
    main()
