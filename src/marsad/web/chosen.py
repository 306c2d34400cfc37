"""Which filters hold, in the reader's words, and what could be chosen instead? Chips and choices with counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from marsad.codebook.labels import labels
from marsad.store import Facet
from marsad.web.filtering import Asked
from marsad.web.i18n import Language
from marsad.web.naming import Naming

CHOICES = ("type", "status", "country", "review")
"""Fields of the filter form that are chosen from a list."""
HIDDEN = ("near", "published_from", "published_to", "doc", "event")
"""Filters that have no field of their own in the form and are carried along."""


class Chip(msgspec.Struct, frozen=True):
    """A filter that holds: its name in the address, what it is and its value as the reader's language writes them."""

    name: str
    title: str
    value: str


class Choice(msgspec.Struct, frozen=True):
    """A value that can be chosen, with how many events have it."""

    value: str
    label: str


def chips(question: Asked, spoken: Language, naming: Naming) -> list[Chip]:
    """The filters that hold, in the order of the form."""
    titles = _titles(spoken)
    known = [name for name in titles if name in question.values]
    return [Chip(name, titles[name], _shown(name, question.values[name], spoken, naming)) for name in known]


def choices(
    question: Asked, facets: Mapping[str, Sequence[Facet]], spoken: Language, naming: Naming
) -> dict[str, list[Choice]]:
    """The lists of the form; what is asked for stands in its list even where no event has it."""
    return {name: _listed(name, question, facets[name], spoken, naming) for name in CHOICES}


def _listed(name: str, question: Asked, facets: Sequence[Facet], spoken: Language, naming: Naming) -> list[Choice]:
    counts = {facet.value: facet.count for facet in facets if facet.value}
    if name == "type":
        counts = _classes(counts) | counts
    counts |= {value: 0 for value in question.values.get(name, []) if value not in counts}
    return [
        Choice(value, f"{_word(name, value, spoken, naming)} ({spoken.number(count)})")
        for value, count in counts.items()
    ]


def _classes(counts: Mapping[str, int]) -> dict[str, int]:
    """How many events each class of several types has."""
    found = {
        name: sum(number for kind, number in counts.items() if kind.startswith(f"{name}."))
        for name in labels()["classes"]
    }
    return {name: number for name, number in found.items() if number}


def _titles(spoken: Language) -> dict[str, str]:
    return {
        "text": spoken.text("Words"),
        "type": spoken.text("Type"),
        "status": spoken.text("Status"),
        "party": spoken.text("Party on either side"),
        "actor": spoken.text("Who did it"),
        "target": spoken.text("To whom"),
        "source": spoken.text("Source"),
        "outlet": spoken.text("Newspaper"),
        "country": spoken.text("Country"),
        "place": spoken.text("Place"),
        "box": spoken.text("Box on the map"),
        "near": spoken.text("Nearby"),
        "from": spoken.text("From"),
        "to": spoken.text("To"),
        "published_from": spoken.text("Published from"),
        "published_to": spoken.text("Published until"),
        "contradicted": spoken.text("Only disputed"),
        "single": spoken.text("Only one source"),
        "review": spoken.text("Review"),
        "doc": spoken.text("Report"),
        "event": spoken.text("Event"),
    }


def _shown(name: str, values: Sequence[str], spoken: Language, naming: Naming) -> str:
    return spoken.joined([_word(name, value, spoken, naming) for value in values])


def _word(name: str, value: str, spoken: Language, naming: Naming) -> str:
    match name:
        case "type":
            return spoken.type_label(value)
        case "status":
            return spoken.status_label(value)
        case "review":
            return spoken.review_label(value)
        case "country":
            return naming.country(value)
        case "party" | "actor" | "target" | "source":
            return naming.party(value)
        case "from" | "to" | "published_from" | "published_to":
            return spoken.day(value)
        case "contradicted" | "single":
            return "" if value.lower() in ("1", "yes", "true", "on") else spoken.text("no")
        case "box":
            return _box(value)
        case "near":
            return spoken.text("%(km)s km around %(point)s", km=value.split(",")[-1], point=_point(value))
    return value


def _box(value: str) -> str:
    west, south, east, north = (f"{float(part):.1f}" for part in value.split(","))
    return f"{south}–{north}°N {west}–{east}°E"


def _point(value: str) -> str:
    lat, lon = (f"{float(part):.2f}" for part in value.split(",")[:2])
    return f"{lat}°N {lon}°E"
