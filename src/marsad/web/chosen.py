"""Which filters hold, in the reader's words, and what could be chosen instead? Chips and choices with counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from marsad.codebook.labels import labels
from marsad.store import Facet
from marsad.web.filtering import TITLES, Asked
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
    known = [name for name in TITLES if name in question.values]
    return [
        Chip(name, spoken.text(TITLES[name]), _shown(name, question.values[name], spoken, naming)) for name in known
    ]


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
            return _box(value, spoken)
        case "near":
            lat, lon, km = map(float, value.split(","))
            return spoken.text("%(km)s km around %(point)s", km=spoken.number(km), point=spoken.point(lat, lon, 2))
    return value


def _box(value: str, spoken: Language) -> str:
    west, south, east, north = map(float, value.split(","))
    return f"{spoken.point(south, west, 1)} – {spoken.point(north, east, 1)}"
