"""How is a mention named by what stands beyond its phrase? Sources by their body, men and things by their owner."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec

from marsad.arabic.particles import AND, BY, FOR, FROM, INSIDE, NISBA, REFERENTS, THAT, TO
from marsad.coder.attribution import Voice
from marsad.coder.draft import Phrase, Spot
from marsad.coder.link import Link
from marsad.coder.pieces import Item, group_of
from marsad.coder.sentence import Sentence
from marsad.lexicon.words import links
from marsad.parties.context import PartyContext
from marsad.parties.naming import PartyRef, name_phrase
from marsad.parties.registry import Registry
from marsad.parties.speakers import name_speaker

_OWNED = frozenset(
    (
        "fighter leader aircraft helicopter drone vehicle tank position base weapon artillery camp ammunition"
        " unit building house prisoner killed wounded organisation explosive ship official"
        " infrastructure"
    ).split()
)
_MEMBERS = frozenset({"leader", "official", "fighter", "person"})
_ARMS = frozenset("vehicle tank weapon ammunition position base unit artillery fighter".split())
_OWNERS = frozenset({"armed_group", "state", "official", "igo"})
_PEOPLE = frozenset("person civilian woman child family national".split())
_SIGNS = (FROM, FOR, INSIDE)
# What ties a lone noun with the article to its owner: after it "to" mostly says for whom.
_WITHIN = (FROM, INSIDE)
_LINKED = (FOR, BY, TO)
# Entries of sources that are papers, and the kinds of those who issue them.
_PAPERS = frozenset({"statement"})
_ISSUERS = frozenset({"state", "armed_group", "igo", "official"})
# Rules that only guess that a force is the country's.
_GUESSES = frozenset(
    {"force or office of the report's country", "force or office named before", "aircraft of the theatre"}
)
# Among how many words an organ with a pronoun stands: "the minister of its defence".
_ORGAN = 3
# How many words after a source may still say what it belongs to.
_BEYOND = 6
# How many adjectives may stand between a phrase and its owner ("at least", "belonging to").
_ADJECTIVES = 3
# What somebody else has, and does not describe the phrase before it ("gunmen attacked | a base of the army").
_STRUCK = frozenset("position base camp building house vehicle tank weapon person civilian fighter unit".split())
# The people of a nation, whose name may be an adjective of the phrase before it.
_NATIONS = frozenset({"national"})
# How many words a phrase with an adjective has at least.
_DESCRIBED = 2
_QUOTES = frozenset("\"'()[]")


def named_voices(
    sentence: Sentence,
    number: int,
    voices: Sequence[Voice],
    spots: Sequence[Spot],
    past: Sequence[Sequence[Voice]],
    context: PartyContext,
) -> list[Voice]:
    """The voices with the links of this sentence named as sources; ``past`` are the voices of sentences before."""
    out: list[Voice] = []
    for voice in voices:
        chain = []
        for link in voice.chain:
            if link.sentence == number:
                link = _named_link(sentence, link, spots, context)
            chain.append(_repeated(link, [*past, out]))
        out.append(msgspec.structs.replace(voice, chain=tuple(chain)))
    return out


def _repeated(link: Link, past: Sequence[Sequence[Voice]]) -> Link:
    """A bare "the statement" is that of the party that spoke last."""
    if link.entry not in _PAPERS or link.name is not None or not link.definite:
        return link
    for voices in reversed(past):
        for voice in reversed(voices):
            for other in reversed(voice.chain):
                if other.id is not None and other.kind in _ISSUERS:
                    return msgspec.structs.replace(link, name=other.name, id=other.id)
    return link


def _named_link(sentence: Sentence, link: Link, spots: Sequence[Spot], context: PartyContext) -> Link:
    tokens = sentence.tokens[link.first : _reach(sentence, link)]
    place = _place(link, spots)
    own = link.last - link.first
    qualifiers = context.registry.grammar.qualifiers
    while own < len(tokens) and tokens[own].core in qualifiers and not tokens[own].pro:
        own += 1
    cores, pros = tuple(token.core for token in tokens), [token.pro for token in tokens]
    found = name_speaker(cores, pros, context, own, place)
    if found is not None and found.id is not None and cores[0] in context.registry.grammar.persons:
        context.meet(cores[own:], found)
    if found is None or found.name == link.name:
        return link
    if is_guess(found) and link.name is not None and any(token.enc in REFERENTS for token in tokens[:own]):
        return link
    kind = found.speaks if found.rule == "source within a party" and found.speaks == "armed_group" else link.kind
    return msgspec.structs.replace(link, name=found.name, id=found.id, kind=kind)


def _reach(sentence: Sentence, link: Link) -> int:
    """Where the words end that may tell what a source belongs to: at a mark, a verb, its own cue, "that"."""
    end = min(link.last + _BEYOND, len(sentence.tokens))
    for at in range(link.last, end):
        token = sentence.tokens[at]
        mark = token.kind == "p" and token.form not in _QUOTES
        stops = mark or token.core == THAT or sentence.tags[at] in ("verb", "rel", "sub")
        if stops or at == link.cue[0] or token.pro[:1] in AND:
            return at
    return end


def _place(link: Link, spots: Sequence[Spot]) -> str | None:
    """The English name of the settlement or district that a source is said to be in."""
    for spot in spots:
        inside = link.first < spot.first <= link.last
        if inside and spot.ref is not None and spot.level != "country" and spot.prep:
            return (spot.ref.name or "").replace("'", "") or None
    return None


def owner_of(
    sentence: Sentence,
    first: int,
    last: int,
    ref: PartyRef | None,
    context: PartyContext,
    referent: Callable[[str], PartyRef | None],
) -> PartyRef | None:
    """The party that owns the phrase ``first`` to ``last``, told by "of" or "belonging to" after it; None for none.

    Only a phrase without a party of its own has one: none, "unknown", a people where the owner is an armed group, or
    men who were only guessed to be the country's ("the military commander | in Hezbollah").
    ``referent`` gives what a pronoun points back to ("vehicles of theirs").
    """
    guessed = is_guess(ref) and bool(sentence.words[first].classes & _MEMBERS)
    if ref is not None and ref.id is not None and ref.kind != "civilians" and not guessed:
        return _deposed(sentence, first, last, context)
    if sentence.words[first].title and (realm := _realm(sentence, last, context)) is not None:
        return realm
    linked = _linker(sentence, first, last)
    classes = _OWNED | _PEOPLE if linked else _OWNED
    plain = context.registry.grammar.plain
    bare = all(token.core in plain for token in sentence.tokens[first:last])
    if not bare and not any(word.classes & classes for word in sentence.words[first:last]):
        return None
    inside = ref is not None and ref.id is not None and not guessed
    if ref is None and (owner := _next(sentence, first, last, context)) is not None:
        return owner
    signs: tuple[str, ...] = _LINKED if linked else _SIGNS
    if guessed or (not linked and last - first == 1 and sentence.tokens[first].det):
        signs = _WITHIN
    at = _sign(sentence, first + 1 if inside or linked else last, last, signs)
    if at is None:
        return None
    token = sentence.tokens[at]
    sign = token.core if token.core in signs else token.pro
    grammar = context.registry.grammar
    if any(sentence.tokens[i].core in grammar.barrier for i in range(first, at)):
        return None
    if token.core in REFERENTS:
        found = referent(token.core)
    else:
        cores = _complement(sentence, at + (token.core in signs))
        found = name_phrase(cores, context) if cores else None
        named = found is not None and all(core in grammar.plain or not core.isalpha() for core in cores[: found.first])
        if not named or (found is not None and found.rule == "weak alias" and found.first > 1):
            return None
    if found is None or not (found.kind in _OWNERS or (found.kind == "civilians" and _houses(sentence, first, last))):
        return None
    if guessed and (found.first or found.kind != "armed_group"):
        return None
    if (inside and found.kind != "armed_group") or (found.rule == "country" and sign[-1:] == INSIDE[-1:]):
        return None
    return msgspec.structs.replace(found, rule="owner")


def _realm(sentence: Sentence, at: int, context: PartyContext) -> PartyRef | None:
    """The state that "in" brings by its kind and name after an office: the minister | in the State of Kuwait."""
    tokens = sentence.tokens
    at += at < len(tokens) and tokens[at].core in INSIDE and not tokens[at].enc
    brought = at < len(tokens) and (tokens[at].pro == BY or tokens[at - 1].core in INSIDE)
    if not brought or tokens[at].core not in links().realms:
        return None
    found = name_phrase(_complement(sentence, at), context)
    return msgspec.structs.replace(found, rule="owner") if found is not None and found.kind == "state" else None


def _next(sentence: Sentence, first: int, last: int, context: PartyContext) -> PartyRef | None:
    """The party that stands just after the phrase: its adjective ("Israeli" drones) or its construct (leaders of X)."""
    for hit in sentence.parties:
        if hit.first == last and not sentence.tokens[last].pro:
            if hit.entry.sort != "adjective" and sentence.tokens[last - 1].det:
                return None
            found = name_phrase(tuple(token.core for token in sentence.tokens[first : hit.last + 1]), context)
            return msgspec.structs.replace(found, rule="owner") if found and found.kind in _OWNERS else None
    return None


def organ_owned(sentence: Sentence, item: Item, forced: bool) -> int:
    """The word of an organ of state that bears a pronoun, "the ministry of its [defence]"; else the first word."""
    grammar = Registry.default().grammar
    for at in range(item.first + 1, min(item.first + _ORGAN, item.last) if forced else item.first):
        token = sentence.tokens[at]
        if token.enc and (token.core in grammar.office or token.core in grammar.force):
            return at
    return item.first


def thing(sentence: Sentence, first: int, last: int, context: PartyContext) -> PartyRef | None:
    """The plain English name of things and people that are no party: buildings, hostages."""
    things = context.registry.grammar.things
    for at in range(first, last):
        name = things.get(sentence.tokens[at].core)
        if name is not None:
            return PartyRef(name, None, "other", "other", None, "thing", at - first, at - first)
        if sentence.tokens[at].kind == "w" and sentence.tags[at] != "num":
            return None
    return None


def _complement(sentence: Sentence, at: int) -> tuple[str, ...]:
    return tuple(token.core for token in sentence.tokens[at : _clause_end(sentence, at)])


def _houses(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the phrase is a camp, which people live in."""
    return any("camp" in word.classes for word in sentence.words[first:last])


