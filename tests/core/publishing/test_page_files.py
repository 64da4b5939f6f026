"""The files of the page that are made when a catalogue is published: its title in them, and data as scripts."""

from __future__ import annotations

import base64
import json
import re
import zlib

import pytest

from ir_plugin.core.errors import UserError
from ir_plugin.core.publishing.business_scripts import columns_of, rows_of
from ir_plugin.core.publishing.scripts import read_script, script
from tests.core.publishing.catalogues import EVERYTHING, Desk


def test_the_page_is_called_as_the_catalogue_before_any_script_runs(desk: Desk) -> None:
    desk.scene.business(consent=EVERYTHING)
    desk.publish(TITLE='Oleh-oleh </title> "khas"', PUBLISHER="Dinas & kawan", language="en")
    index, app = (desk.bytes_of()[name].decode() for name in ("index.html", "manifest.webmanifest"))
    assert '<html lang="en"><title>Oleh-oleh &lt;/title&gt; &quot;khas&quot;</title>' in index
    assert json.loads(app)["name"] == 'Oleh-oleh </title> "khas"' and json.loads(app)["lang"] == "en"
    desk.check()
    desk.change("index.html", "khas", "lain")
    with pytest.raises(UserError, match="index.html: not the file of this plugin"):
        desk.check()


@pytest.mark.parametrize(
    "text", ["it's", "a\\b \\u0041", "</script><!--", "\u2028\u2029", '"\n\t', "A & <3", "\\'); f();//"]
)
def test_any_text_comes_back_and_none_ends_the_script(text: str) -> None:
    written = script("X:1", {"a": [text, 0.1, None, True]})
    assert read_script("X:1", written) == {"a": [text, 0.1, None, True]}
    assert re.fullmatch(r'window\["X:1"\] = "[A-Za-z0-9+/]+=*";\n', written)


@pytest.mark.parametrize("change", [('";', '";send();'), ('= "', '= send() + "'), ("X:1", "X:2"), ('= "e', '= "f')])
def test_another_script_is_refused(change: tuple[str, str]) -> None:
    written = script("X:1", {"a": [0.1]})
    assert change[0] in written
    with pytest.raises(ValueError, match="."):
        read_script("X:1", written.replace(*change))


@pytest.mark.parametrize(
    "packed", [zlib.compress(b"[1, 2]"), zlib.compress(b"[1]") + b"more", zlib.compress(b"[1]")[:-1]]
)
def test_more_than_an_object_is_refused(packed: bytes) -> None:
    with pytest.raises(ValueError, match="."):
        read_script("X", f'window["X"] = "{base64.b64encode(packed).decode()}";\n')


def test_columns_are_the_rows_in_the_order_of_names(desk: Desk) -> None:
    for name, told in {"Zaitun": 1, "Bahari": 0, "anyaman": 1, "Édi": 1}.items():
        desk.scene.business(consent={**EVERYTHING, "boleh_nama": told}, nama_usaha=name)
    desk.publish()
    columns = desk.document["businesses"]
    assert columns["name"] == ["anyaman", "Édi", "Zaitun", None]
    assert columns_of(rows_of(columns)) == columns
    columns["sex"]["at"][0] = 9
    with pytest.raises(ValueError, match="no coded column"):
        rows_of(columns)
