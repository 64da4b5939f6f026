"""What a question is: words, and the methods that answer it with settings filled in from the register."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Callable, Mapping, Optional, Tuple

from ..catalogue import ALGORITHMS
from ..declaration import Algorithm
from ..texts import Text
from .facts import Facts

VILLAGES, BUSINESSES = "villages", "businesses"
"""What a layer parameter is given: the villages with their counts (``aggregate``), or the businesses."""


@dataclass(frozen=True)
class Guard:
    """What a person should know before a run. ``sentence`` is None where there is nothing to say; ``stops``: whether
    the method can give nothing then."""

    sentence: Callable[[Facts], Optional[Text]]
    stops: bool = False


Settings = Callable[[Facts], Mapping[str, Any]]


def _nothing(_facts: Facts) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True)
class Answer:
    """One way to answer a question: the id of a method, why it is taken, what each of its layers is, and the settings
    that differ from its defaults."""

    algorithm_id: str
    why: Text
    layers: Mapping[str, str]
    settings: Settings = _nothing
    guards: Tuple[Guard, ...] = ()

    @property
    def algorithm(self) -> Algorithm:
        """The method's declaration."""
        return next(each for each in ALGORITHMS if each.id == self.algorithm_id)

    @property
    def needs_villages(self) -> bool:
        """Whether businesses have to be counted by village first."""
        return VILLAGES in self.layers.values()

    def values(self, facts: Facts) -> Mapping[str, Any]:
        """Every setting but the layers: what the register suggests, else the default of the declaration."""
        declared = {each.id: getattr(each, "default", None) for each in self.algorithm.parameters}
        suggested = {**declared, **self.settings(facts)}
        return {name: value for name, value in suggested.items() if name not in self.layers}

    def warnings(self, facts: Facts) -> Tuple[Text, ...]:
        """What to know before the run, those that stop it first."""
        ranked = sorted(self.guards, key=lambda each: not each.stops)
        said = (each.sentence(facts) for each in ranked)
        return tuple(each for each in said if each is not None)

    def stops(self, facts: Facts) -> bool:
        """Whether the register lacks what the method needs."""
        return any(each.stops and each.sentence(facts) is not None for each in self.guards)


@dataclass(frozen=True)
class Question:
    """A question of an office, with the methods that answer it, the recommended one first."""

    id: str
    words: Text
    explanation: Text
    answers: Tuple[Answer, ...] = field(default=())
