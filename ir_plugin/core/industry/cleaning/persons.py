"""Identity numbers, phones and sex out of what people write."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Dict, Set, Tuple

from ..regions import name_key
from ..schema.patterns import PHONE
from ..value_lists import VALUE_LISTS
from .rules import Cleaned, is_null_like


def _names_of_classes() -> Dict[str, str]:
    """The codes of the classes that an enumerator writes, by the keys of their names: of "IR-1 Pemula" all three."""
    names = {}
    for code in ("1", "2", "3"):
        label = VALUE_LISTS["kelas_ir"].label(code)
        for words in (label.id, label.en):
            short, _, own = words.partition(" ")
            names.update({name_key(each): code for each in (code, words, short, own)})
    return names


def _labels(code: str) -> Set[str]:
    words = VALUE_LISTS["jenis_kelamin"].label(code)
    return {words.id.casefold(), words.en.casefold()}


WOMEN = {"p", "pr", "perempuan", "wanita", "w", "f", "2", "perempuan (p)"} | _labels("P")
MEN = {"l", "lk", "laki-laki", "laki", "laki laki", "pria", "m", "1", "laki-laki (l)"} | _labels("L")
NOT_TOLD = {"x"} | _labels("X")
"""What a form has for those whose sex is not told."""

CLASSES = _names_of_classes()
HONORIFICS = {"h", "hj", "bu", "ibu", "pak", "bapak", "bpk", "sdr", "sdri", "ny", "tn"}
_AS_FLOAT = re.compile(r"^(\d+)\.0$")
_FOREIGN = re.compile(r"^\s*(?:\+|00)\W*(?!62)\d")
_SCIENTIFIC = re.compile(r"^\d[.,]\d+e\+?\d+$")


def digits_of(text: str) -> str:
    """The digits 0 to 9 of a text; those of other scripts are none, for codes are compared as text."""
    return re.sub(r"[^0-9]", "", text)


def _number_digits(text: str) -> str:
    """The digits of a number, without the ".0" that a table of numbers adds to it."""
    return digits_of(_AS_FLOAT.sub(r"\1", text.strip()))


def clean_sex(text: str, nik: str = "") -> Cleaned:
    """ "P", "L", or "X" of a form; its own words for them need no repair. In a NIK women have 40 added to the day of
    birth; where the two contradict, the NIK decides."""
    by_nik = _sex_by_nik(nik)
    if is_null_like(text):
        return Cleaned(by_nik, ("kelamin_nik",)) if by_nik else Cleaned()
    word = " ".join(text.strip().casefold().rstrip(".").split())
    if word in NOT_TOLD and not by_nik:
        return Cleaned("X")
    sex = "P" if word in WOMEN else "L" if word in MEN else None
    if sex is None:
        return Cleaned(by_nik, ("kelamin_nik",)) if by_nik else Cleaned(problem="kelamin_tak_terbaca")
    if by_nik and by_nik != sex:
        return Cleaned(by_nik, ("kelamin_nik",))
    return Cleaned(sex, () if word in {sex.casefold(), *_labels(sex)} else ("jenis_kelamin",))


def clean_nik(text: str) -> Cleaned:
    """16 digits; a number that lost digits in a spreadsheet (1.90E+15, or rounded to 000 at its end) is a problem."""
    if is_null_like(text):
        return Cleaned()
    if _SCIENTIFIC.match(text.strip().casefold()):
        return Cleaned(problem="nik_rusak")
    digits = _number_digits(text)
    if len(digits) != 16 or digits.endswith("000") or not _is_possible(digits):
        return Cleaned(problem="nik_rusak")
    return Cleaned(digits, () if digits == text else ("angka_saja",))


def _is_possible(nik: str) -> bool:
    """Whether the parts can be: province, day of birth (women's with 40 added) and month."""
    province, day, month = int(nik[:2]), int(nik[6:8]) % 40, int(nik[8:10])
    return 11 <= province <= 96 and 1 <= day <= 31 and int(nik[6:8]) <= 71 and 1 <= month <= 12 and len(set(nik)) > 1


def clean_phone(text: str) -> Cleaned:
    """A number as +62...; of several in one cell the first. Digits that a spreadsheet dropped are a problem, and so is
    a number of another country."""
    if is_null_like(text):
        return Cleaned()
    if _SCIENTIFIC.match(text.strip().casefold()):
        return Cleaned(problem="telepon_rusak")
    if re.fullmatch(PHONE.regex, text.strip(), re.ASCII) and not text.strip().startswith("+62"):
        return Cleaned(text.strip())  # of another country, and whole
    several = [part for part in re.split(r"[/;,]|\batau\b|\bdan\b", text) if len(digits_of(part)) >= 8]
    if not several or _FOREIGN.match(several[0]):
        return Cleaned(problem="telepon_rusak")
    digits = _number_digits(several[0])
    national = re.sub(r"^(00)?(62)?0*", "", digits)
    if not 8 <= len(national) <= 12:
        return Cleaned(problem="telepon_rusak")
    number = "+62" + national
    repairs = () if number == text.strip() else ("telepon",)
    return Cleaned(number, (*repairs, "telepon_pertama") if len(several) > 1 else repairs)


@lru_cache(maxsize=1 << 16)
def bare_name_words(name: str) -> Tuple[str, ...]:
    """The words of a person's name as keys, without what people put before it; all of them where nothing else is."""
    words = name.casefold().replace(".", " ").split()
    return tuple(name_key(word) for word in words if word not in HONORIFICS) or tuple(map(name_key, words))


def bare_name_key(name: str) -> str:
    """A person's name as a key, without what people put before it."""
    return "".join(bare_name_words(name))


def clean_number(text: str, lengths: Tuple[int, ...]) -> Cleaned:
    """The digits of a licence's number; a problem where they are not as many as one of ``lengths``."""
    if is_null_like(text):
        return Cleaned()
    digits = _number_digits(text)
    if len(digits) not in lengths:
        return Cleaned(problem="nomor_rusak")
    return Cleaned(digits, () if digits == text else ("angka_saja",))


def clean_class(text: str) -> Cleaned:
    """The code of the class that an enumerator wrote: "Pemula", "IR-2"; "Kelas 3", which is a repair."""
    if is_null_like(text):
        return Cleaned()
    key = name_key(text)
    if key in CLASSES:
        return Cleaned(CLASSES[key])
    code = CLASSES.get(re.sub(r"^(kelas|kategori|industrirumahan|ir)+", "", key))
    return Cleaned(code, ("kelas",)) if code else Cleaned(problem="kelas_tak_terbaca")


def _sex_by_nik(nik: str) -> str:
    if not re.fullmatch(r"\d{16}", nik):
        return ""
    day = int(nik[6:8])
    return "P" if 41 <= day <= 71 else "L" if 1 <= day <= 31 else ""
