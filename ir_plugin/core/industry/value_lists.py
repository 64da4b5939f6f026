"""The value lists of the register by id; the lists themselves stand beside the tables in ``schema``."""

from __future__ import annotations

from .schema.business_lists import BUSINESS_LISTS, OWNER_LISTS
from .schema.declaration import Value, ValueList
from .schema.office_lists import OFFICE_LISTS
from .schema.survey_lists import PRODUCTION_LISTS, RESULT_LISTS, SUPPLY_LISTS, SUPPORT_LISTS

__all__ = ["VALUE_LISTS", "Value", "ValueList"]

VALUE_LISTS = {
    each.id: each
    for each in (
        *BUSINESS_LISTS,
        *OWNER_LISTS,
        *PRODUCTION_LISTS,
        *SUPPLY_LISTS,
        *RESULT_LISTS,
        *SUPPORT_LISTS,
        *OFFICE_LISTS,
    )
}
