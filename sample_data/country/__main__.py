"""Writes a made country into a folder: desa.fgb, and businesses as parts of GeoParquet in usaha."""

from __future__ import annotations

import argparse
from pathlib import Path

from .businesses import PART, business_parts
from .villages import VILLAGES, villages

SEED = 2016


def write(folder: Path, businesses: int, count: int = VILLAGES, seed: int = SEED, size: int = PART) -> None:
    """The country in files; memory is that of one part and the villages."""
    parts = folder / "usaha"
    parts.mkdir(parents=True)
    made = villages(count, seed)
    made.frame().to_file(folder / "desa.fgb")
    for number, frame in enumerate(business_parts(made, businesses, seed, size)):
        frame.to_parquet(parts / f"part-{number:05d}.parquet")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("businesses", type=int)
    parser.add_argument("--villages", type=int, default=VILLAGES)
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    write(given.folder, given.businesses, given.villages, given.seed)