def _linker(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a participle in or after the phrase ties it to somebody: belonging to, loyal to, linked with."""
    end = min(last + _ADJECTIVES, len(sentence.tokens))
    linkers = links().linkers
    return any(word.bare in linkers for word in sentence.words[first + 1 : end])


def _deposed(sentence: Sentence, first: int, last: int, context: PartyContext) -> PartyRef | None:
    """Another party for a phrase that goes on with "the deposed": forces of the deposed president So-and-so."""
    if last >= len(sentence.tokens) or sentence.tokens[last].core not in context.registry.grammar.former:
        return None
    cores = tuple(token.core for token in sentence.tokens[first : _clause_end(sentence, last)])
    found = name_phrase(cores, context)
    return msgspec.structs.replace(found, rule="owner") if found and found.kind in _OWNERS else None


def _sign(sentence: Sentence, first: int, last: int, signs: tuple[str, ...]) -> int | None:
    """Where "of" stands from ``first`` on: in a phrase, or after it over its adjectives; None where it does not."""
    for at in range(first, min(last + _ADJECTIVES, len(sentence.tokens))):
        token = sentence.tokens[at]
        if token.pro[-1:] in signs or token.core in signs:
            return at
        if token.kind == "p" or token.pro or sentence.tags[at] in ("verb", "rel", "sub", "prep"):
            return None
        known = sentence.words[at].classes
        if at >= last and known & _STRUCK and not token.core.endswith(NISBA):
            return None
        if at >= last and known and sentence.items[sentence.item_of[at]].first == at and not known & _NATIONS:
            return None
    return None


def _clause_end(sentence: Sentence, at: int) -> int:
    """Where a complement ends: at a mark that is not a quotation, a verb, a conjunction."""
    end = min(at + _BEYOND, len(sentence.tokens))
    for place in range(at, end):
        token = sentence.tokens[place]
        mark = token.kind == "p" and token.form not in _QUOTES
        if mark or token.pro[:1] in AND or token.core == THAT or sentence.tags[place] in ("verb", "rel", "sub"):
            return place
    return end


def is_arms(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a phrase is headed by men or means of war, which somebody must own; "of the army" says who does."""
    army = Registry.default().grammar.army
    if any(token.det and token.core in army for token in sentence.tokens[first + 1 : last]):
        return False
    return any(word.classes & _ARMS for word in sentence.words[first:last][:3])


def is_guess(party: PartyRef | None) -> bool:
    """Whether men or arms are only guessed to be a party's, because it is the country's or was named before."""
    return party is not None and party.rule in _GUESSES


def sharing(sentence: Sentence, phrase: Phrase, phrases: Sequence[Phrase]) -> Phrase:
    """Arms only guessed to be the land's, named by the nation that describes the last of their list: "planes, ships
    and submarines | of America"."""
    if phrase.look != "i" or not is_guess(phrase.ref):
        return phrase
    group = group_of(sentence.items, phrase.item)
    for other in phrases:
        if other.ref is None or is_guess(other.ref) or other.look != "i" or other.first <= phrase.first:
            continue
        if group_of(sentence.items, other.item) != group or other.last < other.first + _DESCRIBED:
            continue
        last = sentence.tokens[other.last - 1]
        if not last.det and last.core.endswith(NISBA) and any(hit.first == other.last - 1 for hit in sentence.parties):
            return msgspec.structs.replace(phrase, ref=msgspec.structs.replace(other.ref, rule="owner"))
    return phrase


class Opponents:
    """Who fights whom in a report: names the owner of arms and positions that a party strikes."""

    def __init__(self, day: str | None, registry: Registry | None = None) -> None:
        self._day, self._registry = day or None, registry or Registry.default()
        self._last: dict[str, PartyRef] = {}

    def keep(self, actors: Sequence[PartyRef | None], targets: Sequence[PartyRef | None]) -> None:
        """Remembers whom a party attacked, where that is more than a guess at the owner of arms or its friend."""
        for actor in actors:
            for target in targets:
                if actor and target and _sides(actor, target) and not self._friends(actor, target):
                    self._last.pop(actor.name, None)
                    self._last[actor.name] = target

    def of(self, actors: Sequence[PartyRef | None], near: Iterable[PartyRef]) -> PartyRef | None:
        """The party that the first of these actors was last said to attack, else the nearest of its rivals; None else.

        Without an actor it is the party that was attacked last: a destruction goes on with the attack before.
        ``near`` are the parties named before, the nearest first.
        """
        found = next((self._last[actor.name] for actor in actors if actor and actor.name in self._last), None)
        if not actors:
            found = next(reversed(self._last.values()), None)
        if found is None:
            found = self._rival({actor.id for actor in actors if actor and actor.id}, near)
        return msgspec.structs.replace(found, rule="opponent") if found else None

    def certain(self, party: PartyRef | None, opponent: PartyRef) -> bool:
        """Whether struck arms keep the party they have: all but a guess that they are the country's."""
        return party is not None and (party.rule not in _GUESSES or party.name == opponent.name)

    def _friends(self, actor: PartyRef, target: PartyRef) -> bool:
        """Whether arms are only guessed to be of a party that fights on the side of the one that strikes them."""
        return is_guess(target) and target.id in self._registry.allies(actor.id or "", self._day)

    def _rival(self, actors: set[str], near: Iterable[PartyRef]) -> PartyRef | None:
        rivals = {rival for actor in actors for rival in self._registry.rivals(actor, self._day)}
        return next((party for party in near if party.id in rivals), None)


def _sides(actor: PartyRef, target: PartyRef) -> bool:
    """Whether two parties fight each other; officials and militants without a name own nothing that is struck later."""
    fighting = actor.kind in _OWNERS and target.kind in _OWNERS
    return fighting and actor.name != target.name and target.rule not in ("unnamed source", "noun")
