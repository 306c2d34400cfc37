"""What does one text, or each line of many, hold of one kind of value: numbers, dates, places, parties?"""

from __future__ import annotations

import enum
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from typing import Annotated, Any

import msgspec
import typer

SOME_FAILED = 1


class Kind(enum.StrEnum):
    """Which values to find."""

    number = "number"
    date = "date"
    place = "place"
    party = "party"


class Line(msgspec.Struct, frozen=True):
    """A text with what is known of it: its day of publication and the country that it is about."""

    text: str
    published: str | None = None
    country: str | None = None


class Found(msgspec.Struct, frozen=True):
    """The values of one text, in order."""

    text: str
    found: list[Any]


class Failed(msgspec.Struct, frozen=True):
    """A line that cannot be read, and why."""

    text: str | None
    found: list[Any]
    error: str


def value(
    kind: Annotated[Kind, typer.Argument(help="number, date, place or party.")],
    text: Annotated[str | None, typer.Argument(help="A text; without it, lines of standard input.")] = None,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help='Lines are {"text": ..., "published": ..., "country": ...}.')
    ] = False,
    published: Annotated[str | None, typer.Option(help="Day of publication (2017-09-03) of texts without one.")] = None,
    country: Annotated[str | None, typer.Option(help="Country (SY) of texts without one.")] = None,
) -> None:
    """Finds the values of one kind in a text, or in every line of standard input, and prints a JSON line for each.

    A line that cannot be read gets its ``error``, and the run goes on (exit code 1).
    """
    lines: Iterable[bytes] = [text.encode()] if text is not None else sys.stdin.buffer
    encode, out, failed = msgspec.json.Encoder().encode, sys.stdout.buffer, False
    for answer in answers(kind, lines, jsonl and text is None, published, country):
        failed = failed or isinstance(answer, Failed)
        out.write(encode(answer) + b"\n")
    out.flush()
    raise typer.Exit(SOME_FAILED if failed else 0)


def answers(
    kind: Kind, lines: Iterable[bytes], jsonl: bool, published: str | None = None, country: str | None = None
) -> Iterator[Found | Failed]:
    """The values of each line, in order."""
    find = finder(kind)
    decode = msgspec.json.Decoder(Line).decode
    for number, raw in enumerate(lines, 1):
        content: str | None = None
        try:
            line = decode(raw) if jsonl else Line(raw.decode().rstrip("\r\n"))
            content = line.text
            day = _day(line.published or published)
            yield Found(content, find(content, day, line.country or country))
        except (ValueError, UnicodeDecodeError) as error:
            yield Failed(content, [], f"line {number}: {error}")


@cache
def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso.strip()[:10]) if iso else None


def finder(kind: Kind) -> Callable[[str, date | None, str | None], list[Any]]:
    """The function that finds values of a kind in a text, given its day of publication and its country."""
    if kind is Kind.number:
        from marsad.coder.numbervalues import NumberFinder

        numbers = NumberFinder()
        return lambda text, *_: numbers(text)
    if kind is Kind.date:
        from marsad.arabic.datevalues import DateFinder

        dates = DateFinder()
        return lambda text, published, _: dates(text, published)
    if kind is Kind.place:
        from marsad.gazetteer.values import PlaceFinder

        places = PlaceFinder()
        return lambda text, _, country: places(text, country)
    from marsad.parties.values import parties_in

    return lambda text, published, country: parties_in(text, published.isoformat() if published else None, country)
