"""The licences of open data, and what none of them covers."""

from __future__ import annotations

from typing import List, Mapping, NamedTuple, Optional

from ..texts import LANGUAGES, Text
from .read_me import wrapped


class Licence(NamedTuple):
    """name: in words. address: of its text, "" for none."""

    name: Text
    address: str = ""


LICENCES: Mapping[str, Licence] = {
    "CCBY": Licence(
        Text("Creative Commons Atribusi 4.0 (CC BY 4.0)", "Creative Commons Attribution 4.0 (CC BY 4.0)"),
        "https://creativecommons.org/licenses/by/4.0/",
    ),
    "CC0": Licence(
        Text("Tanpa syarat (CC0 1.0)", "No conditions (CC0 1.0)"),
        "https://creativecommons.org/publicdomain/zero/1.0/",
    ),
    "ASK": Licence(Text("Tanya penerbit sebelum memakai", "Ask the publisher before use")),
}
"""By the code of the setting."""

SCOPE = Text(
    "Lisensi berlaku untuk produk, tempat menurut desa, izin usaha, jumlah, batas, dan hasil analisis. Nama, telepon, "
    "alamat, titik tepat, dan foto adalah data pribadi dan tidak ikut dilisensikan: pakailah hanya untuk menghubungi "
    "atau mendatangi usaha itu, dan hapus dari salinan Anda bila terbitan baru tidak lagi memuatnya (UU 27/2022 "
    "tentang Pelindungan Data Pribadi).",
    "The licence covers products, places by village, kinds of licences, counts, boundaries and results of analysis. "
    "Names, phones, addresses, exact points and photos are personal data and not licensed: use them only to contact or "
    "visit the business, and delete them from your copy once a newer publication has them no more (Indonesia's Law "
    "27/2022 on Personal Data Protection).",
)
CREDIT = Text("Sebutkan sumber: {title}, {publisher}, {date}.", "Name the source: {title}, {publisher}, {date}.")
CREDIT_TITLE = Text("Sebutkan sumber: {title}, {date}.", "Name the source: {title}, {date}.")


def licence_named(name: Text) -> Optional[Licence]:
    """The licence of a name; None where there is none."""
    return next((each for each in LICENCES.values() if each.name == name), None)


def licence_text(licence: Licence, title: Text, publisher: Text, date: str) -> str:
    """What the licence is, whom to name, and what it does not cover, in both languages."""
    credit = (CREDIT if publisher.id else CREDIT_TITLE).format(title=title, publisher=publisher, date=date)
    told: List[str] = []
    for language in LANGUAGES:
        told += [licence.name.in_language(language), *([licence.address] if licence.address else []), ""]
        told += [*wrapped(credit.in_language(language)), "", *wrapped(SCOPE.in_language(language)), ""]
    return "\n".join(told)
