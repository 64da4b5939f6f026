"""Checks a plugin zip as the plugin site does (bandit, detect-secrets), and for names that QGIS 4 has not."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

# QGS105: classFactory is handed iface; QGS201, QGS202: how imports are written. One file knows both old and new names.
FLAKE8 = ["flake8", "--isolated", "--select=QGS", "--extend-ignore=QGS105,QGS201,QGS202"]
FLAKE8 += ["--per-file-ignores=*/version_differences.py:QGS402"]
BANDIT = ["bandit", "--quiet", "--recursive", "--format", "txt"]
DETECT_SECRETS = ["detect_secrets", "scan", "--all-files"]


def _run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", *command, "."], cwd=folder, capture_output=True, text=True)


def findings(folder: Path) -> list[str]:
    """What the three tools say against the plugin in ``folder``, one report each; empty where nothing."""
    reports = []
    for command in (BANDIT, FLAKE8):
        run = _run(command, folder)
        if run.returncode:
            reports.append(run.stdout + run.stderr)
    run = _run(DETECT_SECRETS, folder)  # ends with 0 also when it has found something
    if run.returncode or json.loads(run.stdout)["results"]:
        reports.append(run.stdout + run.stderr)
    return reports


def main(package: str) -> int:
    with tempfile.TemporaryDirectory() as folder:
        zipfile.ZipFile(package).extractall(folder)
        reports = findings(Path(folder))
    for report in reports:
        print(report)
    print(f"{package}: {'bandit, detect-secrets and flake8-qgis found nothing' if not reports else 'has findings'}")
    return len(reports)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
