"""What does one document say, happening by happening? Makes accounts of a document's claims."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

from marsad.arabic.normal import fold
from marsad.arabic.particles import AND_ALONE, COMMAS
from marsad.fuse.decided import Decided, claim_key
from marsad.fuse.offices import is_nobody, is_official, office_of
from marsad.fuse.places import compared, spot
from marsad.fuse.records import Account, DocumentClaims, Number, Root, Said, Spot
from marsad.fuse.speakers import designation, introduced, is_lone
from marsad.fuse.telling import told_words
from marsad.fuse.weights import family, kinship, weights
from marsad.fuse.words import name_words
from marsad.model import Claim, PartyMention, SourceMention

_DAYS = frozenset({"day", "days", "hour", "hours", "week", None})
_CONTEXT = 3
Town = tuple[str, tuple[str, ...]]
# What may stand around the "and" between two sources.
_AROUND = " " + "".join(COMMAS)


def accounts(document: DocumentClaims, decided: Decided | None = None) -> list[Account]:
    """The accounts of a document in the order of its text: claims of one sentence and family that agree are one.

    Claims that people keep apart (``decided``) are two.
    """
    outlet = document.outlet or document.coded.source or ""
    said = [_said(claim, outlet, document.text) for claim in document.coded.claims]
    groups = _grouped(said, document.coded.doc, decided or Decided())
    named = {claim.id: _towns(claim) for claim in document.coded.claims}
    words = told_words(document, groups)
    return [
        _account(group, document, outlet, _context(group, said), named, own)
        for group, own in zip(groups, words, strict=True)
    ]


def _said(claim: Claim, outlet: str, text: str) -> Said:
    when = claim.time
    first, *others = joined(claim.sources, text) or [[]]
    return Said(
        claim=claim.id,
        type=claim.type,
        status=claim.status,
        sentence=(claim.sentence.start, claim.sentence.end),
        root=root(first, outlet, text),
        actors=_names(claim.actors),
        targets=_names(claim.targets),
        claimed_by=_names(claim.claimed_by),
        start=when.start if when else None,
        end=when.end if when else None,
        precision=when.precision if when else None,
        spots=tuple(spot(place, fold(place.text)) for place in claim.places),
        numbers=tuple(Number(q.what, q.low, q.high, q.approx, q.part_of) for q in claim.quantities),
        cumulative=any("cumul" in rule for rule in claim.rules),
        unnamed=_unnamed([*claim.actors, *claim.targets, *claim.claimed_by]),
        answered="answered" in claim.rules,
        beside=(*(root(each, outlet, text) for each in others), *map(_claimant, claim.claimed_by)),
    )


def root(sources: Sequence[SourceMention], outlet: str, text: str = "") -> Root:
    """The root of a chain of sources, or the outlet where the claim is the newspaper's own.

    Of a state it is the office that speaks, where the words tell it: an army and a governor are two sources. Where the
    words name nobody ("the region"), the office is that of the words around them ("the governor of the region").
    """
    first = next((source for source in sources if source.id or source.name or not is_nobody(source.text)), None)
    if first is None and sources and (office := office_of(_around(sources[0], text))):
        return Root(f"/{office}", office, "official")
    if first is None:
        return Root(f"outlet:{outlet}", outlet, "outlet")
    called = (introduced(first, text) if is_lone(first) else None) or designation(first, text)
    words = " ".join(fold(called).split())
    office = office_of(called) if _may_hold_office(first) else None
    if office:
        holder = first.name or ""
        return Root(f"{first.id or holder}/{office}", f"{holder} {office}".strip(), first.kind, words)
    if first.kind == "official" and first.id in _states() and is_official(first.text):
        return Root(f"{first.id}/official", f"{first.name or first.text} official", first.kind, words)
    if first.id or first.name:
        return Root(first.id or first.name or "", first.name or first.text, first.kind, words)
    return Root(words, called, first.kind, words)


def _around(source: SourceMention, text: str) -> str:
    """The words of a source with the one before and the three after them."""
    before, after = text[: source.start].rsplit(maxsplit=1)[-1:], text[source.end :].split(maxsplit=3)[:3]
    return " ".join([*before, source.text, *after]) if text else ""


def joined(sources: Sequence[SourceMention], text: str) -> list[list[SourceMention]]:
    """The chain of sources, cut where nothing but "and" stands between two: "officials and witnesses" are two roots."""
    if len(sources) < 2 or not text:
        return [list(sources)] if sources else []
    found: list[list[SourceMention]] = [[sources[0]]]
    for before, after in itertools.pairwise(sources):
        between = text[before.end : after.start] if before.end <= after.start else "-"
        if fold(between).strip(_AROUND) == AND_ALONE:
            found.append([])
        found[-1].append(after)
    return found


def _claimant(party: PartyMention) -> Root:
    return Root(party.id or party.name or _words(party), party.name or party.text, party.kind)


def _may_hold_office(source: SourceMention) -> bool:
    """Whether a source is a state, or an official of one that the words do not name."""
    if source.id:
        return source.id in _states()
    return source.name is None and source.kind in ("state", "official", "medical", "other")


@functools.cache
def _states() -> frozenset[str]:
    from marsad.parties.registry import Registry

    registry = Registry.default()
    return frozenset(registry.parties[at].id for country in registry.countries.values() for at in country.rulers)


def _names(mentions: Iterable[PartyMention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mention.name or _words(mention) for mention in mentions))


def _words(mention: PartyMention) -> str:
    return " ".join(fold(mention.text).split())


def _unnamed(mentions: Iterable[PartyMention]) -> tuple[tuple[str, str], ...]:
    told = {_words(mention): " ".join(mention.text.split()) for mention in mentions if not mention.name}
    return tuple(told.items())


def _grouped(said: Sequence[Said], doc: str, decided: Decided) -> list[list[Said]]:
    def one(each: Said, member: Said) -> bool:
        apart = decided.apart(claim_key(doc, each.claim), claim_key(doc, member.claim))
        return _together(each, member) and not apart

    groups: list[list[Said]] = []
    for each in said:
        home = next((group for group in groups if all(one(each, member) for member in group)), None)
        if home is None:
            groups.append([each])
        else:
            home.append(each)
    return groups


def _together(one: Said, other: Said) -> bool:
    """Whether two claims of one sentence may be about one happening."""
    if one.sentence != other.sentence or one.answered != other.answered or family(one.type) != family(other.type):
        return False
    if (one.status == "planned") != (other.status == "planned") or kinship(one.type, other.type) == "other":
        return False
    if one.start and other.start and (one.start, one.end) != (other.start, other.end):
        return False
    return not _numbers_apart(one, other) and not _places_apart(one, other)


def _numbers_apart(one: Said, other: Said) -> bool:
    ours = {number.low for number in one.numbers if number.what == "killed" and not number.part}
    theirs = {number.low for number in other.numbers if number.what == "killed" and not number.part}
    return bool(ours and theirs and not ours & theirs)


def _places_apart(one: Said, other: Said) -> bool:
    return bool(one.spots and other.spots and compared(one.spots, other.spots)[0] <= 0)


def _context(group: Sequence[Said], said: Sequence[Said]) -> tuple[Spot, ...]:
    """Places of the document's nearest other claims, where the group itself names none that is known where."""
    if any(place.located for claim in group for place in claim.spots):
        return ()
    at = group[0].sentence[0]
    others = sorted((claim for claim in said if claim not in group), key=lambda claim: abs(claim.sentence[0] - at))
    places = [place for claim in others for place in claim.spots if place.role != "from"]
    found = [place for place in places if place.located] or places
    return tuple(dict.fromkeys(place.as_context() for place in found))[:_CONTEXT]


