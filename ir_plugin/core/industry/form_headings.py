"""Headings as form servers write them: KoboToolbox and ODK put groups before the names of fields, split points and
questions of several answers into columns, and add columns of their own; Google Forms writes whole questions."""

from __future__ import annotations

import re
from typing import Iterator, Optional, Sequence, Tuple

from .regions import name_key
from .survey_columns import column_named
from .survey_form import POSITION

KOBO, ODK, GOOGLE = "kobo", "odk", "google"
SIGNATURES = {
    KOBO: ("_uuid", "_submission_time", "formhub/uuid", "meta/instanceID"),
    ODK: ("KEY", "SubmissionDate", "meta-instanceID", "instanceID"),
    GOOGLE: ("Stempel waktu", "Timestamp", "Cap waktu"),
}
"""By one of these headings, letter for letter, an export is known."""

TIMES = ("start", "today", *SIGNATURES[GOOGLE], "_submission_time", "SubmissionDate")
"""Headings of the moment of an answer, the surest first."""

POINT_HEADINGS = ("lokasi", "titik_lokasi", "gps", "geopoint", "lokasi_usaha", "titik_usaha", "lokasi_gps") + (
    POSITION,
)
"""Names of questions for a point: its cell has latitude, longitude, altitude and accuracy."""

_OWN = re.compile(
    r"start|end|today|parent_key|set-of-.*|.*-set-of-.*|deviceid|username|phonenumber|simserial|simid|subscriberid|imei|audit|key|status|edits|note|"
    r"submissiondate|submitterid|submittername|attachments(present|expected)|reviewstate|formversion|instance(id|name)|"
    r"(formhub|meta)[/-].*|stempel waktu|timestamp|cap waktu|alamat email|email address|skor|score|"
    r"_+(id|uuid|submission_time|validation_status|notes|status|submitted_by|version|tags|index|geolocation|"
    r"parent_index|parent_table_name|submission_.*|attachments|xform_id_string|bamboo_dataset_id)_*|.*_url",
    re.IGNORECASE,
)
_POINT = re.compile(r"^.+[_-](latitude|longitude|altitude|precision|accuracy)$", re.IGNORECASE)
_OF_POINT = {"latitude": "lintang", "longitude": "bujur"}
_NUMBERING = re.compile(r"^\s*\d+\s*[.)]\s*")
_ASIDE = re.compile(r"\([^)]*\)|[?*:]")
_ASKING = re.compile(
    r"(apa|siapa|berapa)(kah)?|di|dimana|mana|kapan|pada|tuliskan|isikan|isilah|sebutkan|mohon|sila[h]?kan|pilih(lah)?|"
    r"masukkan|anda|bapak|ibu|bapak/ibu|saudara(/i)?|berada|terletak|di(jalankan|hasilkan|buat)|saat|ini|yang|adalah|dari|"
    r"what|is|the|your|of|which|in|please|enter",
    re.IGNORECASE,
)
"""Words of a question that name nothing."""


def source_of(headings: Sequence[str]) -> str:
    """KOBO, ODK or GOOGLE, or "" for a sheet that people made."""
    given = {heading.strip() for heading in headings}
    return next((source for source, signs in SIGNATURES.items() if given.intersection(signs)), "")


def form_column_named(heading: str, source: str) -> Optional[str]:
    """The column that a heading of an export means, or None."""
    if source == GOOGLE:
        return next((column for column in map(column_named, _question_readings(heading)) if column), None)
    point = _POINT.match(heading)
    if point:
        return _OF_POINT.get(point.group(1).lower())
    if _leaf(heading) in POINT_HEADINGS:
        return "lintang"
    return next((column for column in map(column_named, _without_groups(heading)) if column), None)


def option_named(heading: str, source: str) -> Optional[Tuple[str, str]]:
    """The column and the answer of a column that says by 0 or 1 whether that answer was chosen ("produk/getas")."""
    before, _, option = heading.rpartition("/")
    column = form_column_named(before, source) if before and source in (KOBO, ODK) else None
    return (column, option) if column else None


def is_point_part(heading: str) -> bool:
    """Whether a column is one of those into which a server splits a point."""
    return bool(_POINT.match(heading))


def is_whole_point(heading: str) -> bool:
    """Whether a column holds a whole point in one cell."""
    return _leaf(heading) in POINT_HEADINGS


def is_servers_own(heading: str) -> bool:
    """Whether the server has added the column: nobody misses it."""
    return bool(_OWN.fullmatch(heading.strip())) or is_point_part(heading)


def _leaf(heading: str) -> str:
    return re.split(r"[/-]", heading.strip())[-1].casefold()


def _without_groups(heading: str) -> Iterator[str]:
    """The heading, then what stands behind its first group, its second, and so on."""
    yield heading
    for separator in re.finditer(r"[/-]", heading):
        yield heading[separator.end() :]


def _question_readings(heading: str) -> Iterator[str]:
    """A question as it stands, without numbers, asides and the words that ask, and without "usaha"."""
    yield heading
    bare = _ASIDE.sub(" ", _NUMBERING.sub("", heading))
    yield bare
    words = [word for word in bare.split() if not _ASKING.fullmatch(word.strip(".,"))]
    yield " ".join(words)
    yield " ".join(word for word in words if name_key(word) != "usaha")
