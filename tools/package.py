"""Builds the zip that QGIS installs. The same files give the same bytes."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

from stage import shipped

EARLIEST = (1980, 1, 1, 0, 0, 0)


def package(target: Path) -> None:
    """Writes the plugin with everything that it carries to ``target``."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(".part")
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, path in shipped().items():
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes())
    part.replace(target)


if __name__ == "__main__":
    zip_path = Path(sys.argv[1])
    package(zip_path)
    print(f"{zip_path}: {zip_path.stat().st_size / 1e6:.1f} MB")
