"""What attribute clusters are made of: columns of the rows, profiles, and the cross table with the class."""

from __future__ import annotations

from typing import Any, Mapping, Optional

import numpy as np

from ..declaration import Column, LayerResult
from ..statistics.partitions.k_prototypes import Partition
from ..texts import Text
from .attribute_rows import AttributeRows

COLUMNS = (
    Column(
        "klaster_atribut",
        "integer",
        Text("Klaster atribut", "Attribute cluster"),
        Text("Terbesar dahulu.", "Largest first."),
    ),
    Column(
        "ka_stabil",
        "real",
        Text("Kestabilan klaster", "Stability of the cluster"),
        Text("Jaccard, 0 sampai 1.", "Jaccard, 0 to 1."),
    ),
)
NO_CLASS = "–"


def profiles(data: AttributeRows, chosen: Partition, firm: np.ndarray) -> LayerResult:
    """One row for each cluster: size, stability, means of numbers, geometric means of money, most frequent
    categories.
    """
    k = len(chosen.sizes)
    members = [chosen.labels == cluster for cluster in range(k)]
    columns = [
        Column("klaster", "integer", COLUMNS[0].label),
        Column("banyak", "integer", Text("Banyaknya", "Number")),
        Column("persen", "real", Text("Bagian (%)", "Share (%)")),
        Column("kestabilan", "real", COLUMNS[1].label),
    ]
    cells: dict[str, Any] = {
        "klaster": list(range(1, k + 1)),
        "banyak": chosen.sizes.tolist(),
        "persen": (100.0 * chosen.sizes / chosen.sizes.sum()).tolist(),
        "kestabilan": firm.tolist(),
    }
    for at, name in enumerate(data.numbers):
        columns.append(Column(f"rata_{name}", "real", Text("Rata-rata {field}", "Mean of {field}").format(field=name)))
        cells[f"rata_{name}"] = [float(data.plain[inside, at].mean()) for inside in members]
    for at, name in enumerate(data.money, start=len(data.numbers)):
        label = Text("Rata-rata geometrik {field}", "Geometric mean of {field}").format(field=name)
        columns.append(Column(f"geo_{name}", "real", label))
        cells[f"geo_{name}"] = [float(np.expm1(np.log1p(data.plain[inside, at]).mean())) for inside in members]
    for at, name in enumerate(data.categories):
        columns.append(
            Column(f"modus_{name}", "text", Text("Terbanyak {field}", "Most frequent {field}").format(field=name))
        )
        cells[f"modus_{name}"] = [_mode(data.words[inside, at]) for inside in members]
    return LayerResult(tuple(columns), cells)


def _mode(words: np.ndarray) -> str:
    names, counts = np.unique(words.astype(str), return_counts=True)
    best = int(counts.argmax())
    return f"{names[best] or NO_CLASS} ({100 * counts[best] / counts.sum():.0f} %)"


def cross_table(data: AttributeRows, chosen: Partition, values: Mapping[str, Any]) -> LayerResult:
    """How many of each cluster are of each class."""
    field: Optional[str] = values.get("CLASS")
    words = np.array(values["INPUT"].texts(field) if field else [], dtype=str)
    classes = np.where(words[data.used] == "", NO_CLASS, words[data.used]) if field else np.zeros(0, str)
    cells = [
        (
            cluster + 1,
            str(name),
            int(((chosen.labels == cluster) & (classes == name)).sum()),
            int(chosen.sizes[cluster]),
        )
        for cluster in range(len(chosen.sizes))
        for name in np.unique(classes)
    ]
    columns = (
        Column("klaster", "integer", COLUMNS[0].label),
        Column("kelas", "text", Text("Kelas", "Class")),
        Column("banyak", "integer", Text("Banyaknya", "Number")),
        Column("persen", "real", Text("Bagian klaster (%)", "Share of the cluster (%)")),
    )
    shares = [(*row[:3], 100.0 * row[2] / row[3]) for row in cells]
    return LayerResult(columns, {column.name: [row[at] for row in shares] for at, column in enumerate(columns)})
