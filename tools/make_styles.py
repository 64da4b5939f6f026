"""Writes styles/layers/*.qml from the class tables; run by ``make styles`` with the Python of QGIS."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["QT_HASH_SEED"] = "0"  # the order of XML attributes follows it: the same files give no differences


def main() -> None:
    """Starts QGIS without a window and writes every file."""
    from qgis.core import QgsApplication

    from ir_plugin.cartography.style_files import write_style_files

    application = QgsApplication([], True)
    application.initQgis()
    for path in write_style_files(ROOT / "styles" / "layers"):
        sys.stdout.write(f"{path.relative_to(ROOT)}\n")
    application.exitQgis()


if __name__ == "__main__":
    main()
