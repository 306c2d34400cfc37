"""How does an event read as one row of plain columns? The table of CSV, HXL and Parquet, and GeoJSON's properties."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from marsad.codebook import codebook
from marsad.codebook.crosswalk import countries
from marsad.export.happening import Happening
from marsad.export.notes import disagreement, notes, title
from marsad.export.tabular import Cell, read_rows, several, unsafe_cells

NUMBERS = ("killed", "wounded", "captured", "abducted", "displaced")
"""What has columns of its own; all else that was counted stands in ``numbers``."""


class Column(msgspec.Struct, frozen=True):
    """A column: what it holds, its type (``text``, ``day``, ``whole``, ``real``, ``texts``), and its HXL hashtag."""

    name: str
    kind: str
    value: Callable[[Happening], Any]
    hxl: str = ""


def _spot(field: str) -> Callable[[Happening], Any]:
    return lambda happening: getattr(happening.spot, field) if happening.spot else None


def _bound(what: str, bound: str) -> Callable[[Happening], Any]:
    return lambda happening: getattr(happening.event.numbers[what], bound) if what in happening.event.numbers else None


def _numbers() -> Iterator[Column]:
    tag = {
        "killed": "killed",
        "wounded": "injured",
        "captured": "captured",
        "abducted": "abducted",
        "displaced": "displaced",
    }
    for what in NUMBERS:
        for bound, attribute in (("low", "+min"), ("best", ""), ("high", "+max")):
            yield Column(f"{what}_{bound}", "real", _bound(what, bound), f"#affected+{tag[what]}{attribute}")


COLUMNS = (
    Column("id", "text", lambda h: h.event.event, "#event+id"),
    Column("type", "text", lambda h: h.event.type, "#event+type"),
    Column("title", "text", title, "#event+name"),
    Column("status", "text", lambda h: h.event.status, "#status"),
    Column("start", "day", lambda h: h.event.start, "#date+start"),
    Column("end", "day", lambda h: h.event.end, "#date+end"),
    Column("date_precision", "text", lambda h: h.event.date_precision, "#meta+date+precision"),
    Column("place", "text", _spot("name"), "#loc+name"),
    Column("place_id", "text", _spot("id"), "#loc+code"),
    Column("place_level", "text", _spot("level"), "#loc+type"),
    Column("place_role", "text", _spot("role"), "#meta+loc+role"),
    Column("country", "text", _spot("country"), "#country+code+v_iso2"),
    Column("admin1", "text", _spot("admin1"), "#adm1+name"),
    Column("admin2", "text", _spot("admin2"), "#adm2+name"),
    Column("latitude", "real", _spot("lat"), "#geo+lat"),
    Column("longitude", "real", _spot("lon"), "#geo+lon"),
    Column("precision_km", "real", _spot("precision_km"), "#geo+precision+km"),
    Column("where_prec", "whole", _spot("where_prec"), "#geo+precision+v_ucdp"),
    Column("geo_precision", "whole", _spot("geo_precision"), "#geo+precision+v_acled"),
    Column("actors", "texts", lambda h: [party.name for party in h.actors], "#org+actor"),
    Column("actor_ids", "texts", lambda h: [party.id or "" for party in h.actors], "#org+actor+code"),
    Column("targets", "texts", lambda h: [party.name for party in h.targets], "#org+target"),
    Column("target_ids", "texts", lambda h: [party.id or "" for party in h.targets], "#org+target+code"),
    *_numbers(),
    Column(
        "numbers",
        "text",
        lambda h: msgspec.json.encode(h.event.numbers).decode() if h.event.numbers else None,
        "#meta+numbers",
    ),
    Column("reports", "whole", lambda h: len(h.event.articles), "#meta+reports+num"),
    Column("outlets", "texts", lambda h: h.event.outlets, "#meta+source+outlet"),
    Column("independent_sources", "texts", lambda h: h.event.independent_sources, "#meta+source+original"),
    Column(
        "contradictions",
        "texts",
        lambda h: [disagreement(each) for each in h.event.contradictions],
        "#meta+contradictions",
    ),
    Column("documents", "texts", lambda h: h.event.articles, "#meta+source+id"),
    Column("claims", "texts", lambda h: h.event.claims, "#meta+claim+id"),
    Column("links", "texts", lambda h: list(dict.fromkeys(r.url for r in h.reports if r.url)), "#meta+url"),
    Column(
        "words",
        "text",
        lambda h: next((r.sentence for r in h.reports if r.sentence), None),
        "#description+original+i_ar",
    ),
    Column("notes", "text", notes, "#description+i_en"),
)
NAMES = tuple(column.name for column in COLUMNS)


def values(happening: Happening) -> dict[str, Any]:
    """The value of each column; several values are a list."""
    return {column.name: column.value(happening) for column in COLUMNS}


def cells(happening: Happening) -> list[Cell]:
    """The row of an event in :data:`COLUMNS`, several values in one cell."""
    return [_cell(column.value(happening)) for column in COLUMNS]


def csv_rows(happenings: Iterable[Happening]) -> Iterator[list[Cell]]:
    """A row for each event."""
    return map(cells, happenings)


def hxl_header() -> tuple[str, ...]:
    """The row of HXL hashtags that stands under the names of the columns."""
    return tuple(column.hxl for column in COLUMNS)


def _cell(value: Any) -> Cell:
    return several(value) if isinstance(value, list) else value


def csv_problems(path: Path) -> Iterator[str]:
    """What in a file is not the table that is written here; nothing for a sound one."""
    lines = read_rows(path)
    if next(lines, None) != list(NAMES):
        yield "line 1: not the columns of this table"
        return
    yield from _row_problems(lines, 2)


def hxl_problems(path: Path) -> Iterator[str]:
    """What in a file is no HXL: a header, a row of hashtags, rows; nothing for a sound one."""
    lines = read_rows(path)
    header, tags = next(lines, []), next(lines, [])
    if header != list(NAMES):
        yield "line 1: not the columns of this table"
    if len(tags) != len(header) or not all(tag.startswith("#") and len(tag) > 1 and " " not in tag for tag in tags):
        yield "line 2: no row of HXL hashtags"
        return
    yield from _row_problems(lines, 3)


def _row_problems(lines: Iterable[list[str]], first: int) -> Iterator[str]:
    seen: set[str] = set()
    for number, row in enumerate(lines, first):
        if len(row) != len(COLUMNS):
            yield f"row {number}: {len(row)} cells instead of {len(COLUMNS)}"
            continue
        yield from (f"row {number}: {NAMES[at]} could be taken for a formula" for at in unsafe_cells(row))
        yield from (f"row {number}: {why}" for why in value_faults(dict(zip(NAMES, row, strict=True))))
        if row[0] in seen:
            yield f"row {number}: a second event {row[0]}"
        seen.add(row[0])


def value_faults(row: dict[str, Any]) -> Iterator[str]:
    """What in a row's values is not the codebook's, no day, no place or no order of numbers."""
    book = codebook()
    if row["type"] not in book.types:
        yield f"type {row['type']!r}"
    if row["status"] not in book.statuses:
        yield f"status {row['status']!r}"
    if row["country"] and row["country"] not in countries():
        yield f"country {row['country']!r}"
    if row["start"] and row["end"] and row["start"] > row["end"]:
        yield f"start {row['start']}, end {row['end']}"
    for field, most in (("latitude", 90), ("longitude", 180)):
        if row[field] not in ("", None) and abs(float(row[field])) > most:
            yield f"{field} {row[field]}"
    for what in NUMBERS:
        known = [
            float(row[f"{what}_{bound}"])
            for bound in ("low", "best", "high")
            if row[f"{what}_{bound}"] not in ("", None)
        ]
        if known != sorted(known):
            yield f"{what}: {known} are not low, best, high"
    if row["numbers"]:
        json.loads(row["numbers"])
