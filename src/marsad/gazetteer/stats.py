"""How many places and names does the gazetteer hold, of which countries, and where from?"""

from __future__ import annotations

from collections import Counter

import msgspec

from marsad.gazetteer.index import Gazetteer
from marsad.gazetteer.places import LEVELS

_ORIGINS = {"gn": "GeoNames", "iso": "CLDR", "ms": "Marsad's supplement"}
_COUNTRIES = 30


class Stats(msgspec.Struct, frozen=True):
    """Counts: ``countries`` to level to places; ``origins`` to places; names, and those that need evidence."""

    places: int
    names: int
    unsure_names: int
    origins: dict[str, int]
    countries: dict[str, dict[str, int]]

    def as_text(self) -> str:
        """The counts as a table, the countries with most places first."""
        lines = [f"{self.places} places, {self.names} names, {self.unsure_names} of them places only on evidence"]
        lines += [f"{count:7} from {origin}" for origin, count in self.origins.items()]
        lines += ["", "country " + " ".join(f"{level:>8}" for level in LEVELS[1:])]
        most = sorted(self.countries.items(), key=lambda row: (-sum(row[1].values()), row[0]))
        for country, levels in most[:_COUNTRIES]:
            lines.append(f"{country:7} " + " ".join(f"{levels.get(level, 0):8}" for level in LEVELS[1:]))
        rest = len(most) - _COUNTRIES
        return "\n".join([*lines, *([f"and {rest} countries more"] if rest > 0 else [])]) + "\n"


def table(gazetteer: Gazetteer | None = None) -> Stats:
    """The counts of a gazetteer, the default one with one's own places where none is given."""
    gazetteer = gazetteer or Gazetteer.default()
    origins = Counter(_ORIGINS.get(place.id.split(":", 1)[0], "own files") for place in gazetteer.all)
    countries: dict[str, Counter[str]] = {}
    for place in gazetteer.all:
        if place.country:
            countries.setdefault(place.country, Counter())[place.level] += 1
    names = gazetteer.names
    unsure = sum(gazetteer.is_ambiguous(name) for name in names)
    return Stats(
        len(gazetteer.all), len(names), unsure, dict(origins.most_common()), {c: dict(n) for c, n in countries.items()}
    )
