"""Which phrases are the actors and targets of an event? The likeliest ones, and what bars a phrase from a role."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from marsad.arabic.particles import ARTICLE, FOR, FROM
from marsad.arabic.wordclass import deed
from marsad.coder.answered import foreign
from marsad.coder.draft import NO_SLOT, Draft, Phrase
from marsad.coder.drafts import STRUCK_KINDS
from marsad.coder.features import family
from marsad.coder.naming import is_guess
from marsad.coder.pieces import Item, group_of
from marsad.coder.ranker import Feature, Model
from marsad.coder.sentence import Sentence
from marsad.coder.settled import chances
from marsad.coder.view import View
from marsad.lexicon.words import links

# How much more than the first phrase of a role one more takes that is not joined to it.
_FURTHER = {"actor": 0.24, "target": 0.2}
# The chance that a phrase needs that is joined to one that has the role by grammar.
_FAINT = 0.1
# From which chance on a counted phrase is one more target of a party that has one ("six killed and 11 others hurt").
_COUNTED = 0.65
# The same for one that is said to be among them, and for any other.
_PART, _AGAIN = 0.65, 0.93
_WORDS = frozenset({"accusation", "demand", "threat", "sanction", "talks", "support"})
_WARNINGS = frozenset({"warn", "warn-danger"})
# Who tells of an event and has no part in it, unless grammar brings him to it.
_REPORTERS = frozenset({"media", "monitor", "witness", "medical", "anonymous"})
_TELLERS = frozenset({"person", "leader", "official", "civilian"})
_UNNAMED = frozenset({"source named before", "unnamed source", "officials of the report's country"})
# Things, of which several have their verb in the singular.
_LIFELESS = STRUCK_KINDS | {"vehicle"}
_FATAL = frozenset({"casualties", "killing"})
_UNJOINED = {"actor": frozenset({"other", "place", "country"}), "target": frozenset({"country"})}
# Whose sides stand beside each other, so that a title after a name may be another one's.
_TWO_SIDED = frozenset({"talks", "agreement", "clash"})
# What befalls persons alone.
_BEFALLS = frozenset({"arrest", "abduction", "abuse", "killing", "casualties", "release", "displacement"})
_MEN_AND_ARMS = frozenset({"aircraft", "artillery", "fighter", "position", "vehicle", "weapon"})
_Offer = tuple[float, str, Phrase]
"""A phrase for a role, with its chance."""


def decide_parties(
    seen: View, draft: Draft, candidates: Sequence[tuple[object, Sequence[Feature]]], model: Model
) -> None:
    """The best phrase for each role, those joined to it, and others only where the ranker is surer; a party once."""
    items = seen.report.sentences[seen.number].items
    ranked: list[_Offer] = []
    fainter: list[_Offer] = []
    for phrase, features in candidates:
        assert isinstance(phrase, Phrase)
        actor, target = chances(draft, phrase, *model.roles(features))
        role, chance = ("actor", actor) if actor >= target else ("target", target)
        if chance >= min(_FAINT, model.cut) and not _barred(seen, draft, phrase, role):
            (ranked if chance >= model.cut else fainter).append((chance, role, phrase))
    ranked.sort(key=lambda row: (-row[0], row[2].first))
    chosen = _chosen(items, draft, ranked, fainter, model.cut)
    _assign(items, draft, {role: _told_once(seen, draft, phrases) for role, phrases in chosen.items()})


def _barred(seen: View, draft: Draft, phrase: Phrase, role: str) -> bool:
    """Whether a phrase cannot have a role in an event, whatever its chance."""
    items = seen.report.sentences[seen.number].items
    if draft.stem in _BEFALLS and _is_deed(seen.report.sentences[seen.number], phrase):
        return True
    if role == "target":
        return _describes(seen, items, draft, phrase)
    if items[phrase.item].adj:
        if phrase.party is None or phrase.party.rule == "noun":
            return True
    elif _describes(seen, items, draft, phrase):
        return True
    return (
        (draft.hit.verbal and draft.form.number == "pl" and phrase.head in _LIFELESS)
        or foreign(seen.answers, draft.hit.first, phrase.first)
        or _stands_off(seen, draft, phrase)
        or draft.slot(phrase.item).role == "claimed_by"
    )


def _is_deed(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase begins with a verbal noun and names nobody: the closing, the permission."""
    if phrase.kind != "other" or phrase.party is not None or phrase.quantified:
        return False
    token, word = sentence.tokens[phrase.first], sentence.words[phrase.first]
    return not word.classes and deed(token.core.removeprefix(ARTICLE) if token.det else token.core)


