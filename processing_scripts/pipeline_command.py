"""The verb ``pipeline``: the steps of a file, checked before anything runs."""

from __future__ import annotations

import json
from typing import Any

import click

from ir_plugin.core.declaration import Note
from ir_plugin.core.texts import Text

from .arguments import PLACE, json_option, language_option
from .click_words import OPTIONS
from .terminal import exit_codes, in_sight, say

HELP = Text(
    "Menjalankan langkah-langkah dalam berkas TOML, dari survei sampai katalog.\n\n"
    "Seluruh berkas diperiksa sebelum langkah pertama. Langkah yang pengaturan, masukan, dan hasilnya tidak berubah "
    "dilewati, juga setelah terhenti di tengah. Folder hasil baru berganti bila semua langkah selesai; catatan seluruh "
    "jalannya ada di dalamnya (pipeline.json).",
    "Runs the steps of a TOML file, from survey to catalogue.\n\n"
    "The whole file is checked before the first step. Steps whose settings, inputs and results are unchanged are "
    "passed over, also after a run that was stopped halfway. The folder of results changes only when all steps have "
    "ended; the record of the whole run lies in it (pipeline.json).",
)
SHORT = Text("Jalankan berkas langkah-langkah", "Run a file of steps")
DRY_RUN = Text("Hanya periksa, dan sebutkan yang akan dijalankan.", "Only check, and say what would run.")
KEPT = Text(
    "Dihentikan; folder hasil tidak berubah, dan mulai berikutnya melanjutkan dari langkah ini.",
    "Stopped; the folder of results is unchanged, and the next start goes on from this step.",
)
NOTHING = Text("Tidak ada yang berubah; hasil tetap di {folder}.", "Nothing has changed; the results stay in {folder}.")
DONE = Text("Selesai: {folder}", "Done: {folder}")
FILE = Text("Berkas TOML dengan langkah-langkahnya", "The TOML file with the steps")
RUNS, UNCHANGED = Text("dijalankan", "runs"), Text("tidak berubah", "unchanged")


def pipeline_command(language: str) -> click.Command:
    """The verb, in a language."""

    def call(file: str, dry_run: bool, json: bool) -> None:
        _execute(file, dry_run, json, language)

    return click.Command(
        "pipeline",
        params=[
            click.Argument(["file"], type=PLACE, help=FILE.in_language(language)),
            click.Option(["--dry-run"], is_flag=True, help=DRY_RUN.in_language(language)),
            json_option(language),
            language_option(language),
        ],
        callback=call,
        help=HELP.in_language(language),
        short_help=SHORT.in_language(language),
        options_metavar=OPTIONS.in_language(language),
    )


def _execute(file: str, dry_run: bool, as_json: bool, language: str) -> None:
    with exit_codes(language, KEPT):
        from .pipeline.checking import ordered  # with geopandas, for which completion must not wait
        from .pipeline.plan import read_plan
        from .pipeline.runs import Run

        plan = read_plan(file)
        language = plan.language or language
        run = Run(plan, ordered(plan), language)
        if dry_run:
            _show(run, language, as_json)
        elif run.nothing_to_do():
            say(Note(NOTHING.format(folder=plan.folder)), language)
            _tell(run.known(), as_json)
        else:
            made = run.start(lambda label: in_sight(label, language), lambda note: say(note, language))
            say(Note(DONE.format(folder=plan.folder)), language)
            _tell(made, as_json)


def _show(run: Any, language: str, as_json: bool) -> None:
    outlook = run.outlook()
    if as_json:
        listed = [{"step": each.step.name, "run": each.step.algorithm.id, "runs": each.runs} for each in outlook]
        click.echo(json.dumps(listed, ensure_ascii=False))
        return
    for each in outlook:
        words = (RUNS if each.runs else UNCHANGED).in_language(language)
        click.echo(f"{each.step.name} ({each.step.algorithm.id}): {words}")


def _tell(record: Any, as_json: bool) -> None:
    if as_json:
        click.echo(record.to_json())
