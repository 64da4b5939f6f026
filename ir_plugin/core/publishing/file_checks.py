"""What is wrong with the files of a published catalogue, whatever is in them: too many, changed, with metadata."""

from __future__ import annotations

from pathlib import Path
from typing import AbstractSet, Any, Dict, Iterator, Mapping

from ..texts import Text, joined, same
from .business_scripts import part_in
from .folder import MANIFEST, digest, files_in
from .front_pages import front_pages, published_heading
from .jpeg import metadata_of
from .photos import FOLDER, photo_name
from .published import MADE

EXTRA = Text("{name}: bukan bagian katalog.", "{name}: no part of the catalogue.")
MISSING = Text("{name}: tidak ada.", "{name}: missing.")
CHANGED = Text("{name}: diubah setelah terbit.", "{name}: changed after publication.")
LINK = Text("{name}: tautan ke berkas lain.", "{name}: a link to another file.")
FOREIGN = Text(
    "{name}: berbeda dari berkas plugin ini; diubah, atau ditulis versi lain.",
    "{name}: not the file of this plugin; changed, or written by another version.",
)
NO_CONSENT_TO_PHOTO = Text("{name}: foto ini tidak boleh tampil.", "{name}: this photo may not be shown.")
METADATA = Text("{name}: foto memuat metadata ({found}).", "{name}: the photo holds metadata ({found}).")
NO_JPEG = Text("{name}: bukan foto JPEG yang utuh.", "{name}: no sound JPEG photo.")


def file_findings(
    folder: Path, manifest: Mapping[str, Any], page_files: Mapping[str, Path], photos: AbstractSet[str]
) -> Iterator[Text]:
    """A sentence for each file that is not as it was published, or that may not be there.

    page_files: of the front end, by their place. photos: the ids of businesses whose photo may be shown.
    """
    there, listed = files_in(folder), manifest["files"]
    named = _front_pages(folder, page_files)

    def own(name: str) -> bytes:
        return named[name].encode() if name in named else page_files[name].read_bytes()

    allowed = {MANIFEST, *MADE, *filter(part_in, there), *page_files, *map(photo_name, photos)}
    for name in sorted(set(listed) - set(there)):
        yield MISSING.format(name=name)
    for name, path in there.items():
        if path.is_symlink():
            yield LINK.format(name=name)
        elif name.startswith(f"{FOLDER}/") and name not in allowed and name in listed:
            yield NO_CONSENT_TO_PHOTO.format(name=name)
        elif name not in allowed or name not in (MANIFEST, *listed):
            yield EXTRA.format(name=name)
        elif name in listed and digest(path) != listed[name]:
            yield CHANGED.format(name=name)
        elif name in page_files and path.read_bytes() != own(name):
            yield FOREIGN.format(name=name)


def _front_pages(folder: Path, page_files: Mapping[str, Path]) -> Mapping[str, str]:
    """As they have to be under the heading of the catalogue; none where that cannot be read."""
    try:
        return front_pages(page_files, published_heading(folder))
    except ValueError:
        return {}


def photo_findings(folder: Path) -> Iterator[Text]:
    """A sentence for each photo that tells more than its picture."""
    for name, path in _photos(folder).items():
        try:
            found = metadata_of(path.read_bytes())
        except ValueError:
            yield NO_JPEG.format(name=name)
            continue
        if found:
            yield METADATA.format(name=name, found=joined(list(map(same, found)), ", "))


def _photos(folder: Path) -> Dict[str, Path]:
    found = files_in(folder)
    return {name: path for name, path in found.items() if name.startswith(f"{FOLDER}/") and not path.is_symlink()}
