"""Do the tests exist that docs/reliability.md names, and does every promise name one?"""

from __future__ import annotations

import ast
import functools
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)))
PROMISES = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.endswith("| tests |")]


@functools.cache
def functions(path: Path) -> set[str]:
    """The tests of a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize(("file", "name"), NAMED, ids="::".join)
def test_a_named_test_is_there(file: str, name: str) -> None:
    assert name.startswith("test_")
    assert name in functions(ROOT / file)


@pytest.mark.parametrize("promise", PROMISES, ids=lambda line: line[2:40])
def test_a_promise_names_a_test(promise: str) -> None:
    assert re.search(r"`tests/[\w/]+\.py::\w+`", promise.rsplit("|", 2)[1])
