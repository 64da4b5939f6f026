"""What a publication let out, and what stayed inside and why, to read."""

from __future__ import annotations

from typing import List, Sequence

from ..declaration import Note
from ..documents import Block, Cell, Document, Paragraph, Table
from ..industry.privacy.gate import ROW
from ..industry.privacy.profiles import LEAST
from ..register.exports.report import kept_back
from ..run_record import RunRecord
from ..texts import Text
from .document import Contents, Heading
from .outlines import are_villages_left_out

TITLE = Text("Katalog web: yang terbit dan yang tidak", "Web catalogue: what was published and what was not")
PUBLISHED = Text(
    "{count} usaha terbit menurut persetujuan untuk direktori publik pada {date}: {exact} dengan titik tepat, {phones} "
    "dengan telepon, {photos} dengan foto.",
    "{count} {count:business was|businesses were} published by the consents to a public directory on {date}: {exact} "
    "with their exact "
    "point, {phones} with a phone, {photos} with a photo.",
)
NOBODY = Text(
    "Katalog ini kosong: belum ada pemilik yang persetujuannya untuk direktori publik berlaku hari ini. Catat "
    "persetujuan (tabel Persetujuan, tujuan Publikasi direktori), lalu terbitkan lagi.",
    "This catalogue is empty: no owner has a consent to a public directory that is in force today. Record consents "
    "(table Consent, purpose Public directory), then publish again.",
)
UNTIL = Text(
    "Persetujuan pertama berakhir setelah {date}; terbitkan lagi sesudahnya.",
    "The first of these consents ends after {date}; publish again then.",
)
ROWS_KEPT = Text("{count} usaha tidak terbit.", "{count} {count:business was|businesses were} not published.")
COUNTS_KEPT = Text(
    "Jumlah usaha dirahasiakan di {count} dari {all} desa/kelurahan: yang di bawah {least}, dan yang dapat "
    "membocorkannya.",
    "The number of businesses is kept back in {count} of {all} villages: those below {least}, and those that would "
    "give them away.",
)
NO_BOUNDARIES = Text(
    "Register belum punya batas wilayah; peta katalog tanpa batas. Impor batas, lalu terbitkan lagi.",
    "The register has no boundaries yet, so that the catalogue's map has none. Import boundaries, then publish again.",
)
NO_VILLAGE_LINES = Text(
    "Register ini punya {count} wilayah, terlalu banyak untuk digambar semua; peta katalog tanpa batas desa.",
    "The register has {count} regions, too many to draw them all; the catalogue's map has no boundaries of villages.",
)
METHOD = Text(
    'Katalog web "{title}" diterbitkan pada {date} dari register industri rumahan: {count} usaha yang pemiliknya '
    "mengizinkan publikasi, bidang demi bidang; titik tepat hanya dengan izin, selain itu titik desa; jumlah per desa "
    "di bawah {least} dirahasiakan.",
    'The web catalogue "{title}" was published on {date} from a register of home industries: {count} businesses whose '
    "owners agreed to publication, field by field; exact points with consent only, otherwise the village's; counts of "
    "villages below {least} are kept back.",
)


def page(public: Contents) -> Document:
    """The page beside a publication."""
    blocks: List[Block] = [Paragraph(each.sentence, warning=each.warning) for each in notes(public)]
    if public.directory.left_out:
        blocks.append(kept_back(public.directory.left_out))
    if public.layers:
        blocks.append(_layers(public))
    return Document(TITLE, tuple(blocks))


def notes(public: Contents) -> List[Note]:
    """What the user is told."""
    rows = public.directory.rows
    sums = {
        "exact": sum(row["point_is_exact"] for row in rows),
        "phones": sum(row["phone"] is not None for row in rows),
        "photos": sum(row["photo"] is not None for row in rows),
    }
    said = [Note(PUBLISHED.format(count=len(rows), date=public.date, **sums))]
    said += [] if rows else [Note(NOBODY, warning=True)]
    said += [Note(UNTIL.format(date=public.directory.until))] if public.directory.until else []
    kept = rows_kept(public)
    hidden = sum(each["businesses"] is None for each in public.counts.values())
    said += [Note(ROWS_KEPT.format(count=kept))] if kept else []
    said += [Note(COUNTS_KEPT.format(count=hidden, all=len(public.counts), least=LEAST))] if hidden else []
    if not any(each.polygons for each in public.regions):
        said.append(Note(NO_BOUNDARIES, warning=True))
    elif are_villages_left_out(public.regions):
        said.append(Note(NO_VILLAGE_LINES.format(count=len(public.regions)), warning=True))
    return said


def rows_kept(public: Contents) -> int:
    """How many businesses stayed inside as a whole."""
    return sum(count for (what, _), count in public.directory.left_out.items() if what == ROW)


def record(public: Contents, heading: Heading, digest: str) -> RunRecord:
    """The record of a publication; digest: the sum of the catalogue's list of files."""
    count = len(public.directory.rows)
    words = METHOD.format(title=heading.title, date=public.date, count=count, least=LEAST)
    settings = {name.upper(): getattr(heading, name).in_language(heading.language) for name in heading._fields[:3]}
    return RunRecord("publishcatalogue", {**settings, "DATE": public.date}, count, rows_kept(public), digest, words)


def _layers(public: Contents) -> Table:
    rows: Sequence[Sequence[Cell]] = [(each.title, len(each.values), each.name) for each in public.layers]
    headings = (Text("Layer hasil", "Layer of results"), Text("Wilayah", "Regions"), Text("Tabel", "Table"))
    return Table(Text("Layer yang terbit", "Layers that were published"), headings, rows)
