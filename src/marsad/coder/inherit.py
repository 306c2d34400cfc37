"""What does an event take from earlier events of the report: implied subjects, pronouns, definite repeats?"""

from __future__ import annotations

from collections.abc import Mapping

from marsad.arabic.particles import OPENINGS, POINTED_AT, REFERENTS, WAS
from marsad.coder.again import take_sides, told_again
from marsad.coder.draft import Draft, Phrase, Spot, stem_of
from marsad.coder.features import family
from marsad.coder.offers import Offer, party_offers, place_offers, same_place, time_offers
from marsad.coder.ranker import Feature, Model, together
from marsad.coder.view import Accepted, View

ROLES = ("actor", "target")
_BEFORE_VERB = 6


def _common(seen: View, draft: Draft, offer: Offer, word: str) -> list[Feature]:
    """Features that all kinds of offers share."""
    stem = draft.stem
    kin = "same" if offer.type == draft.type else "kin" if stem_of(offer.type) == stem else "other"
    if offer.type == "none":
        kin = "none"
    det = seen.report.sentences[seen.number].tokens[draft.hit.first].det
    pos = "verb" if draft.hit.verbal else "det" if det else "noun"
    return [
        _kindred(word, offer.was, kin, pos, bool(draft.pronoun)),
        _away(word, min(offer.gap, 3), min(offer.back, 3), kin, pos),
        _related(word, family(draft.type), kin, offer.was, family(offer.type)),
    ]


@together
def _kindred(word: str, was: str, kin: str, pos: str, enc: bool) -> tuple[str, ...]:
    return "bias", f"{word}|was={was}|kin={kin}", f"{word}|pos={pos}|enc={enc}"


@together
def _away(word: str, gap: int, back: int, kin: str, pos: str) -> tuple[str, ...]:
    return (
        f"{word}|gap={gap}|back={back}",
        f"{word}|gap={gap}|kin={kin}|pos={pos}",
        f"{word}|back={back}|kin={kin}|pos={pos}",
    )


@together
def _related(word: str, group: str, kin: str, was: str, other: str) -> tuple[str, ...]:
    return f"{word}|F={group}|kin={kin}", f"{word}|F={group}|was={was}", f"{word}|from={other}|F={group}|was={was}"


def party_features_of(
    seen: View, draft: Draft, offer: Offer, role: str, first: bool, subject: bool, fills: str
) -> list[Feature]:
    """The features of an earlier party as actor or target of this event.

    ``first``: no nearer offer of its kind; ``subject`` and ``fills``: see ``_has_subject`` and ``_filled``.
    """
    phrase = offer.located.value
    assert isinstance(phrase, Phrase)
    own = draft.actors if role == "actor" else draft.targets
    other = draft.targets if role == "actor" else draft.actors
    names = {p.ref.name for p in (*own, *other) if p.ref}
    clash = phrase.ref is not None and phrase.ref.name in names
    kept, group, was = min(len(own), 1), family(draft.type), offer.was
    return [
        *_common(seen, draft, offer, role),
        _held(role, kept, was, min(offer.gap, 3), min(len(other), 1), clash),
        _filling(role, fills, was, group),
        _owned(role, draft.type, draft.entry.id, kept),
        _named(role, phrase.kind, group, phrase.ref is not None),
        _standing(role, subject, draft.hit.verbal, was, draft.passive, _shape(draft, phrase), first),
        f"{role}|reciprocal={draft.reciprocal}|own={min(len(own), 2)}",
    ]


@together
def _held(role: str, own: int, was: str, gap: int, other: int, clash: bool) -> tuple[str, ...]:
    return (
        f"{role}|own={own}",
        f"{role}|own={own}|was={was}|gap={gap}",
        f"{role}|other={other}|was={was}",
        f"{role}|clash={clash}",
    )


@together
def _filling(role: str, fills: str, was: str, group: str) -> tuple[str, ...]:
    return f"{role}|fills={fills}|was={was}", f"{role}|fills={fills}|F={group}"


@together
def _owned(role: str, event: str, entry: str, own: int) -> tuple[str, ...]:
    return f"{role}|T={event}|own={own}", f"{role}|E={entry}|own={own}"


