"""Where, when, how many: how does a place, a date or a counted thing look to the ranker, seen from an event?"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import msgspec

from marsad.arabic.particles import IN
from marsad.coder.draft import Draft, PlaceCandidate, Spot
from marsad.coder.drafts import kind_of
from marsad.coder.features import family, frame_role, where
from marsad.coder.landmarks import landmark_words
from marsad.coder.ranker import Feature, together
from marsad.coder.sentence import Sentence

# How many words may stand before a place that opens the sentence: "as for | in Xan".
_OPENING = 2


class Owner(msgspec.Struct, frozen=True, gc=False):
    """The event that a word stands at, seen from the event in question: how the two are tied, and their families."""

    bond: str
    kin: str


def owner_of(sentence: Sentence, draft: Draft, token: int, drafts: Sequence[Draft]) -> Owner:
    """The last event before a token, or the first after it where none stands before; the events are in order."""
    found = next((other for other in reversed(drafts) if other.hit.first <= token), drafts[0] if drafts else None)
    if found is None or found is draft or found.hit.first == draft.hit.first:
        return Owner("self", family(draft.type))
    side = "<" if found.hit.first < draft.hit.first else ">"
    return Owner(side + _bond(sentence, draft, found.item), f"{family(found.type)}>{family(draft.type)}")


def _bond(sentence: Sentence, draft: Draft, item: int) -> str:
    """How a verb or event is tied to the event in question: it governs it, describes it, hangs on it or is far."""
    mine, other = sentence.predicates.get(draft.item), sentence.predicates.get(item)
    if mine is None or other is None:
        return "none"
    if _describes(sentence, draft.item, item):
        return "clause"
    if _describes(sentence, item, draft.item):
        return "head"
    if mine.over == item or mine.under == item:
        return "over"
    if other.over == draft.item or other.under == draft.item:
        return "under"
    if other.over == mine.over >= 0:
        return "beside"
    if mine.up == item:
        return f"up.{mine.link}"
    if other.up == draft.item:
        return f"down.{other.link}"
    return "far"


def _describes(sentence: Sentence, event: int, verb: int) -> bool:
    """Whether a verb opens the clause that tells of an event without "which": "a raid | hit a market"."""
    items = sentence.items
    if verb != event + 1 or items[event].kind != "event" or items[verb].kind != "verb" or items[verb].conj:
        return False
    return not sentence.tokens[items[event].head].det


def place_features(
    sentence: Sentence, draft: Draft, candidate: PlaceCandidate, drafts: Sequence[Draft] = ()
) -> list[Feature]:
    """The features of a place as the place of an event; ``drafts`` are all events of the sentence."""
    event, group = draft.type, family(draft.type)
    word = "V" if draft.hit.verbal else "E"
    first = draft.label(candidate.item)
    spot, order = candidate.spot, candidate.order
    prep, inside, level = spot.prep, spot.inside, spot.level
    role = frame_role(draft.entry, first, verbal=draft.hit.verbal, passive=draft.passive, prepost=draft.has_pre)
    way = where(sentence, draft, spot.first)
    bond = owner_of(sentence, draft, spot.first, drafts).bond
    clauses = _clauses_between(sentence, draft, spot.first)
    named = spot.ref is not None and spot.ref.name is not None
    front = not drafts or spot.first < drafts[0].hit.first
    noun = _site_noun(sentence, candidate)
    slot = draft.slot(spot.item)
    out: list[Feature] = [
        _called(spot.ref.rule if spot.ref is not None else "none", noun, prep, event),
        _brought(slot.way, slot.role, prep, group),
        _held(slot.way, slot.role, noun, inside),
        _sized(level, prep, inside, group),
        _framed(role, level, inside, named, group),
        _typed(event, role, noun),
        _distant(way, prep, spot.chain),
        _tied(bond, prep, inside, order, way[0]),
        _placed(front, order, min(len(drafts), 3), prep, candidate.alone, way[:2]),
        _among(candidate.among, order, named, bond, way[0]),
        _headed(_head_word(sentence, spot), group),
        _nested(candidate.follows, spot.chain, level),
        _crossed(
            clauses,
            _turned(sentence, draft, spot.first),
            _quoted_between(sentence, draft, spot.first),
            bond,
            way[0],
        ),
        f"L1={first}|{word}",
        f"L1={first}|in={inside}",
        f"L1={first}|level={level}",
        f"T={event}|L1={first}",
        f"clause={clauses}",
        _opened(_first_words(sentence, spot), prep, order, bond, group),
        _led(_leader(sentence, draft, spot, drafts), prep, spot.chain, bond),
    ]
    if candidate.speaker:
        out.append("speaker")
    if candidate.head is not None:
        out += _head_features(sentence, draft, candidate.head, drafts)
    return out


@together
def _called(rule: str, noun: str, prep: str, event: str) -> tuple[str, ...]:
    group = family(event)
    return (
        *("bias", f"rule={rule}", f"rule={rule}|prep={prep}", f"rule={rule}|F={group}", f"rule={rule}|T={event}"),
        *(f"noun={noun}", f"noun={noun}|prep={prep}", f"noun={noun}|T={event}"),
        *(f"prep={prep}", f"prep={prep}|F={group}", f"prep={prep}|T={event}"),
    )


@together
def _brought(way: str, role: str, prep: str, group: str) -> tuple[str, ...]:
    return f"s={way}", f"s={way}|prep={prep}", f"s={way}|F={group}", f"SR={role}|F={group}", f"SR={role}|s={way}"


@together
def _held(way: str, role: str, noun: str, inside: str) -> tuple[str, ...]:
    return f"s={way}|noun={noun}", f"s={way}|in={inside}", f"SR={role}|noun={noun}", f"SR={role}|in={inside}"


@together
def _sized(level: str, prep: str, inside: str, group: str) -> tuple[str, ...]:
    return (
        *(f"level={level}", f"prep={prep}|level={level}", f"prep={prep}|in={inside}"),
        *(f"in={inside}|level={level}", f"in={inside}|F={group}"),
    )


@together
def _framed(role: str, level: str, inside: str, named: bool, group: str) -> tuple[str, ...]:
    return (
        *(f"FR={role}", f"FR={role}|in={inside}", f"FR={role}|named={named}|level={level}"),
        f"level={level}|named={named}|F={group}",
    )


@together
def _typed(event: str, role: str, noun: str) -> tuple[str, ...]:
    return f"T={event}|FR={role}", f"noun={noun}|FR={role}"


@together
def _distant(way: str, prep: str, chain: str) -> tuple[str, ...]:
    return f"W={way}", f"W={way}|prep={prep}", f"chain={chain}", f"chain={chain}|W={way}"


@together
def _tied(bond: str, prep: str, inside: str, order: int, side: str) -> tuple[str, ...]:
    return (
        *(f"bond={bond}", f"bond={bond}|prep={prep}", f"bond={bond}|in={inside}"),
        *(f"order={order}|{side}", f"order={order}|{side}|bond={bond}"),
    )


@together
def _among(among: int, order: int, named: bool, bond: str, side: str) -> tuple[str, ...]:
    """How many places the sentence has: where there are many, each is the less likely one."""
    return f"among={among}|order={order}|{side}", f"among={among}|named={named}", f"among={among}|bond={bond}"


@together
def _headed(head: str, group: str) -> tuple[str, ...]:
    return f"head={head}", f"head={head}|F={group}"


@together
def _nested(follows: str, chain: str, level: str) -> tuple[str, ...]:
    """What joins a place to those before and after it: "the village of X | in the district of Y"."""
    return f"follows={follows}|chain={chain}", f"follows={follows}|level={level}", f"chain={chain}|level={level}"


def _head_word(sentence: Sentence, spot: Spot) -> str:
    """The word that says what a place is, or points back: "the area", "several", "the city of"; ``name`` for none."""
    rule = spot.ref.rule if spot.ref is not None else "none"
    told = rule != "place.name" or bool(sentence.words[spot.first].classes)
    return sentence.tokens[spot.first].core if told else "name"


@together
def _placed(front: bool, order: int, drafts: int, prep: str, alone: bool, way: str) -> tuple[str, ...]:
    return f"front={front}|prep={prep}", f"front={front}|order={order}|drafts={drafts}", f"only={alone}|W={way}"


@together
def _opened(opening: str, prep: str, order: int, bond: str, group: str) -> tuple[str, ...]:
    """Whether the sentence opens with the place: what is told after it was there."""
    return (
        *(f"opening={opening}", f"opening={opening}|prep={prep}", f"opening={opening}|order={order}"),
        *(f"opening={opening}|bond={bond}", f"opening={opening}|F={group}"),
    )


@together
def _led(leader: str, prep: str, chain: str, bond: str) -> tuple[str, ...]:
    """What the word before a place, or before its preposition, says of it."""
    return (
        *(f"led={leader}", f"led={leader}|prep={prep}", f"led={leader}|chain={chain}", f"led={leader}|bond={bond}"),
    )


def _first_words(sentence: Sentence, spot: Spot) -> str:
    """Whether a place opens the sentence ("In Xan, | ..."), and whether a pause closes it off; ``no`` else."""
    if spot.first > _OPENING or spot.prep not in IN or any(tag == "verb" for tag in sentence.tags[: spot.first]):
        return "no"
    after = spot.last < len(sentence.tokens) and sentence.tokens[spot.last].kind == "p"
    return "pause" if after else "yes"


def _leader(sentence: Sentence, draft: Draft, spot: Spot, drafts: Sequence[Draft]) -> str:
    """What stands before a place: the event itself, another event, a word that says how the place before it lies to
    this one, the class of a noun; ``none`` for a particle or a pause."""
    at = spot.first - 1
    if at >= 0 and sentence.tags[at] == "prep":
        at -= 1
    if at < 0 or sentence.tokens[at].kind != "w":
        return "none"
    if draft.hit.first <= at <= draft.hit.last:
        return "self"
    other = next((other for other in drafts if other.hit.first == at), None)
    if other is not None:
        return f"event.{family(other.type)}"
    relation = landmark_words().relation(sentence.tokens[at].core)
    if relation:
        return relation
    classes = sentence.words[at].classes
    return kind_of(classes) if classes else sentence.tags[at]


def _site_noun(sentence: Sentence, candidate: PlaceCandidate) -> str:
    """What a place without a name is called: the class of its noun, whether that is definite, and who owns it."""
    spot = candidate.spot
    if spot.ref is None or spot.ref.name is not None:
        return "name"
    at = next((at for at in range(spot.first, spot.last) if sentence.words[at].classes), spot.first)
    token = sentence.tokens[at]
    look = "d" if token.det else "p" if token.enc else "i"
    owned = any(spot.first <= hit.first <= spot.last for hit in sentence.parties)
    return f"{kind_of(sentence.words[at].classes)}.{look}.{owned}"


def _head_features(sentence: Sentence, draft: Draft, head: Spot, drafts: Sequence[Draft]) -> list[str]:
    """What the first place of a list or of a nest of places tells of the others."""
    return [
        f"head|W={where(sentence, draft, head.first)}",
        f"head|L1={draft.label(head.item)}",
        f"head|prep={head.prep}|F={family(draft.type)}",
        f"head|bond={owner_of(sentence, draft, head.first, drafts).bond}",
        f"head|in={head.inside}",
        f"head|T={draft.type}|prep={head.prep}",
    ]


def _clauses_between(sentence: Sentence, draft: Draft, token: int) -> str:
    at = draft.hit.first
    if token == at:
        return "000"
    first, last = (token, at) if token < at else (at, token)
    subs, rels, pauses = (bisect_left(row, last) - bisect_right(row, first) for row in sentence.openings)
    return f"{min(subs, 2)}{min(rels, 2)}{min(pauses, 3)}"


def time_features(sentence: Sentence, draft: Draft, order: int, drafts: Sequence[Draft] = ()) -> list[Feature]:
    """The features of a date of the sentence, by its index, as the time of an event."""
    date, count = sentence.dates[order], len(sentence.dates)
    first = date.first
    owner = owner_of(sentence, draft, first, drafts)
    front = not drafts or first < drafts[0].hit.first
    way = where(sentence, draft, first)
    near = _nearest_predicate(sentence, first)
    tie = _tie(sentence, draft, first)
    return [
        "bias",
        f"W={way}",
        f"clause={_clauses_between(sentence, draft, first)}",
        f"near={near}",
        f"near={near}|W={way[:2]}",
        f"count={min(count, 3)}|order={min(order, 3)}",
        f"count={min(count, 3)}|{way[0]}",
        f"T={draft.type}",
        f"speech={_speech_between(sentence, draft, first)}",
        f"speech={_speech_between(sentence, draft, first)}|near={near}",
        f"verbal={draft.hit.verbal}|{way[:2]}",
        f"nearer={_nearer_trigger(sentence, draft, first)}",
        f"tie={tie}",
        f"tie={tie}|near={near}",
        f"tie={tie}|{way[0]}|count={min(count, 2)}",
        f"tense={draft.form.tense}|status={draft.form.pos}|near={near}",
        f"bond={owner.bond}",
        f"bond={owner.bond}|near={near}",
        f"bond={owner.bond}|kin={owner.kin}",
        f"bond={owner.bond}|rule={date.rule}",
        f"rule={date.rule}",
        f"rule={date.rule}|{way[0]}|count={min(count, 2)}",
        f"front={front}|near={near}",
        f"front={front}|drafts={min(len(drafts), 3)}|bond={owner.bond}",
        f"pos={draft.form.pos}|det={sentence.tokens[draft.hit.first].det}|bond={owner.bond}",
        f"F={family(draft.type)}|near={near}|{way[0]}",
        *_between_features(sentence, draft, order, owner.bond, way[0]),
    ]


def _between_features(sentence: Sentence, draft: Draft, order: int, bond: str, side: str) -> list[Feature]:
    """What stands between a date and an event, what brings each, and whether other dates stand nearer."""
    first = sentence.dates[order].first
    item, mine, at = sentence.items[draft.item], sentence.predicates.get(draft.item), sentence.item_of[first]
    label = mine.over_label.rstrip("'~&") if mine is not None and mine.over >= 0 else "none"
    before = max((item for item in sentence.predicates if item < at), default=-1)
    link = sentence.predicates[before].link if before >= 0 else "none"
    turned, quoted = _turned(sentence, draft, first), _quoted_between(sentence, draft, first)
    return [
        _governed(item.prep, label, item.conj, bond, side),
        _crossed(_clauses_between(sentence, draft, first), turned, quoted, bond, side),
        _nearest(min(_nearer_dates(sentence, draft, first), 2), bond, side),
        _opening(min(draft.sentence, 2), draft.stem, bond, side),
        _linked(link, _tie(sentence, draft, first), bond, side),
        f"by={sentence.items[at].prep}",
    ]


@together
def _governed(prep: str, label: str, conj: bool, bond: str, side: str) -> tuple[str, ...]:
    """What brings the event, what governs it, whether "and" joins it."""
    return (
        *(f"brought={prep}|{side}", f"brought={prep}|bond={bond}", f"over={label}|{side}", f"over={label}|bond={bond}"),
        f"conj={conj}|{side}|bond={bond}",
    )


@together
def _crossed(clause: str, turned: bool, quoted: bool, bond: str, side: str) -> tuple[str, ...]:
    return (
        f"clause={clause}|{side}",
        f"turned={turned}|{side}",
        f"turned={turned}|bond={bond}",
        f"quoted={quoted}|{side}",
    )


@together
def _nearest(nearer: int, bond: str, side: str) -> tuple[str, ...]:
    return f"nearer-date={nearer}|{side}", f"nearer-date={nearer}|bond={bond}"


@together
def _opening(sentence: int, stem: str, bond: str, side: str) -> tuple[str, ...]:
    return (
        *(f"lead={sentence}|{side}", f"lead={sentence}|bond={bond}"),
        *(f"S={stem}|bond={bond}", f"S={stem}|{side}|lead={sentence}"),
    )


@together
def _linked(link: str, tie: str, bond: str, side: str) -> tuple[str, ...]:
    """How the clause is joined that a date stands in."""
    return f"link={link}|bond={bond}", f"link={link}|{side}|bond={bond}", f"link={link}|tie={tie}"


def _nearer_dates(sentence: Sentence, draft: Draft, token: int) -> int:
    """How many other dates stand nearer to an event."""
    at = draft.hit.first
    return sum(1 for date in sentence.dates if date.first != token and abs(date.first - at) < abs(token - at))


def _turned(sentence: Sentence, draft: Draft, token: int) -> bool:
    """Whether a word that turns to something else stands between: "was killed [today], while | another fled"."""
    return _between(sentence.turns, token, draft.hit.first) > 0


def _quoted_between(sentence: Sentence, draft: Draft, token: int) -> bool:
    """Whether quotation marks open or close between."""
    return _between(sentence.quotes, token, draft.hit.first) % 2 == 1


def _between(marks: Sequence[int], token: int, other: int) -> int:
    """How many of some tokens, which are in order, stand between two."""
    if not marks:
        return 0
    first, last = (token, other) if token < other else (other, token)
    return bisect_left(marks, last) - bisect_right(marks, first)


def _tie(sentence: Sentence, draft: Draft, token: int) -> str:
    """How the verb or event that a date stands at is tied to the event: itself, its governor, its relative clause."""
    at = sentence.item_of[token]
    before = max((item for item in sentence.predicates if item < at), default=-1)
    mine = sentence.predicates.get(draft.item)
    if before < 0 or mine is None:
        return "first" if before < 0 else "none"
    if before == draft.item:
        return "self"
    if _describes(sentence, draft.item, before):
        return "clause"
    other = sentence.predicates[before]
    if mine.over == before or mine.under == before:
        return "over"
    if other.over == draft.item or other.under == draft.item or other.over == mine.over >= 0:
        return "under"
    if mine.up == before:
        return f"up.{mine.link}"
    if other.up == draft.item:
        return f"down.{other.link}"
    return "far"


def _nearest_predicate(sentence: Sentence, token: int) -> str:
    """What the verb or event just before a token is."""
    for at in range(token - 1, -1, -1):
        word, tag = sentence.words[at], sentence.tags[at]
        if tag == "verb":
            return "speech" if word.speech else "event" if word.triggers else "carrier" if word.carriers else "verb"
        if any(hit.first == at for hit in sentence.triggers):
            return "noun"
    return "none"


def _speech_between(sentence: Sentence, draft: Draft, token: int) -> bool:
    first, last = sorted((token, draft.hit.first))
    return any(sentence.tags[at] == "verb" and sentence.words[at].speech for at in range(first + 1, last))


def _nearer_trigger(sentence: Sentence, draft: Draft, token: int) -> int:
    """How many other events stand nearer to a token."""
    mine = abs(token - draft.hit.first)
    return min(sum(1 for hit in sentence.triggers if hit is not draft.hit and abs(token - hit.first) < mine), 4)


def quantity_features(
    sentence: Sentence, draft: Draft, first: int, what: str, cue: str, drafts: Sequence[Draft] = ()
) -> list[str]:
    """The features of a counted thing as a quantity of an event."""
    way = where(sentence, draft, first)
    item = sentence.item_of[first]
    label = draft.label(item)
    group = family(draft.type)
    deadly = what in ("killed", "wounded", "casualties", "missing")
    attacks = sum(1 for hit in sentence.triggers if hit is not draft.hit)
    owner = owner_of(sentence, draft, first, drafts)
    return [
        "bias",
        f"what={what}|F={group}",
        f"T={draft.type}|deadly={deadly}",
        f"W={way}",
        f"W={way}|deadly={deadly}",
        f"L1={label}",
        f"L1={label}|deadly={deadly}",
        f"L1={label}|F={group}",
        f"clause={_clauses_between(sentence, draft, first)}|deadly={deadly}",
        f"nearer={_nearer_trigger(sentence, draft, first)}|deadly={deadly}",
        f"cue={cue}|F={group}",
        f"attacks={min(attacks, 3)}|F={group}|deadly={deadly}",
        f"deadlier={draft.deadlier}|F={group}|deadly={deadly}",
        f"bond={owner.bond}|deadly={deadly}",
        f"bond={owner.bond}|kin={owner.kin}|deadly={deadly}",
        f"what={what}|T={draft.type}",
        f"what={what}|bond={owner.bond}|F={group}",
    ]
