"""What a result is called: as a table of a register, and in words, the same after its run and ever after."""

from __future__ import annotations

import re
from typing import Dict, Optional

from ..catalogue import ALGORITHMS
from ..declaration import NewLayer, Output, Rows
from ..texts import Text

NUMBERED = Text("{title} ({number})", "{title} ({number})")


def table_name(output: Output) -> str:
    """The name for an output's table or file, which takes a number where there is one already."""
    return re.sub(r"[^a-z0-9]+", "_", output.label.id.lower()).strip("_")


def title_of_table(table: str) -> Optional[Text]:
    """The title of a result by the name of its table, with its number; None where no output is called so."""
    if table in _TITLES:
        return _TITLES[table]
    name, _, number = table.rpartition("_")
    return numbered(_TITLES[name], number) if name in _TITLES and number.isdigit() else None


def numbered(title: Text, number: str) -> Text:
    """A title told from others of its kind."""
    return NUMBERED.format(title=title, number=number)


def _titles() -> Dict[str, Text]:
    """Of each output by its name: the title of its theme, its label where it has none or shares it with another."""
    outputs = [each for algorithm in ALGORITHMS for each in algorithm.outputs if isinstance(each, (NewLayer, Rows))]
    themes = [each.theme for each in outputs if each.theme is not None]
    return {
        table_name(each): each.label if each.theme is None or themes.count(each.theme) > 1 else each.theme.title
        for each in outputs
    }


_TITLES = _titles()