@together
def _named(role: str, kind: str, group: str, named: bool) -> tuple[str, ...]:
    return f"{role}|K={kind}", f"{role}|K={kind}|F={group}", f"{role}|named={named}"


@together
def _standing(
    role: str, subject: bool, verbal: bool, was: str, passive: bool, shape: str, first: bool
) -> tuple[str, ...]:
    return (
        f"{role}|subject={subject}|verbal={verbal}|was={was}",
        f"{role}|subject={subject}|passive={passive}",
        f"{role}|shape={shape}|subject={subject}",
        f"{role}|first={first}|was={was}",
    )


def _has_subject(draft: Draft) -> bool:
    """Whether a phrase stands where the subject of the event, or of a word that carries it, would."""
    return any(
        label.rstrip("'") in ("post1", "pre1", "ante", "ante0") for labels in draft.labels.values() for label in labels
    )


def _filled(draft: Draft) -> str:
    """Which roles the grammar gives to phrases of the sentence."""
    given = {slots[0].role for slots in draft.slots.values()}
    return f"{int('actor' in given)}{int('target' in given)}{int('either' in given)}"


def _shape(draft: Draft, phrase: Phrase) -> str:
    """Whether the verb, or the pronoun on the event word, agrees with the party."""
    if draft.pronoun:
        wanted = POINTED_AT.get(draft.pronoun)
        return f"enc{wanted == phrase.shape}"
    if draft.hit.verbal and draft.form.number == "pl":
        return f"pl{phrase.shape == 'p'}"
    if draft.hit.verbal and draft.form.gender in ("m", "f"):
        return f"sg{(draft.form.gender == 'f') == (phrase.shape == 'f')}"
    return "none"


def _need(seen: View, draft: Draft, offer: Offer) -> tuple[str, str]:
    """How the event word stands (verb, the event, an event) to kin of it, as one word; and what its sentence has."""
    kin = "none" if offer.type == "none" else "other"
    if offer.type == draft.type:
        kin = "same"
    elif stem_of(offer.type) == draft.stem or family(offer.type) == family(draft.type):
        kin = "kin"
    det = seen.report.sentences[seen.number].tokens[draft.hit.first].det
    pos = "verb" if draft.hit.verbal else "det" if det else "noun"
    here = min(len(seen.report.spots[seen.number]), 2)
    return f"{kin}.{pos}", f"{min(len(draft.spots), 1)}.{here}"


def _again_features(seen: View, draft: Draft, offer: Offer, word: str, before: str = "") -> list[Feature]:
    """What tells whether an event is the one that offers once more; ``word`` says how its word stands to that one.

    ``before`` stands before the name of every feature.
    """
    nth, gap = min(offer.nth, 2), min(offer.gap, 3)
    return [
        _likened(before, offer.like, word, gap, nth),
        _pointing(before, _pluperfect(seen, draft), _pointed(seen, draft), offer.fresh, word, gap, nth),
    ]


@together
def _likened(before: str, like: str, word: str, gap: int, nth: int) -> tuple[str, ...]:
    return (
        f"{before}like={like}|word={word}",
        f"{before}like={like}|gap={gap}",
        f"{before}like={like[:2]}|word={word}|gap={min(gap, 2)}",
        f"{before}nth={nth}|word={word}",
        f"{before}nth={nth}|word={word}|gap={gap}",
        f"{before}nth={nth}|like={like}",
    )


@together
def _pointing(before: str, past: bool, told: bool, fresh: bool, word: str, gap: int, nth: int) -> tuple[str, ...]:
    return (
        f"{before}past={past}|word={word}",
        f"{before}past={past}|gap={gap}",
        f"{before}told={told}|word={word}",
        f"{before}told={told}|gap={gap}|nth={nth}",
        f"{before}fresh={fresh}|word={word}",
        f"{before}fresh={fresh}|gap={gap}",
    )


def _pluperfect(seen: View, draft: Draft) -> bool:
    """Whether the event lies before what the report tells: "it [had] attacked"."""
    sentence = seen.report.sentences[seen.number]
    first = max(draft.hit.first - _BEFORE_VERB, 0)
    return draft.hit.verbal and any(token.core in WAS for token in sentence.tokens[first : draft.hit.first])


