"""Algorithms that need QGIS, run by its program ``qgis_process`` with the plugin that lies beside this package.

They run in a profile of their own, which knows this plugin and no other: nothing has to be installed into QGIS, and
both faces are of the same version. Only what names a connection of the user's runs in the user's own profile.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Iterator, Mapping, Optional, Sequence

from ir_plugin.core.declaration import Algorithm, Note, Results
from ir_plugin.core.errors import UserError
from ir_plugin.core.parameters import ConnectionInput, FileOutput, FileParameter, LayersInput
from ir_plugin.core.texts import Text, same

from .project_layers import drawn_layers

PROGRAM, NAMED_BY = "qgis_process", "KLASTER_IR_QGIS_PROCESS"
BESIDE_THE_CODE = ("metadata.txt", "LICENSE", "styles", "sample_data")
"""What stands at the top of a checkout and inside an installed plugin."""

OF_PYTHON = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "LD_LIBRARY_PATH")
"""What would lead QGIS to the packages of this Python, which crash it."""

DRAFTS = (".klaster_ir_*", ".klaster-ir-*")
PATIENCE = 10.0
"""Seconds in which QGIS may end by itself when it is told to."""

NO_QGIS = Text(
    "{id} memerlukan QGIS, tetapi program qgis_process tidak ditemukan; pasang QGIS 3.22 atau lebih baru, atau "
    "sebutkan letaknya dalam variabel KLASTER_IR_QGIS_PROCESS.",
    "{id} needs QGIS, but its program qgis_process was not found; install QGIS 3.22 or newer, or name its place in "
    "the variable KLASTER_IR_QGIS_PROCESS.",
)
NO_PLUGIN = Text(
    "QGIS Anda tidak mengenal ir:{id}; pasang plugin Klaster IR di QGIS, lalu jalankan qgis_process plugins enable "
    "ir_plugin.",
    "Your QGIS does not know ir:{id}; install the plugin Klaster IR in QGIS, then run qgis_process plugins enable "
    "ir_plugin.",
)
UNKNOWN_LAYER = Text(
    "{label} ({id}): QGIS tidak dapat membuka salah satu dari: {layers}; periksa nama layer di proyek, atau berkasnya.",
    "{label} ({id}): QGIS cannot open one of: {layers}; check the names of layers in the project, or the files.",
)
NOT_IN_PROJECT = Text(
    "{label} ({id}): proyek tidak memuat layer {layers}; layernya: {known}.",
    "{label} ({id}): the project has no layer {layers}; its layers are: {known}.",
)
ABSENT = Text(
    "Berkas {path} untuk {label} ({id}) tidak ditemukan; periksa nama dan foldernya.",
    "The file {path} for {label} ({id}) was not found; check its name and folder.",
)
PROJECT = Text("proyek", "the project")


def qgis_program(algorithm_id: str) -> str:
    """The program of QGIS. UserError where it is not on this machine."""
    found = shutil.which(os.environ.get(NAMED_BY) or PROGRAM)
    if found is None:
        raise UserError(NO_QGIS, id=algorithm_id)
    return found


def run_in_qgis(
    algorithm: Algorithm, values: Mapping[str, Any], language: str, project: Optional[str] = None
) -> Results:
    """The results of an algorithm that QGIS computes: numbers, texts and notes; its files are written by QGIS.

    UserError in the words of the algorithm. Stopped by an exception it ends QGIS, and leaves no draft behind.
    """
    refusal = algorithm.problem(values)
    if refusal:
        raise UserError(refusal)
    _refuse_absent_files(algorithm, values, project)
    program = qgis_program(algorithm.id)
    line = [program, "run", f"ir:{algorithm.id}", "--json", *_settings(algorithm, values, project)]
    own_profile = not any(isinstance(each, ConnectionInput) for each in algorithm.parameters)
    with _surroundings(program, language, own_profile) as environment, _without_drafts(algorithm, values):
        code, answer, words = _ended(line, environment)
    try:
        said = json.loads(answer)
    except ValueError:
        raise _failure(algorithm, values, project, code, words) from None
    return _results(said)


def _refuse_absent_files(algorithm: Algorithm, values: Mapping[str, Any], project: Optional[str]) -> None:
    read = [
        each for each in algorithm.parameters if isinstance(each, FileParameter) and not isinstance(each, FileOutput)
    ]
    for each in read:
        path = values.get(each.id)
        if path and not os.path.isfile(path):
            raise UserError(ABSENT, path=path, label=each.label, id=each.id)
    if project and not os.path.isfile(project):
        raise UserError(ABSENT, path=project, label=PROJECT, id="PROJECT")


def _settings(algorithm: Algorithm, values: Mapping[str, Any], project: Optional[str]) -> list[str]:
    words = [f"--PROJECT_PATH={project}"] if project else []
    for each in algorithm.parameters:
        value = values.get(each.id)
        for item in value if isinstance(value, (list, tuple)) else [value]:
            if item is not None and item != "":
                words.append(f"--{each.id}={str(item).lower() if isinstance(item, bool) else item}")
    return words


@contextmanager
def _surroundings(program: str, language: str, own_profile: bool) -> Iterator[dict[str, str]]:
    """The environment of the program, for as long as the block lasts."""
    environment = {name: value for name, value in os.environ.items() if name not in OF_PYTHON}
    # The Python inside QGIS takes its packages from where the first python3 of PATH is: that must be its own.
    environment["PATH"] = os.pathsep.join((os.path.dirname(program), environment.get("PATH", "")))
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="klaster-ir-qgis-", ignore_cleanup_errors=True) as folder:
        environment.setdefault("XDG_RUNTIME_DIR", folder)
        if own_profile:
            _make_profile(Path(folder), language)
            environment.update(QGIS_CUSTOM_CONFIG_PATH=folder, QGIS_PLUGINPATH=os.path.join(folder, "plugins"))
        yield environment


def _make_profile(folder: Path, language: str) -> None:
    settings = folder / "profiles" / "default" / "QGIS"
    settings.mkdir(parents=True)
    for name in ("QGIS3.ini", "QGIS4.ini"):
        (settings / name).write_text(f"[PythonPlugins]\nir_plugin=true\n[klaster_ir]\nlanguage={language}\n")
    plugin, code = folder / "plugins" / "ir_plugin", Path(__file__).parents[1] / "ir_plugin"
    plugin.mkdir(parents=True)
    beside = [code.parent / name for name in BESIDE_THE_CODE if not (code / name).exists()]
    for source in [*code.iterdir(), *beside]:
        if source.exists() and source.name != "__pycache__":
            _link(source, plugin / source.name)


def _link(source: Path, target: Path) -> None:
    try:
        target.symlink_to(source)
    except OSError:  # Windows lets only some users make links
        (shutil.copytree if source.is_dir() else shutil.copy)(source, target)


@contextmanager
def _without_drafts(algorithm: Algorithm, values: Mapping[str, Any]) -> Iterator[None]:
    """Takes away what QGIS was making beside its files when it had to be ended."""
    folders = {Path(values[each.id]).resolve().parent for each in algorithm.parameters if isinstance(each, FileOutput)}

    def drafts() -> set[Path]:
        return {draft for folder in folders for pattern in DRAFTS for draft in folder.glob(pattern)}

    before = drafts()
    try:
        yield
    except BaseException:
        for draft in drafts() - before:
            shutil.rmtree(draft, ignore_errors=True)
        raise


def _ended(line: Sequence[str], environment: Mapping[str, str]) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of QGIS, which in a session of its own hears no Control-C."""
    with subprocess.Popen(
        line, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as running:
        try:
            answer, words = running.communicate()
        except BaseException:
            _terminate(running)
            try:
                running.communicate(timeout=PATIENCE)
            except subprocess.TimeoutExpired:
                running.kill()
            raise
    return running.returncode, answer, words


def _terminate(running: subprocess.Popen[str]) -> None:
    """Tells the program, and what it has started, to end."""
    if hasattr(os, "killpg"):
        os.killpg(running.pid, signal.SIGTERM)
    else:
        running.terminate()


def _failure(
    algorithm: Algorithm, values: Mapping[str, Any], project: Optional[str], code: int, words: str
) -> Exception:
    """What a person can mend as its sentence, which QGIS says last; all else with all that QGIS said."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    last = lines[-1] if lines else ""
    if "not found!" in last and f"ir:{algorithm.id}" in last:
        return UserError(NO_PLUGIN, id=algorithm.id)
    layers = next((each for each in algorithm.parameters if isinstance(each, LayersInput)), None)
    if layers is not None and last.endswith(f"for {layers.id}"):
        return _unknown_layer(layers, values[layers.id], project)
    if code != 1 or "Traceback" in words or not last:
        return RuntimeError(f"{PROGRAM} ended with {code}:\n{words}")
    return UserError(same("{words}"), words=last)


def _unknown_layer(parameter: LayersInput, asked: Sequence[str], project: Optional[str]) -> UserError:
    """Which layers QGIS cannot open, and where they are named after a project, what it has."""
    known = drawn_layers(project) if project else []
    unknown = [each for each in asked if each not in known]
    sentence = NOT_IN_PROJECT if known and unknown else UNKNOWN_LAYER
    layers = ", ".join(unknown or asked)
    return UserError(sentence, label=parameter.label, id=parameter.id, layers=layers, known=", ".join(known))


def _results(said: Mapping[str, Any]) -> Results:
    found, log = said.get("results", {}), said.get("log", {})
    notes = [Note(same(words)) for words in log.get("info", ())]
    notes += [Note(same(words), warning=True) for words in log.get("warning", ())]
    return Results(
        numbers={name: value for name, value in found.items() if isinstance(value, (int, float))},
        strings={name: value for name, value in found.items() if isinstance(value, str)},
        notes=tuple(notes),
    )
