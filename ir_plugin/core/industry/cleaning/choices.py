"""Several answers out of one cell: codes with spaces as form servers write them, words with commas as people do."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import List, Mapping, Optional, Sequence, Tuple

from ..regions import name_key
from ..value_lists import VALUE_LISTS
from .rules import Cleaned, is_null_like

OTHER_WORDS: Mapping[str, Mapping[str, Sequence[str]]] = {
    "kanal_pasar": {
        "LGS": ("langsung", "rumah", "di rumah", "dari rumah"),
        "WRG": ("warung", "titip warung", "warung sekitar"),
        "PSR": ("pasar tradisional", "pasar pagi"),
        "TOK": ("toko", "oleh-oleh"),
        "MED": ("medsos", "sosmed", "facebook", "fb", "instagram", "ig", "whatsapp", "wa", "tiktok"),
        "MKP": ("marketplace", "shopee", "tokopedia", "lazada", "online", "toko online"),
        "PAM": ("bazar", "bazaar", "expo"),
        "INS": ("kantor", "dinas"),
    },
    "layanan": {
        "2": ("pelatihan", "pendidikan", "diklat"),
        "3": ("peralatan", "alat", "bantuan alat", "sarana", "prasarana", "sarana prasarana", "mesin"),
        "6": ("modal", "bantuan modal", "tambahan modal", "pinjaman", "kur"),
    },
}
"""What people write for a code, beside its own words."""

LONGEST_ANSWER = 1000
_BETWEEN = re.compile(r"[,;|\n]+")
_WORDS = re.compile(r"[\s/+&]+")
_FILLERS = {"dan", "and", ""}
_MOST_PARTS = 8
"""Into so many parts the words of one answer may fall: "Sarana, prasarana dan peralatan" has a comma of its own."""


def clean_choices(text: str, list_id: str) -> Cleaned:
    """The codes of a value list that a cell names, as the register keeps them: "{LGS,MED}", in the list's order.

    Words that are not the list's own are a repair. An answer that is not in the list is dropped, which is one, too;
    where none is in it, that is a problem.
    """
    if is_null_like(text):
        return Cleaned()
    if len(text) > LONGEST_ANSWER:
        return Cleaned(problem="pilihan_tak_dikenal")
    parts = [part.strip() for part in _BETWEEN.split(text.strip().strip("{}"))]
    named, others = _read(parts, _known(list_id))
    codes = [code for code in VALUE_LISTS[list_id].codes if code in named]
    if not codes:
        return Cleaned(problem="pilihan_tak_dikenal" if others else "")
    is_plain = _read(parts, _own(list_id))[0] == named
    repairs = (() if is_plain else ("pilihan",)) + (("pilihan_dibuang",) if others else ())
    return Cleaned("{" + ",".join(codes) + "}", repairs)


def codes_of(value: Optional[str]) -> List[str]:
    """The codes of a set as the register keeps it."""
    return [code for code in (value or "").strip("{}").split(",") if code]


def _read(parts: Sequence[str], known: Mapping[str, str]) -> Tuple[List[str], List[str]]:
    """The codes, and the parts that name none."""
    codes: List[str] = []
    others: List[str] = []
    at = 0
    while at < len(parts):
        found, length = _longest(parts[at : at + _MOST_PARTS], known)
        if not found and parts[at]:
            words = _covered(parts[at], known)
            codes += words
            others += [] if words else [parts[at]]
        codes += [found] if found else []
        at += max(length, 1)
    return codes, others


def _covered(part: str, known: Mapping[str, str]) -> List[str]:
    """The codes of a part that consists of nothing but answers ("LGS MED", "pasar dan warung"); else none."""
    words = [word for word in _WORDS.split(part) if word.casefold() not in _FILLERS]
    codes: List[str] = []
    while words:
        found, length = _longest(words[:_MOST_PARTS], known)
        if not found:
            return []
        codes.append(found)
        words = words[length:]
    return codes


def _longest(parts: Sequence[str], known: Mapping[str, str]) -> Tuple[str, int]:
    """The code that as many of the first parts as possible name together, and how many; "" for none."""
    for length in range(len(parts), 0, -1):
        code = known.get(name_key("".join(parts[:length])))
        if code and parts[0]:
            return code, length
    return "", 0


@lru_cache(maxsize=32)
def _known(list_id: str) -> Mapping[str, str]:
    """Codes by the keys of what they are called; their own names come before other words."""
    others = {name_key(word): code for code, words in OTHER_WORDS.get(list_id, {}).items() for word in words}
    return {**others, **_own(list_id)}


@lru_cache(maxsize=32)
def _own(list_id: str) -> Mapping[str, str]:
    """Codes by their own keys and those of their labels."""
    values = VALUE_LISTS[list_id].values
    own = {name_key(words): each.code for each in values for words in (each.label.en, each.label.id)}
    return {**own, **{name_key(each.code): each.code for each in values}}
