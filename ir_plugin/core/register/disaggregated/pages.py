"""The tables of an edition as documents to read: for a workbook, a report, files of values."""

from __future__ import annotations

from typing import Iterator, List, Optional, Sequence, Tuple

from ...documents import Block, Cell, Document, Link, Paragraph, Table
from ...industry.disaggregated_tables import ALL, MEN, WOMEN, DisaggregatedTable, Row
from ...industry.disaggregated_tables.declaration import UNTOLD as NOT_ASKED
from ...texts import Text, joined, same
from ..aggregate_columns import WOMEN_RULE
from ..counted import COUNTED_WORDS
from ..exports.report import DRAFT_CLASSES
from .businesses import UNKNOWN_EDUCATION
from .counts import EVERYBODY, Key, key_of
from .edition import Edition
from .figures import BOTH

TITLE = Text("Data terpilah industri rumahan", "Disaggregated data of home industries")
CONTENTS, METADATA = Text("Isi", "Contents"), Text("Metadata", "Metadata")
HIDDEN = Text("(r)", "(c)")
"""What stands in the place of a number that stays hidden."""

HIDDEN_NOTE = Text(
    "(r) Dirahasiakan: angka di bawah {least}, dan angka yang dapat membocorkannya, juga bersama tabel dan wilayah "
    "lain.",
    "(c) Confidential: numbers below {least}, and those that would give them away, also together with other tables and "
    "regions.",
)
INSIDE_NOTE = Text(
    "INTERNAL: angka kecil tidak dirahasiakan; hanya untuk dipakai di dalam kantor.",
    "INTERNAL: small numbers are not hidden; for use inside the offices only.",
)
WORKERS_RULE = Text("Jenis kelamin ialah jenis kelamin pekerja.", "The sex is that of the worker.")
OWNER_RULE = Text("Milik perempuan: {rule}", "Owned by women: {rule}").format(rule=WOMEN_RULE)
PLACE = Text("{place}, periode {period}", "{place}, period {period}")
AND_BEFORE = Text("{place}, periode {before} dan {period}", "{place}, periods {before} and {period}")
SOURCE = Text(
    "Sumber: register industri rumahan, periode {period}.", "Source: register of home industries, period {period}."
)
UNTOLD = Text(
    "Tidak termasuk {count} usaha yang jenis kelamin pemiliknya tidak diisi.",
    "Not included: {count} {count:business|businesses} whose owner's sex is not told.",
)
SOME_UNTOLD = Text(
    "Tidak termasuk usaha yang jenis kelamin pemiliknya tidak diisi.",
    "Not included: businesses whose owner's sex is not told.",
)
NO_DATA = Text(
    "Register belum memuat data untuk tabel ini; nol di sini berarti belum didata.",
    "The register holds no data for this table yet; a zero means that nobody asked.",
)
NO_TRANSITIONS = Text(
    "Tabel perpindahan kelas (T12) tidak dibuat: register hanya punya satu periode sampai {period}.",
    "The table of changes of class (T12) was not made: up to {period} the register has one period only.",
)
SEX_OF_OWNER = Text("Jenis kelamin pemilik", "Owner's sex")
SEX_OF_WORKER = Text("Jenis kelamin pekerja", "Worker's sex")
SHARE_OF_ALL = Text("Persen dari semua", "Per cent of all")
PER_PEOPLE = Text("Per 1.000 penduduk", "Per 1,000 people")
CODE = Text("Kode", "Code")
M, W, MW, SHARE = Text("L", "M"), Text("P", "F"), Text("L+P", "M+F"), Text("% P", "% F")
LETTERS = Text(
    "L: laki-laki. P: perempuan. % P: bagian perempuan dari L+P.", "M: male. F: female. % F: share of women in M+F."
)
NO_TEXT = Text("", "")
UNKNOWN_CODES = (NOT_ASKED, UNKNOWN_EDUCATION)


def table_pages(edition: Edition, source: Text = NO_TEXT) -> List[Document]:
    """A document for each table, in their order. source: what the agency wants to have said of its sources."""
    return [_page(edition, table, source) for table in edition.tables]


def contents_page(edition: Edition) -> Document:
    """What the tables are, with links to the sheet or file of each, by its id."""
    rows: List[Sequence[Cell]] = [(table.id, Link(table.title, table.id), table.counted) for table in edition.tables]
    headings = (Text("Tabel", "Table"), Text("Judul", "Title"), Text("Yang dihitung", "What is counted"))
    profile = Text("Profil ekspor: {profile}.", "Export profile: {profile}.").format(profile=edition.profile.title)
    blocks: List[Block] = [
        Paragraph(place_of(edition)),
        *_warnings(edition, edition.draft),
        Table(NO_TEXT, headings, rows),
        *(Paragraph(each) for each in (COUNTED_WORDS, *rules(edition, False), profile)),
    ]
    return Document(TITLE, tuple(blocks))


