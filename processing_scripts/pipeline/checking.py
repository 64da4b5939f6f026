"""A pipeline checked wholly before anything runs, and put in order; what is wrong is one sentence with its line."""

from __future__ import annotations

import os
from typing import Any, Optional, Sequence

from ir_plugin.core import parameters as kinds
from ir_plugin.core.errors import UserError
from ir_plugin.core.texts import Text

from ..arguments import SEVERAL
from ..distributed.in_parts import InParts
from ..distributed.jobs import missing_target
from ..places import is_database
from ..qgis_process import qgis_program
from .plan import AFTER, PROJECT, VALUES, Plan, Step
from .references import LATER, references_in
from .values import Resolver, Settings, known_names, needed_by, read_by

UNKNOWN_STEP = Text(
    "langkah {name} merujuk ke langkah {other}, yang tidak ada.",
    "the step {name} refers to the step {other}, which does not exist.",
)
UNKNOWN_VALUE = Text(
    "langkah {name} merujuk ke nilai {other}, yang tidak ada di bawah [values].",
    "the step {name} refers to the value {other}, which does not stand below [values].",
)
UNKNOWN_RESULT = Text(
    "langkah {name} merujuk ke {other}, tetapi {run} hanya memberikan: {known}.",
    "the step {name} refers to {other}, but {run} gives only: {known}.",
)
CIRCLE = Text("langkah-langkah ini saling menunggu: {names}.", "these steps wait for one another: {names}.")
ABSENT = Text("langkah {name}: {path} tidak ditemukan.", "the step {name}: {path} was not found.")
WRONG_TYPE = Text("langkah {name}: {written} harus berupa {kind}.", "the step {name}: {written} must be {kind}.")
REFUSED = Text("langkah {name}: {reason}", "the step {name}: {reason}")
A_NUMBER, A_TEXT = Text("bilangan", "a number"), Text("teks", "a text")
YES_OR_NO, A_LIST = Text("true atau false", "true or false"), Text("daftar teks", "a list of texts")


def ordered(plan: Plan) -> list[Step]:
    """The steps in the order in which they can run: as they stand in the file, unless one waits for a later one.

    UserError for anything that can be known to be wrong before a step runs.
    """
    for step in plan.steps:
        _check_references(plan, step)
    steps = _in_order(plan)
    resolver = Resolver(plan, plan.folder, {})
    for step in steps:
        _check_settings(plan, step, resolver.settings(step))
    return steps


def _check_references(plan: Plan, step: Step) -> None:
    names = {each.name for each in plan.steps}
    for other in step.after:
        if other not in names:
            plan.fail(UNKNOWN_STEP, step.name, AFTER, name=step.name, other=other)
    for setting, value in (*step.given.items(), (PROJECT, step.project)):
        for found in references_in(value):
            said: dict[str, Any] = {"at": step.name, "on": setting, "name": step.name}
            if found.step == VALUES:
                if found.name not in plan.values:
                    plan.fail(UNKNOWN_VALUE, **said, other=found.name)
            elif found.step not in names:
                plan.fail(UNKNOWN_STEP, **said, other=found.step)
            elif found.name.upper() not in known_names(plan.step(found.step)):
                meant = plan.step(found.step)
                known = ", ".join(sorted(each.lower() for each in known_names(meant)))
                plan.fail(UNKNOWN_RESULT, **said, other=".".join(found), run=meant.algorithm.id, known=known)


def _in_order(plan: Plan) -> list[Step]:
    waiting, steps = list(plan.steps), []
    done: set[str] = set()
    while waiting:
        ready = next((each for each in waiting if needed_by(each) <= done), None)
        if ready is None:
            circle = _circle(waiting)
            plan.fail(CIRCLE, circle[0], names=" → ".join([*circle, circle[0]]))
        waiting.remove(ready)
        steps.append(ready)
        done.add(ready.name)
    return steps


def _circle(waiting: Sequence[Step]) -> list[str]:
    """The names of steps that wait for one another, among those that cannot run."""
    blocked = {each.name: each for each in waiting}
    way, name = [], waiting[0].name
    while name not in way:
        way.append(name)
        name = min(needed_by(blocked[name]) & set(blocked))
    return way[way.index(name) :]


def _check_settings(plan: Plan, step: Step, settings: Settings) -> None:
    for parameter in step.algorithm.parameters:
        value = settings.values[parameter.id]
        if value is LATER or value is None:
            continue
        kind = _wrong_type(parameter, value)
        if kind:
            plan.fail(WRONG_TYPE, step.name, parameter.id, name=step.name, written=parameter.id.lower(), kind=kind)
    for parameter in step.algorithm.parameters:
        value = settings.values[parameter.id]
        reason = parameter.problem(value) if value is not LATER else None
        if reason:
            plan.fail(REFUSED, step.name, parameter.id, name=step.name, reason=reason)
    if isinstance(step.algorithm, InParts):
        _check_in_parts(plan, step, step.algorithm, settings)
    made = os.path.join(plan.folder, "")
    for parameter, path in read_by(step.algorithm, settings):
        if not is_database(path) and not path.startswith(made) and not os.path.exists(path):
            plan.fail(ABSENT, step.name, parameter.id, name=step.name, path=path)
    if step.algorithm.needs_qgis(settings.values):
        try:
            qgis_program(step.algorithm.id)
        except UserError as error:
            plan.fail(REFUSED, step.name, name=step.name, reason=error.sentence)


def _check_in_parts(plan: Plan, step: Step, algorithm: InParts, settings: Settings) -> None:
    """Fails where only one machine can do it, or a result goes nowhere."""
    known = {name: value for name, value in settings.values.items() if value is not LATER}
    refusal = algorithm.problem(known) if len(known) == len(settings.values) else None
    reason = refusal or missing_target(algorithm, settings.targets)
    if reason:
        plan.fail(REFUSED, step.name, name=step.name, reason=reason)


def _wrong_type(parameter: kinds.Parameter, value: Any) -> Optional[Text]:
    """What a value should be and is not, or None."""
    if isinstance(parameter, kinds.Flag):
        return None if isinstance(value, bool) else YES_OR_NO
    if isinstance(parameter, kinds.NumberSetting):
        return None if isinstance(value, (int, float)) and not isinstance(value, bool) else A_NUMBER
    if isinstance(parameter, kinds.NumberList):
        return None if isinstance(value, (str, list, tuple)) else A_LIST
    if isinstance(parameter, SEVERAL):
        listed = isinstance(value, (list, tuple)) and all(isinstance(each, str) for each in value)
        return None if listed else A_LIST
    return None if isinstance(value, str) else A_TEXT
