"""The rule profile by which a home industry is classed IR-1, IR-2 or IR-3: data, versioned, replaceable.

The annex of Permen PPPA 2/2016 with its limits could not be obtained. The profile that comes with the program is a
draft (status DRAF): the names of the classes and the first two criteria have a source, the limits have none.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any, Mapping

DRAFT = "DRAF"


@lru_cache(maxsize=1)
def draft_profile() -> Mapping[str, Any]:
    """The draft profile: versi, nama, sumber_hukum, status, and the rules (turunan, gerbang, kriteria, gabungan)."""
    path = Path(__file__).parent / "reference" / "aturan_kelas_draf.json"
    profile: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return profile
