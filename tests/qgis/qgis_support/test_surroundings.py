"""Language, paths, log and the differences between versions."""

from __future__ import annotations

import logging

import pytest
from qgis.core import NULL, Qgis, QgsApplication, QgsSettings
from qgis.PyQt.QtGui import QIcon

from ir_plugin.qgis_support import message_log, paths
from ir_plugin.qgis_support.language import SETTING, language, set_language
from ir_plugin.qgis_support.version_differences import is_null, make_field


@pytest.fixture(autouse=True)
def _settings(qgis_app):
    settings = QgsSettings()
    yield
    for key in (SETTING, "locale/overrideFlag", "locale/userLocale"):
        settings.remove(key)


@pytest.mark.parametrize("locale, expected", [("id", "id"), ("id_ID", "id"), ("en_US", "en"), ("de", "en")])
def test_the_language_follows_qgis(locale, expected):
    QgsSettings().setValue("locale/overrideFlag", True)
    QgsSettings().setValue("locale/userLocale", locale)
    assert language() == expected


def test_the_plugins_own_choice_comes_first():
    QgsSettings().setValue("locale/overrideFlag", True)
    QgsSettings().setValue("locale/userLocale", "en_US")
    set_language("id")
    assert language() == "id"
    set_language("")
    assert language() == "en"


def test_an_unknown_choice_is_no_choice():
    QgsSettings().setValue("locale/overrideFlag", True)
    QgsSettings().setValue("locale/userLocale", "id")
    QgsSettings().setValue(SETTING, "fr")
    assert language() == "id"


def test_the_plugins_files_are_found():
    assert (paths.styles_folder() / "layouts").is_dir()
    assert paths.plugin_version().count(".") == 2
    assert not QIcon(paths.resource("klaster_ir.svg")).pixmap(24, 24).isNull()


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("kind, type_name", [("integer", 4), ("real", 6), ("text", 10)])
def test_fields_are_made_without_a_deprecation(kind, type_name):
    field = make_field("kolom", kind)
    assert field.name() == "kolom"
    assert int(field.type()) == type_name


def test_null_in_every_dress():
    assert is_null(NULL)
    assert is_null(None)
    assert not is_null(0)
    assert not is_null("")


def test_the_log_reaches_qgis_until_it_is_stopped():
    seen = []
    QgsApplication.messageLog().messageReceived.connect(lambda words, tag, level: seen.append((words, tag, level)))
    logger = logging.getLogger("ir_plugin.core.test")
    message_log.start()
    message_log.start()
    logger.warning("awas %d", 1)
    message_log.stop()
    logger.warning("tidak terlihat")
    assert [each for each in seen if each[1] == message_log.TAG] == [
        ("awas 1", message_log.TAG, Qgis.MessageLevel.Warning)
    ]
    assert message_log.LOGGER.handlers == []
