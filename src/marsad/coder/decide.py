"""Decides on candidates with the ranker: arguments first, then whether the event is coded at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from marsad.coder.answered import beside_toll, circumstances, claiming, foreign, is_answered
from marsad.coder.attribution import Voice
from marsad.coder.circumstances import place_features, quantity_features, time_features
from marsad.coder.daysof import SHARED, own_day, shared_day, told_on
from marsad.coder.draft import Draft, PartyCandidate, Phrase, Spot
from marsad.coder.drafts import party_candidates, place_candidates, stands_for_state
from marsad.coder.eventfeatures import DEADLY, early_features, event_features, headline_features, question, surer
from marsad.coder.features import Past, filled_roles, glimpse, guess_features, party_features, siblings_of
from marsad.coder.foreigndays import foreign_day
from marsad.coder.foreigntolls import foreign_toll
from marsad.coder.partyroles import decide_parties
from marsad.coder.pieces import Item, group_of
from marsad.coder.ranker import Feature, Model
from marsad.coder.scope import Setting, source_features, speaks_later
from marsad.coder.sentence import Sentence
from marsad.coder.settled import chances, settle, stand_apart
from marsad.coder.status import plain_status, status_features
from marsad.coder.view import Accepted, View
from marsad.coder.wordclasses import phrase_classes

# Phrases that the first guess gives less than this for both roles are not asked about again.
_HARDLY = 0.18
# How many words after a count "two of them" may begin: a comma and "among them".
_AMONG = 2
# How many voices of earlier sentences are asked about.
_EARLIER = 2
# What cities do only where they stand for the governments in them.
_BY_STATES = frozenset({"accusation", "demand", "threat", "sanction"})
_CLAIMANTS = ("armed_group", "organisation", "state", "fighter")


def argument_candidates(seen: View, draft: Draft) -> dict[str, list[tuple[object, Sequence[Feature]]]]:
    """For each kind of argument the candidates with their features, after the first guess."""
    sentence = seen.report.sentences[seen.number]
    return {**_candidates(seen, draft), "status": [(draft, status_features(sentence, draft, seen.signs))]}


def _candidates(seen: View, draft: Draft) -> dict[str, list[tuple[object, Sequence[Feature]]]]:
    """All but the status, which grammar often settles."""
    report, number = seen.report, seen.number
    sentence = report.sentences[number]
    called = callers(seen.drafts)
    places, past = place_candidates(draft, report.spots[number], seen.speakers), past_of(seen)
    event, siblings = draft.hit.first, siblings_of(draft, seen.drafts)
    answered = is_answered(seen.answers, event)
    beyond = circumstances(sentence, draft)
    return {
        "party": [
            (c.phrase, [*features, *guess_features(draft, c, siblings, past)])
            for c, features in draft.rows
            if c.phrase.first < beyond
            if not (answered and foreign(seen.answers, event, c.phrase.first))
        ],
        "place": [
            (c.spot, place_features(sentence, draft, c, seen.drafts))
            for c in places
            if c.spot.first < beyond
            and not (c.spot.item in called and c.spot.level == "city" and stands_for_state(c.spot))
            if not foreign(seen.answers, event, c.spot.first) and not _adjective(sentence.items[c.spot.item], c.spot)
        ],
        "time": [
            (at, time_features(sentence, draft, at, seen.drafts))
            for at, date in enumerate(sentence.dates)
            if date.first < beyond
            if not foreign(seen.answers, event, date.first)
            if not told_on(seen, draft, at) and not foreign_day(seen, draft, at)
        ],
        "quantity": [
            (at, quantity_features(sentence, draft, q.first, q.what or "none", _cue(seen, q.cue), seen.drafts))
            for at, q in enumerate(sentence.quantities)
            if q.first < beyond
            if not foreign(seen.answers, event, q.first)
        ],
    }


def callers(drafts: Sequence[Draft]) -> frozenset[int]:
    """The items of those who demand, accuse or threaten as the subject of a verb: "[Paris] demanded"."""
    return frozenset(
        m
        for draft in drafts
        if draft.hit.verbal and draft.stem in _BY_STATES
        for m, slots in draft.slots.items()
        if slots[0].role == "actor" and slots[0].way == "subj.post"
    )


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
    decide_parties(seen, draft, candidates["party"], models["party"])
    draft.claimed = claimants(seen, draft)
    draft.rules = [*draft.rules, *(["answered"] if is_answered(seen.answers, draft.hit.first) else [])]
    place = models["place"]
    draft.spots = [spot for spot, features in candidates["place"] if place.chance(features) >= place.cut]  # type: ignore[misc]
    draft.spots = [spot for spot in draft.spots if not _acts(draft, spot)]
    draft.date = _day(seen, draft, _best(candidates["time"], models["time"]))
    sentence = seen.report.sentences[seen.number]
    quantity = models["quantity"]
    counted = [at for at, features in candidates["quantity"] if quantity.chance(features) >= quantity.cut]
    listed = enumerated(sentence, counted)  # type: ignore[arg-type]
    draft.quantities = [at for at in listed if not foreign_toll(seen, draft, at)]
    draft.status = plain_status(sentence, draft, seen.signs) or _likeliest_status(seen, draft, models["status"])
    if draft.date < 0 and (shared := shared_day(seen, draft)) >= 0 and not foreign_day(seen, draft, shared):
        draft.date, draft.rules = shared, [*draft.rules, SHARED]


def enumerated(sentence: Sentence, counted: Sequence[int]) -> list[int]:
    """The counted things of an event and those listed with them: "nine vehicles, two tanks among them, six posts"."""

    def listed(at: int) -> int:
        return group_of(sentence.items, sentence.item_of[sentence.quantities[at].first])

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


def _day(seen: View, draft: Draft, best: int) -> int:
    """The date of an event by its index: the one that its own clause tells before the likeliest."""
    own = own_day(seen, draft, best)
    return best if own != best and foreign_day(seen, draft, own) else own


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
    here, sentence = voices[seen.number], seen.report.sentences[seen.number]
    earlier: list[Voice] = []
    for number in range(seen.number - 1, -1, -1):
        earlier += [voice for voice in reversed(voices[number]) if voice.chain]
        if len(earlier) >= _EARLIER:
            break
    out: list[tuple[Voice, Sequence[Feature]]] = []
    for voice in here:
        if speaks_later(sentence, draft, voice):
            continue
        rank = sum(1 for other in here if abs(other.at - draft.hit.first) < abs(voice.at - draft.hit.first))
        out.append((voice, source_features(setting, draft, voice, rank)))
    for rank, voice in enumerate(earlier[:_EARLIER]):
        out.append((voice, source_features(setting, draft, voice, rank)))
    return out


def ordered(drafts: Sequence[Draft]) -> list[Draft]:
    """The events of a sentence in the order of decision: attacks and clashes first, tolls after them."""
    return sorted(drafts, key=lambda draft: (draft.type in ("casualties", "destruction"), draft.hit.first))
