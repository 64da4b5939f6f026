"""The schema of the register, declared once: every table, field and hard rule.

Database, forms, survey forms, import, validator and data dictionary are derived from ``TABLES``.
"""

from __future__ import annotations

from .business_details import DETAIL_TABLES
from .businesses import BUSINESS_TABLES
from .declaration import Field, Pattern, Table, YearsAgo
from .observations import PENGAMATAN
from .records import RECORD_TABLES
from .references import REFERENCE_TABLES

__all__ = ["SCHEMA_VERSION", "TABLES", "Field", "Pattern", "Table", "YearsAgo"]

SCHEMA_VERSION = 2
"""Grows with every change of the tables; a register remembers the one it was made with."""

TABLES = {each.name: each for each in (*REFERENCE_TABLES, *BUSINESS_TABLES, *DETAIL_TABLES, PENGAMATAN, *RECORD_TABLES)}
"""Every table by name; one that refers to another comes after it."""
