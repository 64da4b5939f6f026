"""The record of a whole pipeline: what each step was run with, what it read and changed, and what came out."""

from __future__ import annotations

import datetime
import hashlib
import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Mapping, Optional, Sequence

from ..places import without_password
from ..version import version
from .contents import Contents

NAME = "pipeline.json"
COMPLETE, OPEN = "complete", "open"


@dataclass(frozen=True)
class Done:
    """One step that has ended well.

    fingerprint: of its algorithm and settings. read: hash by place, None for a database. changed: of the files in the
    folder, None for one that is gone. results: numbers and texts by id. record: of the run, as methods keep it.
    """

    step: str
    run: str
    fingerprint: str
    settings: Mapping[str, Any]
    read: Mapping[str, Optional[str]]
    changed: Mapping[str, Optional[str]]
    results: Mapping[str, Any]
    notes: Sequence[Mapping[str, Any]]
    record: Optional[Mapping[str, Any]]
    finished: str
    seconds: float


@dataclass
class Record:
    """A run of a pipeline so far; ``state`` is OPEN until every step has ended."""

    pipeline: str
    title: str
    started: str
    state: str = OPEN
    finished: str = ""
    program: str = field(default_factory=version)
    steps: list[Done] = field(default_factory=list)

    def step(self, name: str) -> Optional[Done]:
        """What is known of a step, or None."""
        return next((each for each in self.steps if each.step == name), None)

    def contents(self) -> Contents:
        """What the folder holds after the last step."""
        return contents_after(self.steps)

    def to_json(self) -> str:
        """As it is kept; without passwords."""
        return json.dumps(_without_passwords(asdict(self)), ensure_ascii=False, indent=1)

    def write(self, folder: Path) -> None:
        """Keeps the record in a folder, whole or not at all."""
        draft = folder / f"{NAME}.part"
        draft.write_text(self.to_json(), encoding="utf-8")
        os.replace(draft, folder / NAME)


def read_record(folder: Path) -> Optional[Record]:
    """The record in a folder; None where there is none of this version of the program."""
    try:
        kept = json.loads((folder / NAME).read_text(encoding="utf-8"))
        steps = [Done(**each) for each in kept.pop("steps")]
        return Record(**kept, steps=steps)
    except (OSError, ValueError, TypeError, KeyError):
        return None


def contents_after(steps: list[Done]) -> Contents:
    """What a folder that was empty holds after these steps."""
    found: Contents = {}
    for each in steps:
        for name, digest in each.changed.items():
            if digest is None:
                found.pop(name, None)
            else:
                found[name] = digest
    return found


def fingerprint(*parts: Any) -> str:
    """Tells whether two runs of a step were asked for the same; of another version of the program never."""
    text = json.dumps([version(), *parts], ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def moment() -> str:
    """Now, as records say it."""
    return datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def _without_passwords(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_passwords(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_without_passwords(each) for each in value]
    return without_password(value) if isinstance(value, str) else value
