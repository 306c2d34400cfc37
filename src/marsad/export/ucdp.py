"""How does an event read in the 49 columns of UCDP's GED?

Only events with at least one death and two known sides. UCDP's own numbers of conflicts, dyads and actors are left
empty: they are given by its coders. What the columns cannot hold (who says which figure, what is disputed) stands in
``source_article`` and ``where_description``.
"""

from __future__ import annotations

import datetime
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from marsad.codebook.crosswalk import Country, countries
from marsad.export.happening import Happening, Party, Spot
from marsad.export.leftout import LeftOut
from marsad.export.notes import disagreement, place, spread
from marsad.export.precision import days, priogrid, ucdp_date_precision
from marsad.export.sides import STATE, violence
from marsad.export.tabular import Cell, several, table_problems
from marsad.model import Spread

COLUMNS = tuple(
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id "
    "conflict_name dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id "
    "side_b_new_id side_b number_of_sources source_article source_office source_date source_headline "
    "source_original where_prec where_coordinates where_description adm_1 adm_2 latitude longitude "
    "geom_wkt priogrid_gid country country_id region event_clarity date_prec date_start date_end deaths_a "
    "deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob".split()
)
REGIONS = ("Africa", "Americas", "Asia", "Europe", "Middle East")
ACTIVE_FROM = 25
"""Deaths in a year from which UCDP counts a dyad as active in it."""

_ONE_SIDED = 3
_LONGEST = 366
_ARTICLES = 5


def rows(happenings: Iterable[Happening]) -> Iterator[list[Cell] | LeftOut]:
    """A row for each event that UCDP would record, in its columns; the others with the reason.

    ``active_year`` is worked out over the events given: whether the dyad's best figures reach 25 in the year.
    """
    held: list[dict[str, Cell]] = []
    deaths: dict[tuple[Cell, Cell], int] = defaultdict(int)
    for happening in happenings:
        why = _why_not(happening)
        if why:
            yield LeftOut(happening.event.event, why)
            continue
        row = _row(happening)
        deaths[row["dyad_name"], row["year"]] += int(row["best"] or 0)
        held.append(row)
    for row in held:
        row["active_year"] = int(deaths[row["dyad_name"], row["year"]] >= ACTIVE_FROM)
        yield [row[column] for column in COLUMNS]


def _why_not(happening: Happening) -> str | None:
    event, spot = happening.event, happening.spot
    if event.status != "reported":
        return f"status {event.status}: UCDP records what is said to have happened"
    if _figures(event.numbers.get("killed"))[1] < 1:
        return "no death is reported"
    if event.start is None or event.end is None:
        return "no report gives its day"
    if days(event.start, event.end) > _LONGEST:
        return "it lasts longer than a year"
    if spot is None or spot.lat is None or spot.lon is None or spot.country not in countries():
        return "its place is not known"
    if violence(happening) is None:
        return "its two sides are not known, or are no parties to violence that UCDP counts"
    return None


def _row(happening: Happening) -> dict[str, Cell]:
    event, spot, sorted_out = happening.event, happening.spot, violence(happening)
    assert spot is not None
    assert spot.country is not None
    assert sorted_out is not None
    assert event.start is not None
    assert event.end is not None
    kind, first, second = sorted_out
    country = countries()[spot.country]
    dyad = f"{_side(first)} - {_side(second)}"
    row: dict[str, Cell] = dict.fromkeys(COLUMNS)
    row |= {
        "id": int(event.event[:13], 16) if _is_hex(event.event) else None,
        "relid": f"{country.iso3}-{event.start[:4]}-{kind}-{event.event}",
        "year": int(event.start[:4]),
        "code_status": "Check deaths" if event.contradictions else "Clear",
        "type_of_violence": kind,
        "conflict_name": dyad,
        "dyad_name": dyad,
        "side_a": _side(first),
        "side_b": _side(second),
        "gwnoa": _number(first),
        "gwnob": _number(second),
        "event_clarity": 1 if days(event.start, event.end) == 1 or event.type != "casualties" else 2,
        "date_prec": ucdp_date_precision(event.start, event.end),
        "date_start": event.start,
        "date_end": event.end,
    }
    return row | _sources(happening) | _where(spot, country) | _deaths(event.numbers["killed"], kind)


def _sources(happening: Happening) -> dict[str, Cell]:
    event, reports = happening.event, {report.doc: report for report in happening.reports}
    cited = [f'"{each.outlet or each.doc},{each.published or ""},{each.title or ""}"' for each in reports.values()]
    more = f"and {len(cited) - _ARTICLES} more" if cited[_ARTICLES:] else ""
    words = [spread("killed", event.numbers["killed"]), *map(disagreement, event.contradictions)]
    return {
        "number_of_sources": len(event.independent_sources) or -1,
        "source_article": several([*cited[:_ARTICLES], more, " ".join(words)]),
        "source_office": several(event.outlets),
        "source_date": several(report.published for report in reports.values()),
        "source_headline": several(report.title for report in reports.values()),
        "source_original": several(event.independent_sources),
    }


