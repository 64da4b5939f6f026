"""The twelve tables of disaggregated data, T1 to T12.

The set is a proposal: the annex of Permen PPPA 4/2015 with the tables that it prescribes has not been available.
"""

from __future__ import annotations

from typing import Iterable, Tuple

from ...texts import Text
from ..schema.declaration import NO_TEXT
from ..value_lists import VALUE_LISTS
from .declaration import (
    ALL,
    BEFORE,
    CAPITAL,
    CHANNEL,
    CLASS,
    CREDIT,
    DISABILITY,
    HEAD,
    LICENCE,
    MIGRANT,
    PAY,
    SERVICE,
    YES,
    DisaggregatedTable,
    Row,
)
from .rows import AGE_ROWS, CLASSLESS, EDUCATION_ROWS, INDUSTRY_ROWS, NEW, PAY_LABELS

BUSINESSES = Text("Jumlah usaha IR", "Home industries")
WORKERS = Text("Jumlah pekerja", "Workers")
TOTAL = Text("Jumlah", "Total")
ANSWERED = Text("Semua yang menjawab", "All who answered")
EVERYBODY = Row(TOTAL)
CLASSES = (*VALUE_LISTS["kelas_ir"].values, CLASSLESS)
LICENCES = ("NIB", "PIRT", "HALAL", "MEREK")
DIGITAL = ("MED", "MKP")

CLASS_NOTE = Text(
    "Kelas: yang ditetapkan; bila tidak ada, menurut aturan; bila tidak ada, menurut petugas.",
    "Class: as decided, else by the rules, else by the enumerator.",
)
SEVERAL_NOTE = Text(
    "Satu usaha dapat dihitung di beberapa baris, jadi baris tidak berjumlah 100 persen.",
    "A business may be counted in several rows, so that the rows do not add up to 100 per cent.",
)


def _listed(values: str, fact: str, codes: Iterable[str] = (), group: Text = NO_TEXT) -> Tuple[Row, ...]:
    """A row for each code of a value list, or for some of them."""
    words = VALUE_LISTS[values]
    return tuple(Row(words.label(code), fact, code, group=group) for code in codes or words.codes)


def _by_class(fact: str, code: str, group: Text) -> Tuple[Row, ...]:
    """A row for each class, of those that have a code."""
    return tuple(Row(value.label, fact, code, value.code, group) for value in CLASSES)


_FROM_HOME = Text("Luring", "Offline")
_DIGITAL = Text("Digital", "Digital")
_SOURCES_OF_CAPITAL = Text("Sumber modal", "Source of capital")
_CREDIT = Text("Kredit usaha rakyat (KUR)", "Subsidised credit (KUR)")
_OFFLINE = tuple(code for code in VALUE_LISTS["kanal_pasar"].codes if code not in DIGITAL)

