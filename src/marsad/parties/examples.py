"""Do the examples beside the party data hold? Each is a phrase, its gloss, and the party that it must name."""

from __future__ import annotations

import functools
import tomllib

import msgspec

from marsad.arabic.normal import fold
from marsad.arabic.tokens import Tokenizer
from marsad.parties.context import PartyContext
from marsad.parties.naming import PartyRef, name_phrase
from marsad.parties.registry import DATA, Registry


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A phrase in a report: ``country`` was seen and ``before`` was read; ``name`` is None where it names nobody."""

    phrase: str
    gloss: str
    name: str | None = None
    speaks: str | None = None
    country: str | None = None
    before: tuple[str, ...] = ()


def examples() -> list[Example]:
    """All examples of the data folder; raises msgspec.ValidationError for a field that is not one."""
    read = tomllib.loads((DATA / "examples.toml").read_text(encoding="utf-8"))
    return msgspec.convert(read["example"], list[Example])


def failure(example: Example) -> str | None:
    """What is wrong with an example, with the rule that read it; None when it holds."""
    context = PartyContext()
    if example.country:
        context.see_country(example.country)
    for phrase in example.before:
        context.name(_cores(phrase))
    found = name_phrase(_cores(example.phrase), context)
    if (found.name if found else None) != example.name:
        return f"{example.phrase} ({example.gloss}): expected {example.name}, read {_told(found)}"
    if example.speaks and found and found.speaks != example.speaks:
        return f"{example.phrase} ({example.gloss}): expected to speak as {example.speaks}, read {_told(found)}"
    return None


def failures() -> list[str]:
    """Every example that does not hold, told in a line each."""
    return [told for told in map(failure, examples()) if told]


def _told(found: PartyRef | None) -> str:
    return f"{found.name} as {found.speaks}, by the rule '{found.rule}'" if found else "nobody"


def _cores(phrase: str) -> tuple[str, ...]:
    return tuple(token.core for token in _tokenizer().tokens(fold(phrase)))


@functools.cache
def _tokenizer() -> Tokenizer:
    return Tokenizer(Registry.default().words())
