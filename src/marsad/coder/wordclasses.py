"""Which words are used alike? Classes learned from plain text, those of the words about an event word or a phrase.

``data/wordclasses.tsv``, made by ``scripts/make_wordclasses.py``, gives every frequent word a wide, a middle and a
narrow class, each named by its most frequent word: "said" stands for "stated" and "explained". Names of places and of
parties, numbers and marks are no words here but stand for what they are, so that what is learned of one war holds in
another.
"""

from __future__ import annotations

import functools
from pathlib import Path

import msgspec

from marsad.arabic import compiled
from marsad.coder.draft import Draft, Phrase
from marsad.coder.features import family
from marsad.coder.ranker import Feature, together
from marsad.coder.sentence import Sentence
from marsad.coder.view import View
from marsad.errors import DataError

DATA = Path(__file__).parent / "data" / "wordclasses.tsv"
BUILT = Path(__file__).parent.parent / "_built" / "wordclasses.msgpack"
SOURCES: tuple[Path, ...] = (DATA, Path(__file__))
"""What the compiled classes are made of."""

_LEVELS = ("wide", "mid", "narrow")
_EDGE, _NONE, _INNER = "<edge>", "<none>", ""
_MARKED = ("<", "@")
_KINDS = {"n": "@number", "l": "@foreign"}
_LABELS = frozenset({"post1", "pre1", "post2", "gen", "ante", "adj"})

Named = tuple[str, ...]
"""The classes of a word as they are written in features, wide to narrow."""


def build(path: Path = BUILT) -> None:
    """Writes the compiled classes; called by the build hook."""
    compiled.write(path, SOURCES, _packed())


def _packed() -> bytes:
    """Every row of classes once, and for each word the place of its row."""
    places: dict[Named, int] = {}
    words = {}
    for number, line in enumerate(DATA.read_text(encoding="utf-8").splitlines(), 1):
        word, *named = line.split("\t")
        if len(named) != len(_LEVELS):
            raise DataError(DATA, number, f"{len(named)} classes of {word!r}", f"Write {len(_LEVELS)} after the word")
        row = tuple(f"{level}:{name}" for level, name in zip(_LEVELS, named, strict=True))
        words[word] = places.setdefault(row, len(places))
    return msgspec.msgpack.encode((list(places), words))


@functools.cache
def classes() -> dict[str, Named]:
    """Folded word without its article to its classes, each as it is written in features ("mid:..."), wide to narrow.

    Raises DataError for a damaged file.
    """
    packed = compiled.read(BUILT, SOURCES, _packed)
    rows, words = msgspec.msgpack.decode(packed, type=tuple[list[Named], dict[str, int]])
    return {word: rows[at] for word, at in words.items()}


@functools.lru_cache(maxsize=1 << 10)
def _known(word: str) -> Named:
    """What a word that has no class stands for: itself where it is a mark or a kind of name, else rare."""
    return (word,) if word.startswith(_MARKED) else ("rare",)


def symbols(sentence: Sentence) -> list[str]:
    """For each token its word without the article, or what stands for it; empty for the inner words of a name."""
    out = [
        word.bare if token.kind == "w" else _KINDS.get(token.kind, token.form)
        for token, word in zip(sentence.tokens, sentence.words, strict=True)
    ]
    taken: set[int] = set()
    for place in sentence.places:
        _name(out, taken, place.first, place.last, "@place")
    for party in sentence.parties:
        if not party.weak or taken.isdisjoint(range(party.first, party.last + 1)):
            kind = party.party.kind if party.party else "state" if party.entry.iso else "weak"
            _name(out, taken, party.first, party.last, f"@{kind}")
    return out


def _name(out: list[str], taken: set[int], first: int, last: int, symbol: str) -> None:
    out[first : last + 1] = [symbol, *[_INNER] * (last - first)]
    taken.update(range(first, last + 1))


