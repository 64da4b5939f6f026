"""Writes processing_scripts/locale, what click says in Indonesian, from its words; run by ``make click-words``."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from processing_scripts.click_words import CATALOGUE, compiled

CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
CATALOGUE.write_bytes(compiled())