def _pointed(seen: View, draft: Draft) -> bool:
    """Whether a demonstrative points at the event: "this attack", "those clashes"."""
    at = draft.hit.first
    return at > 0 and seen.report.sentences[seen.number].tags[at - 1] == "dem"


def place_features_of(seen: View, draft: Draft, offer: Offer) -> list[Feature]:
    """The features of an earlier place as the place of this event."""
    spot = offer.located.value
    assert isinstance(spot, Spot)
    levels = ".".join(sorted({s.level for s in draft.spots})[:2])
    word, own = _need(seen, draft, offer)
    gap, back, event = min(offer.gap, 3), min(offer.back, 3), draft.type
    lead = offer.located.sentence <= int(seen.report.titled)
    named = spot.ref is not None and spot.ref.name is not None
    again = any(s.ref and spot.ref and s.ref.name == spot.ref.name for s in seen.report.spots[seen.number])
    rivals = {s.ref.name for s in draft.spots if s.ref and s.ref.name}
    parties = f"{min(len(draft.actors), 1)}{min(len(draft.targets), 1)}"
    return [
        *_common(seen, draft, offer, "place"),
        _wanted(own, word, gap, back),
        _levelled(min(len(draft.spots), 2), levels, spot.level, gap),
        _typed(own, event, min(gap, 1), offer.type == event),
        _leading(own, lead, spot.level, named, gap),
        _equipped(own, parties, len(draft.quantities) > 0, gap),
        _told(own, draft.status, draft.form.tense, gap),
        _rivalled(again, min(len(rivals), 2), spot.level, named),
        _taken(_taken_up(seen, draft, offer), own[0], min(offer.nth, 1), family(event)),
        f"role={spot.role}",
        *_again_features(seen, draft, offer, word, f"own={own[0]}|"),
    ]


@together
def _wanted(own: str, word: str, gap: int, back: int) -> tuple[str, ...]:
    return (
        *(f"own={own}|gap={gap}", f"own={own}|word={word}"),
        *(f"own={own}|word={word}|gap={gap}", f"own={own}|word={word}|back={back}"),
    )


@together
def _levelled(own: int, levels: str, level: str, gap: int) -> tuple[str, ...]:
    return f"own={own}|gap={gap}", f"own={min(own, 1)}|level={level}", f"levels={levels}|level={level}"


@together
def _typed(own: str, event: str, gap: int, kin: bool) -> tuple[str, ...]:
    return f"T={event}|kin={kin}", f"own={own}|F={family(event)}", f"own={own}|T={event}|gap={gap}"


@together
def _leading(own: str, lead: bool, level: str, named: bool, gap: int) -> tuple[str, ...]:
    return f"own={own}|lead={lead}|gap={gap}", f"own={own}|level={level}|named={named}"


@together
def _equipped(own: str, parties: str, counted: bool, gap: int) -> tuple[str, ...]:
    return f"own={own}|parties={parties}|gap={gap}", f"own={own}|counted={counted}|gap={gap}"


@together
def _told(own: str, status: str, tense: str, gap: int) -> tuple[str, ...]:
    return f"own={own}|status={status}", f"tense={tense}|own={own}|gap={gap}"


@together
def _rivalled(again: bool, rivals: int, level: str, named: bool) -> tuple[str, ...]:
    return f"again={again}", f"rivals={rivals}|level={level}|named={named}"


@together
def _taken(taken: str, own: str, nth: int, group: str) -> tuple[str, ...]:
    return f"taken-up={taken}|F={group}", f"taken-up={taken}|own={own}|nth={nth}"


def _taken_up(seen: View, draft: Draft, offer: Offer) -> str:
    """How a pronoun may take up an earlier place: on the event word ("its liberation") or on a preposition after it
    ("broke the siege [of it]"), with whether it agrees; ``no`` for none."""
    spot = offer.located.value
    assert isinstance(spot, Spot)
    sentence, at = seen.report.sentences[seen.number], draft.hit.last
    token, way = sentence.tokens[draft.hit.first], "enc"
    if not token.enc and at < len(sentence.tokens) and sentence.tokens[at].enc:
        token, way = sentence.tokens[at], sentence.tags[at]
    if not token.enc or way not in ("enc", "prep"):
        return "no"
    named = (phrase.shape for phrase in seen.report.phrases[offer.located.sentence] if phrase.item == spot.item)
    return f"{way}.{next(named, 'f') in REFERENTS.get(token.enc, ())}"