T1 = DisaggregatedTable(
    "T1",
    Text("Industri rumahan menurut wilayah dan jenis kelamin pemilik", "Home industries by region and owner's sex"),
    BUSINESSES,
    Text(
        "Usaha yang dihitung, menurut wilayah tempat usaha itu berada.",
        "The businesses counted, by the region they are in.",
    ),
    Text("Wilayah", "Region"),
    by_region=True,
)
T2 = DisaggregatedTable(
    "T2",
    Text("Industri rumahan menurut kelas IR dan jenis kelamin pemilik", "Home industries by IR class and owner's sex"),
    BUSINESSES,
    Text("Usaha menurut kelas IR pada periode itu.", "Businesses by their IR class in the period."),
    Text("Kelas IR", "IR class"),
    (*(Row(value.label, CLASS, value.code) for value in CLASSES), EVERYBODY),
    of_classes=True,
    notes=(CLASS_NOTE,),
)
T3 = DisaggregatedTable(
    "T3",
    Text(
        "Industri rumahan menurut kelompok umur dan jenis kelamin pemilik",
        "Home industries by owner's age group and sex",
    ),
    BUSINESSES,
    Text(
        "Usaha menurut umur pemiliknya: tahun periode dikurangi tahun lahir.",
        "Businesses by their owner's age: the year of the period less the year of birth.",
    ),
    Text("Umur pemilik (tahun)", "Owner's age (years)"),
    (*AGE_ROWS, EVERYBODY),
    notes=(
        Text(
            "Pemilik berumur 17 tahun atau kurang seharusnya tidak ada; bila ada, periksa tahun lahirnya.",
            "There should be no owner of 17 years or less; where there is one, check the year of birth.",
        ),
    ),
)
T4 = DisaggregatedTable(
    "T4",
    Text(
        "Industri rumahan menurut pendidikan dan jenis kelamin pemilik", "Home industries by owner's education and sex"
    ),
    BUSINESSES,
    Text(
        "Usaha menurut pendidikan tertinggi pemiliknya.",
        "Businesses by the highest education that their owner completed.",
    ),
    Text("Pendidikan tertinggi pemilik", "Owner's highest education"),
    (*EDUCATION_ROWS, EVERYBODY),
)
T5 = DisaggregatedTable(
    "T5",
    Text(
        "Pekerja industri rumahan menurut kelas IR, upah, dan jenis kelamin pekerja",
        "Workers of home industries by IR class, pay and worker's sex",
    ),
    WORKERS,
    Text(
        "Orang yang bekerja pada usaha yang dihitung, dibayar atau tidak, menurut kelas IR usahanya.",
        "People who work in the businesses counted, paid or not, by the IR class of the business.",
    ),
    Text("Upah", "Pay"),
    (
        *(Row(label, PAY, pay, value.code, value.label) for value in CLASSES for pay, label in PAY_LABELS.items()),
        Row(TOTAL, PAY),
    ),
    Text("Kelas IR", "IR class"),
    of_workers=True,
    of_classes=True,
    sparse=True,
    notes=(
        CLASS_NOTE,
        Text(
            "Usaha yang tidak menyebutkan pekerjanya tidak menambah jumlah ini.",
            "Businesses that do not tell their workers add nothing to these numbers.",
        ),
    ),
    sources=("ir_usaha", "ir_pengamatan"),
)
T6 = DisaggregatedTable(
    "T6",
    Text(
        "Industri rumahan menurut golongan KBLI dan jenis kelamin pemilik",
        "Home industries by KBLI group and owner's sex",
    ),
    BUSINESSES,
    Text(
        "Usaha menurut dua angka pertama KBLI produk utamanya.",
        "Businesses by the first two digits of the KBLI of their main product.",
    ),
    Text("Golongan pokok KBLI", "KBLI group"),
    (*INDUSTRY_ROWS, EVERYBODY),
    sparse=True,
    notes=(
        Text(
            "KBLI yang tertulis pada produk, jika tidak ada KBLI 2025 produk bakunya; kedua edisi sama pada dua angka.",
            "The KBLI recorded with the product, else the KBLI 2025 of the standard product; two digits are the same "
            "in both editions.",
        ),
    ),
    sources=("ir_usaha", "ir_pemilik", "ir_produk", "ref_produk"),
)
T7 = DisaggregatedTable(
    "T7",
    Text("Legalitas yang dimiliki menurut jenis kelamin pemilik", "Licences held by owner's sex"),
    BUSINESSES,
    Text(
        "Usaha yang tercatat memiliki legalitas itu sampai tahun periode.",
        "Businesses on record as holding the licence by the year of the period.",
    ),
    Text("Legalitas", "Licence"),
    (*_listed("jenis_legalitas", LICENCE, LICENCES), EVERYBODY),
    shares=True,
    notes=(
        SEVERAL_NOTE,
        Text("Masa berlakunya tidak diperiksa.", "Whether it is still valid is not looked at."),
    ),
    sources=("ir_usaha", "ir_pemilik", "ir_legalitas", "ir_produk"),
)
T8 = DisaggregatedTable(
    "T8",
    Text(
        "Sumber modal dan akses KUR menurut jenis kelamin pemilik", "Sources of capital and KUR credit by owner's sex"
    ),
    BUSINESSES,
    Text(
        "Usaha yang menyebutkan sumber modal itu, dan usaha yang pernah menerima KUR.",
        "Businesses that name the source of capital, and businesses that have had KUR credit.",
    ),
    Text("Jawaban", "Answer"),
    (
        *_listed("sumber_modal", CAPITAL, group=_SOURCES_OF_CAPITAL),
        Row(ANSWERED, CAPITAL, ALL, group=_SOURCES_OF_CAPITAL),
        Row(Text("Pernah menerima", "Has had it"), CREDIT, YES, group=_CREDIT),
        Row(ANSWERED, CREDIT, ALL, group=_CREDIT),
    ),
    Text("Pertanyaan", "Question"),
    shares=True,
    notes=(SEVERAL_NOTE,),
)
T9 = DisaggregatedTable(
    "T9",
    Text("Kanal pemasaran menurut jenis kelamin pemilik", "Sales channels by owner's sex"),
    BUSINESSES,
    Text("Usaha yang menjual lewat kanal itu.", "Businesses that sell through the channel."),
    Text("Kanal", "Channel"),
    (
        *_listed("kanal_pasar", CHANNEL, _OFFLINE, _FROM_HOME),
        *_listed("kanal_pasar", CHANNEL, DIGITAL, _DIGITAL),
        Row(ANSWERED, CHANNEL, ALL),
    ),
    Text("Jenis kanal", "Kind of channel"),
    shares=True,
    notes=(SEVERAL_NOTE,),
)
T10 = DisaggregatedTable(
    "T10",
    Text(
        "Pemilik kepala keluarga, disabilitas, dan purna pekerja migran menurut kelas IR dan jenis kelamin",
        "Owners who head a family, have a disability or are former migrants, by IR class and sex",
    ),
    BUSINESSES,
    Text(
        "Usaha yang pemiliknya tercatat demikian; yang tidak tercatat tidak dihitung.",
        "Businesses whose owner is on record as such; who is not on record is not counted.",
    ),
    Text("Kelas IR", "IR class"),
    (
        *_by_class(HEAD, YES, Text("Kepala keluarga", "Head of the family")),
        *_by_class(DISABILITY, YES, Text("Penyandang disabilitas", "Has a disability")),
        *_by_class(MIGRANT, YES, Text("Purna pekerja migran", "Former migrant worker")),
        EVERYBODY,
    ),
    Text("Pemilik", "Owner"),
    of_classes=True,
    sparse=True,
    notes=(
        Text(
            "Kolom P pada baris kepala keluarga ialah perempuan kepala keluarga (PEKKA).",
            "The column F in the rows of heads of families is women who head a family (PEKKA).",
        ),
        CLASS_NOTE,
    ),
)
T11 = DisaggregatedTable(
    "T11",
    Text("Layanan yang pernah diterima menurut jenis kelamin pemilik", "Services received by owner's sex"),
    BUSINESSES,
    Text(
        "Usaha yang tercatat menerima layanan itu sampai tahun periode.",
        "Businesses on record as having received the service by the year of the period.",
    ),
    Text("Jenis layanan", "Kind of service"),
    (*_listed("layanan", SERVICE), EVERYBODY),
    shares=True,
    notes=(SEVERAL_NOTE,),
    sources=("ir_usaha", "ir_pemilik", "ir_pendampingan"),
)
T12 = DisaggregatedTable(
    "T12",
    Text(
        "Perpindahan kelas IR dari periode sebelumnya, menurut jenis kelamin pemilik",
        "Change of IR class since the period before, by owner's sex",
    ),
    BUSINESSES,
    Text(
        "Usaha menurut kelasnya pada periode sebelumnya dan pada periode ini.",
        "Businesses by their class in the period before and in this one.",
    ),
    Text("Kelas periode ini", "Class in this period"),
    (
        *(row for value in (*CLASSES, NEW) for row in _by_class(BEFORE, value.code, value.label)),
        EVERYBODY,
    ),
    Text("Kelas periode sebelumnya", "Class in the period before"),
    of_classes=True,
    sparse=True,
    notes=(CLASS_NOTE,),
)

TABLES: Tuple[DisaggregatedTable, ...] = (T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12)
"""In their order."""

TRANSITIONS = T12
"""Which only a register of several periods has."""
