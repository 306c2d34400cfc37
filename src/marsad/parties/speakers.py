"""Who speaks, where a phrase stands as a source? The body that a source stands in decides before the word "source"."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from marsad.arabic.particles import BY, FOR, NAME
from marsad.parties.context import PartyContext
from marsad.parties.naming import PartyRef, name_phrase

# Rules whose answer a body named after "in", "of" overrides: they only guess the country, or say nobody.
_GENERAL = frozenset(
    {"unnamed source", "source named before", "officials of the report's country", "noun"}
    | {"force or office of the report's country", "force or office named before"}
)
_BODIES = frozenset({"state", "armed_group", "igo", "monitor", "official", "medical"})


def name_speaker(
    cores: tuple[str, ...], pros: Sequence[str], context: PartyContext, own: int = 0, place: str | None = None
) -> PartyRef | None:
    """The party, or the plain English name, of a phrase that stands as a source; None where it names nobody.

    ``pros`` are the particles written onto each word; the first ``own`` words are the phrase itself (all unless given),
    the rest may say what it belongs to; ``place`` is the English name of a place in it.
    """
    said = cores[: _told_to(cores, pros, own or len(cores), context)]
    found = name_phrase(said, context) or _qualifier(said, context)
    return (
        _correspondent(said, context)
        or _of_outlet(said, context)
        or _within(cores, pros, len(said), found, context)
        or _people(said, found, context)
        or _at_place(found, place)
    )


def _told_to(cores: tuple[str, ...], pros: Sequence[str], own: int, context: PartyContext) -> int:
    """Where the source ends before the medium that it told: "sources (said) to the agency"."""
    for at in range(1, own):
        if pros[at][-1:] == FOR:
            medium = name_phrase(cores[at:own], context)
            if medium is not None and medium.kind == "media":
                return at
    return own


def _qualifier(cores: tuple[str, ...], context: PartyContext) -> PartyRef | None:
    """The second half of "security and medical sources": an adjective that stands for its sources."""
    grammar = context.registry.grammar
    if len(cores) != 1 or cores[0] not in grammar.qualifiers or cores[0] in grammar.nouns:
        return None
    gloss = grammar.qualifiers[cores[0]]
    kind = "medical" if gloss in grammar.medical else "media" if gloss in grammar.media else "anonymous"
    kind = "official" if gloss in grammar.official else kind
    return PartyRef(f"{gloss} sources", None, kind, kind, None, "adjective of sources", 0, 0)


def _correspondent(cores: tuple[str, ...], context: PartyContext) -> PartyRef | None:
    """A correspondent speaks for his medium."""
    if not cores or cores[0] not in context.registry.grammar.reporters:
        return None
    medium = name_phrase(cores[1:], context)
    return msgspec.structs.replace(medium, rule="correspondent") if medium and medium.kind == "media" else None


def _of_outlet(cores: tuple[str, ...], context: PartyContext) -> PartyRef | None:
    """Sources in construct with a medium are told by it: "Okaz sources"."""
    grammar = context.registry.grammar
    if len(cores) < 2 or cores[0] not in grammar.sources or cores[1] in grammar.qualifiers:
        return None
    medium = name_phrase(cores[1:], context)
    if medium is None or medium.kind != "media" or medium.id is None or medium.first > 0:
        return None
    name = f"{medium.name} {grammar.sources[cores[0]]}"
    return msgspec.structs.replace(medium, name=name, id=None, rule="sources of an outlet")


def _within(
    cores: tuple[str, ...], pros: Sequence[str], own: int, found: PartyRef | None, context: PartyContext
) -> PartyRef | None:
    """The body that a source stands in: "a source in the movement", "sources of the police"."""
    grammar = context.registry.grammar
    if found is not None and (found.rule not in _GENERAL or found.kind in ("civilians", "witness")):
        return None
    if found is None and not any(_titled(core, context) for core in cores[:own]):
        return None
    written = (BY,) if cores[0] in grammar.sources else (BY, FOR)
    for at in range(1, len(cores)):
        particle = cores[at] in grammar.within or cores[at] == NAME
        if particle or pros[at][-1:] in written:
            body = name_phrase(cores[at + 1 :] if particle else cores[at:], context)
            far = 0 if pros[at][-1:] == BY and not particle else 1
            if body is None or body.kind not in _BODIES or body.rule == "country" or body.first > far + particle:
                return None
            speaks = "official" if body.kind in ("state", "official") else body.kind
            return msgspec.structs.replace(body, rule="source within a party", speaks=speaks)
    return None


def _titled(core: str, context: PartyContext) -> bool:
    """Whether a word is the title of one who may belong to a body: leader, spokesman, office."""
    grammar = context.registry.grammar
    classes = (grammar.unnamed, grammar.rank, grammar.office, grammar.force, grammar.sources, grammar.officials)
    return core in grammar.plain or any(core in words for words in classes)


def _people(cores: tuple[str, ...], found: PartyRef | None, context: PartyContext) -> PartyRef | None:
    """People who speak are residents or witnesses."""
    grammar = context.registry.grammar
    one = bool(cores) and cores[0] in grammar.one
    words = cores[1:3] if one else cores[:2]
    name = grammar.people.get(" ".join(words)) or grammar.people.get(words[0] if words else "")
    if name is None or found is None or found.id is not None:
        return None
    name = grammar.single.get(name, name) if one else name
    return msgspec.structs.replace(found, name=name, speaks="witness", rule="people who speak")


def _at_place(found: PartyRef | None, place: str | None) -> PartyRef | None:
    """Sources that are told by their place: "local sources in Sirte"."""
    if found is None or not place or found.country or found.rule != "unnamed source":
        return found
    return msgspec.structs.replace(found, name=f"{found.name} in {place}", rule="unnamed source of a place")
