"""python -m sample_data.generator: makes the sample anew, the same content on every run."""

from __future__ import annotations

from .coast import SOURCES
from .wilayah import make_places, write_boundaries

TARGET = SOURCES.parent


def main() -> None:
    places = make_places()
    write_boundaries(places, TARGET / "wilayah.gpkg")
    for path in sorted(TARGET.glob("*.*")):
        print(f"{path.name}: {path.stat().st_size / 1e3:,.0f} kB")


if __name__ == "__main__":
    main()
