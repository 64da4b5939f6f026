"""What a pipeline file says, with the lines on which it says it."""

from __future__ import annotations

import difflib
import os
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Mapping, NoReturn, Optional, Sequence

import tomllib

from ir_plugin.core.catalogue import ALGORITHMS
from ir_plugin.core.declaration import Algorithm
from ir_plugin.core.errors import UserError
from ir_plugin.core.texts import LANGUAGES, Text, same

from ..arguments import TARGETS, draws_layers
from ..distributed.in_parts import IN_PARTS
from .copying import COPY

STEPS: Mapping[str, Algorithm] = {each.id: each for each in (*ALGORITHMS, COPY, *IN_PARTS)}
TOPS = ("title", "language", "folder", "values", "steps")
RUN, AFTER, PROJECT = "run", "after", "project"
VALUES = "values"

PLACE = Text("{file}, baris {line}: ", "{file}, line {line}: ")
NO_FILE = Text(
    "Berkas {path} tidak ada atau tidak dapat dibaca; periksa nama dan foldernya.",
    "The file {path} does not exist or cannot be read; check its name and folder.",
)
NO_TOML = Text("{file}: bukan TOML yang benar: {reason}.", "{file}: this is no proper TOML: {reason}.")
UNKNOWN_TOP = Text("{name} tidak dikenal; yang dikenal: {known}.", "{name} is not known; known are: {known}.")
NO_FOLDER = Text("folder harus menyebut folder hasil.", "folder must name the folder of the results.")
NO_LANGUAGE = Text("language harus salah satu dari: {known}.", "language must be one of: {known}.")
NO_STEPS = Text("tidak ada langkah; tulis [steps.nama].", "there are no steps; write [steps.name].")
BAD_NAME = Text(
    "nama langkah {name} hanya boleh berisi huruf, angka, dan garis bawah, dan bukan {values}.",
    "the name {name} of a step may only hold letters, digits and underscores, and is not {values}.",
)
NO_RUN = Text(
    'langkah {name} tidak menyebut algoritma; tulis run = "...".',
    'the step {name} names no algorithm; write run = "...".',
)
UNKNOWN_ALGORITHM = Text(
    "langkah {name} menyebut algoritma {run}, yang tidak ada{like}.",
    "the step {name} names the algorithm {run}, which does not exist{like}.",
)
LIKE = Text("; mungkin maksudnya {names}", "; perhaps {names} is meant")
UNKNOWN_SETTING = Text(
    "langkah {name}: {run} tidak mengenal {setting}; yang dikenal: {known}.",
    "the step {name}: {run} does not know {setting}; it knows: {known}.",
)
BAD_LIST = Text("langkah {name}: {setting} harus berupa {kind}.", "the step {name}: {setting} must be {kind}.")
NAMES, A_TEXT = Text("daftar nama langkah", "a list of names of steps"), Text("sebuah teks", "a text")


@dataclass(frozen=True)
class Step:
    """One step. given: parameters and targets by id, as written; after: steps that must have ended before."""

    name: str
    algorithm: Algorithm
    given: Mapping[str, Any]
    after: Sequence[str] = ()
    project: Optional[str] = None


@dataclass(frozen=True)
class Plan:
    """A pipeline file. folder: where the results are put; values: what several steps share."""

    path: Path
    source: str
    title: str
    folder: Path
    language: Optional[str]
    values: Mapping[str, Any]
    steps: Sequence[Step] = ()

    def fail(self, sentence: Text, at: str = "", on: str = "", **details: Any) -> NoReturn:
        """UserError with the line before the sentence: that of the step ``at``, or of its setting ``on``."""
        place = PLACE.format(file=self.path.name, line=str(line_of(self.source, at, on)))
        raise UserError(same("{place}{words}"), place=place, words=sentence.format(**details))

    def step(self, name: str) -> Step:
        """The step with this name; KeyError where there is none."""
        return {each.name: each for each in self.steps}[name]


