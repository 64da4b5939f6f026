"""Businesses written once more so that only a person can tell: the import takes them and lists the pairs. And beside
some a sister with almost the same name and the same product, who is somebody else."""

from __future__ import annotations

from copy import deepcopy
from typing import Collection

import numpy as np

from ir_plugin.core.industry.regions import VILLAGE, reference_regions

from .answers import Answer, Dirtied
from .extra_rows import is_plain
from .seeds import stream

OF_EACH = 10
_LEAST_LETTERS = 12
_OTHER_LETTERS = str.maketrans("aeioudtbpsnm", "eaouitdpbzmn")


def near_twins(answers: list[Answer], used: Collection[int]) -> list[tuple[int, Answer]]:
    """(place in ``answers`` after which it stands, row) for each twin; none of a business in ``used``."""
    random = stream("near twins")
    able = [place for place, each in enumerate(answers) if is_plain(each) and each.true["no_hp"] and place not in used]
    able = [place for place in able if len(answers[place].true["pemilik"]) >= _LEAST_LETTERS]
    chosen = [int(place) for place in random.permutation(able)]
    twins = []
    for kind in (_misspelt, _relative, _moved, _sister):
        for _ in range(OF_EACH):
            place, other = chosen.pop(), chosen.pop()
            twins.append((place, kind(answers[place], answers[other], random)))
    return twins


def _twin(answer: Answer, reason: str, cells: dict[str, object], **true: object) -> Answer:
    twin = deepcopy(answer)
    twin.planted, twin.twin = False, reason
    twin.cells.update(cells)
    twin.true.update(true)
    twin.dirt.append(Dirtied("", str(twin.cells["pemilik"]), answer.code, f"hampir_ganda_{reason.lower()}"))
    return twin


def _misspelt(answer: Answer, _other: Answer, random: np.random.Generator) -> Answer:
    """The owner's last name with another letter, without numbers."""
    cells = {"pemilik": _with_another_letter(answer, random), "nik": None, "no_hp": None}
    return _twin(answer, "NAMA", cells, **cells)


def _sister(answer: Answer, _other: Answer, random: np.random.Generator) -> Answer:
    """Another person with a NIK of her own."""
    nik = str(answer.true["nik"])
    born = (int(nik[10:12]) + 2) % 100
    cells = {"pemilik": _with_another_letter(answer, random), "nik": f"{nik[:10]}{born:02d}{nik[12:]}", "no_hp": None}
    sister = deepcopy(answer)
    sister.code, sister.planted = "", False
    sister.cells.update(cells)
    sister.true.update(cells)
    return sister


def _with_another_letter(answer: Answer, random: np.random.Generator) -> str:
    *first, last = str(answer.true["pemilik"]).split()
    places = [place for place, letter in enumerate(last) if letter != letter.translate(_OTHER_LETTERS)]
    place = int(random.choice(places))
    return " ".join([*first, last[:place] + last[place].translate(_OTHER_LETTERS) + last[place + 1 :]])


def _relative(answer: Answer, other: Answer, _random: np.random.Generator) -> Answer:
    """Somebody of the household was asked: another name, the same phone."""
    cells = {"pemilik": other.true["pemilik"], "nik": None}
    return _twin(answer, "HP", cells, **cells)


def _moved(answer: Answer, _other: Answer, random: np.random.Generator) -> Answer:
    """The same owner, found by the enumerators of two villages."""
    villages = [each for each in reference_regions().values() if each.level == VILLAGE]
    own = answer.true["desa"]
    village = random.choice([each.code for each in villages if each.parent == own[:8] and each.code != own])
    return _twin(answer, "NIK", {"desa": reference_regions()[str(village)].name}, desa=str(village))
