"""The open data of a catalogue: the same as the page, safe in spreadsheets, explained to whoever opens the archive."""

from __future__ import annotations

import json

from ir_plugin.core.publishing.licences import SCOPE
from ir_plugin.core.publishing.open_data import ABOUT, READ_ME, TERMS
from tests.core.publishing.catalogues import AT, EVERYTHING, Desk, open_one


def test_the_table_holds_no_formula(desk: Desk) -> None:
    desk.scene.business({"no_hp": "+6281234567890"}, consent=EVERYTHING, nama_usaha='=HYPERLINK("http://x")')
    desk.publish()
    assert desk.table[0]["nama_usaha"] == '\'=HYPERLINK("http://x")' and desk.table[0]["no_hp"] == "+6281234567890"
    assert desk.features[0]["properties"]["nama_usaha"] == '=HYPERLINK("http://x")'


def test_the_open_data_agree_with_the_page(desk: Desk) -> None:
    open_one(desk, **EVERYTHING)
    desk.scene.business(consent={"boleh_nama": 1}, kode_desa=None)
    desk.publish()
    told = {row["id"]: (row["name"], row["lon"], row["lat"]) for row in desk.rows}
    assert told == {
        each["properties"]["id"]: (
            each["properties"]["nama_usaha"],
            *((each["geometry"] or {}).get("coordinates") or (None, None)),
        )
        for each in desk.features
    }
    assert {row["id"]: row["posisi"] for row in desk.table} == {
        own: "tepat" if lon == AT[0] else "tidak ada" for own, (_, lon, _) in told.items()
    }
    about = json.loads(desk.files[ABOUT])
    assert about["date"] == desk.document["date"] and set(about["columns"]["usaha"]) == set(desk.table[0])


def test_the_archive_says_what_it_is(desk: Desk) -> None:
    """To people in both languages, with what the licence does not cover."""
    open_one(desk, **EVERYTHING)
    desk.publish(TITLE="Oleh-oleh", PUBLISHER="Dinas")
    words, terms, about = desk.files[READ_ME], desk.files[TERMS], json.loads(desk.files[ABOUT])
    assert list(desk.files)[:3] == [READ_ME, TERMS, ABOUT] and about["licence_scope"] == SCOPE._asdict()
    for text in (words, terms):
        plain = " ".join(text.split())
        assert SCOPE.id in plain and SCOPE.en in plain and "Oleh-oleh" in plain and desk.document["date"] in plain
        assert max(map(len, text.split("\n"))) <= 110
    assert "https://creativecommons.org/licenses/by/4.0/" in terms
    assert all(f"\n{name} " in words for columns in about["columns"].values() for name in columns)
    assert {"PGN03              Getas", "PIRT               SPP-IRT (P-IRT)"} <= set(words.split("\n"))
