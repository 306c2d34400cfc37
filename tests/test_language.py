"""Does the command line explain itself in Arabic too, wholly, and in what language is it asked?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from babel.messages.pofile import read_po
from typer.main import get_command
from typer.testing import CliRunner

from marsad.cli import app
from marsad.commands.language import CATALOGUE, EXTRAS, FRAME, paragraphs

RUN = CliRunner()
ARABIC = re.compile("[\u0621-\u064a]")
NO_LANGUAGE = {"MARSAD_LANG": "", "LC_ALL": "", "LC_MESSAGES": "", "LANG": "C"}


def texts(command: Any) -> Iterator[str]:
    """Every paragraph that the help of a command, and of those below it, shows."""
    for words in (command.help, command.epilog, *(getattr(each, "help", None) for each in command.params)):
        yield from filter(None, paragraphs(words or ""))
    for each in getattr(command, "commands", {}).values():
        yield from texts(each)


def catalogue() -> dict[str, str]:
    with CATALOGUE.open("rb") as stream:
        return {str(each.id): str(each.string) for each in read_po(stream, locale="ar") if each.id}


def test_every_text_of_the_help_is_there_in_arabic() -> None:
    """A text that is missing here goes into src/marsad/commands/locale/ar/messages.po."""
    shown, known = {*texts(get_command(app)), *FRAME, *EXTRAS}, catalogue()
    assert sorted(text for text in shown if not known.get(text)) == []
    assert sorted(set(known) - shown) == [], "no help says this any more"


@pytest.mark.parametrize("text", sorted(catalogue()))
def test_options_and_examples_stay_what_they_are(text: str) -> None:
    arabic = catalogue()[text]
    assert ARABIC.search(arabic) or text.startswith("jsonl, csv")
    for fixed in re.findall(r"--[a-z][a-z-]+|\{[^}]*\}|MARSAD_[A-Z]+|[A-Z]{4,}|\d{4}-\d\d-\d\d|``[^`]*``", text):
        assert fixed in arabic, fixed


@pytest.mark.parametrize(
    ("arguments", "env", "arabic"),
    [
        (["--help"], {}, False),
        (["--lang", "ar", "--help"], {}, True),
        (["--lang", "ar", "code", "--help"], {}, True),
        (["--lang", "ar", "db", "backup", "--help"], {}, True),
        (["db", "--help"], {"MARSAD_LANG": "ar"}, True),
        (["db"], {"MARSAD_LANG": "ar"}, True),
        (["code", "--help"], {"LANG": "ar_SY.UTF-8"}, True),
        (["code", "--help"], {"LANG": "ar_SY.UTF-8", "LC_ALL": "en_GB.UTF-8"}, False),
        (["--lang", "en", "code", "--help"], {"MARSAD_LANG": "ar"}, False),
        (["code", "--help"], {"MARSAD_LANG": "fr"}, False),
    ],
)
def test_the_language_of_the_help(arguments: list[str], env: dict[str, str], arabic: bool) -> None:
    found = RUN.invoke(app, arguments, env=NO_LANGUAGE | env).output
    assert ("الخيارات" in found) is arabic  # Options
    assert ("Options" in found) is not arabic
    if arabic:  # nothing but names, values and places to fill in is left in Latin letters
        prose = re.findall(r"\b(?:the|of|and|this|Show|Usage|default|required)\b", found)
        assert prose == []


def test_another_language_is_wrong_use() -> None:
    found = RUN.invoke(app, ["--lang", "fr", "code", "--help"], env=NO_LANGUAGE)
    assert found.exit_code == 2
    assert "en, ar" in found.output


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shell_completion_knows_the_commands(shell: str) -> None:
    asked = {"_MARSAD_COMPLETE": f"complete_{shell}", "_TYPER_COMPLETE_ARGS": "marsad in", "COMP_WORDS": "marsad in"}
    more = {"COMP_CWORD": "1", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    assert "ingest" in RUN.invoke(app, [], prog_name="marsad", env=NO_LANGUAGE | asked | more).output