def _page(edition: Edition, table: DisaggregatedTable, source: Text) -> Document:
    made = table_of(edition, table)
    hides = any(cell == HIDDEN for row in made.rows for cell in row)
    notes = [table.definition, *table.notes, *rules(edition, table.of_workers)]
    if has_no_data(edition, table):
        notes.insert(0, NO_DATA)
    notes += [HIDDEN_NOTE.format(least=edition.least)] if hides else []
    notes.append(
        joined([SOURCE.format(period=edition.period), source]) if source.id else SOURCE.format(period=edition.period)
    )
    blocks: List[Block] = [
        Paragraph(place_of(edition, table)),
        *_warnings(edition, table.of_classes and edition.draft),
        made,
        *(Paragraph(note) for note in notes),
    ]
    title = Text("Tabel {id}. {title}", "Table {id}. {title}").format(id=table.id, title=table.title)
    return Document(title, tuple(blocks))


def has_no_data(edition: Edition, table: DisaggregatedTable) -> bool:
    """Whether no business of the whole register is in any row of a fact but that of those who were not asked."""
    keys = [key_of(row) for row in table.rows if row.fact and row.code not in UNKNOWN_CODES]
    return bool(keys) and all(edition.figures.is_empty(key) for key in keys)


def place_of(edition: Edition, table: Optional[DisaggregatedTable] = None) -> Text:
    """Region and period in words; both periods for the table that compares them."""
    compares = table is not None and any(row.fact == "kelas_lalu" for row in table.rows)
    words = AND_BEFORE if compares else PLACE
    return words.format(place=edition.title, period=edition.period, before=edition.before)


def _warnings(edition: Edition, draft: bool) -> Iterator[Paragraph]:
    if draft:
        yield Paragraph(DRAFT_CLASSES, warning=True)
    if edition.least is None:
        yield Paragraph(INSIDE_NOTE, warning=True)


def rules(edition: Edition, of_workers: bool) -> List[Text]:
    """What the letters mean and whose sex is counted: in which sense a business is owned by women."""
    words = [LETTERS, WORKERS_RULE if of_workers else OWNER_RULE]
    if edition.unknown_sex and not of_workers:
        tells = edition.least is None or not edition.region and edition.unknown_sex >= edition.least
        words.append(UNTOLD.format(count=edition.unknown_sex) if tells else SOME_UNTOLD)
    return words


def table_of(edition: Edition, table: DisaggregatedTable) -> Table:
    """The table itself: numbers as numbers, HIDDEN in place of those that stay hidden."""
    rows, totals = _region_rows(edition) if table.by_region else _fact_rows(edition, table)
    people = table.by_region and any(code in edition.population for code in (edition.region, *edition.regions_below))
    stubs = (CODE, table.stub) if table.by_region else tuple(each for each in (table.group_stub, table.stub) if each.id)
    more = (M, W, MW) if table.shares or people else ()
    sex = SEX_OF_WORKER if table.of_workers else SEX_OF_OWNER
    over = [(NO_TEXT, len(stubs)), (sex, 4)]
    over += [(SHARE_OF_ALL if table.shares else PER_PEOPLE, len(more))] if more else []
    return Table(
        NO_TEXT,
        (*stubs, M, W, MW, SHARE, *more),
        rows,
        digits=3,
        over=tuple(over),
        groups=len(stubs) - 1 if not table.by_region else 0,
        totals=totals,
        figures=4 + len(more),
    )


def _region_rows(edition: Edition) -> Tuple[List[Sequence[Cell]], Tuple[int, ...]]:
    below = edition.regions_below
    told = any(code in edition.population for code in (edition.region, *below))
    rows: List[Sequence[Cell]] = [
        (
            code if number < len(below) else "",
            same(edition.names[code]) if number < len(below) else Text("Jumlah", "Total"),
            *_figures(edition, EVERYBODY, code),
            *(_per_people(edition, code) if told else ()),
        )
        for number, code in enumerate((*below, edition.region))
    ]
    return rows, (len(below),)


def _per_people(edition: Edition, code: str) -> List[Cell]:
    people = edition.population.get(code, {})
    bases = {**people, BOTH: sum(people.values())}
    numbers = [(edition.figures.number(EVERYBODY, sex, code), bases.get(sex)) for sex in (MEN, WOMEN, BOTH)]
    return [_share(number, base, 1000.0) for number, base in numbers]


