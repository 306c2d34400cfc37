"""How does an event read in ACLED's 31 columns?

ACLED takes one figure, the most conservative, and no wounded; the notes say the range, the disagreement, the sources.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Iterator
from pathlib import Path

from marsad.codebook.check import is_date
from marsad.codebook.crosswalk import Country, countries, crosswalk, sub_events
from marsad.export.happening import Happening, Party, Spot
from marsad.export.leftout import LeftOut
from marsad.export.notes import notes
from marsad.export.precision import acled_time_precision
from marsad.export.sides import Sides, holds, inter, interaction, sides, unidentified
from marsad.export.tabular import Cell, several, table_problems

COLUMNS = tuple(
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 "
    "actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location "
    "latitude longitude geo_precision source source_scale notes fatalities tags timestamp".split()
)
TARGETING = "Civilian targeting"
_VIOLENT = "Political violence"
_STATUS = "reported"
_CODES = range(1, 9)


def rows(happenings: Iterable[Happening]) -> Iterator[list[Cell] | LeftOut]:
    """A row for each event that ACLED records, in its columns; the others with the reason."""
    for happening in happenings:
        why = _why_not(happening)
        yield LeftOut(happening.event.event, why) if why else _row(happening)


def sub_event_type(happening: Happening) -> str | None:
    """ACLED's sub-event type, chosen by the crosswalk where a type has several; ``None`` where it has none."""
    known = sub_events(happening.event.type)
    if len(known) < 2:
        return known[0] if known else None
    choices = crosswalk().acled.choices[happening.event.type]
    return next(name for condition, name in choices if holds(condition, happening))


def _why_not(happening: Happening) -> str | None:
    event, spot = happening.event, happening.spot
    if event.status != _STATUS:
        return f"status {event.status}: ACLED records what is said to have happened"
    if not sub_events(event.type):
        return f"ACLED has no type for {event.type}"
    if event.start is None:
        return "no report gives its day"
    if spot is None or spot.lat is None or spot.lon is None or spot.level == "country":
        return "no place below the country is known"
    if spot.country not in countries():
        return "its country is not known"
    return None


def _row(happening: Happening) -> list[Cell]:
    event, spot, kind = happening.event, happening.spot, sub_event_type(happening)
    assert spot is not None
    assert spot.country is not None
    assert kind is not None
    assert event.start is not None
    country, (family, disorder) = countries()[spot.country], crosswalk().acled.sub_events[kind]
    both = sides(happening)
    return [
        f"{country.iso3}{event.event}", event.start, int(event.start[:4]),
        acled_time_precision(event.start, event.end or event.start), disorder, family, kind,
        *_actors(both, spot.country, kind), _targeting(both, disorder),
        country.numeric, country.acled_region, country.acled, spot.admin1, spot.admin2, None,
        *_located(spot), several([*event.independent_sources, *event.outlets]), None,
        notes(happening), _fatalities(happening), _tags(happening), _timestamp(happening),
    ]  # fmt: skip


def _actors(both: Sides, country: str, kind: str) -> list[Cell]:
    name, code = unidentified(country)
    if both.first:
        name, code = _name(both.first[0], country), inter(both.first[0], country, kind)
    second = both.second[0] if both.second else None
    other = inter(second, country, kind) if second else None
    return [
        name, several(party.name for party in both.first[1:]), code,
        _name(second, country) if second else None, several(party.name for party in both.second[1:]), other,
        interaction(code, other),
    ]  # fmt: skip


def _name(party: Party, country: str) -> str:
    if party.kind != "civilians":
        return party.name
    place: Country = countries()[party.country if party.country in countries() else country]
    return f"Civilians ({place.acled})" if party.name == "civilians" else f"{party.name} ({place.acled})"


def _targeting(both: Sides, disorder: str) -> str | None:
    struck = bool(both.second) and both.second[0].kind == "civilians"
    return TARGETING if struck and disorder.startswith(_VIOLENT) else None


def _located(spot: Spot) -> list[Cell]:
    return [spot.name, spot.lat, spot.lon, spot.geo_precision]


def _fatalities(happening: Happening) -> int:
    """The lowest figure that a source gives; none where no deaths are reported."""
    killed = happening.event.numbers.get("killed")
    if killed is None:
        return 0
    figure = next((bound for bound in (killed.low, killed.best, killed.high) if bound is not None), 0)
    return math.floor(figure)


def _tags(happening: Happening) -> str:
    about = [
        f"contradicted={each.kind}" + (f":{each.field}" if each.field else "")
        for each in happening.event.contradictions
    ]
    return several([f"marsad={happening.event.type}", f"sources={len(happening.event.independent_sources)}", *about])


def _timestamp(happening: Happening) -> int | None:
    """Seconds since 1970 of the latest report's day: the same at every export."""
    days = [report.published for report in happening.reports if report.published]
    if not days:
        return None
    return int(datetime.datetime.fromisoformat(max(days)).replace(tzinfo=datetime.UTC).timestamp())


def problems(path: Path) -> Iterator[str]:
    """What in a file does not keep ACLED's columns and codes; nothing for a sound one."""
    return table_problems(path, "ACLED's", COLUMNS, "event_id_cnty", _faults)


def _faults(row: dict[str, str]) -> Iterator[str]:
    codes = crosswalk().acled.sub_events.get(row["sub_event_type"])
    if codes != (row["event_type"], row["disorder_type"]):
        yield f"{row['disorder_type']} / {row['event_type']} / {row['sub_event_type']} is no triple of ACLED's"
    if not is_date(row["event_date"]) or row["event_date"][:4] != row["year"]:
        yield f"event_date {row['event_date']!r} and year {row['year']!r}"
    yield from _code_faults(row)
    if not row["actor1"]:
        yield "no actor1"
    if not row["fatalities"].isdecimal():
        yield f"fatalities {row['fatalities']!r} is no whole number"
    if not any(str(each.numeric) == row["iso"] and each.acled == row["country"] for each in countries().values()):
        yield f"iso {row['iso']!r} is not the number of {row['country']!r}"
    if not (_within(row["latitude"], 90) and _within(row["longitude"], 180)):
        yield f"latitude {row['latitude']!r}, longitude {row['longitude']!r}"
    if row["civilian_targeting"] not in ("", TARGETING):
        yield f"civilian_targeting {row['civilian_targeting']!r}"


def _code_faults(row: dict[str, str]) -> Iterator[str]:
    for column in ("time_precision", "geo_precision"):
        if row[column] not in ("1", "2", "3"):
            yield f"{column} {row[column]!r} is not 1, 2 or 3"
    first, second = row["inter1"], row["inter2"]
    valid = (
        first.isdecimal() and int(first) in _CODES and (not second or (second.isdecimal() and int(second) in _CODES))
    )
    if not valid or bool(row["actor2"]) != bool(second):
        yield f"inter1 {first!r}, inter2 {second!r}"
    elif row["interaction"] != str(interaction(int(first), int(second) if second else None)):
        yield f"interaction {row['interaction']!r} of {first} and {second or 'nobody'}"


def _within(text: str, most: float) -> bool:
    try:
        return abs(float(text)) <= most
    except ValueError:
        return False
