"""What can a format not hold, said in words: range, disagreement, sources, time and place."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.codebook import codebook
from marsad.export.happening import Happening, Spot
from marsad.export.reading import number
from marsad.model import Contradiction, Spread

_SOURCES_SHOWN = 8
_DISAGREE = {
    "occurrence": "whether it happened at all",
    "number": "the number",
    "actor": "who did it",
    "target": "whom it struck",
    "place": "where it was",
    "time": "when it was",
    "outcome": "how it ended",
}
_ROLES = {
    "at": "at",
    "near": "near",
    "from": "from",
    "to": "to",
    "toward": "toward",
    "along": "on the line by",
    "in_area": "in the area of",
}


def notes(happening: Happening) -> str:
    """The whole of an event in plain English sentences, on one line."""
    return " ".join(_sentences(happening))


def title(happening: Happening) -> str:
    """An event in a line: what, where, when."""
    event, spot = happening.event, happening.spot
    gloss = codebook().types[event.type].gloss.partition(";")[0].partition(":")[0] if _known(event.type) else event.type
    where = f" {place(spot)}" if spot and spot.name else ""
    return f"{gloss[:1].upper()}{gloss[1:]}{where}" + (f", {when(happening)}" if event.start else "")


def when(happening: Happening) -> str:
    """The days of an event: ``2019-07-22`` or ``2019-07-22 to 2019-07-24``; empty where no report gives them."""
    start, end = happening.event.start, happening.event.end
    return "" if not start else start if end in (None, start) else f"{start} to {end}"


def place(spot: Spot) -> str:
    """How an event lies to its place: ``near Aleppo``, ``on the line by Aleppo``."""
    return f"{spot.relation or _ROLES.get(spot.role, spot.role)} {spot.name}"


def spread(what: str, held: Spread) -> str:
    """A number in words: its range, the best of it, and who says which."""
    low, best, high = (_figure(bound) for bound in (held.low, held.best, held.high))
    told = [f"{said.source}: {number(said.low, said.high)}" for said in held.by if said.source]
    shown = ", ".join(told[:_SOURCES_SHOWN]) + (
        f" and {len(told) - _SOURCES_SHOWN} more" if told[_SOURCES_SHOWN:] else ""
    )
    size = low if low == high else f"{low} to {high}, best {best}"
    return f"{what[:1].upper()}{what[1:]}: {size}" + (f" ({shown})." if shown else ".")


def disagreement(contradiction: Contradiction) -> str:
    """A contradiction in words, with how many claims stand on each side."""
    about = _DISAGREE.get(contradiction.kind, contradiction.kind)
    of = f" of {contradiction.field}" if contradiction.kind == "number" and contradiction.field else ""
    sides = " against ".join(str(len(side)) for side in contradiction.sides)
    return f"The reports disagree on {about}{of} (claims: {sides})."


def _sentences(happening: Happening) -> Iterator[str]:
    event, spot = happening.event, happening.spot
    yield f"{title(happening)}."
    if event.status != "reported":
        yield f"Status: {event.status} ({codebook().statuses.get(event.status, event.status)})."
    yield _corroboration(happening)
    struck = [party.name for party in happening.targets if party.kind is None]
    if struck:
        yield f"Struck: {'; '.join(struck)}."
    yield from (spread(what, held) for what, held in event.numbers.items())
    yield from (disagreement(each) for each in event.contradictions)
    if event.start is None:
        yield "No report gives its time."
    if spot and spot.precision_km:
        yield f"Place: {place(spot)}, within {spot.precision_km:g} km."


def _corroboration(happening: Happening) -> str:
    event = happening.event
    reports, outlets, roots = len(event.articles), len(event.outlets), event.independent_sources
    said = f"{reports} report{'s' * (reports != 1)} in {outlets} outlet{'s' * (outlets != 1)}"
    named = "; ".join(roots[:_SOURCES_SHOWN]) + ("; and others" if roots[_SOURCES_SHOWN:] else "")
    if not roots:
        return f"{said}, no source named."
    return f"{said}, {len(roots)} independent source{'s' * (len(roots) != 1)}: {named}."


def _figure(bound: float | None) -> str:
    return "unknown" if bound is None else f"{bound:,.10g}"


def _known(kind: str) -> bool:
    return kind in codebook().types