def _where(spot: Spot, country: Country) -> dict[str, Cell]:
    assert spot.lat is not None
    assert spot.lon is not None
    error = f", within {spot.precision_km:g} km" if spot.precision_km else ""
    return {
        "where_prec": spot.where_prec,
        "where_coordinates": spot.name,
        "where_description": f"{place(spot)}{error}" if spot.name else None,
        "adm_1": spot.admin1,
        "adm_2": spot.admin2,
        "latitude": spot.lat,
        "longitude": spot.lon,
        "geom_wkt": f"POINT ({spot.lon:g} {spot.lat:g})",
        "priogrid_gid": priogrid(spot.lat, spot.lon),
        "country": country.ucdp,
        "country_id": country.gwno,
        "region": country.ucdp_region,
    }


def _deaths(killed: Spread, kind: int) -> dict[str, Cell]:
    """The figures; whose dead they are is known in one-sided violence alone, else they are of unknown side."""
    low, best, high = _figures(killed)
    one_sided = kind == _ONE_SIDED
    return {
        "deaths_a": 0,
        "deaths_b": 0,
        "deaths_civilians": best if one_sided else 0,
        "deaths_unknown": 0 if one_sided else best,
        "best": best,
        "high": high,
        "low": low,
    }


def _figures(killed: Spread | None) -> tuple[int, int, int]:
    """Low, best and high as whole numbers; an open bound is the nearest known one."""
    if killed is None:
        return 0, 0, 0
    known = [bound for bound in (killed.best, killed.low, killed.high) if bound is not None]
    if not known:
        return 0, 0, 0
    best = math.floor(known[0] + 0.5)
    low = math.floor(killed.low) if killed.low is not None else best
    high = math.ceil(killed.high) if killed.high is not None else best
    return min(low, best), best, max(high, best)


def _side(party: Party) -> str:
    country = countries().get(party.country or "")
    if party.kind == STATE and country and _is_government(party, country):
        return f"Government of {country.ucdp}"
    return "Civilians" if party.kind == "civilians" else party.name


def _is_government(party: Party, country: Country) -> bool:
    return party.name in (country.name, country.acled) or party.name.endswith(" government") or party.name == "UAE"


def _number(party: Party) -> int | None:
    country = countries().get(party.country or "")
    return country.gwno if party.kind == STATE and country else None


def _is_hex(text: str) -> bool:
    return len(text) >= 13 and all(character in "0123456789abcdef" for character in text[:13])


def problems(path: Path) -> Iterator[str]:
    """What in a file does not keep the columns and codes of UCDP's GED; nothing for a sound one."""
    return table_problems(path, "UCDP GED's", COLUMNS, "relid", _faults)


_CODES = {
    "type_of_violence": range(1, 4),
    "where_prec": range(1, 8),
    "date_prec": range(1, 6),
    "event_clarity": range(1, 3),
    "active_year": range(2),
}


def _faults(row: dict[str, str]) -> Iterator[str]:
    for column, codes in _CODES.items():
        if not row[column].isdecimal() or int(row[column]) not in codes:
            yield f"{column} {row[column]!r} is not {codes.start} to {codes.stop - 1}"
    counted = [
        row[name] for name in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "low", "high")
    ]
    if not all(figure.isdecimal() for figure in counted):
        yield f"deaths {counted} are no whole numbers"
    else:
        yield from _figure_faults(*map(int, counted))
    yield from _day_faults(row)
    yield from _place_faults(row)
    if not row["side_a"] or not row["side_b"] or row["dyad_name"] != f"{row['side_a']} - {row['side_b']}":
        yield f"dyad {row['dyad_name']!r} of {row['side_a']!r} and {row['side_b']!r}"


def _figure_faults(a: int, b: int, civilians: int, unknown: int, best: int, low: int, high: int) -> Iterator[str]:
    if a + b + civilians + unknown != best:
        yield f"deaths {a} + {b} + {civilians} + {unknown} are not best {best}"
    if not low <= best <= high:
        yield f"low {low}, best {best}, high {high}"
    if best < 1:
        yield "an event without a death"


def _day_faults(row: dict[str, str]) -> Iterator[str]:
    try:
        start, end = (datetime.date.fromisoformat(row[name]) for name in ("date_start", "date_end"))
    except ValueError:
        yield f"date_start {row['date_start']!r}, date_end {row['date_end']!r}"
        return
    if start > end or str(start.year) != row["year"]:
        yield f"year {row['year']}, from {start} to {end}"
    elif row["date_prec"] != str(ucdp_date_precision(row["date_start"], row["date_end"])):
        yield f"date_prec {row['date_prec']} of {start} to {end}"


def _place_faults(row: dict[str, str]) -> Iterator[str]:
    try:
        lat, lon = float(row["latitude"]), float(row["longitude"])
    except ValueError:
        yield f"latitude {row['latitude']!r}, longitude {row['longitude']!r}"
        return
    if abs(lat) > 90 or abs(lon) > 180:
        yield f"latitude {lat}, longitude {lon}"
    elif row["priogrid_gid"] != str(priogrid(lat, lon)):
        yield f"priogrid_gid {row['priogrid_gid']} of {lat}, {lon}"
    if row["region"] not in REGIONS:
        yield f"region {row['region']!r}"
