"""What do words that a model chose mean? Looked up in the text, and read by Marsad's own finders."""

from __future__ import annotations

from datetime import date
from functools import cache

from marsad.arabic.datevalues import DateFinder
from marsad.codebook import codebook
from marsad.coder.numbervalues import NumberFinder
from marsad.gazetteer.values import PlaceFinder
from marsad.model import Article, PartyMention, PlaceMention, Quantity, SourceMention, Span, When
from marsad.parties.values import parties_in


class Words:
    """The text of an article in which words are looked up, and the day that its times are read against."""

    def __init__(self, article: Article) -> None:
        self.full, self.published = article.full, article.published

    def find(self, text: str, within: Span | None = None) -> Span | None:
        """Where the words stand, in ``within`` if they do, else anywhere; ``None`` where they do not."""
        text = text.strip()
        if not text:
            return None
        at = self.full.find(text, within.start, within.end) if within else -1
        if at < 0:
            at = self.full.find(text)
        return Span(at, at + len(text)) if at >= 0 else None


def party(text: str, words: Words, sentence: Span) -> PartyMention | None:
    """The party that the words name."""
    span = words.find(text, sentence)
    if span is None:
        return None
    named = next(iter(parties_in(words.full[span.start : span.end], words.published)), None)
    known = (named.name, named.id, named.kind) if named else (None, None, None)
    return PartyMention(words.full[span.start : span.end], span.start, span.end, *known)


def source(text: str, words: Words, sentence: Span) -> SourceMention | None:
    """The source that the words name."""
    found = party(text, words, sentence)
    if found is None:
        return None
    kind = found.kind if found.kind in codebook().source_kinds else None
    return SourceMention(found.text, found.start, found.end, found.name, found.id, kind)


def place(text: str, role: str, words: Words, sentence: Span) -> PlaceMention | None:
    """The place that the words name; words without a place that is known stay words."""
    span = words.find(text, sentence)
    if span is None or role not in codebook().roles:
        return None
    text = words.full[span.start : span.end]
    for found in _places()(text):
        return PlaceMention(
            text, span.start, span.end, role, found.name, found.country, found.level, found.lat, found.lon,
            found.precision_km, found.id,
        )  # fmt: skip
    return PlaceMention(text, span.start, span.end, role)


def quantity(text: str, what: str, words: Words, sentence: Span) -> Quantity | None:
    """The number in the words; words without a number are none."""
    span = words.find(text, sentence)
    if span is None or what not in codebook().quantities:
        return None
    text = words.full[span.start : span.end]
    for found in _numbers()(text):
        if found.kind == "cardinal":
            return Quantity(text, span.start, span.end, what, found.low, found.high, found.approx)
    return None


def when(text: str, words: Words, sentence: Span) -> When | None:
    """The days that the words name, resolved against the day of publication; without bounds they are none."""
    span = words.find(text, sentence)
    if span is None:
        return None
    text = words.full[span.start : span.end]
    published = date.fromisoformat(words.published) if words.published else None
    for found in _dates()(text, published):
        if found.first and found.last:
            return When(text, found.first, found.last, (span.start, span.end), found.precision)
    return None


@cache
def _places() -> PlaceFinder:
    return PlaceFinder()


@cache
def _numbers() -> NumberFinder:
    return NumberFinder()


@cache
def _dates() -> DateFinder:
    return DateFinder()
