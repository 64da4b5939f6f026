"""make bench: how fast, beside others, on this machine. Writes build/bench.json and prints a table in Markdown.

Arguments: families or titles (local, contiguity, scan, density, merge, survey, qgis); none for all, some 30 minutes.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Iterator

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from case import OURS, Case
from cases import CASES
from machine import machine
from side_by_side import side_by_side

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "build" / "bench.json"
HEADINGS = ("case", "beside", "theirs", "ours", "times as fast", "aim", "met", "peak memory of ours")


def main(*words: str) -> None:
    """Runs the cases that the words name, one after the other."""
    chosen = [case for case in CASES if not words or any(word in (case.family, case.title) for word in words)]
    if not chosen:
        sys.exit(f"No such cases; families: {', '.join(dict.fromkeys(case.family for case in CASES))}")
    measured = {}
    print(_line(HEADINGS), _line("---" for _ in HEADINGS), sep="\n", flush=True)
    for case in chosen:
        result = {**side_by_side(case), "peak_mb": _peak_mb(case)}
        measured[case.title] = result
        print(*(_line(row) for row in _rows(case, result)), sep="\n", flush=True)
    TARGET.write_text(json.dumps({"machine": machine(), "cases": measured}, indent=2) + "\n")
    print(f"{TARGET.relative_to(ROOT)} written")


def _peak_mb(case: Case) -> float:
    """In a process of its own."""
    command = [sys.executable, str(ROOT / "tools" / "bench" / "peak_memory.py"), case.title]
    return float(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.split()[-1])


def _rows(case: Case, result: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """One row per rival, or one for a case that has only an aim in seconds."""
    median, memory = result["median"], f"{result['peak_mb']:.0f} MB"
    ours = median[OURS]
    if case.seconds is not None:
        clock = "CPU" if case.clock == "cpu_seconds" else ""
        words = f"{case.seconds:g} s {clock}".strip()
        yield case.title, "", "", _seconds(ours), "", words, _yes(ours <= case.seconds), memory
    for name, (_make, aim) in case.beside.items():
        theirs = median[name]
        met = _yes(aim.is_met(ours, theirs))
        yield case.title, name, _seconds(theirs), _seconds(ours), f"{theirs / ours:.3g}", aim.words, met, memory


def _seconds(value: float) -> str:
    return f"{value:.3g} s"


def _yes(met: bool) -> str:
    return "yes" if met else "**no**"


def _line(cells: Any) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main(*sys.argv[1:])