def _chosen(
    items: Sequence[Item], draft: Draft, ranked: Sequence[_Offer], fainter: Sequence[_Offer], cut: float
) -> dict[str, list[Phrase]]:
    """The phrases of each role, likeliest first, and those of less chance that are joined to one of them."""
    chosen: dict[str, list[Phrase]] = {"actor": [], "target": []}
    for chance, role, phrase in ranked:
        group = group_of(items, phrase.item)
        joined = any(group_of(items, other.item) == group for other in chosen[role])
        if chosen[role] and not joined and chance < cut + _FURTHER[role]:
            continue
        again = role == "target" and chance >= _needed(draft, phrase)
        if not _repeated(draft, phrase, role, chosen, again):
            chosen[role].append(phrase)
    for chance, role, phrase in fainter:
        joined = chance >= _FAINT and _beside(items, draft, phrase, role, chosen[role])
        if joined and not _repeated(draft, phrase, role, chosen, False):
            chosen[role].append(phrase)
    return chosen


def _told_once(seen: View, draft: Draft, phrases: Sequence[Phrase]) -> list[Phrase]:
    """The phrases without those that only tell who the one just before them is: "Haniyeh, | head of the bureau"."""
    if draft.stem in _TWO_SIDED:
        return list(phrases)
    return [phrase for phrase in phrases if not any(_apposed(seen, other, phrase) for other in phrases)]


def _apposed(seen: View, named: Phrase, title: Phrase) -> bool:
    """Whether a phrase stands in apposition to a person before it: one is a name, and one has a title."""
    sentence = seen.report.sentences[seen.number]
    item = sentence.items[title.item]
    if named is title or item.prep or item.conj or item.kind != "noun" or item.adj or title.first != named.last:
        return False
    if named.quantified or title.quantified:
        return False
    offices = bool(sentence.words[named.first].title), bool(sentence.words[title.first].title)
    return any(offices) and (
        all(offices) or "person" in (named.kind, title.kind) or _person_named(sentence, named, title)
    )


def _person_named(sentence: Sentence, named: Phrase, title: Phrase) -> bool:
    """Whether the one of two phrases that has no title is made of words that are no nouns, as a name is."""
    name = title if sentence.words[named.first].title else named
    words = sentence.words[name.first : name.last]
    return not any(word.classes or word.title or word.sources for word in words)


def _assign(items: Sequence[Item], draft: Draft, chosen: Mapping[str, Sequence[Phrase]]) -> None:
    """Writes the actors and targets into the draft: no parts or owners of others, and no guess at a party twice."""
    targets = [phrase for phrase in _outer(chosen["target"]) if not _owns(items, draft, phrase, chosen["target"])]
    actors = [
        _unguessed(phrase, [other for other in targets if not _guessed(other)]) for phrase in _outer(chosen["actor"])
    ]
    draft.actors = sorted(actors, key=lambda phrase: phrase.first)
    draft.targets = sorted(
        (_unguessed(phrase, actors) if _guessed(phrase) else phrase for phrase in targets), key=lambda p: p.first
    )


def _outer(phrases: Sequence[Phrase]) -> list[Phrase]:
    """The phrases that are no part of another one: not "the militia" beside "gatherings of the militia"."""
    return [p for p in phrases if not any(o is not p and o.first <= p.first and p.last <= o.last for o in phrases)]


def _beside(items: Sequence[Item], draft: Draft, phrase: Phrase, role: str, chosen: Sequence[Phrase]) -> bool:
    """Whether a phrase is joined to one that the grammar brings to the event in this role, as it brings this one."""
    if draft.slot(phrase.item).role != role or phrase.kind in _UNJOINED[role]:
        return False
    group = group_of(items, phrase.item)
    return any(group_of(items, o.item) == group and draft.slot(o.item) == draft.slot(phrase.item) for o in chosen)


def _repeated(draft: Draft, phrase: Phrase, role: str, chosen: Mapping[str, Sequence[Phrase]], again: bool) -> bool:
    """Whether the party of a phrase has a role of the event already: it has one only, but for a further target.

    Where the grammar brings one phrase as actor and another as target, a party that is only guessed may be another:
    whose arms are struck, or which army strikes.
    """
    for other in chosen[role]:
        if _named(other, phrase):
            return not again
    struck = [phrase] if role == "target" else chosen["target"]
    rivals = chosen["actor"] if role == "target" else [phrase]
    return any(_named(actor, other) and not _two_sides(draft, actor, other) for actor in rivals for other in struck)


def _two_sides(draft: Draft, actor: Phrase, struck: Phrase) -> bool:
    guess = _guessed(struck) or is_guess(actor.party)
    return guess and draft.slot(actor.item).role == "actor" and draft.slot(struck.item).role == "target"


def _unguessed(phrase: Phrase, others: Sequence[Phrase]) -> Phrase:
    """A phrase without the party that it was only guessed to be of, where that party is on the other side."""
    party = phrase.party
    if party is not None and is_guess(party) and any(o.party and o.party.name == party.name for o in others):
        return msgspec.structs.replace(phrase, ref=None, owner=None)
    return phrase


def _guessed(phrase: Phrase) -> bool:
    """Whether a phrase is men or arms that are only guessed to be a party's, not "the army" itself."""
    return phrase.head in _MEN_AND_ARMS and is_guess(phrase.party)