def class_features(seen: View, draft: Draft) -> list[str]:
    """The classes of an event word, the two words on each side, the verbs over it and its phrases.

    ``word.next1~mid:...`` is the class of the next word, and with ``|`` and the event's class what it says for that.
    """
    if seen.symbols is None:
        seen.symbols = symbols(seen.report.sentences[seen.number])
    known, stem = classes(), draft.stem
    out: list[str] = []
    for role, symbol in _words(seen, draft, seen.symbols):
        for name in known.get(symbol) or _known(symbol):
            feature = f"word.{role}~{name}"
            out += (feature, f"{feature}|{stem}")
    return out


def phrase_classes(seen: View, draft: Draft, phrase: Phrase) -> list[Feature]:
    """The classes of the words about a phrase as party to an event, with what they say for events of its family.

    ``near.prev1~mid:...`` is the class of the word before the phrase; the others are its head, the word after it and
    the verb before it.
    """
    side, group = "a" if phrase.first > draft.hit.first else "b", family(draft.type)
    found = seen.near.get((phrase.item, group, side))
    if found is None:
        found = [_near(part, name, side, group) for part, name in _about(seen, phrase)]
        seen.near[phrase.item, group, side] = found
    return found


@together
def _near(part: str, name: str, side: str, group: str) -> tuple[str, ...]:
    return f"near.{part}~{name}", f"near.{part}~{name}|{side}", f"near.{part}~{name}|{group}"


def _about(seen: View, phrase: Phrase) -> list[tuple[str, str]]:
    """The part and the middle class of each word about a phrase; found once for all events of the sentence."""
    found = seen.about.get(phrase.item)
    if found is None:
        if seen.symbols is None:
            seen.symbols = symbols(seen.report.sentences[seen.number])
        row, items = seen.symbols, seen.report.sentences[seen.number].items
        verb = next((item.head for item in reversed(items[: phrase.item]) if item.kind == "verb"), -1)
        words = (
            ("head", row[items[phrase.item].head]),
            *_beside(row, phrase.first, -1, "prev", 1),
            *_beside(row, phrase.last - 1, 1, "next", 1),
            ("verb", row[verb] if verb >= 0 else _NONE),
        )
        found = seen.about[phrase.item] = [(part, _middle(word)) for part, word in words]
    return found


def _middle(word: str) -> str:
    """The middle class of a word, or what it stands for where it has none."""
    named = classes().get(word)
    return named[1] if named else _known(word)[0]


def _words(seen: View, draft: Draft, row: list[str]) -> list[tuple[str, str]]:
    """The words about an event word by the part that they play."""
    sentence, hit = seen.report.sentences[seen.number], draft.hit
    items = sentence.items
    head = items[draft.item].head if draft.item >= 0 else hit.first
    out = [("own", row[head]), *_beside(row, hit.last - 1, 1, "next"), *_beside(row, hit.first, -1, "prev")]
    predicate = sentence.predicates.get(draft.item)
    over, up = (predicate.over, predicate.up) if predicate else (-1, -1)
    out += [
        ("over", row[items[over].head] if over >= 0 else _NONE),
        ("up", row[items[up].head] if up >= 0 else _NONE),
    ]
    found: dict[str, str] = {}
    for item, labels in draft.labels.items():
        label = labels[0].rstrip("'~&")
        if (label in _LABELS or label.startswith("p:")) and label not in found:
            found[label] = row[items[item].head]
    return out + list(found.items())


def _beside(row: list[str], at: int, way: int, side: str, wanted: int = 2) -> list[tuple[str, str]]:
    """The next words on one side, two or as many as wanted; the inner words of names are passed over."""
    out: list[tuple[str, str]] = []
    while len(out) < wanted:
        at += way
        if not 0 <= at < len(row):
            out.append((f"{side}{len(out) + 1}", _EDGE))
        elif row[at] != _INNER:
            out.append((f"{side}{len(out) + 1}", row[at]))
    return out
