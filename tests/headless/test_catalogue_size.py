"""How large the folder of a catalogue is: less than 5 MB for 20,000 businesses of which no two are alike."""

from __future__ import annotations

import random
import shutil
import struct
from pathlib import Path
from typing import Optional

import pytest

from ir_plugin.core.declaration import Context
from ir_plugin.core.publishing.check_catalogue import OPERATION as CHECK
from ir_plugin.core.publishing.folder import files_in, missing_file
from ir_plugin.core.publishing.publish_catalogue import OPERATION as PUBLISH
from ir_plugin.core.register.geopackage import transaction
from sample_data.enlarged import enlarge

COPIES, MOST_BYTES = 8, 5_000_000
PEOPLE = """UPDATE ir_pemilik SET nama_lengkap = word() || ' ' || word(), no_hp = iif(no_hp IS NULL, NULL, phone())
    WHERE fid > ?"""
BUSINESSES = "UPDATE ir_usaha SET nama_usaha = nama_usaha || ' ' || word(), geom = shifted(geom) WHERE fid > ?"
CONSENT = """INSERT INTO ir_persetujuan
    (pemilik_id, tanggal, cara, tujuan, boleh_nama, boleh_hp, boleh_alamat, boleh_titik)
    SELECT pemilik_id, '2025-01-01', 'TLS', 'PUB', 1, 1, 1, 1 FROM ir_pemilik WHERE fid > ?"""


def make_public(path: str, owners: int, businesses: int) -> None:
    """Lets every owner and business beyond these fids be published, each with a name, phone and place of its own."""
    chance = random.Random(2016)
    with transaction(path) as connection:
        known = {name for (name,) in connection.execute("SELECT nama_lengkap FROM ir_pemilik")}
        words = sorted({word for name in known for word in name.split()})

        def shifted(point: Optional[bytes]) -> Optional[bytes]:
            if point is None:
                return None
            x, y = struct.unpack("<dd", point[-16:])
            return point[:-16] + struct.pack("<dd", *(each + chance.uniform(-0.004, 0.004) for each in (x, y)))

        connection.create_function("word", 0, lambda: chance.choice(words))
        connection.create_function("phone", 0, lambda: f"+628{chance.randrange(10**8, 10**10)}")
        connection.create_function("shifted", 1, shifted)
        connection.execute(PEOPLE, (owners,))
        connection.execute(BUSINESSES, (businesses,))
        connection.execute(CONSENT, (owners,))


@pytest.mark.slow
@pytest.mark.skipif(missing_file() is not None, reason="make setup could not fetch the page's libraries")
def test_twenty_thousand_businesses_fit_into_five_megabytes(root: Path, tmp_path: Path) -> None:
    register = str(shutil.copy(root / "sample_data" / "register_contoh.gpkg", tmp_path / "register.gpkg"))
    with transaction(register) as connection:
        owners = connection.execute("SELECT max(fid) FROM ir_pemilik").fetchone()[0]
        businesses = connection.execute("SELECT max(fid) FROM ir_usaha").fetchone()[0]
    enlarge(register, COPIES)
    make_public(register, owners, businesses)
    web = tmp_path / "web"
    results = PUBLISH.compute({"REGISTER": register, "OUTPUT": str(web), "LICENCE": "CCBY"}, Context())
    sizes = {name: path.stat().st_size for name, path in files_in(web).items() if not name.startswith("foto/")}
    assert results.numbers["N_BUSINESSES"] > 20_000
    assert sum(sizes.values()) < MOST_BYTES, sizes
    CHECK.compute({"REGISTER": register, "FOLDER": str(web)}, Context())
