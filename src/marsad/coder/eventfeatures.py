"""How does an event word look to the ranker, that asks whether it is coded? Its rule, its company, what it adds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from marsad.arabic.particles import FOR
from marsad.coder.answered import beside_toll
from marsad.coder.draft import Draft, Phrase
from marsad.coder.drafts import ARMED_KINDS, PARTY_KINDS
from marsad.coder.features import family
from marsad.coder.ranker import Feature, together
from marsad.coder.repeats import repeat_features
from marsad.coder.reportreading import Report
from marsad.coder.sentence import Sentence
from marsad.coder.status import acting, governed, governor_status, subordinate
from marsad.coder.view import Accepted, View
from marsad.coder.wordclasses import class_features

DEADLY = ("attack", "clash", "killing")
_NEAR = 4
# The steps in which a headline's event is likely by itself.
_STEPS = (0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


def question(draft: Draft) -> str:
    """Which model decides on an event: tolls follow rules of their own."""
    return "toll" if draft.type == "casualties" else "event"


def early_features(seen: View, draft: Draft) -> list[Feature]:
    """What tells at a glance that a word is no event here: its rule, its form and the words beside it."""
    entry, form = draft.entry, draft.form
    sentence = seen.report.sentences[seen.number]
    doubt = draft.rule.endswith("doubt")
    relevance = _relevance(seen.report)
    named = sum(1 for p in seen.report.phrases[seen.number] if p.kind in PARTY_KINDS)
    det = sentence.tokens[draft.hit.first].det
    return [
        _early(entry.id, entry.strength, form.pos, draft.type, seen.title),
        _doubted(entry.strength, doubt, relevance, min(named, 3)),
        _written(seen.title, len(seen.report.sentences) <= 3, det, form.pos, form.tense, _phrase(draft)),
        f"next={beside(seen, draft, 1)}",
        f"prev={beside(seen, draft, -1)}",
    ]


@together
def _early(entry: str, strength: int, pos: str, event: str, title: bool) -> tuple[str, ...]:
    return (
        *("bias", f"rule={entry}", f"rule={entry}|{pos}", f"T={event}", f"strength={strength}|{pos}"),
        f"title={title}|T={event}",
    )


@together
def _doubted(strength: int, doubt: bool, relevance: int, named: int) -> tuple[str, ...]:
    return (
        f"strength={strength}|doubt={doubt}",
        f"strength={strength}|relevance={relevance}",
        f"strength={strength}|named={named}",
    )


@together
def _written(title: bool, lead: bool, det: bool, pos: str, tense: str, phrase: bool) -> tuple[str, ...]:
    return f"title={title}|lead={lead}", f"det={det}|{pos}|{tense}", f"phrase={phrase}"


def _phrase(draft: Draft) -> bool:
    """Whether several words name the event."""
    return draft.hit.last - draft.hit.first > 1


def event_features(seen: View, draft: Draft, accepted: Accepted) -> list[Feature]:
    """The features of a word as an event that is to be coded, after its arguments are known."""
    out = _word_features(seen, draft)
    out += _report_features(seen, draft)
    out += _argument_features(draft)
    if question(draft) == "toll":
        out += _toll_features(seen, draft, accepted)
    out += repeat_features(seen, draft, accepted)
    out += _company_features(seen, draft, accepted)
    out += _governing_features(seen, draft, accepted)
    out += _governed_features(seen, draft, accepted)
    out += _neighbour_features(seen, draft, accepted)
    out += _sign_features(seen, draft)
    return out + class_features(seen, draft)


def _word_features(seen: View, draft: Draft) -> list[Feature]:
    """The event word itself: its entry, its form, its article."""
    entry, form = draft.entry, draft.form
    det = seen.report.sentences[seen.number].tokens[draft.hit.first].det
    lemma = f"{entry.id}:{form.lemma}"
    return [
        _listed(entry.id, entry.strength, draft.type, form.pos, det),
        _formed(form.pos, form.tense, form.voice, form.number, det),
        _sure(draft.rule.endswith("doubt"), entry.strength, form.pos, _phrase(draft)),
        f"lemma={lemma}",
        f"lemma={lemma}|{form.pos}",
        f"lemma={lemma}|T={draft.type}",
    ]


@together
def _listed(entry: str, strength: int, event: str, pos: str, det: bool) -> tuple[str, ...]:
    return (
        *("bias", f"rule={entry}", f"rule={entry}|{pos}", f"T={event}", f"strength={strength}|{pos}"),
        f"det={det}|T={event}|{pos == 'verb'}",
    )


@together
def _formed(pos: str, tense: str, voice: str, number: str, det: bool) -> tuple[str, ...]:
    return f"pos={pos}|{tense}|{voice}", f"form={pos}|{tense}|{number}|{det}", f"det={det}|{pos}"


@together
def _sure(doubt: bool, strength: int, pos: str, phrase: bool) -> tuple[str, ...]:
    return f"phrase={phrase}", f"doubt={doubt}|strength={strength}", f"doubt={doubt}|{pos}"


def _report_features(seen: View, draft: Draft) -> list[Feature]:
    """The report: how warlike, how long, and where in it the event stands."""
    report, sentence = seen.report, seen.report.sentences[seen.number]
    strength, group, pos = draft.entry.strength, family(draft.type), draft.form.pos
    size = min(len(report.sentences) // 3, 6)
    number = min(seen.number - int(report.titled), 6)
    length = max(len(sentence.tokens), 1)
    part = min(draft.hit.first * 4 // length, 3)
    quoted = sum(1 for token in sentence.tokens[: draft.hit.first] if token.form == '"') % 2
    return [
        _titled(seen.title, seen.lead, group),
        _reported(_warlike(report), _relevance(report), size, strength),
        _numbered(number, group),
        _long(min(length // 10, 5), min(len(seen.drafts), 6), part, pos),
        _quoted(quoted, group, pos, bool(report.voices[seen.number])),
    ]


@together
def _titled(title: bool, lead: bool, group: str) -> tuple[str, ...]:
    return f"title={title}|lead={lead}", f"title={title}|F={group}"


@together
def _reported(warlike: int, relevance: int, size: int, strength: int) -> tuple[str, ...]:
    return (
        *(f"warlike={warlike}", f"warlike={warlike}|strength={strength}"),
        *(f"relevance={relevance}", f"relevance={relevance}|strength={strength}"),
        f"size={size}|strength={strength}",
    )


@together
def _numbered(number: int, group: str) -> tuple[str, ...]:
    return f"sent={number}", f"sent={min(number, 3)}|F={group}"


@together
def _long(length: int, drafts: int, part: int, pos: str) -> tuple[str, ...]:
    return f"long={length}", f"drafts={drafts}", f"part={part}|{pos}"


@together
def _quoted(quoted: int, group: str, pos: str, voiced: bool) -> tuple[str, ...]:
    return f"quoted={quoted}|F={group}", f"quoted={quoted}|{pos}", f"voiced={voiced}|quoted={quoted}"


def _argument_features(draft: Draft) -> list[Feature]:
    """The arguments that it has: which, of which kinds, named or not."""
    entry, group, shape = draft.entry, family(draft.type), draft.shape()
    out: list[Feature] = [_shaped(entry.strength, group, draft.form.pos, shape), _taking(entry.id, shape)]
    out += [_side("actor", kind, group) for kind in _kinds(draft.actors)]
    out += [_side("target", kind, group) for kind in _kinds(draft.targets)]
    return out + [f"place={level}|F={group}" for level in sorted({spot.level for spot in draft.spots}) or ["none"]]


@together
def _shaped(strength: int, group: str, pos: str, shape: str) -> tuple[str, ...]:
    count = shape.count("1")
    return (
        *(f"strength={strength}|args={shape}", f"F={group}|args={shape}"),
        *(f"args={count}|{pos}", f"args={count}|F={group}"),
    )


@together
def _taking(entry: str, shape: str) -> tuple[str, ...]:
    return (
        *(f"rule={entry}|parties={shape[:2]}", f"rule={entry}|place={shape[2]}"),
        *(f"rule={entry}|time={shape[3]}", f"rule={entry}|count={shape[4]}"),
    )


@together
def _side(role: str, kind: str, group: str) -> tuple[str, ...]:
    return f"{role}={kind}", f"{role}={kind}|F={group}"


def _kinds(phrases: Iterable[Phrase]) -> list[str]:
    return sorted({f"{'named' if phrase.ref else 'plain'}.{phrase.kind}" for phrase in phrases}) or ["none"]


def _toll_features(seen: View, draft: Draft, accepted: Accepted) -> list[str]:
    """What decides on a toll: an attack in its sentence takes it over, a toll before it in the sentence too."""
    attacks = [other for other in beside_toll(seen.answers, draft, seen.drafts) if other.stem in DEADLY]
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
    plain = f"title={seen.title}|attack={bool(attacks)}|here={bool(here)}"
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


def headline_features(seen: View, draft: Draft, accepted: Accepted) -> list[str]:
    """An event in the headline of a lead: what of it the lead under it tells already, first of all."""
    told = accepted.drafts
    kin = [other for other in told if other.stem == draft.stem]
    family_told = any(family(other.type) == family(draft.type) for other in told)
    spare = any(other.type == draft.type for row in seen.report.drafts[1:] for other in row)
    same = "type" if any(o.type == draft.type for o in kin) else "class" if kin else "family" if family_told else "none"
    sentence = seen.report.sentences[seen.number]
    predicate = sentence.predicates.get(draft.item)
    return [
        f"told={same}",
        "bias",
        f"events={min(len(told), 3)}",
        f"told={same}|spare={spare}",
        f"told={same}|none={not told}",
        f"told={same}|F={family(draft.type)}",
        f"told={same}|verbal={draft.hit.verbal}",
        f"T={draft.type}",
        f"others={min(len(seen.drafts) - 1, 2)}",
        f"{draft.form.pos}|{draft.form.tense}",
        f"args={draft.shape()}",
        f"over={predicate is not None and predicate.over >= 0}",
        f"part={min(draft.hit.first * 3 // max(len(sentence.tokens), 1), 2)}",
    ]


def surer(features: Sequence[str], chance: float) -> list[str]:
    """The features of a headline's event with how likely it is by itself (``chance``), in steps."""
    steps = [step for step in _STEPS if chance > step]
    return [*features, *(f"sure>{step}" for step in steps), *(f"{features[0]}|sure>{step}" for step in steps)]