def _fact_rows(edition: Edition, table: DisaggregatedTable) -> Tuple[List[Sequence[Cell]], Tuple[int, ...]]:
    kept = [row for row in table.rows if not (table.sparse and row.code and edition.figures.is_empty(key_of(row)))]
    rows: List[Sequence[Cell]] = []
    for row in kept:
        cells = _figures(edition, key_of(row), edition.region)
        shares = _shares(edition, row, table) if table.shares else []
        stubs = [row.group, row.label] if table.group_stub.id else [row.label]
        rows.append((*stubs, *cells, *shares))
    return rows, tuple(number for number, row in enumerate(kept) if row.code == ALL)


def _figures(edition: Edition, key: Key, region: str) -> List[Cell]:
    """Men, women, both, and the share of women."""
    men, women, both = (edition.figures.number(key, sex, region) for sex in (MEN, WOMEN, BOTH))
    share = HIDDEN if men is None or women is None else _share(women, men + women, 100.0)
    return [*(HIDDEN if each is None else each for each in (men, women, both)), share]


def _shares(edition: Edition, row: Row, table: DisaggregatedTable) -> List[Cell]:
    """The row's numbers as shares of all who could be in it."""
    base = next(each for each in table.rows if each.code == ALL and each.fact in ("", row.fact))
    numbers = [
        [edition.figures.number(key_of(each), sex, edition.region) for each in (row, base)]
        for sex in (MEN, WOMEN, BOTH)
    ]
    return [HIDDEN if None in pair else _share(pair[0], pair[1], 100.0) for pair in numbers]


def _share(number: Optional[int], base: Optional[int], factor: float) -> Cell:
    """HIDDEN where the number is, None without a base."""
    if number is None:
        return HIDDEN
    return factor * number / base if base else None


def metadata_page(edition: Edition) -> Document:
    """What each number of the tables means, after the form MS-Ind of Peraturan BPS 5/2020."""
    rows: List[Sequence[Cell]] = [row for table in edition.tables for row in _indicators(edition, table)]
    note = Paragraph(
        Text(
            "Menurut gagasan MS-Ind (Peraturan BPS 5/2020); formulir resminya belum dapat dibaca, jadi urutan isiannya "
            "belum diverifikasi.",
            "After the idea of MS-Ind (Peraturan BPS 5/2020); its official form could not be read, so that the order "
            "of its entries has not been verified.",
        )
    )
    return Document(
        Text("Metadata indikator", "Metadata of the indicators"),
        (Paragraph(place_of(edition)), Table(NO_TEXT, MS_IND, rows, groups=1), note),
    )


MS_IND = (
    Text("Tabel", "Table"),
    Text("Indikator", "Indicator"),
    Text("Definisi", "Definition"),
    Text("Rumus", "Formula"),
    Text("Satuan", "Unit"),
    Text("Klasifikasi", "Classification"),
    Text("Sumber", "Source"),
    Text("Periode", "Period"),
    Text("Ambang", "Threshold"),
)
UNITS = {False: Text("usaha", "businesses"), True: Text("orang", "people")}
COUNT_FORMULA = Text("Banyaknya yang memenuhi definisi", "The number that meets the definition")
WOMEN_FORMULA = Text("100 × P / (L + P)", "100 × F / (M + F)")
ALL_FORMULA = Text("100 × jumlah baris / jumlah semua, menurut jenis kelamin", "100 × row / all, by sex")
PEOPLE_FORMULA = Text(
    "1.000 × jumlah IR / jumlah penduduk, menurut jenis kelamin", "1,000 × home industries / people, by sex"
)
PER_CENT = Text("persen", "per cent")
NO_THRESHOLD = Text("tidak ada (internal)", "none (internal)")


def _indicators(edition: Edition, table: DisaggregatedTable) -> Iterator[Sequence[Cell]]:
    measures = [
        (table.counted, COUNT_FORMULA, UNITS[table.of_workers]),
        (Text("Bagian perempuan", "Share of women"), WOMEN_FORMULA, PER_CENT),
    ]
    measures += [(SHARE_OF_ALL, ALL_FORMULA, PER_CENT)] if table.shares else []
    measures += (
        [(PER_PEOPLE, PEOPLE_FORMULA, Text("per 1.000 penduduk", "per 1,000 people"))] if table.by_region else []
    )
    by = joined(
        [
            each
            for each in (table.group_stub, table.stub, SEX_OF_WORKER if table.of_workers else SEX_OF_OWNER)
            if each.id
        ],
        "; ",
    )
    least = NO_THRESHOLD if edition.least is None else same(str(edition.least))
    for words, formula, unit in measures:
        yield (table.id, words, table.definition, formula, unit, by, ", ".join(table.sources), edition.period, least)
