"""What an import tells: its page, its numbers, and the notes in the log."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from typing import List, Mapping, Sequence

from ...declaration import Note, Results
from ...texts import Text
from .import_report import DRY_RUN, for_dry_run, report_page
from .logged import LoggedRow

READ = Text(
    "{read} baris dibaca: {imported} diimpor ({new} usaha baru, {unchanged} tanpa perubahan), "
    "{rejected} ditolak, {repaired} nilai diperbaiki.",
    "{read} {read:row|rows} read: {imported} imported ({new} new {new:business|businesses}, {unchanged} unchanged), "
    "{rejected} rejected, "
    "{repaired} {repaired:value|values} repaired.",
)
DETAILS = Text(
    "Baris rincian (produk, legalitas, bantuan, foto, persetujuan): {taken} diimpor, {rejected} ditolak.",
    "Detail rows (products, licences, support, photos, consents): {taken} imported, {rejected} rejected.",
)
DUPLICATES = Text(
    "{count} pasang usaha mungkin sama; tidak ada yang digabung: putuskan di tabel Kemungkinan ganda.",
    "{count} {count:pair|pairs} of businesses may be one; none has been merged: decide in the table Possible "
    "duplicates.",
)

SHOWN = 20
"""Rejected rows that are named in the log; all of them are in impor_tolak."""

MORE = Text(
    "... dan {count} baris lain yang ditolak: lihat tabel impor_tolak.",
    "... and {count} more rejected {count:row|rows}: see the table impor_tolak.",
)


def results_of(
    rows: Sequence[LoggedRow],
    counts: Mapping[str, int],
    labels: Mapping[str, Text],
    said: Sequence[Note],
    unread: Sequence[Note],
    register: str,
) -> Results:
    """The page, the numbers and the notes of an import. rows: also those of repeat groups. labels: of the numbers.

    said: stands in the page, too. unread: what was not used.
    """
    rules = Counter(rule for row in rows if not row.rejection for *_, rule in (*row.repairs, *row.changes))
    reasons = Counter(row.rejection[0] for row in rows if row.rejection)
    summary = {"rejected": dict(sorted(reasons.items())), "repaired": dict(sorted(rules.items()))}
    words = READ.format(
        read=counts["N_READ"],
        imported=counts["N_IMPORTED"],
        new=counts["N_NEW"],
        unchanged=counts["N_UNCHANGED"],
        rejected=counts["N_REJECTED"],
        repaired=counts["N_REPAIRED"],
    )
    notes: List[Note] = [Note(words)]
    if counts["N_DETAILS"] or counts["N_DETAILS_REJECTED"]:
        notes.append(Note(DETAILS.format(taken=counts["N_DETAILS"], rejected=counts["N_DETAILS_REJECTED"])))
    notes += [*said, *unread]
    if counts["N_DUPLICATES"]:
        notes.append(Note(DUPLICATES.format(count=counts["N_DUPLICATES"]), warning=True))
    rejected = [row for row in rows if row.rejection]
    notes += [_reason_note(row) for row in rejected[:SHOWN]]
    if len(rejected) > SHOWN:
        notes.append(Note(MORE.format(count=len(rejected) - SHOWN), warning=True))
    return Results(
        pages={"REPORT": report_page(rows, counts, labels, [each.sentence for each in said])},
        numbers=dict(counts),
        strings={"SUMMARY": json.dumps(summary), "REGISTER": register},
        notes=tuple(notes),
    )


def _reason_note(row: LoggedRow) -> Note:
    _, sentence = row.rejection or ("", Text("", ""))
    place = Text("Lembar {sheet} baris {row}: {why}", "Sheet {sheet}, row {row}: {why}")
    return Note(place.format(sheet=row.row.sheet, row=row.row.number, why=sentence), warning=True)


def of_dry_run(results: Results) -> Results:
    """The same, saying that nothing of it has happened."""
    pages = {name: for_dry_run(page) for name, page in results.pages.items()}
    return dataclasses.replace(results, pages=pages, notes=(Note(DRY_RUN, warning=True), *results.notes))
