"""Are coders found by name, and where do two of them differ?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from typer.testing import CliRunner

from marsad.cli import app
from marsad.coders import maker, names
from marsad.errors import MarsadError
from marsad.evaluation.comparison import compare
from marsad.export.contract import written
from marsad.model import CodedDocument
from standin import ARTICLE, StandIn, air_strike, clash

RUN = CliRunner()


def plain(*claims: object) -> dict[str, Any]:
    return {"standin-1": msgspec.to_builtins(list(claims))}


def test_the_grammar_coder_is_always_there() -> None:
    assert "grammar" in names()
    assert callable(maker("grammar"))


def test_a_coder_that_is_not_installed_is_an_error() -> None:
    with pytest.raises(MarsadError, match="no coder by this name"):
        maker("oracle")


def test_equal_coders_differ_in_nothing() -> None:
    found = compare(plain(air_strike(), clash()), plain(air_strike(), clash()))
    assert (found.pairs, found.only_first, found.only_second, found.differences) == (2, 0, 0, [])


def test_differences_are_named() -> None:
    other = msgspec.structs.replace(air_strike(), status="planned", actors=[], time=None)
    found = compare(plain(air_strike(), clash()), plain(other))
    assert (found.pairs, found.only_first, found.only_second) == (1, 1, 0)
    assert {difference.field for difference in found.differences} == {"claim", "status", "actors", "time"}


def test_files_and_coders_are_compared_at_the_command_line(tmp_path: Path) -> None:
    article = ARTICLE
    one, two = tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    for path, claims in ((one, [air_strike()]), (two, StandIn().code(article))):
        document = CodedDocument(article.doc, article.source, article.published, article.title, "ar", claims)
        path.write_bytes(written(document) + b"\n")
    done = RUN.invoke(app, ["compare", str(one), str(two)])
    assert done.exit_code == 0, done.output
    assert "claims of both: 1" in done.output
    assert "targets" in done.output
