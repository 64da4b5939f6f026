"""Private numbers and ids anywhere in what a catalogue publishes, wherever they may stand."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from typing import AbstractSet, Iterator, Set

from ..industry.schema.patterns import BUSINESS_CODE, UUID
from ..texts import Text
from .document import Contents
from .published import data_texts

NIK = Text("{name}: memuat {count} angka seperti NIK.", "{name}: holds {count} {count:number|numbers} like a NIK.")
INTERNAL_ID = Text("{name}: memuat {count} ID register.", "{name}: holds {count} {count:id|ids} of the register.")
OWN_PHONE = Text(
    "{name}: memuat {count} nomor telepon yang tidak boleh tampil.",
    "{name}: holds {count} {count:phone|phones} that may not be shown.",
)

_SUM = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
_NIK = re.compile(r"(?<!\d)\d{16}(?!\d)")
_IDS = re.compile(f"{BUSINESS_CODE.regex}|{UUID.regex}", re.IGNORECASE)
_DIGITS, _GROUP = re.compile(r"\d(?:[\s.()/+\u2010-\u2013-]{0,3}\d){6,}"), re.compile(r"\d+")
"""Digits with the signs between them that people write in phones, and those that no sign parts."""

_LEAST, _LONGEST, _BARE = 7, 15, 9
"""Digits of a phone with its prefix, and of one that is known without."""

_HOME = "62"


def byte_findings(folder: Path, connection: sqlite3.Connection, public: Contents) -> Iterator[Text]:
    """A sentence for each text of data in which something private stands anywhere."""
    shown = {row["phone"] for row in public.directory.rows if row["phone"]}
    phones = {phone for (phone,) in connection.execute("SELECT no_hp FROM ir_pemilik WHERE no_hp IS NOT NULL")}
    private = _ways_to_write(phones) - _ways_to_write(shown)
    for name, text in data_texts(folder):
        text = _SUM.sub("", text)
        counts = {
            NIK: len(_NIK.findall(text)),
            INTERNAL_ID: len(_IDS.findall(text)),
            OWN_PHONE: sum(_phones(found[0], private) for found in _DIGITS.finditer(text)),
        }
        yield from (sentence.format(name=name, count=count) for sentence, count in counts.items() if count)


def _ways_to_write(phones: AbstractSet[str]) -> Set[str]:
    """The digits of phones as people write them: a foreign one with its country, one of ours also without."""
    ways: Set[str] = set()
    for phone in phones:
        digits = "".join(_GROUP.findall(phone))
        if phone.startswith("+") and not digits.startswith(_HOME):
            ways |= {digits, f"00{digits}"}
            continue
        national = digits[len(_HOME) :] if digits.startswith(_HOME) else digits.lstrip("0")
        ways |= {f"{_HOME}{national}", f"0{national}", *([national] if len(national) >= _BARE else [])}
    return ways


def _phones(written: str, private: AbstractSet[str]) -> int:
    """How many of the phones stand in digits with signs between them; each begins and ends with a group of digits."""
    groups = _GROUP.findall(written)
    found = first = 0
    while first < len(groups):
        last, digits = first, groups[first]
        while last + 1 < len(groups) and digits not in private and len(digits) < _LONGEST:
            last += 1
            digits += groups[last]
        is_private = len(digits) >= _LEAST and digits in private
        found += is_private
        first = last + 1 if is_private else first + 1
    return found
