"""Which steps need not run again: those whose settings, inputs and results are as they were."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Mapping, Optional, Sequence

from ..places import files_beside, is_database, without_password
from .contents import Contents
from .plan import Plan, Step
from .record import Done, Record, fingerprint
from .references import references_in
from .values import FOLDER, Found, Resolver, Settings, read_by
from .workshop import Workshop

INSIDE = f"{FOLDER}/"
"""Before the name of a file in the folder of results; others are named from the pipeline file on."""


def fingerprint_of(step: Step, language: str, resolver: Resolver) -> str:
    """Tells whether a step is asked for the same as before: its algorithm, settings, and what runs gave for them."""
    given = {name: step.given[name] for name in sorted(step.given)}
    found = {".".join(each): resolver.computed(each) for value in given.values() for each in references_in(value)}
    return fingerprint(step.algorithm.id, given, step.project, language, found)


def inputs_of(step: Step, settings: Settings, plan: Plan, shop: Workshop, folder: Path) -> dict[str, Optional[str]]:
    """The hash of everything that a step reads, by place; None for a database, of which nobody knows."""
    paths = [path for _parameter, path in read_by(step.algorithm, settings)]
    if settings.project:
        paths += [settings.project, *map(str, sorted(Path(settings.project).parent.glob("*.gpkg")))]
    found: dict[str, Optional[str]] = {}
    for path in paths:
        if is_database(path):
            found[without_password(path)] = None
            continue
        for each in (Path(path), *files_beside(Path(path))):
            found[label(each, plan, folder)] = shop.hashes.of(each)
    return found


def label(path: Path, plan: Plan, folder: Path) -> str:
    """How a record names a file."""
    if path.is_relative_to(folder):
        return INSIDE + path.relative_to(folder).as_posix()
    return Path(os.path.relpath(path, plan.path.parent)).as_posix()


def is_fresh(
    done: Optional[Done], asked: str, inputs: Mapping[str, Optional[str]], settings: Settings, contents: Contents
) -> bool:
    """Whether a step would do again what it has done, and all of that is still there."""
    return (
        done is not None
        and done.fingerprint == asked
        and None not in inputs.values()
        and dict(done.read) == dict(inputs)
        and not any(is_database(target) for target in settings.targets.values())
        and all(contents.get(name) == digest for name, digest in done.changed.items())
    )


def steps_in_place(
    plan: Plan, steps: Sequence[Step], language: str, record: Record, shop: Workshop, folder: Path
) -> int:
    """How many of the first steps have led to what the folder holds now, and need not run again.

    A register that ten steps have filled is in place after the tenth, not after the third.
    """
    contents, in_place = shop.contents(folder), 0
    world: dict[str, Optional[str]] = {}
    resolver = Resolver(plan, folder, found_in(record.steps))
    for number, step in enumerate(steps, 1):
        done = record.step(step.name)
        if done is None or done.fingerprint != fingerprint_of(step, language, resolver):
            break
        now = inputs_of(step, resolver.settings(step), plan, shop, folder)
        outside = {name: digest for name, digest in now.items() if not name.startswith(INSIDE)}
        before = {name: digest for name, digest in done.read.items() if not name.startswith(INSIDE)}
        if outside != before or None in outside.values():
            break
        if any(
            world.get(name[len(INSIDE) :], digest) != digest for name, digest in done.read.items() if name not in before
        ):
            break
        world.update(done.changed)
        if all(contents.get(name) == digest for name, digest in world.items()):
            in_place = number
    return in_place


def found_in(steps: Sequence[Done]) -> Found:
    """The numbers and texts that steps have given."""
    return {each.step: each.results for each in steps}
