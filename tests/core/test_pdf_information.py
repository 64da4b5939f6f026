"""What a PDF says of itself is added behind it; poppler reads it back."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from ir_plugin.core.pdf_information import Bookmark, Information, with_information

TOLD = Information("Peta «percobaan»", "Dinas Contoh", "Kecamatan Belinyu", "id", "Klaster IR", "Qt")
BOOKMARKS = [
    Bookmark("Ringkasan", 0),
    Bookmark("Tabel – data", 0, 0, 200.0),
    Bookmark("T1 (usaha)", 1, 1, 100.0),
    Bookmark("T2", 1, 1),
    Bookmark("Batasan", 1),
]


def small_pdf() -> bytes:
    """Two empty pages, with one table of cross references."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R /Lang (xx) >>",
        "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        "<< /Title (lama) /CreationDate (D:20260102030405Z) >>",
    ]
    made, places = "%PDF-1.4\n", []
    for number, inside in enumerate(objects, start=1):
        places.append(len(made))
        made += f"{number} 0 obj\n{inside}\nendobj\n"
    entries = "".join(f"{place:010d} 00000 n \n" for place in places)
    trailer = f"trailer\n<< /Size 6 /Root 1 0 R /Info 5 0 R >>\nstartxref\n{len(made)}\n%%EOF\n"
    return f"{made}xref\n0 6\n0000000000 65535 f \n{entries}{trailer}".encode("latin-1")


def poppler(name: str, *arguments: str) -> str:
    program = shutil.which(name)
    if program is None:
        pytest.skip(f"{name} (poppler-utils) is not installed")
    done = subprocess.run([program, *arguments], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return done.stdout


def test_a_reader_finds_what_was_told_and_the_pages_of_the_bookmarks(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    twice = with_information(small_pdf(), TOLD._replace(title="Lebih dahulu"), BOOKMARKS[:1])
    path.write_bytes(with_information(twice, TOLD, BOOKMARKS))
    said = poppler("pdfinfo", str(path))
    for line in (TOLD.title, TOLD.author, TOLD.subject, "Jan  2 03:04:05 2026", "Pages:           2"):
        assert line in said
    outline = poppler("pdftohtml", "-xml", "-stdout", "-i", str(path))
    assert re.findall(r'<item page="(\d)">([^<]*)</item>', outline) == [
        ("1", "Ringkasan"),
        ("1", "Tabel – data"),
        ("2", "T1 (usaha)"),
        ("2", "T2"),
        ("2", "Batasan"),
    ]
    assert outline.count("<outline>") == 2
    assert path.read_bytes().count(b"/Lang (id)") == 2


def test_what_was_drawn_is_not_touched() -> None:
    assert with_information(small_pdf(), TOLD).startswith(small_pdf())


@pytest.mark.parametrize("other", [b"", b"%PDF-1.7 ... startxref\n7\n%%EOF\n", b"<svg/>"])
def test_a_file_of_another_make_stays_as_it_is(other: bytes) -> None:
    assert with_information(other, TOLD, BOOKMARKS) == other


def test_a_bookmark_leads_to_a_page() -> None:
    with pytest.raises(ValueError, match="no page 2"):
        with_information(small_pdf(), TOLD, [Bookmark("Lain", 2)])
