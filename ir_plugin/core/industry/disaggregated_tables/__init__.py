"""The tables of disaggregated data (data terpilah) as data: what they count, in which rows, by whose sex.

What is computed of them, and what stays hidden, is the matter of ``core/register/disaggregated``.
"""

from .declaration import ALL, FACTS, MEN, SEXES, WOMEN, DisaggregatedTable, Fact, Row
from .tables import TABLES, TRANSITIONS

__all__ = ["ALL", "FACTS", "MEN", "SEXES", "TABLES", "TRANSITIONS", "WOMEN", "DisaggregatedTable", "Fact", "Row"]
