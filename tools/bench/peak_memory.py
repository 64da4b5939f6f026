"""The peak memory of ours above its input, in a process of its own: prints the megabytes of the case that is named."""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from cases import CASES

if __name__ == "__main__":
    CASE = next(case for case in CASES if case.title == sys.argv[1])
    RUN = CASE.ours(CASE.make_input())
    ctypes.CDLL(None).malloc_trim(0)  # else the run would find room in what making the input has freed
    print(RUN().peak_mb)
