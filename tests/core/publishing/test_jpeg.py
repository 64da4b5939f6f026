"""JPEG files: what tells of camera and place is found and taken out, the picture stays."""

from __future__ import annotations

import pytest

from ir_plugin.core.publishing.jpeg import metadata_of, without_metadata
from tests.core.publishing.catalogues import PICTURE, TELLING


def segment(kind: int, content: bytes) -> bytes:
    return bytes((0xFF, kind)) + (len(content) + 2).to_bytes(2, "big") + content


@pytest.mark.parametrize(
    "kind, content, name",
    [
        (0xE1, b"Exif\0\0II*\0", "Exif"),
        (0xE1, b"http://ns.adobe.com/xap/1.0/\0<x/>", "http://ns.adobe.com/"),
        (0xE2, b"ICC_PROFILE\0", "ICC_PROFILE"),
        (0xED, b"Photoshop 3.0\0", "Photoshop 3.0"),
        (0xE0, b"JFXX\0", "JFXX"),
        (0xE0, b"JFIF\0" + bytes(9) + b"a thumbnail", "JFIF"),
        (0xFE, b"Rohani", "Rohani"),
    ],
)
def test_each_kind_of_metadata(kind: int, content: bytes, name: str) -> None:
    planted = PICTURE[:20] + segment(kind, content) + PICTURE[20:]
    assert metadata_of(planted) == [name]
    assert without_metadata(planted) == PICTURE


def test_what_only_says_how_the_picture_is_written_stays() -> None:
    adobe = segment(0xEE, b"Adobe" + bytes(7))
    written = PICTURE[:2] + adobe + PICTURE[2:]
    assert metadata_of(written) == [] and without_metadata(written) == written


def test_what_stands_behind_the_picture() -> None:
    assert metadata_of(PICTURE + TELLING) == ["..."]
    assert without_metadata(PICTURE + TELLING) == PICTURE


@pytest.mark.parametrize("size", range(len(PICTURE)))
def test_a_picture_that_is_cut_off_is_none(size: int) -> None:
    with pytest.raises(ValueError, match="JPEG"):
        metadata_of(PICTURE[:size])
