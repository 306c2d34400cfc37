"""What do the latest events and sentences offer to one that may take its parties, its place or its time from them?"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from marsad.coder.draft import Draft, Located, Phrase, Spot
from marsad.coder.drafts import PARTY_KINDS
from marsad.coder.view import Accepted, View

_EVENTS = 4
_SENTENCES = 3


class Offer(msgspec.Struct, frozen=True, gc=False):
    """Something that an earlier event or sentence offers: what it was there, and how far back.

    ``places`` are the names of the places of that event, ``like`` says in what it is like the event that takes, ``nth``
    how many events of its class lie nearer, and ``fresh`` whether its own sentence names what it offers.
    """

    located: Located
    was: str
    back: int
    type: str
    gap: int
    places: frozenset[str] = frozenset()
    like: str = "none"
    nth: int = 0
    fresh: bool = True


def party_offers(seen: View, draft: Draft, accepted: Accepted) -> list[Offer]:
    """The parties of the latest events, then those named in the sentences before, each name once."""
    out: list[Offer] = []
    taken: set[str] = set()
    for back, other in enumerate(reversed(accepted.drafts[-_EVENTS:])):
        for was, found in (("actor", other.all_actors), ("target", other.all_targets)):
            for located in found:
                phrase = located.value
                if isinstance(phrase, Phrase) and _name(seen, located) not in taken:
                    taken.add(_name(seen, located))
                    gap = draft.sentence - other.sentence
                    out.append(Offer(located, was, back, other.type, gap))
    for number in range(seen.number - 1, max(-1, seen.number - 1 - _SENTENCES), -1):
        for phrase in seen.report.phrases[number]:
            if phrase.ref is None or phrase.kind not in PARTY_KINDS:
                continue
            located = Located(number, phrase)
            if _name(seen, located) not in taken:
                taken.add(_name(seen, located))
                out.append(Offer(located, "named", _EVENTS, "none", draft.sentence - number))
    return out


def _name(seen: View, located: Located) -> str:
    phrase = located.value
    assert isinstance(phrase, Phrase)
    if phrase.ref is not None:
        return phrase.ref.name
    tokens = seen.report.sentences[located.sentence].tokens[phrase.first : phrase.last]
    return " ".join(token.core for token in tokens)


def _events_before(draft: Draft, accepted: Accepted) -> list[Draft]:
    """The latest events, the latest first, then the latest of the same type and of the class where they lie further."""
    latest = accepted.drafts[-_EVENTS:]
    found = latest[::-1]
    earlier = accepted.drafts[:-_EVENTS]
    if all(other.type != draft.type for other in found):
        found += [other for other in reversed(earlier) if other.type == draft.type][:1]
    if all(other.stem != draft.stem for other in found):
        found += [other for other in reversed(earlier) if other.stem == draft.stem][:1]
    return found


def _ranks(events: list[Draft]) -> Iterator[tuple[int, int, Draft]]:
    """Each event with its place in the row and how many of its class stand before it there."""
    counts: dict[str, int] = {}
    for back, other in enumerate(events):
        yield back, counts.get(other.stem, 0), other
        counts[other.stem] = counts.get(other.stem, 0) + 1


def _likeness(seen: View, draft: Draft, other: Draft) -> str:
    """What two events share: a party, a number, the word; ``!`` where both have some and none is shared."""
    parties = _shared(_party_names(draft), _party_names(other))
    return (
        f"{parties}{_shared(_numbers(seen, draft), _numbers(seen, other))}{int(draft.form.lemma == other.form.lemma)}"
    )


def _shared(mine: frozenset[str], theirs: frozenset[str]) -> str:
    return "-" if not mine or not theirs else "=" if mine & theirs else "!"


def _party_names(draft: Draft) -> frozenset[str]:
    found = (located.value for located in (*draft.all_actors, *draft.all_targets))
    return frozenset(phrase.ref.name for phrase in found if isinstance(phrase, Phrase) and phrase.ref)


def _numbers(seen: View, draft: Draft) -> frozenset[str]:
    quantities = seen.report.sentences[draft.sentence].quantities
    return frozenset(f"{quantities[at].what}.{quantities[at].low}" for at in draft.quantities)


def place_offers(seen: View, draft: Draft, accepted: Accepted) -> list[Offer]:
    """The places of the latest events, the latest event first."""
    out: list[Offer] = []
    taken: set[str] = set()
    for back, nth, other in _ranks(_events_before(draft, accepted)):
        gap = draft.sentence - other.sentence
        for located in other.all_spots:
            spot = located.value
            assert isinstance(spot, Spot)
            key = str(spot.ref.name if spot.ref else located)
            if key not in taken:
                taken.add(key)
                like, fresh = _likeness(seen, draft, other), located.sentence == other.sentence
                out.append(Offer(located, spot.level, back, other.type, gap, like=like, nth=nth, fresh=fresh))
    return out


def time_offers(seen: View, draft: Draft, accepted: Accepted) -> list[Offer]:
    """The times of the latest events, and the latest date of the report before the event."""
    out: list[Offer] = []
    taken: set[tuple[int, object]] = set()
    for back, nth, other in _ranks(_events_before(draft, accepted)):
        located = other.when
        if located is not None and (located.sentence, located.value) not in taken:
            taken.add((located.sentence, located.value))
            gap, like = draft.sentence - other.sentence, _likeness(seen, draft, other)
            fresh = located.sentence == other.sentence
            out.append(Offer(located, "event", back, other.type, gap, _place_names(other), like, nth, fresh))
    for number in range(seen.number - 1, max(-1, seen.number - 3), -1):
        for at in range(len(seen.report.sentences[number].dates)):
            if (number, at) not in taken:
                taken.add((number, at))
                out.append(Offer(Located(number, at), "named", _EVENTS, "none", draft.sentence - number))
    first = next((other for other in accepted.drafts if other.when is not None), None)
    if first is not None and first.when is not None and (first.when.sentence, first.when.value) not in taken:
        gap, like = draft.sentence - first.sentence, _likeness(seen, draft, first)
        out.append(Offer(first.when, "first", _EVENTS, first.type, gap, _place_names(first), like))
    return out


def _place_names(draft: Draft) -> frozenset[str]:
    """The names of the places of an event."""
    spots = (located.value for located in draft.all_spots)
    return frozenset(spot.ref.name for spot in spots if isinstance(spot, Spot) and spot.ref and spot.ref.name)


def same_place(draft: Draft, offer: Offer) -> str:
    """Whether the event that offers a time was where this event is."""
    mine = _place_names(draft)
    if not mine or not offer.places:
        return "open"
    return "same" if mine & offer.places else "other"
