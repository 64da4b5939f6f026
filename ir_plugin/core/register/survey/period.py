"""Of which period a survey is: as the user says, else of the one year that its answers or its file's name tell."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from typing import Iterable, Iterator, List, Optional, Sequence, Set, Tuple

from ...declaration import Note
from ...errors import UserError
from ...industry.cleaning.periods import half_of_month, read_period
from ...industry.form_headings import TIMES
from ...industry.schema.patterns import PERIOD
from ...layer import Sheet
from ...texts import Text
from .form_answers import DATE_COLUMN, PERIOD_COLUMN
from .records import SurveyRecord
from .sheets import SurveyRow

FUTURE_PERIOD = Text(
    "Periode {period} belum tiba; tulis periode pendataan.",
    "The period {period} has not come; write that of the survey.",
)
BAD_PERIOD = Text(
    "Periode {period} tidak dikenal; tulis {form}.", "The period {period} is not understood; write {form}."
)
MONTH = Text(
    "Periode {period} adalah bulan; tulis tahun ({year}), atau semester ({half}) bila surveinya tiap semester.",
    "The period {period} is a month; write the year ({year}), or the half-year ({half}) where each has a survey.",
)
NOT_TOLD = Text(
    "Tulis periode, {form}: berkas ini tidak menyebut satu tahun yang jelas ({years}).",
    "Write the period, {form}: this file does not tell one clear year ({years}).",
)
TAKEN = Text(
    "Periode {period} diambil dari berkasnya; tulis periode yang benar bila keliru.",
    "The period {period} was taken from the file; write the right one where that is wrong.",
)
OWN = Text(
    "{count} baris menyebut periodenya sendiri ({periods}), yang dipakai untuk baris itu.",
    "{count} {count:row tells its|rows tell their} own period ({periods}), which is used for them.",
)
FIRST_YEAR = 2000
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_DAY = re.compile(r"20\d\d[-_.]\d\d[-_.]\d\d")
"""A day in a file's name is that on which the file was made."""


def period_of_survey(
    given: Optional[str], sheets: Sequence[Sheet], rows: Sequence[SurveyRow]
) -> Tuple[str, List[Note]]:
    """The period of an import, and what there is to say about it. UserError where it is none, or not told."""
    wanted = str(given or "").strip()
    if wanted:
        return _given(wanted), []
    told = next((periods for periods in map(set, _told(sheets, rows)) if periods), set())
    named = _years(_DAY.sub("", sheet.file) for sheet in sheets)
    years = {period[:4] for period in told} | named
    if len(years) != 1:
        raise UserError(NOT_TOLD, form=PERIOD.words, years=", ".join(sorted(years)) or "-")
    period = told.pop() if len(told) == 1 else years.pop()
    return period, [Note(TAKEN.format(period=period))]


def _given(text: str) -> str:
    """The period that somebody has written. UserError where it is none, or has not come."""
    period, half = read_period(text), half_of_month(text)
    if period is None and half is not None:
        raise UserError(MONTH, period=text, year=half[:4], half=half)
    if period is None:
        raise UserError(BAD_PERIOD, period=text, form=PERIOD.words)
    if int(period[:4]) > datetime.date.today().year:
        raise UserError(FUTURE_PERIOD, period=text)
    return period


def own_periods(records: Sequence[SurveyRecord], period: str) -> List[Note]:
    """What to say of rows that tell another period than that of the import."""
    observed = (record.tables["ir_pengamatan"]["periode"] for record in records if not record.rejection)
    others = Counter(each for each in observed if each != period)
    if not others:
        return []
    return [Note(OWN.format(count=sum(others.values()), periods=", ".join(sorted(others))))]


def _told(sheets: Sequence[Sheet], rows: Sequence[SurveyRow]) -> Iterator[Set[str]]:
    """What answers tell, the most certain first: their periods, the days that they tell, when a server got them."""
    today = datetime.date.today().year
    periods = {read_period(row.cell(PERIOD_COLUMN)) for row in rows}
    yield {each for each in periods if each and FIRST_YEAR <= int(each[:4]) <= today}
    yield _years(row.cell(DATE_COLUMN) for row in rows)
    for heading in TIMES:
        yield _years(_column(sheets, heading))


def _column(sheets: Sequence[Sheet], heading: str) -> Iterator[str]:
    for sheet in sheets:
        names = [text.strip() for text in sheet.rows[0]] if sheet.rows else []
        if heading in names:
            place = names.index(heading)
            yield from (row[place] for row in sheet.rows[1:] if place < len(row))


def _years(texts: Iterable[str]) -> Set[str]:
    found = {year for text in texts for year in _YEAR.findall(text)}
    return {year for year in found if int(year) <= datetime.date.today().year}
