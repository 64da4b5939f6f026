"""ODK's own engine for the tests: an XLSForm through pyxform to an XForm, and the verdicts of the engine on answers."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, List, NamedTuple, Optional, Sequence

from pyxform.xls2xform import convert

ROOT = Path(__file__).resolve().parents[2]
NODE = Path(sys.executable).with_name("node")
MODULES = ROOT / "build" / "xforms"
Step = Sequence[Any]


class Verdict(NamedTuple):
    """What the engine makes of one answer: whether it holds it as given, which condition the answer violates."""

    holds: bool
    violates: Optional[str]
    says: Optional[str]
    asked: bool

    @property
    def takes(self) -> bool:
        """Whether the answer would come back from the field as it was given."""
        return self.holds and self.asked and self.violates is None


def why_absent() -> str:
    """Why the engine cannot run; "" where it can."""
    missing = [each.name for each in (MODULES / "ready", NODE) if not each.exists()]
    return f"make setup could not fetch the engine of the survey form ({', '.join(missing)})" if missing else ""


def xform_of(workbook: Path, target: Path) -> List[str]:
    """Writes the XForm of an XLSForm; the warnings of pyxform."""
    result = convert(xlsform=workbook, validate=False)
    target.write_text(result.xform, encoding="utf-8")
    return list(result.warnings)


def verdicts(xform: Path, steps: Sequence[Step]) -> List[Verdict]:
    """The verdict on every "set" of the steps (see tools/xforms/verdicts.mjs), in order."""
    command = [str(NODE), str(ROOT / "tools" / "xforms" / "verdicts.mjs"), str(MODULES), str(xform)]
    run = subprocess.run(
        command, input=json.dumps(steps), capture_output=True, text=True, encoding="utf-8", timeout=300
    )
    assert run.returncode == 0, run.stderr
    return [Verdict(**each) for each in json.loads(run.stdout)]
