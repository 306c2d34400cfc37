"""How do accounts become the record of an event?"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

from marsad.fuse.contradictions import contradictions
from marsad.fuse.records import Account, Said, Spot
from marsad.fuse.similarity import Related
from marsad.fuse.sources import independent_roots
from marsad.fuse.spread import Rule, figures, spread
from marsad.fuse.weights import families, says_little
from marsad.model import Event, EventPlace

_LEVELS = ("site", "city", "admin2", "admin1", "region", "country", None)
_STATUSES = ("reported", "possible", "denied", "planned")


def event_id(accounts: Sequence[Account]) -> str:
    """Sixteen hex digits after the claim that founded the event: the first of the document published first."""
    founder = min(accounts, key=lambda account: (account.published or 10**9, account.doc, account.sentence, account.id))
    named = f"event {founder.family} {founder.doc} {founder.claims[0].claim}"
    return hashlib.sha256(named.encode()).hexdigest()[:16]


def event(accounts: Sequence[Account], related: Related, rule: Rule = Rule.ucdp) -> Event:
    """The event that the accounts tell of; the same for any order of them."""
    told = sorted(accounts, key=lambda account: (account.published, account.doc, account.sentence, account.id))
    claims = [claim for account in told for claim in account.claims]
    first, last, precision = _when(told)
    return Event(
        event=event_id(told),
        type=_type(claims),
        status=_status(claims),
        start=first,
        end=last,
        date_precision=precision,
        place=_where(told),
        actors=_parties(claims, lambda claim: claim.actors),
        targets=_parties(claims, lambda claim: claim.targets),
        numbers={what: spread(said, rule) for what, said in figures(told).items()},
        articles=list(dict.fromkeys(account.doc for account in told)),
        outlets=sorted({account.outlet for account in told if account.outlet}),
        claims=[claim.claim for claim in claims],
        independent_sources=[root.name for root in independent_roots(told)],
        contradictions=contradictions(told, related),
    )


def _type(claims: Sequence[Said]) -> str:
    general = families().general["types"]
    order = families().order["types"]
    counts = Counter(claim.type for claim in claims)
    return min(
        counts,
        key=lambda kind: (kind in general, -counts[kind], order.index(kind) if kind in order else len(order), kind),
    )


def _status(claims: Sequence[Said]) -> str:
    """What most claims say; denial decides only where nobody reports it."""
    counts = Counter(claim.status for claim in claims)
    if counts["reported"]:
        return "reported"
    return min(counts, key=lambda status: (-counts[status], _STATUSES.index(status)))


def _when(accounts: Sequence[Account]) -> tuple[str | None, str | None, str | None]:
    """(start, end, precision): the time that most accounts state, the shortest and earliest of equals; else none."""
    windows = Counter((account.first, account.last) for account in accounts if account.basis == "said")
    if not windows:
        return None, None, None
    first, last = min(windows, key=lambda window: (-windows[window], window[1] - window[0], window))
    return _iso(first), _iso(last), "day" if first == last else "days"


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()


def _where(accounts: Sequence[Account]) -> EventPlace | None:
    """The place that most accounts name at the finest level that a third of those with a place reach."""
    votes: Counter[Spot] = Counter()
    for account in accounts:
        own = [place for place in account.spots if place.own and place.role != "from"]
        votes.update({_bare(place): None for place in own or account.spots}.keys())
    located = {place: count for place, count in votes.items() if place.id or place.name}
    if not located:
        return None
    enough = max(located.values()) / 3
    chosen = min(
        (place for place, count in located.items() if count >= enough),
        key=lambda p: (_LEVELS.index(p.level), -located[p], p.precision_km or 1e9, p.id or p.words),
    )
    role = chosen.role or "at"
    return EventPlace(
        chosen.name, chosen.country, chosen.level, chosen.lat, chosen.lon, chosen.precision_km, chosen.id, role
    )


def _bare(place: Spot) -> Spot:
    """The place without what differs from mention to mention."""
    return Spot(
        "at", "" if place.id else place.words, place.id, place.name, place.country, place.level,
        place.lat, place.lon, place.precision_km if place.id is None else None, place.admin1,
    )  # fmt: skip


def _parties(claims: Sequence[Said], side: Callable[[Said], tuple[str, ...]]) -> list[str]:
    """The parties that at least a quarter as many claims name as the most named one, most named first.

    Only where the registry knows none of them the words of the texts stand for them, each in its most usual spelling.
    """
    spelled = _spellings(claims)
    counts = Counter(name for claim in claims for name in side(claim) if name)
    known = [name for name in counts if name not in spelled]
    shown = known or list(counts)
    if not shown:
        return []
    least = max(counts[name] for name in shown) / 4
    kept = [name for name in shown if counts[name] >= least]
    ordered = sorted(kept, key=lambda name: (says_little(name), -counts[name], name))
    return [spelled.get(name, name) for name in ordered]


def _spellings(claims: Sequence[Said]) -> dict[str, str]:
    """Folded words of a party without a name to the words as most claims, then the earliest, spell them."""
    counts: dict[str, Counter[str]] = {}
    for claim in claims:
        for folded, words in claim.unnamed:
            counts.setdefault(folded, Counter())[words] += 1
    return {folded: found.most_common(1)[0][0] for folded, found in counts.items()}
