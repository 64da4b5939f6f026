"""What this machine brings, and whether it is enough: for a person who asks for help, and for the one who gives it."""

from __future__ import annotations

import os
import platform
import sqlite3
import tempfile
from typing import List, NamedTuple

import numpy as np
from osgeo import gdal
from qgis.core import Qgis, QgsApplication
from qgis.PyQt.QtCore import QT_VERSION_STR, QLocale

from ..cartography.fonts import FAMILIES, family
from ..core.declaration import Context
from ..core.methods.self_test import METHOD as SELF_TEST
from ..core.texts import Text, same
from ..qgis_support.paths import plugin_version, styles_folder

LOWEST_QGIS = 32200
LEAST_SQLITE = (3, 24, 0)
OK, TROUBLE = Text("baik", "fine"), Text("perlu perhatian", "needs attention")


class Fact(NamedTuple):
    """One line of the check. advice: what to do where it is not fine."""

    label: Text
    value: Text
    is_fine: bool = True
    advice: Text = Text("", "")


def system_facts() -> List[Fact]:
    """Versions, places and abilities, in the order in which a helper asks for them."""
    return [
        Fact(Text("Klaster IR", "Klaster IR"), same(plugin_version())),
        Fact(
            same("QGIS"),
            same(Qgis.QGIS_VERSION),
            Qgis.QGIS_VERSION_INT >= LOWEST_QGIS,
            Text("Pasang QGIS 3.22 atau yang lebih baru.", "Install QGIS 3.22 or newer."),
        ),
        Fact(same("Qt"), same(QT_VERSION_STR)),
        Fact(same("Python"), same(platform.python_version())),
        Fact(same("numpy"), same(np.__version__)),
        Fact(same("GDAL"), same(gdal.__version__)),
        _sqlite(),
        Fact(Text("Sistem operasi", "Operating system"), same(platform.platform())),
        Fact(
            Text("Bahasa QGIS / sistem", "Language of QGIS / the system"),
            same(f"{QgsApplication.locale()} / {QLocale.system().name()}"),
        ),
        _profile(),
        _styles(),
        _font(),
    ]


def self_test() -> Fact:
    """The published figures, computed here; takes about a second."""
    results = SELF_TEST.compute({}, Context())
    failed = int(results.numbers["N_FAILED"])
    said = results.notes[0].sentence
    advice = Text("Laporkan dengan seluruh daftar ini.", "Report it together with this whole list.")
    return Fact(Text("Uji diri statistik", "Self-test of the statistics"), said, failed == 0, advice)


def as_text(facts: List[Fact], language: str) -> str:
    """The list as lines to paste into a message."""
    lines = []
    for fact in facts:
        line = f"{fact.label.in_language(language)}: {fact.value.in_language(language)}"
        lines.append(line if fact.is_fine else f"{line} ({TROUBLE.in_language(language)})")
    return "\n".join(lines)


def _sqlite() -> Fact:
    advice = Text("Pasang QGIS yang lebih baru.", "Install a newer QGIS.")
    return Fact(same("SQLite"), same(sqlite3.sqlite_version), sqlite3.sqlite_version_info >= LEAST_SQLITE, advice)


def _profile() -> Fact:
    """Whether settings and help pages can be kept."""
    folder = QgsApplication.qgisSettingsDirPath()
    try:
        with tempfile.TemporaryFile(dir=folder):
            writable = True
    except OSError:
        writable = False
    advice = Text(
        "Folder profil tidak dapat ditulisi: pengaturan dan halaman bantuan tidak tersimpan; minta izin tulis.",
        "The profile folder cannot be written: settings and help pages are not kept; ask for the right to write.",
    )
    return Fact(Text("Folder profil", "Profile folder"), same(os.path.normpath(folder)), writable, advice)


def _styles() -> Fact:
    layouts = sorted(each.name for each in (styles_folder() / "layouts").glob("*.qpt"))
    advice = Text("Pasang plugin kembali.", "Install the plugin again.")
    return Fact(Text("Tata letak peta", "Map layouts"), same(", ".join(layouts) or "–"), bool(layouts), advice)


def _font() -> Fact:
    advice = Text(
        "Peta memakai huruf pengganti; pasang huruf {font} agar sama di semua komputer.",
        "Maps use another font; install {font}, so that they look alike on all computers.",
    ).format(font=FAMILIES[0])
    return Fact(Text("Huruf peta", "Font of maps"), same(family()), family() == FAMILIES[0], advice)
