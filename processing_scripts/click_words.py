"""What click itself says, such as of a wrong option, in Indonesian: gettext reads it from a compiled catalogue."""

from __future__ import annotations

import gettext
import os
import struct
from pathlib import Path

from ir_plugin.core.texts import Text

OPTIONS = Text("[OPSI]", "[OPTIONS]")
SUBCOMMAND = Text("PERINTAH [ARGUMEN]...", "COMMAND [ARGS]...")
"""What click writes into the line of usage without asking for a translation."""

DOMAIN = "klaster_ir"
FOLDER = Path(__file__).parent / "locale"
CATALOGUE = FOLDER / "id" / "LC_MESSAGES" / f"{DOMAIN}.mo"
HEADER = "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=1; plural=0;\n"

WORDS = {
    "Usage:": "Pemakaian:",
    "Options": "Opsi",
    "Commands": "Perintah",
    "Positional arguments": "Argumen",
    "Show this message and exit.": "Menampilkan bantuan ini.",
    "required": "wajib",
    "default: {default}": "bawaan: {default}",
    "env var: {var}": "variabel lingkungan: {var}",
    "(dynamic)": "(dinamis)",
    "deprecated": "usang",
    "unknown error": "kesalahan yang tidak dikenal",
    "file": "berkas",
    "directory": "folder",
    "path": "lokasi",
    "Aborted!": "Dihentikan!",
    "Error: {message}": "Kesalahan: {message}",
    "Try '{command} {option}' for help.": "Bantuan: '{command} {option}'.",
    "Missing command.": "Perintah belum disebut.",
    "Missing argument": "Belum ada argumen",
    "Missing option": "Belum ada opsi",
    "Missing parameter": "Belum ada parameter",
    "Missing parameter: {param_name}": "Belum ada parameter {param_name}",
    "Missing {param_type}": "Belum ada {param_type}",
    "Choose from:\n\t{choices}": "Pilih dari:\n\t{choices}",
    "No such option {name!r}.": "Tidak ada opsi {name!r}.",
    "No such command {name!r}.": "Tidak ada perintah {name!r}.",
    "Invalid value: {message}": "Nilai tidak sah: {message}",
    "Invalid value for {param_hint}: {message}": "Nilai untuk {param_hint} tidak sah: {message}",
    "Could not open file {filename!r}: {message}": "Berkas {filename!r} tidak dapat dibuka: {message}",
    "Invalid start character for option ({option})": "Awal opsi tidak sah ({option})",
    "Option {name!r} does not take a value.": "Opsi {name!r} tidak menerima nilai.",
    "Argument {name!r} takes {nargs} values.": "Argumen {name!r} menerima {nargs} nilai.",
    "Value must be an iterable.": "Nilai harus berupa daftar.",
    "{value!r} is not a valid {number_type}.": "{value!r} bukan angka bertipe {number_type}.",
    "{value} is not in the range {range}.": "{value} di luar rentang {range}.",
    "{value!r} is not a valid boolean. Recognized values: {states}": (
        "{value!r} bukan ya atau tidak; yang dikenal: {states}"
    ),
    "{name} {filename!r} does not exist.": "{name} {filename!r} tidak ada.",
    "{name} {filename!r} is a file.": "{name} {filename!r} adalah berkas.",
    "{name} {filename!r} is a directory.": "{name} {filename!r} adalah folder.",
    "{name} {filename!r} is not readable.": "{name} {filename!r} tidak dapat dibaca.",
    "{name} {filename!r} is not writable.": "{name} {filename!r} tidak dapat ditulis.",
    "{name} {filename!r} is not executable.": "{name} {filename!r} tidak dapat dijalankan.",
}
COUNTED = {
    ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"): (
        "Mungkin salah satu dari: {possibilities}?"
    ),
    ("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"): (
        "Argumen berlebih ({args})"
    ),
    ("Takes {nargs} values but 1 was given.", "Takes {nargs} values but {len} were given."): (
        "Menerima {nargs} nilai, diberi {len}."
    ),
    ("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."): (
        "Opsi {name!r} memerlukan nilai."
    ),
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."): "{value!r} bukan salah satu dari {choices}.",
    (
        "{len_type} values are required, but {len_value} was given.",
        "{len_type} values are required, but {len_value} were given.",
    ): "Diperlukan {len_type} nilai, diberi {len_value}.",
}
"""Where English has a form for one and one for many."""


def speak(language: str) -> None:
    """From now on click says what it has to say in "id" or "en"."""
    os.environ["LANGUAGE"] = language  # which gettext looks at first
    gettext.bindtextdomain(DOMAIN, str(FOLDER))
    gettext.textdomain(DOMAIN)


def usage(language: str) -> dict[str, str]:
    """How a group of commands writes its line of usage."""
    words = {"options_metavar": OPTIONS, "subcommand_metavar": SUBCOMMAND}
    return {name: each.in_language(language) for name, each in words.items()}


def compiled() -> bytes:
    """The catalogue of WORDS and COUNTED in the form that gettext reads, .mo (GNU gettext manual, section 10.3)."""
    texts = {"": HEADER, **WORDS, **{"\0".join(forms): words for forms, words in COUNTED.items()}}
    pairs = sorted((key.encode(), words.encode()) for key, words in texts.items())
    tables = 28  # bytes of the header
    at = tables + 16 * len(pairs)
    places, strings = [], b""
    for side in (0, 1):
        for pair in pairs:
            places.append(struct.pack("<II", len(pair[side]), at + len(strings)))
            strings += pair[side] + b"\0"
    header = struct.pack("<7I", 0x950412DE, 0, len(pairs), tables, tables + 8 * len(pairs), 0, at)
    return header + b"".join(places) + strings
