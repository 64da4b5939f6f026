"""A PostgreSQL server with PostGIS of our own: a throw-away cluster on a private socket, never as root."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator, Optional

import pytest

PORT = 54329
OWNERS = ("postgres", "nobody")
"""Who runs the server where the tests run as root, which PostgreSQL refuses; the first that there is."""

FAST = "-c listen_addresses='' -c fsync=off -c full_page_writes=off -c synchronous_commit=off"


@dataclass(frozen=True)
class Server:
    """A running server. ``host``: the folder of its socket, which nobody else knows."""

    host: str
    programs: Path

    def dsn(self, database: str, user: str = "postgres") -> str:
        """How libpq, psycopg2 and QGIS connect to it."""
        return f"host={self.host} port={PORT} user={user} dbname={database}"

    def create_database(self, name: str) -> None:
        """An empty database."""
        self.psql("postgres", "-c", f"CREATE DATABASE {name} TEMPLATE template0 LOCALE 'C.UTF-8'")

    def psql(self, database: str, *arguments: str) -> None:
        """Runs psql as an administrator would; AssertionError with its words where it fails."""
        command = [str(self.programs / "psql"), "-X", "-q", "-d", self.dsn(database), *arguments]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stderr


def programs() -> Optional[Path]:
    """The folder of the newest PostgreSQL for which PostGIS is installed, or None."""
    found = [
        folder
        for folder in Path("/usr/lib/postgresql").glob("*/bin")
        if (folder / "initdb").exists()
        and Path(f"/usr/share/postgresql/{folder.parent.name}/extension/postgis.control").exists()
    ]
    return max(found, key=lambda folder: int(folder.parent.name), default=None)


def running_server() -> Iterator[Server]:
    """The server, for as long as the generator lives; a skip with its reason where it cannot be had."""
    folder = programs()
    if folder is None:
        pytest.skip("PostgreSQL with PostGIS is not installed: make setup installs it on Debian and Ubuntu")
    place = tempfile.mkdtemp(prefix="klaster-ir-")
    owner = _owner(place)
    data, log = f"{place}/data", f"{place}/log"
    try:
        _run(owner, folder / "initdb", "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-sync")
        options = f"-p {PORT} -k {place} {FAST}"
        _run(owner, folder / "pg_ctl", "-D", data, "-w", "-l", log, "-o", options, "start")
        try:
            yield Server(place, folder)
        finally:
            _run(owner, folder / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(place)


def _owner(place: str) -> Optional[str]:
    """Who is to run the server, with the folder made theirs; None for ourselves."""
    if os.getuid() != 0:
        return None
    users = [line.split(":")[0] for line in Path("/etc/passwd").read_text().splitlines()]
    owner = next(each for each in OWNERS if each in users)
    shutil.chown(place, owner)
    os.chmod(place, 0o711)
    return owner


def _run(owner: Optional[str], *command: object) -> None:
    as_owner = ("runuser", "-u", owner, "--") if owner else ()
    words = [str(each) for each in (*as_owner, *command)]
    # Into a file: the server inherits what is open, and a pipe would never end.
    with tempfile.TemporaryFile("w+") as told:
        run = subprocess.run(words, cwd="/", stdout=told, stderr=told, check=False)
        told.seek(0)
        assert run.returncode == 0, told.read()
