"""A rule profile as the classification reads it, from the JSON that offices edit."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Dict, FrozenSet, Mapping, Optional, Tuple

from ..errors import UserError
from ..texts import Text

WRONG_PROFILE = Text(
    "Profil aturan {name} tidak dapat dipakai: {key} tidak dikenal atau tidak lengkap; perbaiki profilnya.",
    "The rule profile {name} cannot be used: {key} is unknown or incomplete; mend the profile.",
)
BOUNDS = {"paling_sedikit": "at_least", "kurang_dari": "below", "paling_banyak": "at_most", "lebih_dari": "above"}


@dataclass(frozen=True)
class Condition:
    """What an answer must be: one of some sets of codes, all of a set together; or a number within bounds."""

    codes: Tuple[FrozenSet[str], ...] = ()
    at_least: Optional[float] = None
    below: Optional[float] = None
    at_most: Optional[float] = None
    above: Optional[float] = None

    def holds(self, answer: Any) -> bool:
        """Whether an answer (a code, a set of codes, a number) fulfils it."""
        if isinstance(answer, str):
            answer = {answer}
        if isinstance(answer, (set, frozenset)):
            return any(together <= answer for together in self.codes)
        return not self.codes and (
            (self.at_least is None or answer >= self.at_least)
            and (self.below is None or answer < self.below)
            and (self.at_most is None or answer <= self.at_most)
            and (self.above is None or answer > self.above)
        )


@dataclass(frozen=True)
class Gate:
    """What a home industry must be in any case; ``otherwise`` is the class of what is not."""

    id: str
    conditions: Mapping[str, Condition]
    otherwise: str
    source: str


@dataclass(frozen=True)
class Criterion:
    """What speaks for a class: by class the condition on each field. main: the base is made of the main ones."""

    id: str
    main: bool
    fields: Tuple[str, ...]
    classes: Mapping[str, Mapping[str, Condition]]
    source: str


@dataclass(frozen=True)
class Derived:
    """An answer made of others: the first that is known, else a product, else the sum of the known ones."""

    first: Tuple[str, ...] = ()
    product: Tuple[str, ...] = ()
    total: Tuple[str, ...] = ()
    nought_is_missing: bool = False


@dataclass(frozen=True)
class ClassProfile:
    """The rules of one version. status: "DRAF" until somebody has verified its limits."""

    version: str
    name: str
    status: str
    derived: Mapping[str, Derived]
    gates: Tuple[Gate, ...]
    criteria: Tuple[Criterion, ...]
    least_supporting: int
    largest_step: int


def profile_of(head: Mapping[str, Any], rules: Mapping[str, Any]) -> ClassProfile:
    """The profile of a row of ``aturan_kelas`` (head: versi, nama, status) and its rules. UserError with the part that
    is missing or not understood.
    """
    try:
        together = rules["gabungan"]
        return ClassProfile(
            version=head["versi"],
            name=head["nama"],
            status=head["status"],
            derived={name: _derived(how) for name, how in rules.get("turunan", {}).items()},
            gates=tuple(_gate(each) for each in rules["gerbang"]),
            criteria=tuple(_criterion(each) for each in rules["kriteria"]),
            least_supporting=int(together["pendukung_paling_sedikit"]),
            largest_step=int(together["pergeseran_paling_banyak"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise UserError(WRONG_PROFILE, name=head.get("versi", "?"), key=str(error)) from error


def profile_from_row(version: str, name: str, status: str, rules: str) -> ClassProfile:
    """The profile of a stored row; UserError where its JSON cannot be read."""
    head = {"versi": version, "nama": name, "status": status}
    try:
        return profile_of(head, json.loads(rules))
    except json.JSONDecodeError as error:
        raise UserError(WRONG_PROFILE, name=version, key=str(error)) from error


def _derived(how: Mapping[str, Any]) -> Derived:
    return Derived(
        tuple(how.get("pertama", ())),
        tuple(how.get("kali", ())),
        tuple(how.get("jumlah", ())),
        bool(how.get("nol_berarti_kosong", False)),
    )


def _gate(rule: Mapping[str, Any]) -> Gate:
    conditions = {name: _condition(codes) for name, codes in rule.get("lulus", {}).items()}
    conditions.update({name: Condition(at_most=most) for name, most in rule.get("maksimum", {}).items()})
    return Gate(rule["id"], conditions, rule["jika_tidak"], rule["sumber"])


def _criterion(rule: Mapping[str, Any]) -> Criterion:
    classes = {
        kelas: {name: _condition(what) for name, what in conditions.items()}
        for kelas, conditions in rule["kelas"].items()
    }
    return Criterion(rule["id"], rule["peran"] == "utama", tuple(rule["kolom"]), classes, rule["sumber"])


def _condition(what: Any) -> Condition:
    """A list of codes or of sets of codes, or bounds by name."""
    if isinstance(what, Mapping):
        bounds: Dict[str, Any] = {BOUNDS[name]: float(bound) for name, bound in what.items()}
        return Condition(**bounds)
    return Condition(codes=tuple(frozenset([each] if isinstance(each, str) else each) for each in what))