def time_features_of(seen: View, draft: Draft, offer: Offer, accepted: Accepted) -> list[Feature]:
    """The features of an earlier date as the time of this event."""
    out = _common(seen, draft, offer, "time")
    word, _ = _need(seen, draft, offer)
    at = offer.located.value
    assert isinstance(at, int)
    rule = seen.report.sentences[offer.located.sentence].dates[at].rule
    lead = offer.located.sentence <= int(seen.report.titled)
    place = same_place(draft, offer)
    dates = len(seen.report.sentences[seen.number].dates)
    out += [
        f"dates={min(dates, 1)}|gap={min(offer.gap, 3)}",
        f"status={draft.status}",
        f"tense={draft.form.tense}|gap={min(offer.gap, 2)}",
        f"T={draft.type}",
        f"args={draft.shape()[:3]}",
        f"dates={min(dates, 1)}|word={word}",
        f"dates={min(dates, 1)}|word={word}|gap={min(offer.gap, 3)}",
        f"dates={min(dates, 1)}|word={word}|back={min(offer.back, 3)}",
        f"word={word}|place={place}|gap={min(offer.gap, 3)}",
        f"word={word}|counted={len(draft.quantities) > 0}",
        f"lead={lead}|gap={min(offer.gap, 3)}|dates={min(dates, 1)}",
        f"rule={rule}",
        f"rule={rule}|gap={min(offer.gap, 3)}",
        f"tense={draft.form.tense}|word={word}",
        f"same-sentence={offer.gap == 0}|word={word}|F={family(draft.type)}",
        *_again_features(seen, draft, offer, word),
        _spoken(
            bool(seen.report.voices[seen.number]), offer.type == draft.type, word, min(offer.gap, 3), min(offer.nth, 2)
        ),
        *_timeline_features(seen, draft, offer, word, accepted),
    ]
    return out


@together
def _spoken(voiced: bool, same: bool, word: str, gap: int, nth: int) -> tuple[str, ...]:
    """Somebody's account of what the report has told already was when that was."""
    return (
        f"voiced={voiced}|word={word}",
        f"voiced={voiced}|same={same}|gap={gap}",
        f"voiced={voiced}|same={same}|nth={nth}",
    )


