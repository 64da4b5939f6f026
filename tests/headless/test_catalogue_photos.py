"""Photos as Pillow makes them for the catalogue, and the whole catalogue from the command line."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from PIL import Image

from ir_plugin.core.publishing.folder import files_in, missing_file
from ir_plugin.core.publishing.jpeg import metadata_of, without_metadata
from processing_scripts.command_line import command_line
from processing_scripts.photo_engine import PillowEngine
from tests.core.register.made_packages import BUSINESS, OWNER, change, make_register

CONSENT = """INSERT INTO ir_persetujuan (pemilik_id, tanggal, cara, tujuan, boleh_foto)
VALUES (?, '2025-01-01', 'TLS', 'PUB', 1)"""
GPS = {1: "S", 2: (1.0, 52.0, 35.4), 3: "E", 4: (106.0, 7.0, 24.2)}
needs_page = pytest.mark.skipif(missing_file() is not None, reason="make setup could not fetch the page's libraries")


def take_photo(path: Path, size: tuple[int, int] = (2400, 1600), turned: int = 6, **more: Any) -> Path:
    """A photo as a phone takes it: on its side, with camera, place and owner; its left half is red."""
    picture = Image.new("RGB", size, "blue")
    picture.paste("red", (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x9C9D] = turned, "KameraRahasia", "Rohani".encode("utf-16-le")
    exif.get_ifd(0x8825).update(GPS)
    picture.save(path, exif=exif, **more)
    return path


def opened(jpeg: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(jpeg))
    picture.load()
    return picture


@pytest.mark.parametrize(
    "name, more", [("a.jpg", {"comment": b"Rohani"}), ("a.png", {}), ("a.webp", {}), ("a.tif", {})]
)
def test_a_photo_is_small_upright_and_tells_nothing(tmp_path: Path, name: str, more: dict[str, Any]) -> None:
    jpeg = PillowEngine().jpeg(str(take_photo(tmp_path / name, **more)), 1200)
    assert metadata_of(jpeg) == [] and without_metadata(jpeg) == jpeg
    assert not any(secret in jpeg for secret in (b"Exif", b"Kamera", b"Rohani", "Rohani".encode("utf-16-le")))
    picture = opened(jpeg)
    assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (800, 1200))
    top, bottom = picture.getpixel((400, 100)), picture.getpixel((400, 1100))
    assert top[0] > 200 > 50 > top[2] and bottom[2] > 200 > 50 > bottom[0], "turned by 90 degrees"
    assert not opened(jpeg).getexif() and "icc_profile" not in picture.info


def test_a_small_photo_stays_small_and_what_shows_through_is_white(tmp_path: Path) -> None:
    Image.new("RGBA", (30, 20), (0, 0, 0, 0)).save(tmp_path / "a.png")
    picture = opened(PillowEngine().jpeg(str(tmp_path / "a.png"), 1200))
    assert picture.size == (30, 20) and min(picture.getpixel((15, 10))) > 250


@pytest.mark.parametrize("content", [b"", b"not a picture", b"\xff\xd8\xff\xe0\0\x10JFIF\0", b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_picture(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.jpg").write_bytes(content)
    with pytest.raises(ValueError, match="."):
        PillowEngine().jpeg(str(tmp_path / "a.jpg"), 1200)


@needs_page
def test_the_command_line_publishes_and_checks(tmp_path: Path) -> None:
    register, web = make_register(tmp_path), tmp_path / "web"
    change(register, "UPDATE ir_usaha SET lapangan_usaha = 'IND'")
    change(register, CONSENT, OWNER.format(1))
    change(register, "INSERT INTO ir_foto (usaha_id, berkas) VALUES (?, 'a.jpg')", BUSINESS.format(1))
    take_photo(tmp_path / "a.jpg")
    done = CliRunner().invoke(command_line("en"), ["publishcatalogue", register, str(web), "--json"])
    told = json.loads(done.stdout)
    assert (told["N_BUSINESSES"], told["N_PHOTOS"], told["RECORD"]["algorithm"]) == (1, 1, "publishcatalogue")
    assert Path(told["INDEX"]).is_file()
    (photo,) = [path for name, path in files_in(web).items() if name.startswith("foto/")]
    assert metadata_of(photo.read_bytes()) == [] and opened(photo.read_bytes()).size == (800, 1200)
    check = ["checkcatalogue", register, str(web)]
    assert CliRunner().invoke(command_line("en"), check).exit_code == 0
    change(register, "UPDATE ir_persetujuan SET boleh_foto = 0")
    failed = CliRunner().invoke(command_line("en"), check)
    assert failed.exit_code == 2 and f"! foto/{photo.name}: this photo may not be shown." in failed.output