def read_plan(path: str) -> Plan:
    """The plan in a file, with every name of a setting known. UserError with the place of what is wrong."""
    try:
        source = Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(NO_FILE, path=path) from error
    try:
        content = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise UserError(NO_TOML, file=Path(path).name, reason=same(str(error))) from error
    file = Path(path).resolve()
    empty = Plan(file, source, str(content.get("title", file.stem)), file, None, content.get(VALUES, {}))
    for name in content:
        if name not in TOPS:
            empty.fail(UNKNOWN_TOP, on=name, name=name, known=", ".join(TOPS))
    folder, language = content.get("folder"), content.get("language")
    if not isinstance(folder, str) or not folder:
        empty.fail(NO_FOLDER, on="folder")
    if language not in (None, *LANGUAGES):
        empty.fail(NO_LANGUAGE, on="language", known=", ".join(LANGUAGES))
    tables = content.get("steps")
    if not isinstance(tables, dict) or not tables:
        empty.fail(NO_STEPS)
    steps = [_step(empty, name, table) for name, table in tables.items()]
    return replace(empty, folder=Path(os.path.abspath(file.parent / folder)), language=language, steps=steps)


def settings_of(algorithm: Algorithm) -> list[str]:
    """What a step of this algorithm may set: its parameters, and the files that its results go to."""
    return [
        each.id for each in (*algorithm.parameters, *(each for each in algorithm.outputs if isinstance(each, TARGETS)))
    ]


def line_of(source: str, step: str = "", setting: str = "") -> int:
    """The line on which a setting stands, else that of its step's heading, else the first."""
    inside, heading = not step, 1
    for number, line in enumerate(source.splitlines(), 1):
        words = line.strip()
        if words.startswith("["):
            inside = (
                bool(step)
                and re.fullmatch(rf"\[\s*steps\s*\.\s*[\"']?{re.escape(step)}[\"']?\s*\].*", words) is not None
            )
            heading = number if inside else heading
        elif inside and setting and re.match(rf"[\"']?{re.escape(setting)}[\"']?\s*=", words, re.IGNORECASE):
            return number
    return heading


def _step(plan: Plan, name: str, table: Any) -> Step:
    if not re.fullmatch(r"\w+", name) or name == VALUES:
        plan.fail(BAD_NAME, name, name=name, values=VALUES)
    run = table.get(RUN) if isinstance(table, dict) else None
    if not isinstance(run, str):
        plan.fail(NO_RUN, name, RUN, name=name)
    if run not in STEPS:
        close = difflib.get_close_matches(run, STEPS, 3)
        like = LIKE.format(names=", ".join(close)) if close else same("")
        plan.fail(UNKNOWN_ALGORITHM, name, RUN, name=name, run=run, like=like)
    after, project = table.get(AFTER, []), table.get(PROJECT)
    if not isinstance(after, list) or not all(isinstance(each, str) for each in after):
        plan.fail(BAD_LIST, name, AFTER, name=name, setting=AFTER, kind=NAMES)
    if project is not None and not isinstance(project, str):
        plan.fail(BAD_LIST, name, PROJECT, name=name, setting=PROJECT, kind=A_TEXT)
    return Step(name, STEPS[run], _given(plan, name, STEPS[run], table), after, project)


def _given(plan: Plan, name: str, algorithm: Algorithm, table: Mapping[str, Any]) -> dict[str, Any]:
    known = settings_of(algorithm)
    own = (RUN, AFTER, *((PROJECT,) if draws_layers(algorithm) else ()))
    given = {}
    for written, value in table.items():
        setting = written.upper().replace("-", "_")
        if setting in known:
            given[setting] = value
        elif written not in own:
            listed = ", ".join(each.lower() for each in (*known, *own[2:]))
            plan.fail(UNKNOWN_SETTING, name, written, name=name, run=algorithm.id, setting=written, known=listed)
    return given
