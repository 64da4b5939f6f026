"""What an owner has agreed to at a date, field by field and for a purpose."""

from __future__ import annotations

from typing import Collection, FrozenSet, List, NamedTuple, Optional, Sequence, Set

VALID, NONE, OTHER_PURPOSE, NOT_YET = "berlaku", "tidak_ada", "tujuan_lain", "belum_mulai"
EXPIRED, WITHDRAWN, NOT_THIS_FIELD = "kedaluwarsa", "ditarik", "bidang_tidak_diizinkan"
STATES = (VALID, NONE, OTHER_PURPOSE, NOT_YET, EXPIRED, WITHDRAWN, NOT_THIS_FIELD)
"""How a consent may stand. Only ``VALID`` lets anything out."""

NAME, PHONE, ADDRESS, POINT, PHOTO = "boleh_nama", "boleh_hp", "boleh_alamat", "boleh_titik", "boleh_foto"
FLAGS = (NAME, PHONE, ADDRESS, POINT, PHOTO)
"""What a consent may allow: fields of ``ir_persetujuan``."""

_WORST_FIRST = (WITHDRAWN, EXPIRED, NOT_THIS_FIELD, VALID)


class Consent(NamedTuple):
    """One row of ir_persetujuan. date, until, withdrawn: ISO 8601, None where not told; until is the last valid day.

    purpose: a code of the value list ``tujuan_persetujuan``. allows: out of FLAGS.
    """

    date: str
    purpose: str
    allows: FrozenSet[str]
    until: Optional[str] = None
    withdrawn: Optional[str] = None


def state_of(consents: Sequence[Consent], purposes: Collection[str], flag: str, on: str) -> str:
    """How an owner's consent to one thing stands on a day (ISO 8601), for any of these purposes: one of STATES.

    The latest consent for a purpose replaces those before it: who agreed to less later has agreed to less. Of several
    of one day the one that allows least counts. A withdrawal counts on its own day.
    """
    if not consents:
        return NONE
    if not any(each.purpose in purposes for each in consents):
        return OTHER_PURPOSE
    states = _states(consents, purposes, flag, on)
    return VALID if VALID in states else next((state for state in _WORST_FIRST if state in states), NOT_YET)


def has_withdrawn(consents: Sequence[Consent], purposes: Collection[str], on: str) -> bool:
    """Whether an owner took back a consent, for whatever purpose, and none for these purposes is in force."""
    is_in_force = NOT_THIS_FIELD in _states(consents, purposes, "", on)
    return not is_in_force and WITHDRAWN in _states(consents, {each.purpose for each in consents}, "", on)


def first_end(consents: Sequence[Consent], purposes: Collection[str], on: str) -> Optional[str]:
    """The first day (ISO 8601) that is the last of a consent which counts on a day for these purposes; None where none
    ends."""
    latest = [each for purpose in purposes for each in _latest(consents, purpose, on)]
    return min((each.until[:10] for each in latest if each.until and each.until[:10] >= on), default=None)


def _states(consents: Sequence[Consent], purposes: Collection[str], flag: str, on: str) -> Set[str]:
    """The state for each purpose for which a consent has been given by the day."""
    states = set()
    for purpose in purposes:
        of_latest = {_state(each, flag, on) for each in _latest(consents, purpose, on)}
        states.update([state for state in _WORST_FIRST if state in of_latest][:1])
    return states


def _latest(consents: Sequence[Consent], purpose: str, on: str) -> List[Consent]:
    """The consents of the last day on which any was given for a purpose."""
    given = [each for each in consents if each.purpose == purpose and each.date[:10] <= on]
    latest = max((each.date[:10] for each in given), default="")
    return [each for each in given if each.date[:10] == latest]


def _state(consent: Consent, flag: str, on: str) -> str:
    if consent.withdrawn and consent.withdrawn[:10] <= on:
        return WITHDRAWN
    if consent.until and consent.until[:10] < on:
        return EXPIRED
    return VALID if flag in consent.allows else NOT_THIS_FIELD
