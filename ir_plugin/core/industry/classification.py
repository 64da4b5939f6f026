"""The class of a home industry by a rule profile: gates, a vote of each criterion, and how the votes are put together.

Nothing here knows a limit: they all stand in the profile (``aturan_kelas_draf.json``, or one that an office edited).
"""

from __future__ import annotations

import math
from statistics import median_low
from typing import Any, Dict, List, Mapping, NamedTuple, Optional, Sequence, Set

from .class_profile import ClassProfile, Criterion, Derived, Gate

ABOVE, UNDETERMINED = "4", "9"

Answers = Mapping[str, Any]
"""Answers by field: codes, numbers, sets of codes where several are allowed; None for what was not answered."""


class Verdict(NamedTuple):
    """A class and why.

    kelas: a code of the list kelas_ir. gates: by gate True, False, or None where no answer decides. votes: by
    criterion a class, or None where no answer is known. base: of the main criteria, before the others moved it.
    single: of several main criteria only one was known. completeness: the share of criteria with a vote, 0 to 1.
    """

    kelas: str
    gates: Mapping[str, Optional[bool]]
    votes: Mapping[str, Optional[str]]
    base: Optional[str]
    single: bool
    completeness: float


def classify(profile: ClassProfile, answers: Answers) -> Verdict:
    """The class of one business in one period.

    Gates come first; then a vote above all classes is above home industries. The lowest class of the main criteria is
    the base; the median of the others, where enough are known, moves it by at most the step of the profile.
    """
    known = {**answers, **{name: derived(how, answers) for name, how in profile.derived.items()}}
    gates = {gate.id: passes(gate, known) for gate in profile.gates}
    votes = {each.id: vote(each, known) for each in profile.criteria}
    main = [votes[each.id] for each in profile.criteria if each.main]
    supporting = [votes[each.id] for each in profile.criteria if not each.main]
    told = [each for each in main if each is not None]
    base = min(told) if told else None
    refused = next((gate.otherwise for gate in profile.gates if gates[gate.id] is False), None)
    kelas = refused or (ABOVE if ABOVE in votes.values() else _moved(profile, base, supporting))
    known_votes = sum(each is not None for each in votes.values())
    return Verdict(kelas, gates, votes, base, len(told) == 1 < len(main), known_votes / max(len(votes), 1))


def derived(how: Derived, answers: Answers) -> Any:
    """An answer made of others; None where they do not suffice."""
    value = next((answers[each] for each in how.first if answers.get(each) is not None), None)
    factors: List[Any] = [answers.get(each) for each in how.product]
    if value is None and factors and None not in factors:
        value = math.prod(factors)
    terms = [answers[each] for each in how.total if answers.get(each) is not None]
    if value is None and terms:
        value = sum(terms)
    return None if how.nought_is_missing and value == 0 else value


def passes(gate: Gate, answers: Answers) -> Optional[bool]:
    """Whether a business passes a gate; None where no answer is known."""
    decided = [each.holds(answers[name]) for name, each in gate.conditions.items() if answers.get(name) is not None]
    return all(decided) if decided else None


def vote(criterion: Criterion, answers: Answers) -> Optional[str]:
    """The class that a criterion speaks for; None where no answer is known.

    Each answer allows some classes. Where the answers share some, the lowest of these counts; where they contradict
    each other, the lowest of all: a business is not classed up by half of the evidence.
    """
    allowed = [each for each in (_allowed(criterion, name, answers.get(name)) for name in criterion.fields) if each]
    if not allowed:
        return None
    shared: Set[str] = set.intersection(*allowed)
    return min(shared or set.union(*allowed))


def _allowed(criterion: Criterion, name: str, answer: Any) -> Set[str]:
    """The classes that one answer allows; of a set of codes (markets, licences) the highest only."""
    if answer is None:
        return set()
    conditions = {kelas: each[name] for kelas, each in criterion.classes.items() if name in each}
    classes = {kelas for kelas, condition in conditions.items() if condition.holds(answer)}
    return {max(classes)} if classes and not isinstance(answer, (str, int, float)) else classes


def _moved(profile: ClassProfile, base: Optional[str], supporting: Sequence[Optional[str]]) -> str:
    told = [each for each in supporting if each is not None]
    if base is None:
        return UNDETERMINED
    if len(told) < profile.least_supporting:
        return base
    step = int(median_low(told)) - int(base)
    return str(int(base) + max(-profile.largest_step, min(profile.largest_step, step)))


def evidence(profile: ClassProfile, verdict: Verdict) -> Dict[str, Any]:
    """The verdict as it is stored (alasan_kelas)."""
    return {
        "versi": profile.version,
        "status": profile.status,
        "gerbang": dict(verdict.gates),
        "suara": dict(verdict.votes),
        "dasar": verdict.base,
        "satu_kriteria_utama": verdict.single,
    }