def _timeline_features(seen: View, draft: Draft, offer: Offer, word: str, accepted: Accepted) -> list[Feature]:
    """How the events before were dated: all of one day, few of any; and how the sentence goes on from there."""
    times = [(other.when.sentence, other.when.value) if other.when is not None else None for other in accepted.drafts]
    known = [time for time in times if time is not None]
    mine = (offer.located.sentence, offer.located.value)
    spread = min(len(set(known)), 3)
    share = _share(known.count(mine), len(times))
    last = "".join("n" if time is None else "=" if time == mine else "!" for time in times[:-4:-1])
    sentence = seen.report.sentences[seen.number]
    rules = {date.rule for date in sentence.dates}
    vague = "none" if not rules else "vague" if all(_vague(rule) for rule in rules) else "day"
    gap, long = min(offer.gap, 3), min(len(seen.report.sentences) // 4, 3)
    return [
        _dated_so_far(spread, share, last, gap, word),
        _long(long, share, gap),
        _going_on(vague, _opening(seen), last[:1], gap, draft.form.tense),
        _deed(draft.stem, draft.status, last[:1], gap),
    ]


@together
def _dated_so_far(spread: int, share: str, last: str, gap: int, word: str) -> tuple[str, ...]:
    return (
        *(f"spread={spread}|share={share}", f"spread={spread}|gap={gap}"),
        *(f"share={share}|word={word}", f"share={share}|gap={gap}"),
        *(f"last={last}", f"last={last[:1]}|gap={gap}|word={word}", f"last={last[:2]}|gap={gap}"),
    )


@together
def _long(long: int, share: str, gap: int) -> tuple[str, ...]:
    return f"long={long}|gap={gap}", f"long={long}|share={share}"


@together
def _going_on(here: str, opening: str, last: str, gap: int, tense: str) -> tuple[str, ...]:
    return (
        *(f"here={here}|gap={gap}", f"here={here}|tense={tense}"),
        *(f"opening={opening}|gap={gap}", f"opening={opening}|last={last}"),
    )


@together
def _deed(stem: str, status: str, last: str, gap: int) -> tuple[str, ...]:
    return f"S={stem}|gap={gap}", f"S={stem}|last={last}", f"status={status}|gap={gap}"


def _share(part: int, whole: int) -> str:
    return "none" if not part else "all" if part == whole else "most" if 2 * part >= whole else "some"


def _vague(rule: str) -> bool:
    return rule == "duration" or "vague" in rule


def _opening(seen: View) -> str:
    """How a sentence begins: with speech, with "as well", with a verb or otherwise."""
    sentence = seen.report.sentences[seen.number]
    at = next((at for at, token in enumerate(sentence.tokens) if token.kind == "w"), -1)
    if at < 0:
        return "none"
    if sentence.tags[at] == "verb":
        return "speech" if sentence.words[at].speech else "event" if sentence.words[at].triggers else "verb"
    core = sentence.tokens[at].core
    return core if core in OPENINGS else sentence.tags[at]


def take(seen: View, draft: Draft, accepted: Accepted, models: Mapping[str, Model]) -> None:
    """Fills what the event takes from earlier ones."""
    model = models["far_party"]
    for role in ROLES:
        for offer, features in party_choices(seen, draft, accepted, role):
            if model.chance(features) >= model.cut:
                (draft.far_actors if role == "actor" else draft.far_targets).append(offer.located)
                draft.rules.append(f"taken.{role}.{offer.was}")
    take_sides(seen, draft, accepted)
    _take_places(seen, draft, accepted, models["far_place"])
    if draft.date < 0:
        _take_time(seen, draft, accepted, models["far_time"])


def _take_places(seen: View, draft: Draft, accepted: Accepted, model: Model) -> None:
    again = told_again(seen, draft, accepted, "place") if not draft.spots else None
    if again is not None and again.all_spots:
        draft.far_spots.extend(again.all_spots)
        draft.rules.append("again.place")
        return
    own = {spot.ref.name for spot in draft.spots if spot.ref is not None and spot.ref.name}
    for offer in place_offers(seen, draft, accepted):
        if _place_name(offer) in own:
            continue
        if model.chance(place_features_of(seen, draft, offer)) >= model.cut:
            draft.far_spots.append(offer.located)
            draft.rules.append("taken.place")


def _place_name(offer: Offer) -> str | None:
    """The name of the place that is offered, where it is known."""
    spot = offer.located.value
    return spot.ref.name if isinstance(spot, Spot) and spot.ref is not None else None


def _take_time(seen: View, draft: Draft, accepted: Accepted, model: Model) -> None:
    dated = bool(seen.report.sentences[seen.number].dates)
    again = told_again(seen, draft, accepted, "time") if not dated else None
    if again is not None and again.when is not None:
        draft.far_date = again.when
        draft.rules.append("again.time")
        return
    ranked = [
        (model.chance(time_features_of(seen, draft, offer, accepted)), offer)
        for offer in time_offers(seen, draft, accepted)
    ]
    best = max(ranked, key=lambda pair: pair[0], default=None)
    if best is not None and best[0] >= model.cut:
        draft.far_date = best[1].located
        draft.rules.append("taken.time")


def party_choices(seen: View, draft: Draft, accepted: Accepted, role: str) -> list[tuple[Offer, list[Feature]]]:
    """The earlier parties that are not in the event already, with their features for a role."""
    own = {p.ref.name for p in (*draft.actors, *draft.targets) if p.ref}
    subject, fills = _has_subject(draft), _filled(draft)
    out, seen_was = [], set()
    for offer in party_offers(seen, draft, accepted):
        phrase = offer.located.value
        assert isinstance(phrase, Phrase)
        if phrase.ref is not None and phrase.ref.name in own:
            continue
        out.append((offer, party_features_of(seen, draft, offer, role, offer.was not in seen_was, subject, fills)))
        seen_was.add(offer.was)
    return out
