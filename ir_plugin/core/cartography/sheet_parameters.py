"""What a person says of a printed sheet: the same for one map as for every sheet of an atlas."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Iterator, Mapping, Optional, Tuple

from ..classes import Theme
from ..errors import UserError
from ..industry.privacy.layer_columns import kept_back, letting_out
from ..industry.privacy.profiles import LEAST, PROFILES
from ..industry.themes import THEMES as REGISTER_THEMES
from ..parameters import Choice, FileInput, Flag, NumberSetting, Option, Parameter, TextSetting
from ..register.shared_settings import PROFILE as EXPORT_PROFILE
from ..texts import Text
from .map_sheet import PAPERS, SIZES
from .themes import THEMES

FORMATS = ("pdf", "png", "svg")
PICTURES = ("svg", "png", "jpg", "jpeg")
PICTURE_STARTS = {"png": b"\x89PNG\r\n\x1a\n", "jpeg": b"\xff\xd8\xff"}
"""The first bytes of a picture, by kind; an SVG is text that may begin in several ways."""
SMALLEST_SCALE = 50_000_000

AS_STYLED = "gaya_layer"
ONLY = Text("{theme} (hanya {profiles})", "{theme} ({profiles} only)")


def _themes() -> Iterator[Option]:
    """What a map may show, first as it is, then by what is known of businesses and their counts, then by results; of
    businesses with the profiles that let it out, where not all do."""
    yield Option(AS_STYLED, Text("Seperti gaya layernya", "As the layers are styled"))
    for theme in sorted(THEMES, key=lambda each: each not in REGISTER_THEMES):
        if theme.field:
            yield Option(theme.id, _with_profiles(theme))


def _with_profiles(theme: Theme) -> Text:
    of_businesses = theme in REGISTER_THEMES and theme.geometry == "point"
    if not (of_businesses and any(kept_back([theme.field], each) for each in PROFILES.values())):
        return theme.title
    return ONLY.format(theme=theme.title, profiles=letting_out([theme.field]))


THEME = Choice(
    "THEME",
    Text("Tema", "Theme"),
    Text(
        "Sebuah tema menggambar layer yang memiliki kolomnya; yang lain digambar seperti gayanya.",
        "A theme draws the layers that have its field; the others are drawn as they are styled.",
    ),
    options=tuple(_themes()),
    default=AS_STYLED,
)


def theme_in(values: Mapping[str, Any]) -> Optional[str]:
    """The id of the theme that was asked for; None where layers are drawn as they are styled."""
    theme = values.get(THEME.id)
    return None if theme == AS_STYLED else theme


PROFILE = replace(
    EXPORT_PROFILE,
    help=Text(
        "Publik dan mitra: usaha hanya tampak sejauh diizinkan pemiliknya. Internal: seperti adanya, dan lembarnya "
        "bertuliskan hanya untuk di dalam kantor.",
        "Public and partners: of businesses only what their owners allow. Internal: as it is, and the sheet says that "
        "it is for use inside the offices.",
    ),
)
PRIVACY = Text(
    "Pada profil publik (bawaan) dan mitra, usaha digambar sejauh diizinkan hari ini: dengan izin titik di tempatnya, "
    "selainnya di titik desanya; yang izinnya ditarik tidak digambar; menurut kelas diganti tema yang boleh keluar; "
    "garis klaster dilebarkan ke petak 0,01°. Layer yang tidak boleh keluar, seperti angka wilayah di bawah {least} "
    "yang belum dirahasiakan oleh aggregate, tidak digambar dan disebutkan; bila tiada yang tersisa, ditolak. Setiap "
    "peta yang memuat usaha dicatat dalam log_ekspor.",
    "In the public profile (the default) and that for partners, businesses are drawn as far as is allowed today: with "
    "consent to the point at their place, else at their village's point; those whose consent was withdrawn are left "
    "out; by class they are drawn by a theme that may leave; outlines of clusters are widened to a grid of 0.01°. A "
    "layer that may not leave, such as counts of regions below {least} that aggregate has not kept back, is left out "
    "and told; where nothing remains the map is refused. Every map with businesses is recorded in log_ekspor.",
).format(least=LEAST)
TITLE = TextSetting(
    "TITLE",
    Text("Judul peta", "Map title"),
    Text(
        "Dengan tahun datanya. Kosongkan untuk memakai judul tema.",
        "With the year of the data. Leave empty to use the theme's title.",
    ),
    optional=True,
)
SUBTITLE = TextSetting(
    "SUBTITLE",
    Text("Anak judul atau nama wilayah", "Subtitle or name of the area"),
    Text("Kosongkan untuk memakai nama wilayah yang tampak.", "Leave empty to use the name of the area that is shown."),
    optional=True,
    advanced=True,
)
PUBLICATION: Tuple[Parameter, ...] = (
    TextSetting(
        "SOURCE",
        Text("Sumber data", "Data source"),
        Text("Kosongkan untuk memakai nama layer.", "Leave empty to use the names of the layers."),
        optional=True,
        advanced=True,
    ),
    TextSetting(
        "AGENCY",
        Text("Instansi pembuat, alamat dan kontak", "Agency, address and contact"),
        Text("Pisahkan baris dengan tanda titik koma.", "Separate lines by semicolons."),
        optional=True,
    ),
    TextSetting(
        "EDITION",
        Text("Edisi dan tahun", "Edition and year"),
        Text("Kosongkan untuk edisi 1 tahun ini.", "Leave empty for edition 1 of this year."),
        optional=True,
        advanced=True,
    ),
    FileInput(
        "LOGO",
        Text("Logo instansi", "Agency logo"),
        Text("Berkas gambar milik instansi Anda.", "A picture file that belongs to your agency."),
        optional=True,
        advanced=True,
        extensions=PICTURES,
    ),
    Flag(
        "DRAFT",
        Text("Tandai sebagai DRAF", "Mark as DRAFT"),
        Text(
            "Kelas industri rumahan dari aturan yang belum disahkan selalu ditandai.",
            "Home industry classes of rules that are not confirmed are always marked.",
        ),
        advanced=True,
    ),
)
TEMPLATE = FileInput(
    "TEMPLATE",
    Text("Templat milik sendiri", "Template of your own"),
    Text(
        "Berkas .qpt yang disunting di QGIS, menggantikan pilihan kertas; unsur dikenali dari ID-nya.",
        "A .qpt file edited in QGIS, in place of the choice of paper; items are known by their ids.",
    ),
    optional=True,
    advanced=True,
    extensions=("qpt",),
)
SCALE = NumberSetting(
    "SCALE",
    Text("Penyebut skala", "Denominator of the scale"),
    Text(
        "Misalnya 250000. Kosongkan untuk skala bulat terbesar yang memuat wilayahnya.",
        "Such as 250000. Leave empty for the largest round scale that shows the whole area.",
    ),
    optional=True,
    advanced=True,
    minimum=1000,
    maximum=SMALLEST_SCALE,
    integer=True,
)

NO_LOGO = Text(
    "Berkas logo {path} tidak ditemukan; periksa letaknya, atau kosongkan isian logo.",
    "The logo file {path} was not found; check where it is, or leave the logo out.",
)
NO_PICTURE = Text(
    "Berkas logo {path} bukan gambar SVG, PNG, atau JPEG; pilih berkas lain, atau kosongkan isian logo.",
    "The logo file {path} is no SVG, PNG or JPEG picture; choose another file, or leave the logo out.",
)


def logo_kind(path: str) -> str:
    """The kind of picture that the file of LOGO holds, whatever its name: "png", "jpeg" or "svg+xml". UserError where
    there is no file, or another kind: QGIS would leave the place of such a picture empty and say nothing."""
    if not Path(path).is_file():
        raise UserError(NO_LOGO, path=path)
    content = Path(path).read_bytes()
    for kind, start in PICTURE_STARTS.items():
        if content.startswith(start):
            return kind
    if b"<svg" not in content:
        raise UserError(NO_PICTURE, path=path)
    return "svg+xml"


def paper(default: str) -> Choice:
    """The choice of a paper, by its own name or by a size whose orientation follows the area."""
    options = [Option(each.id, each.label) for each in PAPERS]
    options += [Option(size, label) for size, label in SIZES.items()]
    return Choice("PAPER", Text("Kertas", "Paper"), options=tuple(options), default=default)


def label_of(parameter_id: str) -> Text:
    """The words for a parameter that a text of the sheet comes from; KeyError for another."""
    return {each.id: each.label for each in (TITLE, SUBTITLE, *PUBLICATION)}[parameter_id]
