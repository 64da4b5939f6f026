"""A pipeline on its way: step after step, what is fresh passed over, everything put in place at the end."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path
from typing import Any, Callable, ContextManager, Mapping, NamedTuple, Optional, Sequence

from ir_plugin.core.declaration import Note, Results
from ir_plugin.core.errors import UserError
from ir_plugin.core.texts import Text

from ..doors import run_anywhere
from ..terminal import Sight
from .checking import REFUSED
from .contents import Contents
from .freshness import fingerprint_of, found_in, inputs_of, is_fresh, steps_in_place
from .plan import Plan, Step
from .record import COMPLETE, Done, Record, moment
from .values import FOLDER, Resolver, Settings, needed_by, written_by
from .workshop import Workshop

Watched = Callable[[str], ContextManager[Sight]]
"""Shows how far the step with this label is."""

UNCHANGED = Text("{label}: tidak berubah", "{label}: unchanged")


class Outlook(NamedTuple):
    """What a start would do with a step."""

    step: Step
    runs: bool


class Run:
    """One start of a pipeline. steps: all of them, in their order."""

    def __init__(self, plan: Plan, steps: Sequence[Step], language: str) -> None:
        self._plan, self._steps, self._language = plan, steps, language
        self._shop = Workshop(plan.folder)
        self._known = self._shop.record() or self._new_record()

    def outlook(self) -> list[Outlook]:
        """What a start would do, as far as can be known before: a step that reads what another makes anew runs too."""
        self._shop.refuse_foreign()
        folder = self._shop.base()
        in_place, contents = self._in_place(folder), self._shop.contents(folder)
        resolver = Resolver(self._plan, folder, found_in(self._known.steps))
        found: list[Outlook] = []
        for number, step in enumerate(self._steps):
            anew = {each.step.name for each in found if each.runs}
            fresh = number < in_place or (not needed_by(step) & anew and self._fresh(step, resolver, folder, contents))
            found.append(Outlook(step, not fresh))
        return found

    def nothing_to_do(self) -> bool:
        """Whether the results are there as a start would make them."""
        at_work = self._shop.base() == self._shop.work
        known = {each.step for each in self._known.steps} == {each.name for each in self._steps}
        return not at_work and known and self._known.state == COMPLETE and not any(each.runs for each in self.outlook())

    def known(self) -> Record:
        """The record of what is there."""
        return self._known

    def start(self, watched: Watched, say: Callable[[Note], None]) -> Record:
        """Runs what is not fresh and puts the results in place. What has ended is kept where a step fails."""
        self._shop.refuse_foreign()
        with self._shop.opened():
            in_place, work = self._in_place(self._shop.work), self._shop.work
            made = self._new_record()
            anew: set[str] = set()
            for number, step in enumerate(self._steps):
                label = f"[{number + 1}/{len(self._steps)}] {step.name}"
                resolver = Resolver(self._plan, work, found_in(made.steps))
                contents = self._shop.contents(work)
                done = self._known.step(step.name)
                waited = set(step.after) & anew
                if done and (number < in_place or (not waited and self._fresh(step, resolver, work, contents))):
                    say(Note(UNCHANGED.format(label=label)))
                    made.steps.append(done)
                else:
                    anew.add(step.name)
                    with watched(label) as sight:
                        made.steps.append(self._step(step, resolver, contents, sight))
                made.write(work)
            self._end(made)
        self._shop.publish()
        return made

    def _new_record(self) -> Record:
        return Record(self._plan.path.name, self._plan.title, moment())

    def _in_place(self, folder: Path) -> int:
        return steps_in_place(self._plan, self._steps, self._language, self._known, self._shop, folder)

    def _fresh(self, step: Step, resolver: Resolver, folder: Path, contents: Contents) -> bool:
        settings = resolver.settings(step)
        asked = fingerprint_of(step, self._language, resolver)
        inputs = inputs_of(step, settings, self._plan, self._shop, folder)
        return is_fresh(self._known.step(step.name), asked, inputs, settings, contents)

    def _step(self, step: Step, resolver: Resolver, contents: Contents, sight: Sight) -> Done:
        """Runs a step after what it made the last time is taken away."""
        work = self._shop.work
        for name in self._made_before(step, contents):
            self._shop.remove(name)
            contents.pop(name)
        settings, began = resolver.settings(step), time.monotonic()
        for place in written_by(step.algorithm, settings):
            if place.is_relative_to(work):
                place.parent.mkdir(parents=True, exist_ok=True)
        asked = fingerprint_of(step, self._language, resolver)
        inputs = inputs_of(step, settings, self._plan, self._shop, work)
        results, notes = self._computed(step, settings, sight)
        after = self._shop.contents(work)
        changed: dict[str, Optional[str]] = {name: each for name, each in after.items() if contents.get(name) != each}
        changed.update(dict.fromkeys(contents.keys() - after.keys()))
        return Done(
            step=step.name,
            run=step.algorithm.id,
            fingerprint=asked,
            settings=dict(step.given),
            read=inputs,
            changed=changed,
            results=self._results(results, work),
            notes=[note.sentence._asdict() for note in notes],
            record=json.loads(results.record.to_json()) if results.record else None,
            finished=moment(),
            seconds=round(time.monotonic() - began, 1),
        )

    def _computed(self, step: Step, settings: Settings, sight: Sight) -> tuple[Results, list[Note]]:
        """The results of a step and its notes, which are said."""
        notes: list[Note] = []

        def say(note: Note) -> None:
            notes.append(self._placed(note))
            sight.say(notes[-1])

        values, targets, project = settings
        try:
            results = run_anywhere(step.algorithm, values, targets, sight.progress, self._language, say, project)
        except UserError as error:
            self._plan.fail(REFUSED, step.name, name=step.name, reason=error.sentence)
        for note in results.notes:
            say(note)
        return results, notes

    def _made_before(self, step: Step, contents: Contents) -> list[str]:
        """The files that were there only since this step ran the last time."""
        done, before = self._known.step(step.name), set[str]()
        for each in self._known.steps:
            if each is done:
                break
            before |= set(each.changed)
        return [name for name in (done.changed if done else ()) if name not in before and name in contents]

    def _results(self, results: Results, work: Path) -> Mapping[str, Any]:
        texts = {name: each.replace(str(work), FOLDER) for name, each in results.strings.items() if name != "RECORD"}
        return {**results.numbers, **texts}

    def _placed(self, note: Note) -> Note:
        """A sentence that names a file where it will be in the end."""
        work, folder = str(self._shop.work), str(self._plan.folder)
        return replace(note, sentence=Text(*(words.replace(work, folder) for words in note.sentence)))

    def _end(self, made: Record) -> None:
        kept = made.contents()
        for name in self._shop.contents(self._shop.work):
            if name not in kept:
                self._shop.remove(name)
        self._shop.forget_unfinished()
        made.state, made.finished = COMPLETE, moment()
        made.write(self._shop.work)