def _towns(claim: Claim) -> list[Town]:
    """The towns and sites of a claim that the gazetteer knows, with the words that tell them from others."""
    places = (place for place in claim.places if place.id and place.level in ("city", "site") and place.role != "from")
    found = ((place.id or "", name_words(place.text)) for place in places)
    return [(place, words) for place, words in found if words]


def _account(
    group: Sequence[Said],
    document: DocumentClaims,
    outlet: str,
    context: tuple[Spot, ...],
    named: dict[str, list[Town]],
    words: tuple[str, ...],
) -> Account:
    published = day(document.coded.published)
    first, last, basis = _window(group, published)
    sentences = sorted({claim.sentence for claim in group})
    return Account(
        id=f"{document.coded.doc}#{group[0].claim}",
        doc=document.coded.doc,
        outlet=outlet,
        group=document.group or document.coded.doc,
        published=published,
        family=family(group[0].type),
        planned=group[0].status == "planned",
        first=first,
        last=last,
        basis=basis,
        types=tuple(sorted({claim.type for claim in group})),
        spots=_once(place for claim in group for place in claim.spots) + context,
        actors=_once(name for claim in group for name in claim.actors + claim.claimed_by),
        targets=_once(name for claim in group for name in claim.targets),
        numbers=_once(number for claim in group for number in claim.numbers),
        words=words,
        claims=tuple(group),
        sentence=sentences[0][0],
        named=_once(town for claim in group for town in named[claim.claim]),
    )


T = TypeVar("T", str, Spot, Number, Town)


def _once(values: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(values))


def _window(group: Sequence[Said], published: int) -> tuple[int, int, str]:
    """(first day, last day, basis) of when it may have happened."""
    limit = weights().limits
    times = [(day(claim.start), day(claim.end)) for claim in group if claim.start and claim.precision in _DAYS]
    times = [(start, end) for start, end in times if 0 <= end - start <= limit["longest_said"]]
    if times:
        start, end = min(times, key=lambda time: (time[1] - time[0], time))
        return start, end, "said"
    if published:
        return published - int(limit["reported_days"]), published, "published"
    return 0, 0, "none"


@functools.lru_cache(maxsize=20_000)
def day(iso: str | None) -> int:
    """The proleptic ordinal of an ISO date, 0 where there is none."""
    return date.fromisoformat(iso).toordinal() if iso else 0
