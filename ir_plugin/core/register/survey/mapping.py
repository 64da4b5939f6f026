"""Which heading means which column: told by a file, and kept as one for the next office."""

from __future__ import annotations

import json
from typing import Any, Dict, Mapping, Optional

from ...errors import UserError
from ...industry.heading_row import NOT_IMPORTED, heading_of, is_column
from ...industry.survey_columns import HEADINGS
from ...texts import Text
from ..json_files import read_object

UNREADABLE = Text(
    "Pemetaan kolom {path} tidak dapat dibaca; berkasnya harus JSON berupa judul kolom dan nama isiannya, misalnya "
    '{{"Nama Ibu": "pemilik"}}.',
    "The mapping of columns {path} cannot be read; it must be JSON of headings and the columns they mean, such as "
    '{{"Nama Ibu": "pemilik"}}.',
)
NO_COLUMN = Text(
    "Pemetaan kolom {path}: isian {column} untuk judul {heading} tidak dikenal; yang ada: {columns}.",
    "The mapping of columns {path}: there is no column {column} for the heading {heading}; there are: {columns}.",
)


def read_mapping(path: Optional[str]) -> Dict[str, str]:
    """The column of each heading, NOT_IMPORTED for those to be left out; empty where no file is given.

    UserError where the file is no such JSON or names a column that there is not.
    """
    if not path:
        return {}
    content = read_object(path, UNREADABLE)
    return {heading_of(heading): _column(column, heading, path) for heading, column in content.items()}


def mapping_text(mapping: Mapping[str, str]) -> str:
    """The file of a mapping."""
    return json.dumps(dict(mapping), ensure_ascii=False, indent=2) + "\n"


def _column(column: Any, heading: str, path: str) -> str:
    if column in (None, NOT_IMPORTED):
        return NOT_IMPORTED
    if not isinstance(column, str) or not is_column(column):
        raise UserError(NO_COLUMN, path=path, column=column, heading=heading, columns=", ".join(HEADINGS))
    return column