def _company_features(seen: View, draft: Draft, accepted: Accepted) -> list[Feature]:
    """What stands in its sentence: events that are coded, parties, armed men, words beside it, voices."""
    here = [other for other in accepted.drafts if other.sentence == draft.sentence]
    deadly = [other for other in beside_toll(seen.answers, draft, here) if other.stem in DEADLY]
    phrases = seen.report.phrases[seen.number]
    named = [p for p in phrases if p.kind in PARTY_KINDS]
    near = sum(1 for p in named if abs(p.first - draft.hit.first) <= 8)
    armed = sum(1 for p in phrases if p.kind in ARMED_KINDS and abs(p.first - draft.hit.first) <= 8)
    group, strength = family(draft.type), draft.entry.strength
    spoken = any(voice.at == draft.hit.first for voice in seen.report.voices[seen.number])
    return [
        _here(min(len(here), 3), spoken, group),
        _deadly(min(len(deadly), 2), _link(deadly, draft), draft.type),
        _armed(min(near, 2), min(len(named), 3), min(armed, 2), strength),
        f"next={beside(seen, draft, 1)}",
        f"prev={beside(seen, draft, -1)}",
    ]


@together
def _here(here: int, spoken: bool, group: str) -> tuple[str, ...]:
    return f"here={here}|F={group}", f"spoken={spoken}|F={group}"


