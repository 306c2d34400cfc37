"""Which party one noun phrase names, by its own words and by what the report has named before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from marsad.parties.reading import Reading, reader

if TYPE_CHECKING:
    from marsad.parties.context import PartyContext


_PEOPLE = "civilians"


class PartyRef(msgspec.Struct, frozen=True, gc=False):
    """The party a phrase names. ``first`` and ``last`` bound the cores that say so; ``speaks`` is its kind as a source.

    ``rule`` is the name of the rule that read it; ``id`` is None for a name that was composed and stands in no list.
    """

    name: str
    id: str | None
    kind: str
    speaks: str
    country: str | None
    rule: str
    first: int
    last: int


def name_phrase(cores: tuple[str, ...], context: PartyContext) -> PartyRef | None:
    """The party that the folded cores of one noun phrase name in this context, or None; changes nothing."""
    reading = reader(context.registry).read(cores)
    return resolve(reading, context) if reading else None


def resolve(reading: Reading, context: PartyContext) -> PartyRef | None:
    """The reading of a phrase made into a party, with the context where its words alone do not decide."""
    at = reading.party
    if reading.periods and context.day:
        at = next((period.party for period in reading.periods if period.holds(context.day)), -1)
        if at < 0:
            return None
    if at >= 0:
        at = context.local(reading.local, at) if reading.local else at
        return _party(reading, context, at, reading.rule)
    at, rule = _repeated(reading, context)
    if at < 0 and reading.state:
        iso = reading.iso or context.country(reading.hint, army=reading.army, home=reading.home) or ""
        country = context.registry.countries.get(iso)
        if country and reading.police:
            return _police(reading, country.name, country.iso)
        at = country.ruler(context.day) if country else at
    return _party(reading, context, at, rule) if at >= 0 else _nobody(reading, context, rule)


def _repeated(reading: Reading, context: PartyContext) -> tuple[int, str]:
    """The party that a bare word repeats or most likely means, and the rule that says so; -1 for none."""
    at, rule = -1, reading.rule
    if reading.weak or rule == "weak alias":
        repeated = (p for p in reading.anaphor if context.has_named(p) and not context.has_place(reading.body))
        told = context.group(reading.body) if reading.body else -1
        at = told if told >= 0 else context.likeliest((*reading.weak, *repeated), reading.iso or reading.hint)
        rule = rule if at >= 0 else "head beside a bare name"
    elif rule == "named before":
        at = context.group(reading.body)
        at = context.latest(reading.anaphor) if at < 0 else at
    elif reading.body:
        at = context.body(reading.body)
        rule = rule if at < 0 else "force or office named before"
    if at < 0 and reading.state and reading.air and not (reading.iso or reading.hint):
        at = context.army()
        rule = rule if at < 0 else "force or office named before"
    if at < 0 and reading.air:
        at = context.local((party for party in context.registry.flying if context.has_named(party)), at)
        rule = rule if at < 0 else "aircraft of the theatre"
    return at, rule


def _party(reading: Reading, context: PartyContext, at: int, rule: str) -> PartyRef:
    party = context.registry.parties[at]
    speaks = _spokesman(reading.speaks, party.kind)
    return PartyRef(party.name, party.id, party.kind, speaks, party.country, rule, reading.first, reading.last)


def _nobody(reading: Reading, context: PartyContext, rule: str) -> PartyRef | None:
    """A phrase that names no listed party: sources, nouns of people, or nothing."""
    before = context.unnamed.get(context.are_officials(reading.name)) if rule == "source named before" else None
    if before:
        return msgspec.structs.replace(before, rule=rule, first=reading.first, last=reading.last)
    if rule in ("unnamed source", "source named before"):
        return _unnamed(reading, context)
    if not reading.name:
        return None
    speaks, iso = reading.speaks or speaks_as(reading.kind), reading.iso or None
    return PartyRef(reading.name, None, reading.kind, speaks, iso, rule, reading.first, reading.last)


def _unnamed(reading: Reading, context: PartyContext) -> PartyRef:
    """Sources without a party, named in English: "informed Yemeni sources", "Iraqi security source"."""
    grammar = context.registry.grammar
    iso = reading.iso or context.nation(reading.qualifiers)
    country = context.registry.countries.get(iso)
    said = [word for word in reading.qualifiers if word not in grammar.unsaid]
    first = [word for word in said if word in grammar.before]
    if len(first) < len(said):
        first = [word for word in first if word not in grammar.informed]
    rest = sorted((word for word in said if word not in grammar.before), key=lambda word: word in grammar.media)
    name = " ".join([*first, *([country.demonym] if country else []), *rest, reading.name])
    speaks = reading.speaks or "anonymous"
    return PartyRef(name, None, reading.kind, speaks, iso or None, reading.rule, reading.first, reading.last)


def _police(reading: Reading, country: str, iso: str) -> PartyRef:
    speaks = reading.speaks or "state"
    return PartyRef(f"{country} police", None, "official", speaks, iso, "police", reading.first, reading.last)


def _spokesman(speaks: str, kind: str) -> str:
    """The kind of one who speaks for a party: an unnamed source of a state is an official, of a group that group's."""
    if speaks not in ("official", "anonymous"):
        return speaks or speaks_as(kind)
    return "official" if kind in ("state", "official") else speaks_as(kind)


def speaks_as(kind: str) -> str:
    """The kind as a source of a party of this kind: civilians speak as witnesses."""
    return "witness" if kind == _PEOPLE else kind
