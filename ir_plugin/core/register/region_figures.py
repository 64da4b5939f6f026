"""Population and households of regions in the register: under which headings they come, and which are not known."""

from __future__ import annotations

import sqlite3
from typing import List, Mapping, Optional, Sequence

from ..declaration import Note
from ..industry.regions import DISTRICT, PROVINCE, REGENCY, VILLAGE, level_of, parent_of
from ..texts import Text

FIGURES: Mapping[str, Sequence[str]] = {
    "penduduk_l": ("penduduk_l", "laki_laki", "penduduk_laki", "penduduk_laki_laki"),
    "penduduk_p": ("penduduk_p", "perempuan", "penduduk_perempuan"),
    "tahun_penduduk": ("tahun_penduduk",),
    "rumah_tangga": ("rumah_tangga", "jumlah_rumah_tangga", "jumlah_kk", "kk"),
}
"""Figures of the register, and the headings under which a layer or table may bring them, in any spelling of case,
spaces and signs."""

LEVELS = {
    VILLAGE: Text("desa/kelurahan", "villages"),
    DISTRICT: Text("kecamatan", "districts"),
    REGENCY: Text("kabupaten/kota", "regencies"),
}
NO_HOUSEHOLDS = Text(
    "Jumlah rumah tangga tidak diketahui atau nol untuk {count} dari {total} {level}; angka per 1.000 rumah tangga "
    "kosong di sana. Impor penduduk dan rumah tangga dari tabel yang punya kolom kode dan salah satu dari: {headings}.",
    "The number of households is not known, or zero, for {count} of {total} {level}; figures per 1,000 households are "
    "empty there. Import population and households from a table with a column kode and one of: {headings}.",
)
NO_POPULATION = Text(
    "Jumlah penduduk tidak diketahui untuk {count} dari {total} {level}. Impor jumlah penduduk dari tabel "
    "yang punya kolom kode, {headings}.",
    "The population is not known for {count} of {total} {level}. Import the population from a table with "
    "the columns kode, {headings}.",
)


def households_note(unknown: int, total: int, level: str) -> List[Note]:
    """A warning that says for how many regions of a level households are unknown or zero; none where all are known."""
    if not unknown:
        return []
    details = {"count": unknown, "total": total, "level": LEVELS[level]}
    return [Note(NO_HOUSEHOLDS.format(headings=", ".join(FIGURES["rumah_tangga"]), **details), warning=True)]


def unknown_notes(connection: sqlite3.Connection, level: str) -> List[Note]:
    """Warnings about regions of a level whose households or population the register does not know."""
    if level not in LEVELS:
        return []
    total, households, people = connection.execute(
        "SELECT count(*), count(nullif(rumah_tangga, 0)), count(penduduk_l + penduduk_p) FROM ref_wilayah "
        "WHERE tingkat = ?",
        (level,),
    ).fetchone()
    notes = households_note(total - households, total, level)
    if people < total:
        details = {"count": total - people, "total": total, "level": LEVELS[level]}
        headings = ", ".join(("penduduk_l", "penduduk_p", "tahun_penduduk"))
        notes.append(Note(NO_POPULATION.format(headings=headings, **details), warning=True))
    return notes


def write_figures(connection: sqlite3.Connection, code: str, figures: Mapping[str, Optional[int]]) -> None:
    """Writes the figures that are known; population comes with its year, or without any."""
    men, women, year, households = (figures.get(name) for name in FIGURES)
    if men is not None and women is not None:
        connection.execute(
            "UPDATE ref_wilayah SET penduduk_l = ?, penduduk_p = ?, tahun_penduduk = ? WHERE kode_dagri = ?",
            (men, women, year, code),
        )
    if households is not None:
        connection.execute("UPDATE ref_wilayah SET rumah_tangga = ? WHERE kode_dagri = ?", (households, code))


def add_up(connection: sqlite3.Connection, code: str) -> None:
    """Households, and the population of a kecamatan, where every region below is known; official totals stay."""
    men, women, year, households = connection.execute(
        "SELECT CASE WHEN count(*) = count(penduduk_l) THEN sum(penduduk_l) END, "
        "CASE WHEN count(*) = count(penduduk_p) THEN sum(penduduk_p) END, max(tahun_penduduk), "
        "CASE WHEN count(*) = count(rumah_tangga) THEN sum(rumah_tangga) END FROM ref_wilayah WHERE induk = ?",
        (code,),
    ).fetchone()
    if level_of(code) != DISTRICT:
        men = women = None
    figures = {"penduduk_l": men, "penduduk_p": women, "tahun_penduduk": year, "rumah_tangga": households}
    write_figures(connection, code, figures)


def regions_above(codes: Sequence[str]) -> List[str]:
    """Every region that contains regions of one level, from the level just above up to the province."""
    above: List[str] = []
    while codes and level_of(codes[0]) != PROVINCE:
        codes = sorted({parent_of(code) for code in codes})
        above += codes
    return above
