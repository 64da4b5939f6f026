"""The words in which disaggregated tables are written: facts of a business, rows that count them, tables of rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Tuple

from ...texts import Text
from ..schema.declaration import NO_TEXT

MEN, WOMEN = "L", "P"
SEXES = (MEN, WOMEN)
"""The columns of every table, as codes of the value list ``jenis_kelamin``; beside them both together and the share
of women."""

AGE, KBLI, BEFORE, PAY = "kelompok_umur", "kbli_2", "kelas_lalu", "upah"
CLASS, EDUCATION, LICENCE, SERVICE = "kelas_ir", "pendidikan", "legalitas", "layanan"
CAPITAL, CREDIT, CHANNEL = "sumber_modal", "akses_kur", "kanal_pasar"
HEAD, DISABILITY, MIGRANT = "kepala_keluarga", "disabilitas", "purna_pmi"
YES, UNTOLD = "1", "TT"
ALL = ""
"""The code of a row that counts all who could be counted."""


@dataclass(frozen=True)
class Fact:
    """Something that is known of each business as codes. several: it may have more than one of them, or none.

    asked: those that did not answer are left out of what is counted, for an answer cannot be told from silence.
    """

    name: str
    several: bool = False
    asked: bool = False


FACTS = {
    fact.name: fact
    for fact in (
        Fact(CLASS),
        Fact(AGE),
        Fact(EDUCATION),
        Fact(KBLI),
        Fact(LICENCE, several=True),
        Fact(CAPITAL, several=True, asked=True),
        Fact(CREDIT, asked=True),
        Fact(CHANNEL, several=True, asked=True),
        Fact(HEAD),
        Fact(DISABILITY),
        Fact(MIGRANT),
        Fact(SERVICE, several=True),
        Fact(BEFORE),
        Fact(PAY),
    )
}
"""What the rows count, by name. Facts without several codes have exactly one for each business that is counted."""


@dataclass(frozen=True)
class Row:
    """One row: the businesses whose ``fact`` has the ``code``, where ``within`` is set of this IR class only.

    ALL as the code: everybody whose fact is known, and without a fact everybody. group: what the rows beside it share.
    """

    label: Text
    fact: str = ""
    code: str = ALL
    within: str = ""
    group: Text = NO_TEXT


@dataclass(frozen=True)
class DisaggregatedTable:
    """One table. counted: what its numbers count. definition: who is counted in which row, in a sentence.

    by_region: the rows are the regions below the one that is told of. of_workers: people who work are counted, by their
    own sex; else businesses, by the sex of the owner. of_classes: the rows follow IR classes, so that a draft of the
    rules is said. shares: each row also as a share of the last row of its group. sparse: rows that are zero in the
    whole register are left out. sources: tables of the register.
    """

    id: str
    title: Text
    counted: Text
    definition: Text
    stub: Text
    rows: Tuple[Row, ...] = ()
    group_stub: Text = NO_TEXT
    by_region: bool = False
    of_workers: bool = False
    of_classes: bool = False
    shares: bool = False
    sparse: bool = False
    notes: Tuple[Text, ...] = ()
    sources: Tuple[str, ...] = ("ir_usaha", "ir_pemilik", "ir_pengamatan")
