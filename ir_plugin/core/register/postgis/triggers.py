"""What a shared register does by itself when somebody changes a row: who and when, the lock, and the log."""

from __future__ import annotations

from pathlib import Path
from typing import Iterator

from ...industry.schema import TABLES, Table
from ...industry.schema.declaration import TRACKING
from ...texts import Text
from ..geopackage import quoted
from ..tables import literal
from .tables import SCHEMA, named

STALE = Text(
    "Baris ini sudah diubah oleh %s pada %s (versi %s) setelah Anda membukanya. Suntingan Anda belum disimpan: "
    "muat ulang baris itu, lalu ubah lagi.",
    "This row was changed by %s at %s (version %s) after you opened it. Your edit is not saved: reload the row, then "
    "change it again.",
)
UNREAD = Text(
    "Baris ini terakhir diubah oleh %s pada %s (versi %s), dan yang menghapusnya belum melihat perubahan itu. Tidak "
    "ada yang dihapus: muat ulang baris itu, lalu hapus lagi.",
    "This row was last changed by %s at %s (version %s), which whoever removes it has not seen. Nothing was removed: "
    "reload the row, then remove it again.",
)
NEVER = Text(
    "Catatan perubahan tidak memuat penghapusan baris %s; tidak ada yang dipulihkan.",
    "The log of changes holds no removal of the row %s; nothing was put back.",
)
NOTHING = Text(
    "Baris ini tidak ada lagi, atau berada di wilayah kantor lain; tidak ada yang disimpan.",
    "This row is there no longer, or lies in another office's region; nothing was saved.",
)
_SENTENCES = {":stale": STALE, ":unread": UNREAD, ":nothing": NOTHING, ":never": NEVER}


def function_statements(language: str) -> str:
    """The functions, and the table of who works where; they speak ``language`` ("id" or "en")."""
    script = (Path(__file__).parent / "functions.sql").read_text(encoding="utf-8")
    for place, sentence in _SENTENCES.items():
        script = script.replace(place, literal(sentence.in_language(language)))
    return script


def trigger_statements() -> Iterator[str]:
    """What ties them to the tables that people edit."""
    for table in TABLES.values():
        if table.tracked:
            yield from _plain_sets(table)
            yield _trigger(table, "jaga", "BEFORE INSERT OR UPDATE OR DELETE", "ROW", "jaga_baris()")
            apart = ",".join(field.name for field in (*table.fields, *TRACKING) if field.computed or field in TRACKING)
            log = f"catat_perubahan({literal(table.key)}, {literal(f'{{fid,{apart}}}')})"
            yield _trigger(table, "jejak", "AFTER UPDATE OR DELETE", "ROW", log)
        for event in ("UPDATE", "DELETE"):
            kept = f"AFTER {event}", "REFERENCING OLD TABLE AS baris_lama"
            yield _trigger(table, f"ada_{event.lower()}", kept[0], "STATEMENT", "tolak_kosong()", kept[1])


def _trigger(table: Table, name: str, event: str, each: str, function: str, transition: str = "") -> str:
    head = ("CREATE TRIGGER", quoted(f"{name}_{table.name}"), event, "ON", named(table), transition)
    return " ".join((*head, "FOR EACH", each, "EXECUTE FUNCTION", f"{SCHEMA}.{function}"))


def _plain_sets(table: Table) -> Iterator[str]:
    """A set of codes as QGIS writes it, ``{"A","B"}``, becomes the register's ``{A,B}``; the empty one no answer."""
    names = [quoted(field.name) for field in table.fields if field.several]
    if not names:
        return
    function = f"himpunan_{table.name}()"
    steps = [f"NEW.{name} := nullif(replace(NEW.{name}, '\"', ''), '{{}}');" for name in names]
    head = f"CREATE FUNCTION {SCHEMA}.{function} RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
    yield "\n".join((head, *steps, "RETURN NEW; END $$"))
    yield _trigger(table, "himpunan", "BEFORE INSERT OR UPDATE", "ROW", function)
