"""Does the source keep the rules of the house?"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from marsad.build_data import STEPS

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "marsad"
MODULES = sorted(path for path in SOURCE.rglob("*.py"))
ARABIC = re.compile("[\u0620-\u064a]{3,}")
CLOSED = {
    *("بلك", "بلكوف"),  # proclitic letters
    *("يات", "يان", "يتان", "يتين", "يون", "يين", "تين", "ويه", "ايا"),  # endings
    *("عبر", "بين", "الي", "اسم", "ابو", "البو"),  # via, between, to, name, father of, sons of
}
"""Affixes, prepositions and name particles: grammar, not vocabulary."""


def name(path: Path) -> str:
    return str(path.relative_to(SOURCE))


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_opens_with_one_sentence_and_is_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 500
    if text.strip():
        doc = ast.get_docstring(ast.parse(text))
        assert doc, "the module does not say which question it answers"
        assert doc.splitlines()[0].rstrip().endswith((".", "?", "!", ":", ";", ",")) or len(doc.splitlines()) > 1


@pytest.mark.parametrize("path", [path for path in MODULES if path.parts[-2] != "arabic"], ids=name)
def test_words_are_data(path: Path) -> None:
    """Words stand in data files; outside the language room Python holds affixes and particles alone."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    words = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docstrings
        and set(ARABIC.findall(node.value)) - CLOSED
    ]
    assert words == []


def test_generated_pages_are_fresh() -> None:
    check = [sys.executable, str(ROOT / "scripts" / "make_docs.py"), "--check"]
    done = subprocess.run(check, capture_output=True, text=True, env={"PYTHONPATH": str(SOURCE.parent)}, check=False)
    assert done.returncode == 0, done.stderr


def test_links_between_the_pages_hold() -> None:
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}, which is not there"


def test_every_compiled_file_has_its_build_step() -> None:
    writers = {
        "marsad." + name(path).removesuffix(".py").replace("/", ".")
        for path in MODULES
        if "\ndef build(path: Path = BUILT)" in path.read_text(encoding="utf-8")
    }
    assert writers == set(STEPS)
