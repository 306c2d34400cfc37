"""Is a report about war at all? A cheap look at its words before any sentence is read.

Every distinct listed word counts once (twice where it comes back), war words by their weight, and those that sport or
trade uses too the less the more the page is about such things.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from marsad.arabic.inflection import inflect_noun, inflect_verb
from marsad.arabic.normal import fold
from marsad.arabic.tokens import Token
from marsad.lexicon.compiler import DATA
from marsad.lexicon.conditions import bare

FILE = DATA / "relevance.toml"


class Listed(msgspec.Struct, frozen=True, gc=False):
    """A listed word: which it is, its weight (3 to 1 for war, -1 and -2 for peace) and its domain."""

    lemma: int
    weight: int
    domain: str


class Vocabulary(msgspec.Struct, frozen=True):
    """The listed words by bare form; ``heads`` are the first words of the listed pairs."""

    words: dict[str, Listed]
    pairs: dict[str, dict[str, Listed]]


@functools.cache
def vocabulary(path: Path = FILE) -> Vocabulary:
    """The words as shipped, all forms made."""
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    words: dict[str, Listed] = {}
    pairs: dict[str, dict[str, Listed]] = {}
    number = 0
    for sign, key in ((1, "war"), (-1, "peace")):
        for row in content.get(key, []):
            for forms in (*_nouns(row.get("words", "")), *_verbs(row.get("verbs", []))):
                number += 1
                listed = Listed(number, sign * row["weight"], row["domain"])
                for form in forms:
                    first, _, second = form.partition(" ")
                    if second:
                        pairs.setdefault(first, {}).setdefault(second, listed)
                    else:
                        words.setdefault(first, listed)
    return Vocabulary(words, pairs)


def _nouns(listed: str) -> Iterator[set[str]]:
    for word in listed.split("،"):
        singular, _, plurals = (part.strip() for part in word.partition(" ج "))
        many = [plural.strip() for plural in plurals.split("|") if plural.strip()]
        if " " in singular:
            yield {" ".join(bare(part) for part in fold(phrase).split()[:2]) for phrase in (singular, *many)}
        elif singular:
            yield {bare(form.form) for form in inflect_noun(singular, many)}


def _verbs(listed: Iterable[str]) -> Iterator[set[str]]:
    for written in listed:
        past, present = written.split()
        yield {form.form for form in inflect_verb(past, present) if form.person == 3 and form.tense != "imperative"}


class Tally(msgspec.Struct, frozen=True, gc=False):
    counts: dict[tuple[int,str], int]
    words: int


def tally(tokens: Iterable[Token]):
    words, pairs = vocabulary().words, vocabulary().pairs
    found = {}
    count = 0
    before = None
    for token in tokens:
        if token.kind != "w":
            before=None
            continue
        core = token.core
        if core.startswith("ال") and len(core) > 4: core = core[2:]
        count += 1
        if before is not None:
            hit = before.get(core)
            if hit is not None: found[hit.lemma]=[hit, found.get(hit.lemma,[0,0])[1]+1]
        hit = words.get(core)
        if hit is not None:
            found[hit.lemma]=[hit, found.get(hit.lemma,[0,0])[1]+1]
        before = pairs.get(core)
    return count, found
