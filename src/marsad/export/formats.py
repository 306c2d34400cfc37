"""Which formats can events and claims leave in? Every format by its name, with its writer and its validator."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import msgspec

from marsad.export import acled, bayanat, columnar, flat, geojson, lines, plover, timemap, ucdp
from marsad.export.happening import Happening
from marsad.export.leftout import LeftOut
from marsad.export.tabular import Cell, write_rows

T = TypeVar("T")


class Written(msgspec.Struct):
    """What became of an export: how many were written, and how many were left out for each reason."""

    written: int = 0
    left_out: Counter[str] = msgspec.field(default_factory=Counter)


class Format(msgspec.Struct, frozen=True):
    """A format: its file ending, what it is, whether it holds ``claims`` too, how it is written and checked."""

    name: str
    ending: str
    gloss: str
    write: Callable[[Iterable[Happening], BinaryIO], Written]
    problems: Callable[[Path], Iterator[str]]
    claims: bool = True


def _kept(items: Iterable[T | LeftOut], told: Written) -> Iterator[T]:
    """The items that a format holds, counted; the reasons of the others are counted too."""
    for item in items:
        if isinstance(item, LeftOut):
            told.left_out[item.why] += 1
        else:
            told.written += 1
            yield item


def _table(
    header: Sequence[Sequence[Cell]], rows: Callable[[Iterable[Happening]], Iterable[list[Cell] | LeftOut]]
) -> Any:
    def write(happenings: Iterable[Happening], stream: BinaryIO) -> Written:
        told = Written()
        write_rows((*header, *_kept(rows(happenings), told)), stream)
        return told

    return write


def _lines(objects: Callable[[Iterable[Happening]], Iterable[bytes | LeftOut]]) -> Any:
    def write(happenings: Iterable[Happening], stream: BinaryIO) -> Written:
        told = Written()
        stream.writelines(line + b"\n" for line in _kept(objects(happenings), told))
        return told

    return write


def _plover(happenings: Iterable[Happening]) -> Iterator[bytes | LeftOut]:
    for each in plover.lines(happenings):
        yield each if isinstance(each, LeftOut) else msgspec.json.encode(each)


def _geojson(happenings: Iterable[Happening], stream: BinaryIO) -> Written:
    told = Written()
    stream.write(b'{"type": "FeatureCollection", "features": [')
    stream.writelines(_separated(map(msgspec.json.encode, _kept(geojson.features(happenings), told))))
    stream.write(b"\n]}\n")
    return told


def _separated(items: Iterable[bytes]) -> Iterator[bytes]:
    """The items of a JSON list, each on its line."""
    for number, item in enumerate(items):
        yield b",\n" + item if number else b"\n" + item


def _timemap(happenings: Iterable[Happening], stream: BinaryIO) -> Written:
    whole, left = timemap.whole(happenings)
    stream.write(json.dumps(whole, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n")
    return Written(len(whole["events"]), Counter(each.why for each in left))


def _parquet(happenings: Iterable[Happening], stream: BinaryIO) -> Written:
    return Written(columnar.write(happenings, stream))


def _geoparquet(happenings: Iterable[Happening], stream: BinaryIO) -> Written:
    return Written(columnar.write(happenings, stream, geo=True))


_ALL = (
    Format("jsonl", ".jsonl", "the contract's lines", _lines(lines.event_lines), lines.problems),
    Format(
        "csv",
        ".csv",
        "one row an event, all that is known in plain columns",
        _table([flat.NAMES], flat.csv_rows),
        flat.csv_problems,
    ),
    Format("parquet", ".parquet", "the same table in typed columns", _parquet, columnar.problems),
    Format("geoparquet", ".parquet", "the same with points (GeoParquet 1.1)", _geoparquet, columnar.geo_problems),
    Format("geojson", ".geojson", "features for a map (RFC 7946)", _geojson, geojson.problems),
    Format(
        "hxl",
        ".csv",
        "the same table with HXL hashtags",
        _table([flat.NAMES, flat.hxl_header()], flat.csv_rows),
        flat.hxl_problems,
    ),
    Format("acled", ".csv", "ACLED's 31 columns", _table([acled.COLUMNS], acled.rows), acled.problems, claims=False),
    Format(
        "ucdp", ".csv", "the 49 columns of UCDP's GED", _table([ucdp.COLUMNS], ucdp.rows), ucdp.problems, claims=False
    ),
    Format("plover", ".jsonl", "PLOVER's objects", _lines(_plover), plover.problems),
    Format("timemap", ".json", "events and sources for the timemap viewer", _timemap, timemap.problems),
    Format(
        "bayanat",
        ".csv",
        "a table for Bayanat's bulk import",
        _table([bayanat.COLUMNS], bayanat.rows),
        bayanat.problems,
    ),
)
FORMATS = {each.name: each for each in _ALL}
