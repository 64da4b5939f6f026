"""The run record: what was done, with what, so that a result can be repeated and reported."""

from __future__ import annotations

import json
import platform
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Mapping, Optional, Tuple

import numpy as np

from .moments import now
from .texts import Text


@dataclass(frozen=True)
class RunRecord:
    """One run of a method: enough to repeat it, and a methods paragraph for the report.

    parameters: every setting as the method used it (JSON types). units_left_out: rows without a value or geometry.
    weights: what the neighbours were (rule, links, isolated units), empty where a method has none.
    input_hash: SHA-256 over geometry and values that were used. versions: filled in by the face.
    """

    algorithm: str
    parameters: Mapping[str, Any]
    units_used: int
    units_left_out: int
    input_hash: str
    paragraph: Text
    seed: Optional[int] = None
    weights: Mapping[str, Any] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    finished: str = ""
    references: Tuple[str, ...] = ()

    def to_json(self) -> str:
        """The record as JSON with sorted keys; texts as {"id": ..., "en": ...}."""
        fields = asdict(self)
        fields["paragraph"] = {"id": self.paragraph.id, "en": self.paragraph.en}
        return json.dumps(fields, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Optional[RunRecord]:
        """The record that ``to_json`` wrote; None for any other text."""
        try:
            fields = json.loads(text)
            names = fields["paragraph"]
            return cls(
                **{**fields, "paragraph": Text(names["id"], names["en"]), "references": (*fields["references"],)}
            )
        except (ValueError, TypeError, KeyError):
            return None


def completed(record: RunRecord, versions: Mapping[str, str], inputs: Optional[Mapping[str, str]] = None) -> RunRecord:
    """The record with the versions of the programs and this moment, as GeoPackage writes moments.

    inputs: by parameter id what a layer came from, such as "desa.gpkg|layername=desa"; it joins the parameters. Without
    folders, for a record travels with the result.
    """
    everywhere = {"numpy": np.__version__, "python": platform.python_version()}
    parameters = {**record.parameters, **(inputs or {})}
    return replace(record, parameters=parameters, versions={**versions, **everywhere}, finished=now())
