"""Decides on candidates with the ranker: arguments first, then whether the event is coded at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from marsad.coder.attribution import Voice, source_features
from marsad.coder.draft import Draft, PartyCandidate, Phrase
from marsad.coder.drafts import ARMED_KINDS, PARTY_KINDS, party_candidates, place_candidates
from marsad.coder.features import (
    event_features,
    family,
    party_features,
    place_features,
    quantity_features,
    sibling_features,
    time_features,
)
from marsad.coder.items import Item
from marsad.coder.ranker import Model
from marsad.coder.reportreading import Report
from marsad.coder.status import Sign, plain_status, signs_of, status_features
from marsad.lexicon.words import Lexicon

# Phrases that the first guess gives less than this for both roles are not asked about again.
_HARDLY = 0.03
_SURER = {"actor": 0.1, "target": 0.0}
_DEADLY = ("attack", "clash", "killing")


class Accepted(msgspec.Struct, gc=False):
    """What has been coded of a report so far, for later decisions."""

    drafts: list[Draft]

    def of_type(self, event: str) -> list[Draft]:
        """The accepted events of a type, in order."""
        return [draft for draft in self.drafts if draft.type == event]


class View(msgspec.Struct, gc=False):
    """One sentence of a report as the decisions see it."""

    report: Report
    number: int
    signs: list[Sign]
    speakers: frozenset[int]

    @property
    def drafts(self) -> list[Draft]:
        return self.report.drafts[self.number]


def view(report: Report, number: int, lexicon: Lexicon) -> View:
    """The view of one sentence."""
    sentence = report.sentences[number]
    speakers = {
        sentence.item_of[link.first]
        for voice in report.voices[number]
        for link in voice.chain
        if link.sentence == number
    }
    return View(report, number, signs_of(lexicon, sentence), frozenset(speakers))


def argument_candidates(seen: View, draft: Draft) -> dict[str, list[tuple[object, list[str]]]]:
    """For each kind of argument the candidates with their features."""
    report, number = seen.report, seen.number
    sentence = report.sentences[number]
    parties = draft.rows if draft.guessed else _party_rows(seen, draft)
    places = place_candidates(draft, report.spots[number], seen.speakers)
    count = len(sentence.dates)
    return {
        "party": [(c.phrase, features + sibling_features(draft, c, seen.drafts)) for c, features in parties],
        "place": [(c.spot, place_features(sentence, draft, c)) for c in places],
        "time": [(at, time_features(sentence, draft, date.first, at, count)) for at, date in enumerate(sentence.dates)],
        "quantity": [
            (at, quantity_features(sentence, draft, q.first, q.what or "none", _cue(seen, q.cue)))
            for at, q in enumerate(sentence.quantities)
        ],
        "status": [(draft, status_features(sentence, draft, seen.signs))],
    }


def early_features(seen: View, draft: Draft) -> list[str]:
    """What tells at a glance that a word is no event here: its rule, its form and the words beside it."""
    entry, form = draft.entry, draft.form
    sentence = seen.report.sentences[seen.number]
    title = seen.report.titled and seen.number == 0
    doubt = draft.rule.endswith("doubt")
    relevance = min(int(seen.report.relevance // 15), 8)
    named = sum(1 for p in seen.report.phrases[seen.number] if p.kind in PARTY_KINDS)
    det = sentence.tokens[draft.hit.first].det
    return [
        "bias",
        f"rule={entry.id}",
        f"rule={entry.id}|{form.pos}",
        f"T={draft.type}",
        f"strength={entry.strength}|{form.pos}",
        f"strength={entry.strength}|doubt={doubt}",
        f"strength={entry.strength}|relevance={relevance}",
        f"strength={entry.strength}|named={min(named, 3)}",
        f"title={title}|lead={len(seen.report.sentences) <= 3}",
        f"title={title}|T={draft.type}",
        f"det={det}|{form.pos}|{form.tense}",
        f"next={_beside(seen, draft, 1)}",
        f"prev={_beside(seen, draft, -1)}",
        f"phrase={draft.hit.last - draft.hit.first > 1}",
    ]


def drop_unlikely(seen: View, model: Model) -> None:
    """Leaves out the event words that are hardly ever coded where they stand, before the costly questions."""
    kept = [draft for draft in seen.drafts if model.chance(early_features(seen, draft)) >= model.cut]
    seen.report.drafts[seen.number] = kept


def _party_rows(seen: View, draft: Draft) -> list[tuple[PartyCandidate, list[str]]]:
    """The phrases of the sentence seen from an event, with their features."""
    sentence = seen.report.sentences[seen.number]
    candidates = party_candidates(sentence, draft, seen.report.phrases[seen.number], seen.speakers)
    return [(candidate, party_features(sentence, draft, candidate)) for candidate in candidates]


def guess_parties(seen: View, model: Model) -> None:
    """A first guess at actors and targets of every event of the sentence, for the events beside it to see."""
    for draft in seen.drafts:
        draft.guess, draft.rows, draft.guessed = {}, [], True
        for candidate, features in _party_rows(seen, draft):
            _, actor, target = model.probabilities(features)
            likelier = max(actor, target)
            if likelier >= _HARDLY:
                draft.rows.append((candidate, features))
            if likelier >= model.cut:
                draft.guess[candidate.item] = "actor" if actor >= target else "target"


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
    candidates = argument_candidates(seen, draft)
    _decide_parties(seen, draft, candidates["party"], models["party"])
    place = models["place"]
    draft.spots = [spot for spot, features in candidates["place"] if place.chance(features) >= place.cut]  # type: ignore[misc]
    draft.date = _best(candidates["time"], models["time"])
    quantity = models["quantity"]
    draft.quantities = [at for at, features in candidates["quantity"] if quantity.chance(features) >= quantity.cut]  # type: ignore[misc]
    status = models["status"]
    chances = status.probabilities(candidates["status"][0][1])
    likeliest = status.classes[max(range(len(chances)), key=chances.__getitem__)]
    draft.status = plain_status(seen.report.sentences[seen.number], draft, seen.signs) or likeliest


def _decide_parties(seen: View, draft: Draft, candidates: Sequence[tuple[object, list[str]]], model: Model) -> None:
    """The best phrase for each role, those joined to it, and others only where the ranker is surer; a party once."""
    items = seen.report.sentences[seen.number].items
    ranked: list[tuple[float, str, Phrase]] = []
    for phrase, features in candidates:
        assert isinstance(phrase, Phrase)
        _, actor, target = model.probabilities(features)
        role, chance = ("actor", actor) if actor >= target else ("target", target)
        if chance >= model.cut:
            ranked.append((chance, role, phrase))
    ranked.sort(key=lambda row: (-row[0], row[2].first))
    chosen: dict[str, list[Phrase]] = {"actor": [], "target": []}
    names: dict[str, str] = {}
    for chance, role, phrase in ranked:
        group = _group(items, phrase.item)
        joined = any(_group(items, other.item) == group for other in chosen[role])
        if chosen[role] and not joined and chance < model.cut + _SURER[role]:
            continue
        if phrase.ref is not None and names.setdefault(phrase.ref.name, role) != role:
            continue
        chosen[role].append(phrase)
    draft.actors = sorted(chosen["actor"], key=lambda phrase: phrase.first)
    draft.targets = sorted(chosen["target"], key=lambda phrase: phrase.first)


def _group(items: Sequence[Item], at: int) -> int:
    """The first item of the coordination that an item belongs to."""
    return items[at].coord if items[at].coord >= 0 else at


def _best(candidates: Sequence[tuple[object, list[str]]], model: Model) -> int:
    best, chance = -1, model.cut
    for at, features in candidates:
        found = model.chance(features)
        if found >= chance:
            best, chance = int(at), found  # type: ignore[call-overload]
    return best


def accept(seen: View, draft: Draft, accepted: Accepted, models: Mapping[str, Model]) -> bool:
    """Whether the event is coded."""
    model = models[question(draft)]
    return model.chance(event_features(draft, context_features(seen, draft, accepted))) >= model.cut


def context_features(seen: View, draft: Draft, accepted: Accepted) -> list[str]:
    """What the sentence and the document say of an event word."""
    report, sentence = seen.report, seen.report.sentences[seen.number]
    token = sentence.tokens[draft.hit.first]
    title = report.titled and seen.number == 0
    lead = len(report.sentences) <= 2 + int(report.titled)
    group = family(draft.type)
    out = [
        f"title={title}|lead={lead}",
        f"title={title}|F={group}",
        f"warlike={_warlike(report)}",
        f"warlike={_warlike(report)}|strength={draft.entry.strength}",
        f"relevance={min(int(report.relevance // 15), 8)}",
        f"relevance={min(int(report.relevance // 15), 8)}|strength={draft.entry.strength}",
        f"det={token.det}|{draft.form.pos}",
        f"det={token.det}|T={draft.type}|{draft.form.pos == 'verb'}",
    ]
    if question(draft) == "toll":
        out += _toll_features(seen, draft, accepted, title)
    out += _repeat_features(seen, draft, accepted)
    out += _sentence_features(seen, draft, accepted)
    return out


def _toll_features(seen: View, draft: Draft, accepted: Accepted, title: bool) -> list[str]:
    """What decides on a toll: an attack in its sentence takes it over, a toll before it in the sentence too."""
    attacks = [other for other in seen.drafts if other.type.split(".")[0] in _DEADLY]
    tolls = [other for other in accepted.drafts if other.type == draft.type]
    here = [other for other in tolls if other.sentence == draft.sentence]
    counted = len(draft.quantities) > 0
    known = {
        q.low
        for other in tolls
        for q in (seen.report.sentences[other.sentence].quantities[i] for i in other.quantities)
    }
    sentence = seen.report.sentences[seen.number]
    new = any(sentence.quantities[i].low not in known for i in draft.quantities)
    attack = _link(attacks, draft)
    bare = not draft.actors and not draft.targets and not counted
    pos = draft.form.pos
    plain = f"title={title}|attack={bool(attacks)}|here={bool(here)}"
    return [
        plain,
        f"{plain}|counted={counted}",
        f"{plain}|bare={bare}",
        f"{plain}|{pos}",
        f"attack={attack}|counted={counted}",
        f"attack={attack}|{pos}",
        f"counted={counted}|new={new}|tolls={min(len(tolls), 2)}",
        f"rule={draft.entry.id}|attack={bool(attacks)}",
        f"rule={draft.entry.id}|counted={counted}",
    ]


def _warlike(report: Report) -> int:
    """How much of a report is about war: strong event words and parties, in steps; worked out once a report."""
    if report.warlike >= 0:
        return report.warlike
    strong = sum(1 for drafts in report.drafts for draft in drafts if draft.entry.strength >= 2)
    armed = sum(1 for phrases in report.phrases for p in phrases if p.kind == "armed_group")
    words = sum(len(sentence.tokens) for sentence in report.sentences) or 1
    density = (strong + armed) * 100 / words
    report.warlike = min(int(density), 8)
    return report.warlike


def _repeat_features(seen: View, draft: Draft, accepted: Accepted) -> list[str]:
    """Whether the event repeats one that is coded already, and what it adds."""
    same = accepted.of_type(draft.type)
    stem = draft.type.split(".")[0]
    kin = [other for other in accepted.drafts if other.type.split(".")[0] == stem]
    if not kin:
        return ["repeat=none"]
    last = kin[-1]
    gap = "same" if last.sentence == draft.sentence else "next" if draft.sentence - last.sentence == 1 else "far"
    adds = _adds(draft, kin)
    lemma = any(other.form.lemma == draft.form.lemma for other in same)
    det = seen.report.sentences[seen.number].tokens[draft.hit.first].det
    return [
        f"repeat={gap}|type={bool(same)}",
        f"repeat={gap}|type={bool(same)}|det={det}",
        f"repeat={gap}|adds={adds}|verbal={draft.hit.verbal}",
        f"repeat={gap}|adds={adds}|det={det}",
        f"repeat|lemma={lemma}|adds={adds}",
    ]


def _adds(draft: Draft, kin: Sequence[Draft]) -> str:
    """What the event has that its kin have not: parties, places, numbers."""

    def names(drafts: Sequence[Draft]) -> set[str]:
        return {p.ref.name for d in drafts for p in (*d.actors, *d.targets) if p.ref}

    def places(drafts: Sequence[Draft]) -> set[str | None]:
        return {s.ref.name for d in drafts for s in d.spots if s.ref}

    party = bool(names([draft]) - names(kin))
    place = bool(places([draft]) - places(kin))
    return f"{int(party)}{int(place)}{int(bool(draft.quantities))}"


def _sentence_features(seen: View, draft: Draft, accepted: Accepted) -> list[str]:
    """What stands around the event: governing words, other events, parties, status signs."""
    sentence = seen.report.sentences[seen.number]
    predicate = sentence.predicates.get(draft.item)
    over = "none"
    if predicate is not None and predicate.over >= 0:
        head = sentence.items[predicate.over].head
        word = sentence.words[head]
        over = "event" if word.triggers else "carrier" if word.carriers else "speech" if word.speech else "verb"
    here = [other for other in accepted.drafts if other.sentence == draft.sentence]
    deadly = [other for other in here if other.type.split(".")[0] in _DEADLY]
    named = [p for p in seen.report.phrases[seen.number] if p.kind in PARTY_KINDS]
    near = sum(1 for p in named if abs(p.first - draft.hit.first) <= 8)
    phrases = seen.report.phrases[seen.number]
    armed = sum(1 for p in phrases if p.kind in ARMED_KINDS and abs(p.first - draft.hit.first) <= 8)
    prep = sentence.items[draft.item].prep if draft.item >= 0 else ""
    label = predicate.over_label.rstrip("'~&") if predicate is not None else ""
    group = family(draft.type)
    out = [
        f"over={over}|{label}",
        f"over={over}|F={group}",
        f"here={min(len(here), 3)}|F={group}",
        f"deadly={min(len(deadly), 2)}|T={draft.type}",
        f"deadly={_link(deadly, draft)}|T={draft.type}",
        f"near={min(near, 2)}|strength={draft.entry.strength}",
        f"named={min(len(named), 3)}|strength={draft.entry.strength}",
        f"armed={min(armed, 2)}|strength={draft.entry.strength}",
        f"prep={prep}|{draft.form.pos}",
        f"status={draft.status}|F={group}",
        f"next={_beside(seen, draft, 1)}",
        f"prev={_beside(seen, draft, -1)}",
    ]
    spoken = any(voice.at == draft.hit.first for voice in seen.report.voices[seen.number])
    out.append(f"spoken={spoken}|F={group}")
    return out


def _link(deadly: Sequence[Draft], draft: Draft) -> str:
    """On which side and how near an accepted attack stands."""
    if not deadly:
        return "none"
    near = min(deadly, key=lambda other: abs(other.hit.first - draft.hit.first))
    distance = near.hit.first - draft.hit.first
    return f"{'a' if distance > 0 else 'b'}{min(abs(distance) // 5, 4)}"


def _beside(seen: View, draft: Draft, way: int) -> str:
    """The word class and kind of the word right before or after the event word."""
    sentence = seen.report.sentences[seen.number]
    at = draft.hit.last if way > 0 else draft.hit.first - 1
    if not 0 <= at < len(sentence.tokens):
        return "edge"
    word = sentence.words[at]
    what = (
        "event"
        if word.triggers
        else "party"
        if "party" in sentence.classes[at]
        else min(word.classes)
        if word.classes
        else ""
    )
    return f"{sentence.tags[at]}.{what}.{sentence.tokens[at].det}"


def source_candidates(seen: View, draft: Draft) -> list[tuple[Voice, list[str]]]:
    """The voices of this sentence, and the latest ones before it, with their features."""
    voices = seen.report.voices
    sentence = seen.report.sentences[seen.number]
    here = voices[seen.number]
    earlier: list[Voice] = []
    for number in range(seen.number - 1, -1, -1):
        earlier += [voice for voice in reversed(voices[number]) if voice.chain]
        if len(earlier) >= 2:
            break
    pool = here + earlier[:2]
    out = []
    for voice in here:
        rank = sum(1 for other in here if abs(other.at - draft.hit.first) < abs(voice.at - draft.hit.first))
        out.append((voice, source_features(sentence, draft, voice, rank, pool)))
    for rank, voice in enumerate(earlier[:2]):
        out.append((voice, source_features(sentence, draft, voice, rank, pool)))
    return out


def ordered(drafts: Sequence[Draft]) -> list[Draft]:
    """The events of a sentence in the order of decision: attacks and clashes first, tolls after them."""
    return sorted(drafts, key=lambda draft: (draft.type in ("casualties", "destruction"), draft.hit.first))


def question(draft: Draft) -> str:
    """Which model decides on an event: tolls follow rules of their own."""
    return "toll" if draft.type == "casualties" else "event"
