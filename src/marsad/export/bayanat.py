"""How do events go into Bayanat, the database of human-rights documenters? A table for its bulk import."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from marsad.codebook import codebook
from marsad.export.happening import Happening
from marsad.export.notes import notes, title
from marsad.export.tabular import Cell, read_rows, several, unsafe_cells

COLUMNS = tuple(
    "originid title title_ar description description_ar source_link publish_date documentation_date sources labels "
    "locations event_title event_title_ar event_type event_location event_latitude event_longitude event_from_date "
    "event_to_date event_estimated actors targets killed wounded comments".split()
)
_REQUIRED = ("originid", "title", "title_ar", "event_type")


def rows(happenings: Iterable[Happening]) -> Iterator[list[Cell]]:
    """A row for each event, the bulletin and its event side by side, to be mapped column by column."""
    return map(_row, happenings)


def _row(happening: Happening) -> list[Cell]:
    event, spot, reports = happening.event, happening.spot, happening.reports
    headline = next((report.title for report in reports if report.title), None)
    words = next((report.sentence for report in reports if report.sentence), None)
    trigger = reports[0].claim.trigger.text if reports else None
    days = [report.published for report in reports if report.published]
    gloss = codebook().types[event.type].gloss if event.type in codebook().types else event.type
    point = spot if spot and spot.level != "country" else None
    return [
        event.event, title(happening), headline or words or trigger or title(happening), notes(happening), words,
        next((report.url for report in reports if report.url), None), min(days, default=None), max(days, default=None),
        several([*event.independent_sources, *event.outlets]), several([event.type, event.status]),
        several([spot.name, spot.admin2, spot.admin1, spot.country] if spot else []),
        gloss, trigger, event.type, spot.name if spot else None,
        point.lat if point else None, point.lon if point else None,
        event.start, event.end, None if event.start is None else str(event.start != event.end).lower(),
        several(event.actors), several(event.targets), _best(happening, "killed"), _best(happening, "wounded"),
        several(report.doc for report in reports),
    ]  # fmt: skip


def _best(happening: Happening, what: str) -> Cell:
    held = happening.event.numbers.get(what)
    return held.best if held else None


def problems(path: Path) -> Iterator[str]:
    """What in a file could not be mapped by Bayanat's import; nothing for a sound one."""
    lines = read_rows(path)
    if next(lines, None) != list(COLUMNS):
        yield "line 1: not the columns for Bayanat"
        return
    for number, cells in enumerate(lines, 2):
        if len(cells) != len(COLUMNS):
            yield f"row {number}: {len(cells)} cells instead of {len(COLUMNS)}"
            continue
        row = dict(zip(COLUMNS, cells, strict=True))
        yield from (f"row {number}: no {column}" for column in _REQUIRED if not row[column])
        yield from (f"row {number}: {COLUMNS[at]} could be taken for a formula" for at in unsafe_cells(cells))
        if row["event_type"] not in codebook().types:
            yield f"row {number}: event_type {row['event_type']!r}"
