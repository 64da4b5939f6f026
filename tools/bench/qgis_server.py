"""QGIS, in the QGIS environment: one run of an algorithm for each line of JSON on standard input; see ``qgis_client``.

Each answer is the Measure of the run as a line of JSON.
"""

from __future__ import annotations

import json
import sys
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from measure import measured
from qgis.core import QgsFeatureRequest, QgsVectorLayer

from headless_qgis import headless_qgis


def main() -> None:
    """Answers until the input ends."""
    with headless_qgis():
        layers: dict[str, QgsVectorLayer] = {}
        for line in sys.stdin:
            question = json.loads(line)
            settings = question["settings"]
            file = settings["INPUT"]
            if question["in_memory"]:
                layers.setdefault(file, QgsVectorLayer(file).materialize(QgsFeatureRequest()))
                settings["INPUT"] = layers[file]
            print(json.dumps(measured(partial(_run, question))), flush=True)
            settings.clear()
        layers.clear()


def _run(question: dict[str, Any]) -> Any:
    import processing

    return processing.run(question["algorithm"], question["settings"]).get(question["found"])


if __name__ == "__main__":
    main()
