"""Decides on candidates with the ranker: arguments first, then whether the event is coded at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from marsad.arabic.particles import FOR, FROM
from marsad.coder.answered import beside_toll, claiming, foreign, is_answered
from marsad.coder.attribution import Voice
from marsad.coder.circumstances import place_features, quantity_features, time_features
from marsad.coder.daysof import SHARED, own_day, shared_day, told_on
from marsad.coder.draft import NO_SLOT, Draft, PartyCandidate, Phrase, Spot
from marsad.coder.drafts import STRUCK_KINDS, party_candidates, place_candidates
from marsad.coder.eventfeatures import DEADLY, early_features, event_features, headline_features, question, surer
from marsad.coder.features import Past, family, filled_roles, glimpse, guess_features, party_features
from marsad.coder.naming import is_guess
from marsad.coder.pieces import Item
from marsad.coder.ranker import Feature, Model
from marsad.coder.scope import Setting, source_features
from marsad.coder.sentence import Sentence
from marsad.coder.settled import chances, settle, stand_apart
from marsad.coder.status import plain_status, status_features
from marsad.coder.view import Accepted, View
from marsad.coder.wordclasses import phrase_classes
from marsad.lexicon.words import links

# Phrases that the first guess gives less than this for both roles are not asked about again.
_HARDLY = 0.18
# How much more than the first phrase of a role one more takes that is not joined to it.
_FURTHER = {"actor": 0.24, "target": 0.2}
# The chance that a phrase needs that is joined to one that has the role by grammar.
_FAINT = 0.1
# From which chance on a counted phrase is one more target of a party that has one ("six killed and 11 others hurt").
_COUNTED = 0.65
# The same for one that is said to be among them, and for any other.
_PART, _AGAIN = 0.65, 0.93
# How many words after a count "two of them" may begin: a comma and "among them".
_AMONG = 2
# How many voices of earlier sentences are asked about.
_EARLIER = 2
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
_MEN_AND_ARMS = frozenset({"aircraft", "artillery", "fighter", "position", "vehicle", "weapon"})
_Offer = tuple[float, str, Phrase]
"""A phrase for a role, with its chance."""
_CLAIMANTS = ("armed_group", "organisation", "state", "fighter")


def argument_candidates(seen: View, draft: Draft) -> dict[str, list[tuple[object, Sequence[Feature]]]]:
    """For each kind of argument the candidates with their features, after the first guess."""
    sentence = seen.report.sentences[seen.number]
    return {**_candidates(seen, draft), "status": [(draft, status_features(sentence, draft, seen.signs))]}


def _candidates(seen: View, draft: Draft) -> dict[str, list[tuple[object, Sequence[Feature]]]]:
    """All but the status, which grammar often settles."""
    report, number = seen.report, seen.number
    sentence = report.sentences[number]
    places, past = place_candidates(draft, report.spots[number], seen.speakers), past_of(seen)
    event = draft.hit.first
    answered = is_answered(seen.answers, event)
    return {
        "party": [
            (c.phrase, [*features, *guess_features(draft, c, seen.drafts, past)])
            for c, features in draft.rows
            if not (answered and foreign(seen.answers, event, c.phrase.first))
        ],
        "place": [
            (c.spot, place_features(sentence, draft, c, seen.drafts))
            for c in places
            if not foreign(seen.answers, event, c.spot.first) and not _adjective(sentence.items[c.spot.item], c.spot)
        ],
        "time": [
            (at, time_features(sentence, draft, at, seen.drafts))
            for at, date in enumerate(sentence.dates)
            if not foreign(seen.answers, event, date.first) and not told_on(seen, draft, at)
        ],
        "quantity": [
            (at, quantity_features(sentence, draft, q.first, q.what or "none", _cue(seen, q.cue), seen.drafts))
            for at, q in enumerate(sentence.quantities)
            if not foreign(seen.answers, event, q.first)
        ],
    }


def drop_unlikely(seen: View, model: Model) -> None:
    """Leaves out the event words that are hardly ever coded where they stand, before the costly questions.

    A headline is short, and its words are judged by what the lead under it tells: none is left out here.
    """
    if seen.headline:
        return
    kept = [draft for draft in seen.drafts if model.chance(early_features(seen, draft)) >= model.cut]
    seen.report.drafts[seen.number] = kept


def bring(seen: View) -> None:
    """Sets what grammar brings to the events of the sentence: the slots of their phrases, the roles that it settles."""
    for draft in seen.drafts:
        draft.slots = seen.frames.slots(draft.hit, draft.entry, draft.form)
        draft.settled = settle(seen.frames, draft)
    stand_apart(seen.drafts)


def glimpses(seen: View, draft: Draft) -> list[tuple[PartyCandidate, list[Feature]]]:
    """The phrases of the sentence seen from an event (after ``bring``), with what they show at a glance."""
    sentence = seen.report.sentences[seen.number]
    candidates = party_candidates(draft, seen.report.phrases[seen.number], seen.speakers)
    return [(candidate, glimpse(sentence, draft, candidate.phrase)) for candidate in candidates]


def party_rows(seen: View, draft: Draft, early: Model) -> list[tuple[PartyCandidate, list[Feature]]]:
    """The phrases of the sentence that may be parties to an event (after ``bring``), with their features.

    ``early`` says at a glance which are hardly ever parties where they stand, before the costly questions.
    """
    shown = glimpses(seen, draft)
    filled = filled_roles(draft, [candidate.item for candidate, _ in shown])
    return [
        (candidate, _party_features(seen, draft, candidate, filled[candidate.item], glimpsed))
        for candidate, glimpsed in shown
        if candidate.item in draft.settled or early.chance(glimpsed) >= early.cut
    ]


def _party_features(
    seen: View, draft: Draft, candidate: PartyCandidate, filled: str, glimpsed: list[Feature]
) -> list[Feature]:
    return [
        *glimpsed,
        *party_features(seen.report.sentences[seen.number], draft, candidate, filled),
        *phrase_classes(seen, draft, candidate.phrase),
    ]


def guess_parties(seen: View, early: Model, model: Model, hardly: float = _HARDLY) -> None:
    """A first guess at actors and targets of every event of the sentence, for the events beside and after it to see.

    Phrases that ``early`` leaves out, or to which ``model`` gives less than ``hardly`` for both roles, are not asked
    about again.
    """
    seen.past = None
    bring(seen)
    for draft in seen.drafts:
        draft.guess, draft.guess_names, draft.rows = {}, {}, []
        ranked = []
        for candidate, features in party_rows(seen, draft, early):
            actor, target = chances(draft, candidate.phrase, *model.roles(features))
            likelier = max(actor, target)
            if likelier >= hardly:
                draft.rows.append((candidate, features))
            if likelier >= model.cut:
                draft.guess[candidate.item] = "actor" if actor >= target else "target"
                if candidate.ref is not None:
                    ranked.append((likelier, candidate.ref.name, draft.guess[candidate.item]))
        for _, name, role in sorted(ranked):
            draft.guess_names[name] = role


def past_of(seen: View) -> Past:
    """How often each party is guessed as actor and as target in the sentences before."""
    if seen.past is None:
        seen.past = {}
        for drafts in seen.report.drafts[: seen.number]:
            for draft in drafts:
                for name, role in draft.guess_names.items():
                    for stem in ("", draft.stem):
                        counts = seen.past.setdefault((name, stem), [0, 0])
                        counts[role == "target"] += 1
    return seen.past


def _cue(seen: View, cue: int | None) -> str:
    """Whether the word that makes a number a toll is an event word itself, and which."""
    if cue is None:
        return "none"
    for draft in seen.drafts:
        if draft.hit.first == cue:
            return draft.type
    return "word"


def decide_arguments(seen: View, draft: Draft, models: Mapping[str, Model]) -> None:
    """Fills actors, targets, places, time, quantities and status of a draft."""
    candidates = _candidates(seen, draft)
    _decide_parties(seen, draft, candidates["party"], models["party"])
    draft.claimed = claimants(seen, draft)
    draft.rules = [*draft.rules, *(["answered"] if is_answered(seen.answers, draft.hit.first) else [])]
    place = models["place"]
    draft.spots = [spot for spot, features in candidates["place"] if place.chance(features) >= place.cut]  # type: ignore[misc]
    draft.spots = [spot for spot in draft.spots if not _acts(draft, spot)]
    draft.date = own_day(seen, draft, _best(candidates["time"], models["time"]))
    sentence = seen.report.sentences[seen.number]
    quantity = models["quantity"]
    counted = [at for at, features in candidates["quantity"] if quantity.chance(features) >= quantity.cut]
    draft.quantities = enumerated(sentence, counted)  # type: ignore[arg-type]
    draft.status = plain_status(sentence, draft, seen.signs) or _likeliest_status(seen, draft, models["status"])
    if draft.date < 0 and (shared := shared_day(seen, draft)) >= 0:
        draft.date, draft.rules = shared, [*draft.rules, SHARED]


def enumerated(sentence: Sentence, counted: Sequence[int]) -> list[int]:
    """The counted things of an event and those listed with them: "nine vehicles, two tanks among them, six posts"."""

    def listed(at: int) -> int:
        return _group(sentence.items, sentence.item_of[sentence.quantities[at].first])

    def among(at: int) -> bool:
        part = sentence.quantities[at]
        whole = part.part_of
        return whole is not None and whole in counted and part.first - sentence.quantities[whole].last <= _AMONG

    lists = {listed(at) for at in counted}
    return [at for at in range(len(sentence.quantities)) if at in counted or listed(at) in lists or among(at)]


def _adjective(item: Item, spot: Spot) -> bool:
    """Whether a place is the adjective of an event word, not what follows: "an Israeli raid | in the south"."""
    return item.adj and spot.first == item.first


def _acts(draft: Draft, spot: Spot) -> bool:
    """Whether a country is who did it and not where: "the violations of | Israel"."""
    return spot.level == "country" and spot.prep in ("", "gen") and any(p.item == spot.item for p in draft.actors)


def _likeliest_status(seen: View, draft: Draft, model: Model) -> str:
    chances = model.probabilities(status_features(seen.report.sentences[seen.number], draft, seen.signs))
    return model.classes[max(range(len(chances)), key=chances.__getitem__)]


def _decide_parties(
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
        if not _barred(seen, draft, phrase, role):
            (ranked if chance >= model.cut else fainter).append((chance, role, phrase))
    ranked.sort(key=lambda row: (-row[0], row[2].first))
    _assign(items, draft, _chosen(items, draft, ranked, fainter, model.cut))


def _barred(seen: View, draft: Draft, phrase: Phrase, role: str) -> bool:
    """Whether a phrase cannot have a role in an event, whatever its chance."""
    items = seen.report.sentences[seen.number].items
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


def _chosen(
    items: Sequence[Item], draft: Draft, ranked: Sequence[_Offer], fainter: Sequence[_Offer], cut: float
) -> dict[str, list[Phrase]]:
    """The phrases of each role, likeliest first, and those of less chance that are joined to one of them."""
    chosen: dict[str, list[Phrase]] = {"actor": [], "target": []}
    for chance, role, phrase in ranked:
        group = _group(items, phrase.item)
        joined = any(_group(items, other.item) == group for other in chosen[role])
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
    group = _group(items, phrase.item)
    return any(_group(items, o.item) == group and draft.slot(o.item) == draft.slot(phrase.item) for o in chosen)


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
        alien = slot is NO_SLOT and draft.stem not in _WORDS
        return alien or slot.role == "?" or phrase.party is None or phrase.party.rule == "noun"
    if _same_again(seen, phrase):
        return True
    told = bool(draft.pronoun) and not draft.hit.verbal and draft.entry.gen == "target" and draft.stem in _FATAL
    return told and phrase.first > draft.hit.first and slot.role != "target"


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


def claimants(seen: View, draft: Draft) -> list[Phrase]:
    """Who claims the event as its own doing, by the frame of the verb over it ("claimed responsibility for")."""
    if is_answered(seen.answers, draft.hit.first):
        return []
    phrases = [phrase for phrase in seen.report.phrases[seen.number] if phrase.kind in _CLAIMANTS]
    brought = [p for p in phrases if any(slot.role == "claimed_by" for slot in draft.slots.get(p.item, ()))]
    if brought or draft.type != "casualties":
        return brought
    at = _claiming(seen, draft)
    return [phrase for phrase in phrases if 0 <= at <= phrase.first < draft.hit.first][:1]


def _claiming(seen: View, draft: Draft) -> int:
    return claiming(seen.report.sentences[seen.number], draft, seen.frames.lights)


def _group(items: Sequence[Item], at: int) -> int:
    """The first item of the coordination that an item belongs to."""
    return items[at].coord if items[at].coord >= 0 else at


def _best(candidates: Sequence[tuple[object, Sequence[Feature]]], model: Model) -> int:
    best, chance = -1, model.cut
    for at, features in candidates:
        found = model.chance(features)
        if found >= chance:
            best, chance = int(at), found  # type: ignore[call-overload]
    return best


def accept(seen: View, draft: Draft, accepted: Accepted, models: Mapping[str, Model]) -> bool:
    """Whether the event is coded; a toll that somebody claims is, unless an attack after it has caused it."""
    if draft.type == "casualties" and draft.claimed and _claiming(seen, draft) >= 0:
        after = (other for other in beside_toll(seen.answers, draft, seen.drafts) if other.hit.first > draft.hit.first)
        if not any(other.stem in DEADLY for other in after):
            return True
    model = models[question(draft)]
    chance = model.chance(event_features(seen, draft, accepted))
    if seen.headline:
        model = models["headline"]
        chance = model.chance(surer(headline_features(seen, draft, accepted), chance))
    return chance >= model.cut


def source_candidates(seen: View, draft: Draft) -> list[tuple[Voice, Sequence[Feature]]]:
    """The voices of this sentence, and the latest ones before it, with their features."""
    voices = seen.report.voices
    setting = Setting(seen.report.sentences, voices, seen.report.titled)
    here = voices[seen.number]
    earlier: list[Voice] = []
    for number in range(seen.number - 1, -1, -1):
        earlier += [voice for voice in reversed(voices[number]) if voice.chain]
        if len(earlier) >= _EARLIER:
            break
    out: list[tuple[Voice, Sequence[Feature]]] = []
    for voice in here:
        rank = sum(1 for other in here if abs(other.at - draft.hit.first) < abs(voice.at - draft.hit.first))
        out.append((voice, source_features(setting, draft, voice, rank)))
    for rank, voice in enumerate(earlier[:_EARLIER]):
        out.append((voice, source_features(setting, draft, voice, rank)))
    return out


def ordered(drafts: Sequence[Draft]) -> list[Draft]:
    """The events of a sentence in the order of decision: attacks and clashes first, tolls after them."""
    return sorted(drafts, key=lambda draft: (draft.type in ("casualties", "destruction"), draft.hit.first))
