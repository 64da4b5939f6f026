"""What a step is run with: references filled, paths made absolute, defaults in place."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Iterable, Mapping, NamedTuple

from ir_plugin.core import parameters as kinds
from ir_plugin.core.declaration import Algorithm, Output
from ir_plugin.core.parameters import Parameter

from ..arguments import SEVERAL, TARGETS
from ..places import is_database, layer_place
from .plan import VALUES, Plan, Step
from .references import LATER, Reference, filled, references_in

READ = (
    *(kinds.LayerInput, kinds.LayersInput, kinds.WorkbookInput),
    *(kinds.RegisterInput, kinds.FileInput, kinds.FolderInput),
)
WRITTEN = (kinds.FileOutput, kinds.FolderOutput)
FOLDER = "{folder}"
"""What stands for the folder of results in what is kept of a run."""

Found = Mapping[str, Mapping[str, Any]]
"""By step and id: the numbers and texts that runs have given."""


class Settings(NamedTuple):
    """Everything one run is called with."""

    values: Mapping[str, Any]
    targets: Mapping[str, str]
    project: Any


class Resolver:
    """Fills the settings of steps, for results in a folder. found: what runs have given so far."""

    def __init__(self, plan: Plan, folder: Path, found: Found) -> None:
        self._plan, self._folder, self._found = plan, folder, found

    def settings(self, step: Step) -> Settings:
        """What a step is run with; LATER for what earlier runs have still to give."""
        algorithm = step.algorithm
        values = {each.id: self._parameter(step, each) for each in algorithm.parameters}
        targets = {each.id: self._path(step.given[each.id], self._folder) for each in _targets(step)}
        project = self._path(step.project, self._plan.path.parent) if step.project else None
        return Settings(values, targets, project)

    def value(self, reference: Reference) -> Any:
        """What a reference means. The plan is checked: there is such a step or value."""
        if reference.step == VALUES:
            return self._plan.values[reference.name]
        step, name = self._plan.step(reference.step), reference.name.upper()
        if self._is_setting(reference):
            one = {each.id: each for each in step.algorithm.parameters}.get(name)
            return self._parameter(step, one) if one else self._path(step.given[name], self._folder)
        found = self._found.get(step.name, {}).get(name, LATER)
        return found.replace(FOLDER, str(self._folder)) if isinstance(found, str) else found

    def computed(self, reference: Reference) -> Any:
        """What a reference means where that does not follow from settings: a shared value, or what a run has given."""
        if reference.step == VALUES:
            return self._plan.values[reference.name]
        given = self._found.get(reference.step, {})
        return None if self._is_setting(reference) else given.get(reference.name.upper())

    def _is_setting(self, reference: Reference) -> bool:
        step, name = self._plan.step(reference.step), reference.name.upper()
        return name in {*(each.id for each in step.algorithm.parameters), *(each.id for each in _targets(step))}

    def _parameter(self, step: Step, parameter: Parameter) -> Any:
        if parameter.id not in step.given:
            return getattr(parameter, "default", None)
        given = step.given[parameter.id]
        if isinstance(parameter, WRITTEN):
            return self._path(given, self._folder)
        if isinstance(parameter, kinds.LayersInput) and step.project:
            named = filled(given, self.value)
            return [named] if isinstance(named, str) else named
        read = isinstance(parameter, READ)
        value = self._path(given, self._plan.path.parent) if read else filled(given, self.value)
        if isinstance(parameter, SEVERAL) and not isinstance(value, list) and value is not LATER:
            return [value]
        text = isinstance(parameter, kinds.TextSetting) and isinstance(value, int) and not isinstance(value, bool)
        return str(value) if text else value

    def _path(self, given: Any, base: Path) -> Any:
        """A path is meant from ``base`` on, unless it is absolute, a database, or begins with what a step has made."""
        if isinstance(given, list):
            return [self._path(each, base) for each in given]
        value = filled(given, self.value)
        if not isinstance(value, str) or is_database(value):
            return value
        path, bar, rest = value.partition("|")
        return f"{base / path}{bar}{rest}"


def read_by(algorithm: Algorithm, settings: Settings) -> Iterable[tuple[Parameter, str]]:
    """The files, folders and databases that a step reads, as far as they are known, with the parameter that says so."""
    for each in algorithm.parameters:
        if isinstance(each, READ) and not (isinstance(each, kinds.LayersInput) and settings.project):
            value = settings.values[each.id]
            for place in value if isinstance(value, list) else [value]:
                if isinstance(place, str) and place:
                    yield each, layer_place(place).path


def written_by(algorithm: Algorithm, settings: Settings) -> Iterable[Path]:
    """The files and folders that a step is to write."""
    own = [settings.values[each.id] for each in algorithm.parameters if isinstance(each, WRITTEN)]
    places = [each for each in (*own, *settings.targets.values()) if isinstance(each, str) and not is_database(each)]
    return [Path(layer_place(each).path) for each in places]


def known_names(step: Step) -> set[str]:
    """What others may refer to: settings and results by id."""
    return {*(each.id for each in step.algorithm.parameters), *(each.id for each in step.algorithm.outputs)}


def needed_by(step: Step) -> set[str]:
    """The steps that a step refers to or waits for."""
    values = [*step.given.values(), step.project]
    return {found.step for value in values for found in references_in(value) if found.step != VALUES} | {*step.after}


def _targets(step: Step) -> list[Output]:
    return [each for each in step.algorithm.outputs if isinstance(each, TARGETS) and each.id in step.given]
