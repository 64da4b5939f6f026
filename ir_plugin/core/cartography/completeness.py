"""What a sheet still lacks of the marginal information of an official map, told before it is made."""

from __future__ import annotations

import re
from typing import Any, List, Mapping, Optional, Tuple

from ..declaration import Note
from ..texts import Text, joined

AGENCY = Text("nama instansi pembuat", "the name of the agency")
ADDRESS = Text(
    "alamat dan kontak instansi (baris di bawah namanya)",
    "the agency's address and contact (lines below its name)",
)
LOGO = Text("logo instansi", "the agency's logo")
SOURCE = Text("sumber data menurut pembuatnya", "the data source in the maker's words")
YEAR = Text("tahun data dalam judul", "the year of the data in the title")
TITLES = ("TITLE", "SUBTITLE")
A_YEAR = re.compile(r"\b(19|20)\d\d\b")
"""Layers do not tell of which period they are."""

INCOMPLETE = Text(
    "Informasi tepi peta belum lengkap: {items}. Lengkapi sebelum peta diedarkan.",
    "The marginal information is not complete: {items}. Complete it before the map is handed out.",
)


def agency_lines(agency: Optional[str]) -> Tuple[str, ...]:
    """Name, address and contact, one line each, as written with semicolons or line ends between them."""
    return tuple(line.strip() for line in (agency or "").replace(";", "\n").splitlines() if line.strip())


def missing(values: Mapping[str, Any]) -> List[Text]:
    """What only the maker of a map can say and has not said. The rest is drawn always: a template without an item of
    it is refused."""
    lines = agency_lines(values.get("AGENCY"))
    found = [AGENCY] if not lines else [ADDRESS] if len(lines) == 1 else []
    found += [] if values.get("LOGO") else [LOGO]
    found += [] if values.get("SOURCE") else [SOURCE]
    found += [] if any(A_YEAR.search(values.get(each) or "") for each in TITLES) else [YEAR]
    return found


def completeness_notes(values: Mapping[str, Any]) -> Tuple[Note, ...]:
    """The warning that names all of it; nothing where a sheet is complete."""
    items = missing(values)
    return (Note(INCOMPLETE.format(items=joined(items, "; ")), warning=True),) if items else ()
