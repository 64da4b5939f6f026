"""Control-C and SIGTERM from the first moment on; it imports next to nothing, so that the moment is an early one."""

from __future__ import annotations

import locale
import os
import signal
import sys
from types import FrameType
from typing import Callable, Optional

from ir_plugin.core.texts import LANGUAGES, Text

STOPPED = 130
"""Exit code of a run that was stopped."""

NOTHING_WRITTEN = Text("Dihentikan; tidak ada hasil yang ditulis.", "Stopped; no result has been written.")


def default_language() -> str:
    """ "id" on an Indonesian system, else "en"."""
    return "id" if (locale.getlocale()[0] or "").lower().startswith(("id", "indonesian")) else "en"


def end_when_stopped() -> None:
    """From now on a signal ends the process with one sentence: nothing has begun, and there is nothing to take away."""
    _hear(_end)


def interrupt_when_stopped() -> None:
    """From now on a signal raises KeyboardInterrupt, so that a run can take away what is half written."""
    _hear(_interrupt)


def _hear(handler: Callable[[int, Optional[FrameType]], None]) -> None:
    if signal.getsignal(signal.SIGINT) != signal.SIG_IGN:  # shells have background jobs ignore it
        signal.signal(signal.SIGINT, handler)
    signal.signal(signal.SIGTERM, handler)


def _interrupt(_signal: int, _frame: Optional[FrameType]) -> None:
    raise KeyboardInterrupt


def _end(_signal: int, _frame: Optional[FrameType]) -> None:
    asked = sys.argv[sys.argv.index("--language") + 1 :][:1] if "--language" in sys.argv else []
    language = asked[0] if asked and asked[0] in LANGUAGES else default_language()
    os.write(sys.stderr.fileno(), f"{NOTHING_WRITTEN.in_language(language)}\n".encode())
    os._exit(STOPPED)