@together
def _deadly(deadly: int, link: str, event: str) -> tuple[str, ...]:
    return f"deadly={deadly}|T={event}", f"deadly={link}|T={event}"


@together
def _armed(near: int, named: int, armed: int, strength: int) -> tuple[str, ...]:
    return (
        f"near={near}|strength={strength}",
        f"named={named}|strength={strength}",
        f"armed={armed}|strength={strength}",
    )


def _governing_features(seen: View, draft: Draft, accepted: Accepted) -> list[str]:
    """The verb or event that governs it, and the way its clause hangs on the one before."""
    sentence = seen.report.sentences[seen.number]
    pos, group = draft.form.pos, family(draft.type)
    prep = sentence.items[draft.item].prep if draft.item >= 0 else ""
    predicate = sentence.predicates.get(draft.item)
    if predicate is None:
        return [f"prep={prep}|{pos}", "over=none|", f"over=none|F={group}"]
    out = [f"prep={prep}|{pos}", f"link={predicate.link}|{pos}", f"link={predicate.link}|F={group}"]
    if predicate.under >= 0:
        out.append(f"under|{pos}")
    if predicate.over < 0:
        return [*out, "over=none|", f"over=none|F={group}"]
    label = predicate.over_label.rstrip("'~&")
    return out + _over(seen, draft, accepted, predicate.over, label)


