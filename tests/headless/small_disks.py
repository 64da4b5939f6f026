"""A file system of a test's own, for a disk that is full or may only be read."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.headless.made_runs import ROOT, Run

NAMESPACE = ["unshare", "--map-root-user", "--mount", "sh", "-ec"]

CAN_MOUNT = (
    shutil.which("unshare")
    and not subprocess.run([*NAMESPACE, "mount -t tmpfs tmpfs /mnt"], capture_output=True, check=False).returncode
)
needs_mounts = pytest.mark.skipif(not CAN_MOUNT, reason="this machine lets nobody mount a file system of their own")


def mounted(options: str, run: Run, folder: Path, after: str = "true") -> subprocess.CompletedProcess[str]:
    """Runs an algorithm on a copy of its register that lies in a small file system of its own; then brings it back."""
    place = folder / "small"
    place.mkdir()
    words = [sys.executable, "-m", "processing_scripts", run.algorithm, str(place / run.register.name), *run.arguments]
    script = f"""mount -t tmpfs -o {options} tmpfs {place}; cp {run.register} {place}
    {after.format(place=place)}; set +e
    {shlex.join(words)} --language en; code=$?; cp {place}/* {folder}; exit $code"""
    return subprocess.run([*NAMESPACE, script], cwd=ROOT, capture_output=True, text=True, check=False)