def _needed(draft: Draft, phrase: Phrase) -> float:
    """The chance from which on a phrase is one more target of a party that is one already."""
    if phrase.quantified:
        return _COUNTED
    return _PART if draft.slot(phrase.item).way.startswith("part") else _AGAIN


def _owns(items: Sequence[Item], draft: Draft, phrase: Phrase, targets: Sequence[Phrase]) -> bool:
    """Whether a party only says whose or of whom the target just before it is: "seven posts | of the army"."""
    item = items[phrase.item]
    if item.prep not in (FOR, FROM) or item.conj or phrase.ref is None:
        return False
    before = [other for other in targets if other.item == phrase.item - 1]
    if item.prep == FOR and family(draft.type) == "force" and any(other.party is None for other in before):
        return True
    return any(other.party is not None and other.party.name == phrase.ref.name for other in before)


def _stands_off(seen: View, draft: Draft, phrase: Phrase) -> bool:
    """Whether a phrase only speaks of the event: it accuses somebody, or is an expert or reporter who tells of it."""
    if _accuses(seen, draft, phrase):
        return True
    saying = seen.report.sentences[seen.number].words[phrase.first].speech
    if any(form.pos == "masdar" for form in saying) and draft.stem not in _WORDS and not _brought(draft, phrase):
        return True
    if phrase.item not in seen.speakers or draft.pronoun or draft.stem in _WORDS or _brought(draft, phrase):
        return False
    teller = phrase.party is None or (phrase.ref is not None and phrase.ref.rule in _UNNAMED)
    return phrase.kind in _REPORTERS or (teller and phrase.head in _TELLERS)


def _describes(seen: View, items: Sequence[Item], draft: Draft, phrase: Phrase) -> bool:
    """Whether a phrase is only the adjective of an event word, of another one ("the targeting of a | security |
    deployment") or without a party of its own ("the terrorist attack"); or follows those whom a pronoun names already
    ("their death | in the defence of the people")."""
    slot = draft.slot(phrase.item)
    if items[phrase.item].adj:
        if draft.stem == "accusation" and slot.way.startswith("adj~") and _is_named(phrase):
            return False
        alien = slot is NO_SLOT and draft.stem not in _WORDS
        return alien or slot.role == "?" or phrase.party is None or phrase.party.rule == "noun"
    if _own_or_means(seen.report.sentences[seen.number], phrase):
        return True
    if _same_again(seen, phrase):
        return True
    told = bool(draft.pronoun) and not draft.hit.verbal and draft.entry.gen == "target" and draft.stem in _FATAL
    return told and phrase.first > draft.hit.first and slot.role != "target"


def _is_named(phrase: Phrase) -> bool:
    """Whether an adjective names whose deed is condemned: "condemned | the [Turkish] raids"."""
    return phrase.party is not None and phrase.party.rule != "noun"


def _own_or_means(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase is what a suicide bomber has ("blew up | his car"), or a lone word for means or a medium."""
    token, before = sentence.tokens[phrase.first], sentence.tokens[phrase.first - 1] if phrase.first else None
    if token.enc and not token.pro and before is not None and before.core in links().bombers:
        return True
    lone = phrase.last == phrase.first + 1 and phrase.party is None
    return lone and sentence.words[phrase.first].bare in links().unparties


def _same_again(seen: View, phrase: Phrase) -> bool:
    """Whether a bare phrase only says again what the party before it is: "the Front, | arm of Al-Qaeda in Syria"."""
    sentence = seen.report.sentences[seen.number]
    item, at = sentence.items[phrase.item], phrase.item - 1
    if item.prep or item.conj or at < 0 or sentence.tokens[item.first].core not in links().kindred:
        return False
    if sentence.items[at].kind == "pause":
        at -= 1
    named = seen.frames.phrases.get(at)
    return named is not None and named.ref is not None and named.ref.kind in ("armed_group", "state")


def _accuses(seen: View, draft: Draft, phrase: Phrase) -> bool:
    """Whether the phrase condemns, accuses or warns of the event and grammar does not bring it to the event otherwise:
    who condemns an attack is not who made it."""
    if draft.stem in _WORDS or _brought(draft, phrase):
        return False
    for voice in seen.report.voices[seen.number]:
        warned = voice.entry in _WARNINGS and voice.at < draft.hit.first
        if warned and any(link.first <= phrase.first < link.last for link in voice.chain):
            return True
    accusations = [other for other in seen.drafts if other.stem == "accusation"]
    if family(draft.type) == "force" and any(
        other.guess.get(phrase.item) == "actor" and other.hit.first < draft.hit.first for other in accusations
    ):
        return True
    return any(other.slot(phrase.item).role == "actor" for other in accusations)


def _brought(draft: Draft, phrase: Phrase) -> bool:
    """Whether grammar brings the phrase to the event itself, not to a word that governs it."""
    slot = draft.slot(phrase.item)
    return slot is not NO_SLOT and slot.role != "?" and not slot.way.startswith(("e.", "up."))


def _named(other: Phrase, phrase: Phrase) -> bool:
    return other.ref is not None and phrase.ref is not None and other.ref.name == phrase.ref.name
