"""What earlier imports said of a business, by which an edit of the register is told from what was imported."""

from __future__ import annotations

import json
import sqlite3
from typing import Any, Dict, Mapping, NamedTuple, Optional

from .logged import LoggedRow
from .records import SurveyRecord

Values = Dict[str, Any]


class Past(NamedTuple):
    """What earlier imports said of a business.

    same: values by table as imported for this period, None where it was not. latest: those of the newest period.
    is_older: whether the register has an observation of a later period. is_new: whether it does not have the business.
    """

    same: Optional[Mapping[str, Values]]
    latest: Mapping[str, Values]
    is_older: bool
    is_new: bool = False


def past_of(connection: sqlite3.Connection, record: SurveyRecord) -> Past:
    """What the register knows of the business of a record."""
    business, period = record.business_id, record.tables["ir_pengamatan"]["periode"]
    if connection.execute("SELECT 1 FROM ir_usaha WHERE usaha_id = ?", (business,)).fetchone() is None:
        return Past(None, {}, is_older=False, is_new=True)
    rows = connection.execute("SELECT periode, nilai FROM impor_baris WHERE usaha_id = ? ORDER BY periode", (business,))
    imported = {of: json.loads(values) for of, values in rows}
    latest = connection.execute("SELECT max(periode) FROM ir_pengamatan WHERE usaha_id = ?", (business,)).fetchone()[0]
    newest: Mapping[str, Values] = next(reversed(list(imported.values())), {})
    return Past(imported.get(period), newest, latest is not None and latest > period)


def taken_of(
    logged: LoggedRow, row: Values, known: Values, before: Values, untold: Mapping[str, str], only_gaps: bool
) -> Values:
    """What a row that the register has takes of what the survey says; the log tells of what was there.

    before: as imported the last time. untold: what stands where nobody knew. only_gaps: nothing else is changed.
    """
    taken: Values = {}
    for name, value in row.items():
        if value is None or value == known[name]:
            continue
        if known[name] is None or known[name] == untold.get(name):
            taken[name] = value
        elif only_gaps:
            continue
        elif as_json(value) != before.get(name):
            is_edited = as_json(known[name]) != before.get(name)
            logged.tell(name, known[name], value, is_edited)
            taken.update({} if is_edited else {name: value})
    return taken


def as_json(value: Any) -> Any:
    """A value as JSON can keep it."""
    return value.hex() if isinstance(value, bytes) else value
