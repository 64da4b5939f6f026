"""Files stay under 300 lines and functions under 40 (docstrings aside): one idea each."""

from __future__ import annotations

import ast
import subprocess
from pathlib import Path
from typing import Iterator, Union

import pytest

LINES_OF_FILE = 300
LINES_OF_FUNCTION = 40
Function = Union[ast.FunctionDef, ast.AsyncFunctionDef]


def python_files(root: Path) -> list[Path]:
    """Every Python file under version control."""
    listed = subprocess.run(["git", "ls-files", "*.py"], cwd=root, capture_output=True, text=True, check=True)
    return [root / name for name in listed.stdout.split("\n") if name and (root / name).exists()]


def long_functions(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and length(node) >= LINES_OF_FUNCTION:
            yield f"line {node.lineno}: {node.name} has {length(node)} lines"


def length(function: Function) -> int:
    """Lines from ``def`` to the end, without the docstring."""
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    if ast.get_docstring(function, clean=False) is not None:
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


def test_files_are_short(root: Path) -> None:
    lengths = {path.relative_to(root): len(path.read_bytes().splitlines()) for path in python_files(root)}
    too_long = {str(path): lines for path, lines in lengths.items() if lines >= LINES_OF_FILE}
    assert lengths
    assert not too_long


def test_functions_are_short(root: Path) -> None:
    found = [
        f"{path.relative_to(root)}, {each}"
        for path in python_files(root)
        for each in long_functions(path.read_text(encoding="utf-8"))
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("lines, found", [(38, 0), (39, 1)])
def test_length_is_counted_without_the_docstring(lines: int, found: int) -> None:
    source = 'def f():\n    """One\n    two\n    three."""\n' + "    x = 1\n" * lines
    assert len(list(long_functions(source))) == found
