"""A small algorithm declared as those of the core are, to try the QGIS face on: standard scores of a field."""

from __future__ import annotations

from typing import Any, Mapping

import numpy as np

from ir_plugin.core.classes import Class, ClassTable
from ir_plugin.core.declaration import (
    Algorithm,
    Column,
    Context,
    Group,
    LayerResult,
    NewLayer,
    Note,
    Number,
    Results,
    Rows,
    String,
)
from ir_plugin.core.errors import UserError
from ir_plugin.core.input_hash import input_hash
from ir_plugin.core.parameters import Choice, DistanceSetting, FieldChoice, Flag, LayerInput, NumberSetting, Option
from ir_plugin.core.run_record import RunRecord
from ir_plugin.core.texts import Text, same

CLASSES = ClassTable(
    "test_classes",
    Text("Kelas uji", "Test classes"),
    "kelas",
    "polygon",
    (
        Class(1, Text("Tinggi", "High"), "#d7301f", "/"),
        Class(0, Text("Lainnya", "Other"), "#dddddd"),
        Class(None, Text("Tidak dihitung", "Left out"), "#cccccc"),
    ),
)
COLUMNS = (
    Column("skor", "real", Text("Skor baku", "Standard score")),
    Column("kelas", "integer", Text("Kelas", "Class")),
    Column("cara", "text", Text("Cara", "Way")),
)


def compute(values: Mapping[str, Any], context: Context) -> Results:
    """(x - mean) / sd of a field, NaN where it is missing, and the area of the rows above LIMIT."""
    layer = values["INPUT"]
    numbers = layer.numbers(values["FIELD"])
    used = ~np.isnan(numbers)
    if np.unique(numbers[used]).size < 2:
        raise UserError(
            Text("Kolom {field} tidak beragam; pilih kolom lain.", "The field {field} does not vary; choose another."),
            field=values["FIELD"],
        )
    for step in range(10):
        context.progress(step / 10)
    scores = (numbers - np.nanmean(numbers)) / np.nanstd(numbers)
    classes = [int(score > values["LIMIT"]) if known else None for score, known in zip(scores, used)]
    high = [wkb for wkb, each in zip(layer.wkb, classes) if each]
    rows = {"skor": scores, "kelas": classes, "cara": [values["KIND"]] * len(layer)}
    area = LayerResult(COLUMNS[2:], {"cara": [values["KIND"]]}, (context.geometry.union(high),))
    return Results(
        layers={"OUTPUT": LayerResult(COLUMNS, rows), "AREA": area},
        numbers={"N_HIGH": len(high)},
        strings={"SETTINGS": repr({key: values[key] for key in ("KIND", "SEED", "DISTANCE", "STAR")})},
        notes=(
            Note(Text("Dibaca dalam {crs}.", "Read in {crs}.").format(crs=layer.crs)),
            Note(Text("{n} baris kosong.", "{n} empty rows.").format(n=int((~used).sum())), warning=True),
        ),
        record=RunRecord(
            algorithm="standardscores",
            parameters={"FIELD": values["FIELD"], "KIND": values["KIND"]},
            units_used=int(used.sum()),
            units_left_out=int((~used).sum()),
            input_hash=input_hash(layer, (values["FIELD"],)),
            paragraph=Text("Skor baku dihitung.", "Standard scores were computed."),
        ),
    )


STANDARD_SCORES = Algorithm(
    id="standardscores",
    title=Text("Skor baku", "Standard scores"),
    group=Group("test", Text("Uji", "Test")),
    summary=Text("Menghitung skor baku.", "Computes standard scores."),
    help=Text("Selisih dari rata-rata.", "Distance from the mean."),
    parameters=(
        LayerInput("INPUT", Text("Layer desa", "Village layer"), geometry="polygon"),
        FieldChoice("FIELD", Text("Kolom", "Field"), numeric=True),
        Choice(
            "KIND",
            Text("Jenis", "Kind"),
            Text("Cara menghitung.", "The way to compute."),
            options=(Option("queen", Text("Ratu", "Queen")), Option("rook", Text("Benteng", "Rook"))),
            default="queen",
        ),
        NumberSetting("LIMIT", Text("Batas", "Limit"), default=1.0, minimum=0.0, maximum=5.0),
        NumberSetting("SEED", Text("Benih", "Seed"), default=1, minimum=0, integer=True, advanced=True),
        DistanceSetting("DISTANCE", Text("Jarak", "Distance"), optional=True, minimum=0.0),
        Flag("STAR", Text("Bintang", "Star"), default=True),
    ),
    outputs=(
        Rows("OUTPUT", Text("Hasil skor", "Scores"), of="INPUT", columns=COLUMNS, theme=CLASSES),
        NewLayer("AREA", Text("Luas tinggi", "High area"), geometry="polygon", crs_of="INPUT", optional=True),
        Number("N_HIGH", Text("Jumlah tinggi", "High rows")),
        String("SETTINGS", Text("Isian", "Settings")),
        String("RECORD", same("RECORD")),
    ),
    compute=compute,
    tags=("uji", "test"),
    references=("Gauss, C. F. (1809)",),
)
