"""Rows that no register may take: businesses written twice, and rows that cannot be placed or named."""

from __future__ import annotations

import difflib
from copy import deepcopy

import numpy as np

from ir_plugin.core.industry.regions import name_key

from .answers import Answer, Dirtied, text_of
from .dirt_places import _siblings
from .seeds import stream

WRITTEN_TWICE, NICKNAMES = 15, 10
UNKNOWN_VILLAGES = ("Tanjung Harapan", "Sumber Rejo", "Karang Anyar", "Sukamaju", "Wonosari", "Kampung Damai Sentosa")
_REASONS = ("tanpa_pemilik", "desa_kosong", "desa_tak_dikenal", "tanpa_produk")
_OF_EACH = 8


def extra_rows(answers: list[Answer]) -> list[tuple[int, Answer]]:
    """(place in ``answers`` after which it stands, row) for each row to be rejected."""
    random = stream("extra rows")
    chosen = random.permutation([place for place, answer in enumerate(answers) if is_plain(answer)])
    rows = [(int(place), _twice(answers[place])) for place in chosen[:WRITTEN_TWICE]]
    rest = [place for place in chosen[WRITTEN_TWICE:] if answers[place].true["no_hp"]]
    rows += [(int(place), _nickname(answers[place])) for place in rest[:NICKNAMES]]
    rest = rest[NICKNAMES:]
    for number, place in enumerate(rest[: len(_REASONS) * _OF_EACH]):
        rows.append((int(place), _unusable(answers[place], _REASONS[number % len(_REASONS)], number, random)))
    return rows


def is_plain(answer: Answer) -> bool:
    """Whether what identifies the business is written without dirt."""
    identity = {"pemilik", "nik", "no_hp", "produk", "desa", "kecamatan", "jenis_kelamin"}
    return not answer.planted and answer.true["nik"] is not None and not answer.dirty() & identity


def _copy(answer: Answer, reason: str) -> Answer:
    copy = deepcopy(answer)
    copy.rejected, copy.planted, copy.dirt = reason, False, []
    return copy


def _twice(answer: Answer) -> Answer:
    """The same business from another list: the same NIK."""
    copy = _copy(answer, "ganda")
    copy.cells["pemilik"] = copy.cells["pemilik"].upper()
    copy.dirt.append(Dirtied("", text_of(copy.cells["nik"]), answer.code, "ganda_nik"))
    return copy


def _nickname(answer: Answer) -> Answer:
    """The same business under a nickname: no NIK, the same phone, village and product."""
    copy = _copy(answer, "ganda")
    title = "Hj." if answer.true["jenis_kelamin"] == "P" else "Pak"
    copy.cells["pemilik"] = f"{title} {answer.true['pemilik'].split()[0]}"
    copy.cells["nik"] = None
    copy.dirt.append(Dirtied("", copy.cells["pemilik"], answer.code, "ganda_panggilan"))
    return copy


def _unusable(answer: Answer, reason: str, number: int, random: np.random.Generator) -> Answer:
    """Another, equally invented business that lacks what a register needs."""
    copy = _copy(answer, reason)
    copy.code = ""
    copy.cells.update(pemilik=f"Warga Contoh {number + 1}", nik=None, no_hp=None)
    if reason == "tanpa_pemilik":
        copy.cells["pemilik"] = None
    elif reason == "desa_kosong":
        copy.cells["desa"] = None
    elif reason == "tanpa_produk":
        copy.cells.update(produk=None, usaha=None)
    else:
        copy.cells["desa"] = _unknown(answer.true["desa"], number)
    column = {"tanpa_pemilik": "pemilik", "tanpa_produk": "produk"}.get(reason, "desa")
    copy.dirt.append(Dirtied(column, text_of(copy.cells[column]), "", reason))
    return copy


def _unknown(village: str, number: int) -> str:
    """A name that is like no village's of the district."""
    return min(
        UNKNOWN_VILLAGES[number % len(UNKNOWN_VILLAGES) :] or UNKNOWN_VILLAGES,
        key=lambda name: max(
            difflib.SequenceMatcher(None, name_key(name), other).ratio() for other in _siblings(village)
        ),
    )
