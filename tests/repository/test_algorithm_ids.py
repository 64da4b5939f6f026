"""Ids are API: models, scripts and saved commands of users name them."""

from __future__ import annotations

from pathlib import Path

from ir_plugin.core.catalogue import ALGORITHMS
from ir_plugin.core.declaration import Number, String


def test_ids_are_frozen(root: Path) -> None:
    frozen = (root / "tests" / "expected" / "algorithm_ids.txt").read_text(encoding="utf-8").splitlines()
    declared = [
        f"{each.id} ({', '.join(parameter.id for parameter in each.parameters)})"
        f" -> {', '.join(output.id for output in each.outputs)}"
        for each in ALGORITHMS
    ]
    assert declared == frozen, "Add what is new to tests/expected/algorithm_ids.txt; never rename or take away."


def test_ids_are_one_plain_word(root: Path) -> None:
    assert all(each.id.isalnum() and each.id.islower() for each in ALGORITHMS)
    assert len({each.id for each in ALGORITHMS}) == len(ALGORITHMS)


def test_no_id_is_used_twice_within_an_algorithm() -> None:
    for each in ALGORITHMS:
        written = [output.id for output in each.outputs if not isinstance(output, (Number, String))]
        ids = [*(parameter.id for parameter in each.parameters), *written]
        assert len(ids) == len(set(ids)), each.id
