"""Writes docs/images/katalog_*.png, the demo's web catalogue as it looks; run by ``make web-pictures``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import List

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "web")]
GAP = 24
TOUCHES = 3


def main(catalogue: Path) -> None:
    """Takes the pictures of a published ``catalogue``; the messages of the browser where it fails."""
    from browser import CHROMIUM, MODULES, NODE, why_absent
    from site_folder import served

    if why_absent():
        sys.exit(why_absent())
    with TemporaryDirectory() as folder, served(catalogue) as address:
        script = ROOT / "tools" / "web" / "pictures.mjs"
        subprocess.run([str(NODE), str(script), str(MODULES), CHROMIUM, address, folder], check=True)
        for language in ("id", "en"):
            for name in ("kemplang", "titik_panas"):
                Path(folder, f"katalog_{name}_{language}.png").replace(IMAGES / f"katalog_{name}_{language}.png")
            steps = [Path(folder, f"katalog_sentuhan_{step}_{language}.png") for step in range(1, TOUCHES + 1)]
            beside(steps).save(IMAGES / f"katalog_tiga_sentuhan_{language}.png", optimize=True)


def beside(paths: List[Path]) -> Image.Image:
    """The pictures in a row, on nothing."""
    pictures = [Image.open(path).convert("RGBA") for path in paths]
    width = sum(each.width for each in pictures) + GAP * (len(pictures) - 1)
    row = Image.new("RGBA", (width, max(each.height for each in pictures)), (0, 0, 0, 0))
    left = 0
    for each in pictures:
        row.paste(each, (left, 0))
        left += each.width + GAP
    return row


if __name__ == "__main__":
    main(Path(sys.argv[1]))
