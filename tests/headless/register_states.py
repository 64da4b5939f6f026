"""What a register says, whenever it was written; and an algorithm of the command line that is killed on its way."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Iterator, NamedTuple

from ir_plugin.core.industry.schema import TABLES
from ir_plugin.core.industry.schema.declaration import NEW_ID
from ir_plugin.core.register.geopackage import layer_names, quoted, reading

ROOT = Path(__file__).parents[2]
UNTOLD = {"waktu", "dibuat", "diubah"}
State = dict[str, list[tuple[Any, ...]]]


def state(register: str) -> State:
    """Every table of a GeoPackage, sorted, without moments and random ids. AssertionError where it is damaged."""
    with reading(register) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return {name: sorted(_rows(connection, name), key=repr) for name in layer_names(connection)}


def _rows(connection: Any, table: str) -> list[tuple[Any, ...]]:
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({quoted(table)})")]
    fields = {field.name: field for field in TABLES[table].fields} if table in TABLES else {}
    random_ids = {name for name, field in fields.items() if field.default is NEW_ID}
    told = [name for name in columns if name not in UNTOLD | random_ids | {"fid"}]
    return connection.execute(f"SELECT {', '.join(map(quoted, told))} FROM {quoted(table)}").fetchall()


class Ended(NamedTuple):
    """code: of the process. begun: when it was ready to work, seconds since 1970. words: what it said at the end."""

    code: int
    begun: float
    words: str


def command(*arguments: str, kill_after: float | None = None, **process: Any) -> Ended:
    """Runs the command line; kills it so many seconds after it has begun to work."""
    line = [sys.executable, "-m", "processing_scripts", *arguments, "--language", "en"]
    with subprocess.Popen(line, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **process) as running:
        assert running.stderr is not None
        first = running.stderr.readline()  # the name of the algorithm: everything is imported
        begun = time.time()
        if kill_after is not None:
            time.sleep(kill_after)
            running.send_signal(signal.SIGKILL)
        words = (first + running.stderr.read()).decode()
        return Ended(running.wait(), begun, words)


def moments(count: int, seconds: float) -> Iterator[float]:
    """Random moments of a run, one in each of so many equal parts."""
    chosen = random.Random(count)
    return ((part + chosen.random()) / count * seconds for part in range(count))