def _over(seen: View, draft: Draft, accepted: Accepted, over: int, label: str) -> list[str]:
    """What the governing word is: an event that is coded or not, a verb that carries events, speech, another verb."""
    sentence = seen.report.sentences[seen.number]
    head, group = sentence.items[over].head, family(draft.type)
    word = sentence.words[head]
    kind = "event" if word.triggers else "carrier" if word.carriers else "speech" if word.speech else "verb"
    out = [f"over={kind}|{label}", f"over={kind}|F={group}"]
    other = next((o for o in seen.drafts if o.item == over), None)
    if other is not None:
        out += [f"over={other.stem}>{draft.stem}", f"over={family(other.type)}>{group}|{label}"]
        out += [f"over={other.entry.id}|{label}", f"over.coded={_coded(other, accepted)}|{label}"]
    elif word.carriers:
        out.append(f"carrier={word.carriers[0].entry}|{label}")
    elif word.speech:
        out.append(f"speech={word.speech[0].entry}|{label}")
    else:
        out.append(f"verb|{label}|F={group}")
    return out


def _governed_features(seen: View, draft: Draft, accepted: Accepted) -> list[str]:
    """The events that stand as its subject, object or complement ("raids hit"): often one happening in two words."""
    out = []
    for other in seen.drafts:
        labels = draft.labels.get(other.item) if other is not draft else None
        if labels:
            label, coded = labels[0].rstrip("'~&"), _coded(other, accepted)
            out.append(f"arg.event={label}|{draft.form.pos}|{coded}")
            out.append(f"arg.event={other.stem}>{draft.stem}|{label}")
            out.append(f"arg.same={other.stem == draft.stem}|{label}|coded={coded}")
    return out


def _neighbour_features(seen: View, draft: Draft, accepted: Accepted) -> list[str]:
    """The event words before and after it in the sentence."""
    before = after = None
    for other in seen.drafts:
        if other.hit.first < draft.hit.first:
            before = other
        elif other.hit.first > draft.hit.first:
            after = other
            break
    group, pos = family(draft.type), draft.form.pos
    out = []
    if before is None:
        out.append("before=none")
    else:
        near = draft.hit.first - before.hit.first <= _NEAR
        kin = family(before.type)
        out += [f"before={before.stem}>{draft.stem}", f"before={kin}>{group}|{before.form.pos}>{pos}|{near}"]
        out.append(f"before.coded={_coded(before, accepted)}|{kin}>{group}")
    if after is None:
        out.append("after=none")
    else:
        near = after.hit.first - draft.hit.first <= _NEAR
        out.append(f"after={draft.stem}>{after.stem}")
        out.append(f"after={group}>{family(after.type)}|{pos}>{after.form.pos}|{near}")
    return out


def _coded(other: Draft, accepted: Accepted) -> bool:
    return any(draft is other for draft in reversed(accepted.drafts))


def _sign_features(seen: View, draft: Draft) -> list[str]:
    """The words of doubt, purpose, denial and demand that act on it: what is demanded or ought to be is no event."""
    sentence = seen.report.sentences[seen.number]
    group, pos = family(draft.type), draft.form.pos
    out = [f"status={draft.status}|F={group}", f"opened={subordinate(sentence, draft)}"]
    for sign, scope in acting(sentence, draft, seen.signs):
        entry = sign.entry
        out += [f"sign={entry.id}", f"sign={entry.group}.{entry.status}.{scope}", f"sign={entry.group}|F={group}"]
    over = governor_status(sentence, draft, seen.signs)
    if over:
        out.append(f"sign.over={over}")
    if sentence.tokens[draft.hit.first].pro.endswith(FOR):
        out += [f"lam|{pos}|{governed(sentence, draft)}", f"lam|F={group}"]
    return out


def _relevance(report: Report) -> int:
    return min(int(report.relevance // 15), 8)


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


def _link(deadly: Sequence[Draft], draft: Draft) -> str:
    """On which side and how near an accepted attack stands."""
    if not deadly:
        return "none"
    near = min(deadly, key=lambda other: abs(other.hit.first - draft.hit.first))
    distance = near.hit.first - draft.hit.first
    return f"{'a' if distance > 0 else 'b'}{min(abs(distance) // 5, 4)}"


def beside(seen: View, draft: Draft, way: int) -> str:
    """The word class and kind of the word right before (``way`` -1) or after (1) the event word."""
    sentence = seen.report.sentences[seen.number]
    at = draft.hit.last if way > 0 else draft.hit.first - 1
    if not 0 <= at < len(sentence.tokens):
        return "edge"
    return f"{sentence.tags[at]}.{_what(sentence, at)}.{sentence.tokens[at].det}"


def _what(sentence: Sentence, at: int) -> str:
    word = sentence.words[at]
    if word.triggers:
        return "event"
    if "party" in sentence.classes[at]:
        return "party"
    return min(word.classes) if word.classes else ""
