"""The local statistics that run in parts, as their methods declare them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Callable, Mapping, Sequence

import numpy as np

from ir_plugin.core.declaration import Algorithm, Column
from ir_plugin.core.methods import hotspot_getis_ord, local_geary, local_join_count, local_moran
from ir_plugin.core.methods.inference_settings import Whole
from ir_plugin.core.methods.local_results import LocalSetting, ToldOf
from ir_plugin.core.statistics.permutation import Ranks

Columns = dict[str, np.ndarray]


@dataclass(frozen=True)
class LocalStatistic:
    """A local statistic: its columns for some units, the last of which is the class; a result in words.

    squared: whether what is permuted is the sum of squared differences. by_category: whether a value is 1 for a unit of
    the category VALUE of FIELD, else 0. fixed: settings that it does not leave to a person.
    """

    algorithm: Algorithm
    columns: Sequence[Column]
    columns_of: Callable[[LocalSetting, Ranks, Mapping[str, Any], Whole], Columns]
    told_of: ToldOf
    squared: bool = False
    by_category: bool = False
    fixed: Mapping[str, Any] = field(default_factory=dict)

    @property
    def class_column(self) -> str:
        """The column of the class."""
        return self.columns[-1].name


def _declared(method: Any, **further: Any) -> LocalStatistic:
    return LocalStatistic(method.METHOD, method.COLUMNS, method.columns_of, method.told_of, **further)


_ALL = (
    _declared(hotspot_getis_ord),
    _declared(local_moran),
    _declared(local_geary, squared=True),
    _declared(local_join_count, by_category=True, fixed={"ALTERNATIVE": "greater"}),
)
STATISTICS = {each.algorithm.id: each for each in _ALL}
