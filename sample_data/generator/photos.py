"""Draws a few pictures of products as photos that carry where they were taken, as phones store it (EXIF)."""

from __future__ import annotations

import csv
import math
from pathlib import Path
from typing import NamedTuple

import numpy as np
from PIL import ExifTags, Image, ImageDraw

from .product_mix import product
from .seeds import stream
from .survey import Survey

SIZE = (480, 360)
QUALITY = 60
_STATES = (
    *("publik_penuh", "publik_penuh", "publik_penuh", "publik_sebagian", "publik_sebagian"),
    *("ditarik", "kedaluwarsa", "pendataan", "promosi", "tanpa"),
)
"""The consents of the owners whose businesses have a photo: one photo each."""


class Photo(NamedTuple):
    """A file, the row of its business in ir_usaha, and the state of the owner's consent."""

    name: str
    business: int
    consent: str


def choose_photos(survey: Survey) -> list[Photo]:
    """A food business with a position for each of the states, no two of one product."""
    photos: list[Photo] = []
    products: set[int] = set()
    businesses = survey.tables["ir_usaha"]
    order = [int(number) for number in stream("choice of photos").permutation(len(businesses))]
    for state in _STATES:
        business = next(
            number
            for number in order
            if survey.consents[number] == state
            and businesses[number]["titik"]
            and businesses[number]["cabang_ikm"] == "PGN"
            and survey.sites[number].product not in products
        )
        products.add(survey.sites[business].product)
        code = businesses[business]["kode_usaha"]
        photos.append(Photo(f"{code}.jpg", business, state))
    return photos


def write_photos(survey: Survey, folder: Path) -> None:
    """Writes the photos anew, and foto.csv, which says whose they are."""
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.jpg"):
        old.unlink()
    random = stream("photos")
    photos = choose_photos(survey)
    for photo in photos:
        business = survey.tables["ir_usaha"][photo.business]
        picture = _draw(random)
        picture.save(folder / photo.name, "JPEG", quality=QUALITY, exif=_exif(*business["titik"]))
    with (folder / "foto.csv").open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(("berkas", "kode_usaha", "produk", "persetujuan"))
        for photo in photos:
            code = survey.tables["ir_usaha"][photo.business]["kode_usaha"]
            writer.writerow((photo.name, code, product(survey.sites[photo.business].product).name_id, photo.consent))


def _draw(random: np.random.Generator) -> Image.Image:
    """A plate of something on a table: round pieces in warm colours, with a shadow each."""
    width, height = SIZE
    wood = np.array([182, 142, 98]) + np.linspace(-14, 14, height)[:, None, None]
    grain = 6 * np.sin(np.arange(height) / 9 + random.uniform(0, 6))[:, None, None]
    picture = Image.fromarray(np.broadcast_to(wood + grain, (height, width, 3)).clip(0, 255).astype(np.uint8))
    pen = ImageDraw.Draw(picture)
    pen.ellipse((48, 44, 440, 332), fill=(120, 90, 62))
    pen.ellipse((40, 34, 432, 322), fill=(246, 243, 236), outline=(206, 198, 184), width=3)
    colour = np.array([random.integers(190, 245), random.integers(120, 205), random.integers(60, 130)])
    for _ in range(34):
        angle, far = random.uniform(0, 2 * math.pi), math.sqrt(random.uniform(0, 1))
        x, y, radius = 236 + 148 * far * math.cos(angle), 178 + 104 * far * math.sin(angle), random.uniform(18, 30)
        tone = tuple(int(value) for value in (colour + random.integers(-22, 23, 3)).clip(0, 255))
        pen.ellipse((x - radius + 3, y - radius + 5, x + radius + 3, y + radius + 5), fill=(168, 140, 104))
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=tone, outline=(140, 96, 52))
    return picture


def _exif(longitude: float, latitude: float) -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Contoh"
    exif[ExifTags.Base.ImageDescription] = "Gambar karangan"
    exif[ExifTags.Base.DateTime] = "2025:06:15 09:30:00"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(
        {
            ExifTags.GPS.GPSLatitudeRef: "N" if latitude >= 0 else "S",
            ExifTags.GPS.GPSLatitude: _degrees(abs(latitude)),
            ExifTags.GPS.GPSLongitudeRef: "E",
            ExifTags.GPS.GPSLongitude: _degrees(longitude),
        }
    )
    return exif


def _degrees(value: float) -> tuple[float, float, float]:
    minutes = value % 1 * 60
    return float(int(value)), float(int(minutes)), round(minutes % 1 * 60, 3)
