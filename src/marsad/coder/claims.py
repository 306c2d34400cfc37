"""Writes decided events as claims of the contract: every value with its characters in the article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from marsad.arabic.dategrammar import ALONE_RULE, EVE_RULE, NAMED_DAYS, SINCE_THEN_RULE, THEN_RULE
from marsad.arabic.dates import DateExpr, bounds, resolve
from marsad.arabic.meanings import AtEvent, Bound, Window
from marsad.arabic.particles import BY, FOR, LOOSE, SHALL
from marsad.arabic.when import NOWHEN, Dated
from marsad.arabic.wordclass import tenses
from marsad.coder.attribution import Voice
from marsad.coder.daysof import SHARED
from marsad.coder.denials import DENIED
from marsad.coder.draft import Draft, Located, Phrase, Spot
from marsad.coder.link import Link
from marsad.coder.naming import Opponents, is_arms
from marsad.coder.quantities import QuantityMention
from marsad.coder.reportreading import Report
from marsad.coder.sentence import Sentence
from marsad.coder.triggers import TriggerHit
from marsad.model import (
    Claim,
    PartyMention,
    PlaceMention,
    Quantity,
    SourceMention,
    Span,
    Trigger,
    When,
    claim_id,
    text_digest,
)
from marsad.parties.naming import PartyRef

VERSION = "9"
# How many words of others may stand inside the words that name an event.
_BESIDE = 2
# How many sentences back "then" may point.
_BACK = 2
# What is only said: a day ahead is that of what is demanded or threatened.
_SAID = frozenset(("accusation", "demand", "threat"))
# What days are set for.
_SET = frozenset(("talks", "agreement", "protest", "release", "aid"))
_VIOLENT = frozenset(("attack", "clash", "destruction", "killing", "advance", "repel", "seizure"))
# How far behind the beginning of a date the verb of its clause may stand.
_OPENING = 9
_WHO = frozenset(("people", "fighters", "civilians"))
_COME_TO = {"arrest": "captured", "abduction": "abducted", "displacement": "displaced"}
_WEAPONS = frozenset(
    "aircraft drone helicopter artillery rocket shell bomb carbomb mine belt chemical gun tank explosive".split()
)


class Writer:
    """Writes the claims of one report."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.full = report.article.full
        self.digest = text_digest(self.full)
        self.published = _day(report.article.published)
        self._last: tuple[date, date] | None = None
        self._last_day: tuple[date, date] | None = None
        self._eves: dict[tuple[int, int], tuple[date, date]] = {}
        self._count: dict[tuple[str, int, int], int] = {}
        self._opponents = Opponents((report.article.published or "")[:10])
        self._naming: list[str] = []
        self._held = False

    def claim(self, draft: Draft, chain: Sequence[Link], rules: Sequence[str]) -> Claim:
        """The claim of one event with what was decided about it."""
        sentence = self.report.sentences[draft.sentence]
        start, end = self._span(draft.sentence, draft.hit.first, _named_until(draft.hit))
        actors, targets = self._parties(draft.all_actors), self._targets(draft)
        rules = [*rules, *self._naming]
        time, status = self._dated(draft)
        key = (draft.type, start, end)
        nth = self._count[key] = self._count.get(key, -1) + 1
        return Claim(
            id=claim_id(self.digest, draft.type, start, end, VERSION, nth),
            type=draft.type,
            status=status,
            trigger=Trigger(self.full[start:end], start, end),
            sentence=Span(*self.report.normal.span(sentence.start, sentence.end)),
            actors=actors,
            targets=targets,
            places=self._places(draft.all_spots),
            time=time,
            quantities=self._quantities(draft),
            sources=self._sources(chain),
            claimed_by=self._parties([Located(draft.sentence, phrase) for phrase in draft.claimed]),
            means=self._means(draft),
            rules=list(dict.fromkeys([draft.rule, *draft.rules, *rules])),
        )

    def denial(self, claim: Claim, voice: Voice) -> Claim:
        """An earlier claim once more, as the voice that points back to it denies it."""
        sentence = self.report.sentences[voice.sentence]
        start, end = self._span(voice.sentence, voice.at, voice.at + 1)
        return msgspec.structs.replace(
            claim,
            id=claim_id(self.digest, claim.type, start, end, VERSION),
            status="denied",
            trigger=Trigger(self.full[start:end], start, end),
            sentence=Span(*self.report.normal.span(sentence.start, sentence.end)),
            sources=self._sources(voice.chain),
            claimed_by=[],
            rules=[DENIED, f"source.{voice.kind}.{voice.entry}"],
        )

    def _dated(self, draft: Draft) -> tuple[When | None, str]:
        """The days of the event and its status: what may be set for a day ahead of publication is planned then, where
        its own words give the day; what else has happened takes none."""
        when = self.when(draft.when, draft) if draft.when is not None else None
        if when is None or self.published is None or when.start <= self.published.isoformat():
            return when, draft.status
        own = draft.date >= 0 and SHARED not in draft.rules and (draft.hit.verbal or draft.stem in _SET)
        if draft.stem in _SAID:
            return None, draft.status
        if draft.status == "reported":
            return (when, "planned") if own else (None, draft.status)
        return when, draft.status

    def _span(self, number: int, first: int, last: int) -> tuple[int, int]:
        """Source offsets of tokens, without the particles written onto the first word; quotation marks stay paired."""
        tokens = self.report.sentences[number].tokens
        while last - 1 > first and tokens[last - 1].form in LOOSE:
            last -= 1
        return self.report.normal.span(tokens[first].core_start, tokens[last - 1].end)

    def _parties(self, found: Sequence[Located], opponent: PartyRef | None = None) -> list[PartyMention]:
        """The mentions with their parties; arms and men without one are the ``opponent``'s where there is one."""
        self._naming = [] if opponent is None else self._naming
        out: dict[tuple[int, int], PartyMention] = {}
        for located in found:
            phrase = located.value
            if isinstance(phrase, Phrase):
                a, b = self._span(located.sentence, phrase.first, phrase.last)
                ref = phrase.party
                if ref is not None and ref.rule == "noun" and ref.name == "civilians" and self._held:
                    ref = None
                if opponent is not None and self._is_arms(located) and not self._opponents.certain(ref, opponent):
                    ref = opponent
                if ref is not None and ref.rule in ("owner", "opponent"):
                    self._naming.append(f"name.{ref.rule}")
                if a < b:
                    out[a, b] = PartyMention(
                        self.full[a:b],
                        a,
                        b,
                        ref.name if ref else None,
                        ref.id if ref else None,
                        ref.kind if ref else None,
                    )
        return list(out.values())

    def _targets(self, draft: Draft) -> list[PartyMention]:
        """The targets; what a party strikes is its opponent's where the text names no owner."""
        self._held = draft.type == "arrest"
        attack = draft.stem in _VIOLENT and draft.status == "reported"
        actors = [located.value.party for located in draft.all_actors if isinstance(located.value, Phrase)]
        opponent = self._opponents.of(actors, self._near(draft.sentence)) if attack else None
        found = self._parties(draft.all_targets, opponent)
        if attack:
            targets = [located.value.party for located in draft.all_targets if isinstance(located.value, Phrase)]
            self._opponents.keep(actors, targets)
        self._held = False
        return found

    def _near(self, number: int) -> Iterator[PartyRef]:
        """The parties named in a sentence and the two before it, the nearest sentence first."""
        for at in range(number, max(-1, number - 3), -1):
            yield from (phrase.ref for phrase in self.report.phrases[at] if phrase.ref is not None)

    def _is_arms(self, located: Located) -> bool:
        phrase = located.value
        assert isinstance(phrase, Phrase)
        return is_arms(self.report.sentences[located.sentence], phrase.first, phrase.last)

    def _places(self, found: Sequence[Located]) -> list[PlaceMention]:
        """The places, each place once: a later mention of a named place adds nothing."""
        out: dict[object, PlaceMention] = {}
        for located in found:
            place = self._place(located)
            out.setdefault(place.name or (place.start, place.end), place)
        return list(out.values())

    def _place(self, located: Located) -> PlaceMention:
        spot = located.value
        assert isinstance(spot, Spot)
        a, b = self._span(located.sentence, spot.first, spot.last)
        ref = spot.ref
        if ref is None:
            return PlaceMention(self.full[a:b], a, b, spot.role)
        return PlaceMention(
            self.full[a:b],
            a,
            b,
            spot.role,
            ref.name,
            ref.country,
            ref.level,
            ref.lat,
            ref.lon,
            ref.precision_km,
            ref.id,
        )

    def when(self, located: Located, draft: Draft | None = None) -> When | None:
        """The days of a date, or None where they cannot be told.

        A bare weekday or month beside a verb of the future is the next one, and that of a planned event too unless a
        verb of the past stands before it ("decided on Monday to ..."); a date told from another event ("the day after")
        counts from the time of the claim written before.
        """
        sentence = self.report.sentences[located.sentence]
        assert isinstance(located.value, int)
        expression = _own_part(sentence.dates[located.value], draft)
        planned = draft is not None and draft.status == "planned"
        ahead = draft is not None and _ahead(sentence, expression.first, planned)
        if planned and not ahead and isinstance(expression.meaning, Window) and expression.meaning.free:
            return None
        ahead = ahead or _begins_ahead(expression, self.published)
        told = self._told_from(located, expression)
        days = resolve(expression, self.published, event=told or self._last, ahead=ahead)
        side = expression.meaning.side if isinstance(expression.meaning, Bound) else ""
        if side == "from" or (side == "until" and not ahead):
            days = resolve(_point(expression), self.published, ahead=ahead)
        if expression.rule in NAMED_DAYS and _of_named(sentence, expression):
            return None
        if draft is not None and expression.rule == EVE_RULE and not _told_before(sentence, expression):
            days = self._eve(located, expression) if _after_eve(sentence, draft, expression) else NOWHEN
        if days.start is None or days.end is None:
            return None
        if draft is not None:
            self._last = days.start, days.end
            self._last_day = self._last if days.precision == "day" else self._last_day
        a, b = self.report.normal.span(*bounds(expression, sentence.tokens))
        return When(self.full[a:b], days.start.isoformat(), days.end.isoformat(), (a, b), days.precision)

    def _told_from(self, located: Located, expression: DateExpr) -> tuple[date, date] | None:
        """The days that "then" and "since then" point to, and the day that a part of a day is of."""
        if expression.rule in (THEN_RULE, SINCE_THEN_RULE):
            return self._named_last(located)
        return self._last_day if expression.rule == ALONE_RULE else None

    def _eve(self, located: Located, expression: DateExpr) -> Dated:
        """The day of what "the day after" is told from: one before the day of the claim written before."""
        assert isinstance(located.value, int) and isinstance(expression.meaning, AtEvent)
        key = located.sentence, located.value
        last = self._eves.setdefault(key, self._last) if self._last else None
        turned = msgspec.structs.replace(expression.meaning, count=-expression.meaning.count)
        return resolve(msgspec.structs.replace(expression, meaning=turned), self.published, event=last)

    def _named_last(self, located: Located) -> tuple[date, date] | None:
        """The days of the date that stands nearest before "then", in its sentence or the two before."""
        for number in range(located.sentence, max(-1, located.sentence - _BACK - 1), -1):
            dates = self.report.sentences[number].dates
            last = located.value if number == located.sentence else len(dates)
            assert isinstance(last, int)
            for expression in reversed(dates[:last]):
                days = resolve(expression, self.published)
                if days.start is not None and days.end is not None:
                    return days.start, days.end
        return None

    def _quantities(self, draft: Draft) -> list[Quantity]:
        sentence = self.report.sentences[draft.sentence]
        out = []
        for at in draft.quantities:
            q = sentence.quantities[at]
            a, b = self._span(draft.sentence, q.first, q.last)
            of = self._span(draft.sentence, q.of_first, q.of_last) if q.of_first < q.of_last else None
            total = sentence.quantities[q.part_of] if q.part_of is not None else None
            whole = self._span(draft.sentence, total.first, total.last) if total else None
            out.append(
                Quantity(
                    self.full[a:b],
                    a,
                    b,
                    _what(draft, q),
                    q.low,
                    q.high,
                    q.approx,
                    self.full[of[0] : of[1]] if of and of[0] < of[1] else None,
                    self.full[whole[0] : whole[1]] if whole else None,
                )
            )
        return out

    def _sources(self, chain: Sequence[Link]) -> list[SourceMention]:
        out: dict[tuple[int, int], SourceMention] = {}
        for link in chain:
            a, b = self._span(link.sentence, link.first, link.last)
            c, d = self._span(link.sentence, *link.cue)
            out[a, b] = SourceMention(self.full[a:b], a, b, link.name, link.id, link.kind, self.full[c:d])
        return list(out.values())

    def _means(self, draft: Draft) -> list[str]:
        sentence = self.report.sentences[draft.sentence]
        found = []
        for item, labels in draft.labels.items():
            piece = sentence.items[item]
            if not sentence.classes[piece.head] & _WEAPONS:
                continue
            if piece.adj or any(label.lstrip("gr:").startswith(f"p:{BY}") for label in labels[:1]):
                a, b = self._span(draft.sentence, piece.first, piece.last)
                found.append(self.full[a:b])
        for phrase in draft.actors:
            if sentence.classes[phrase.first] & _WEAPONS:
                token = sentence.tokens[phrase.first]
                a, b = self.report.normal.span(token.core_start, token.end)
                found.append(self.full[a:b])
        return list(dict.fromkeys(found))


def _what(draft: Draft, quantity: QuantityMention) -> str:
    """What is counted; people to whom an arrest, abduction or flight happens are held or displaced by it."""
    what = quantity.what or "other"
    come_to = _COME_TO.get(draft.type) if what in _WHO else None
    struck = any(phrase.first < quantity.last and quantity.first < phrase.last for phrase in draft.targets)
    return come_to if come_to is not None and struck else what


def _named_until(hit: TriggerHit) -> int:
    """The end of the words that name the event: a verb alone where what it demands stands further off."""
    return hit.first + 1 if hit.words and hit.last - hit.first > len(hit.words) + _BESIDE else hit.last


def _ahead(sentence: Sentence, date_at: int, planned: bool) -> bool:
    """Whether a date lies ahead, by the verb before it: one of the future says so, one of the past says no.

    What is said inside quotation marks tells nothing of a date outside them.
    """
    for at in range(date_at - 1, -1, -1):
        token = sentence.tokens[at]
        if token.form == '"' and not planned:
            return False
        if sentence.tags[at] == "verb":
            if token.pro.endswith(SHALL):
                return True
            return planned and tenses(token.core) != ("past",)
    return planned and not _begun(sentence, date_at)


def _begins_ahead(expression: DateExpr, published: date | None) -> bool:
    """Whether a point that something holds from on lies ahead: the nearest such day, "from Saturday on"."""
    meaning = expression.meaning
    if published is None or not isinstance(meaning, Bound) or meaning.side != "from":
        return False
    start = resolve(expression, published).start
    return start is not None and start > published


def _begun(sentence: Sentence, date_at: int) -> bool:
    """Whether the verb behind a date that opens its sentence tells the past: "on 26 March X began a campaign to"."""
    for at in range(date_at, min(len(sentence.tokens), date_at + _OPENING)):
        if sentence.tags[at] == "verb":
            return tenses(sentence.tokens[at].core) == ("past",)
    return False


def _own_part(date: DateExpr, draft: Draft | None) -> DateExpr:
    """The time of an event from which another one is dated: "since | its outbreak [in March 2011]"."""
    named = draft is not None and date.inner is not None and date.first <= draft.hit.first < date.inner.first
    return date.inner if named and date.inner is not None else date


def _point(until: DateExpr) -> DateExpr:
    """The last or first time that something is known to have gone on: "lasted until | yesterday", "from Sunday on"."""
    assert isinstance(until.meaning, Bound)
    return msgspec.structs.replace(until, meaning=until.meaning.point)


def _told_before(sentence: Sentence, expression: DateExpr) -> bool:
    """Whether "the day after" is told from what the report has told already: "a day after [the attack]"."""
    return expression.last < len(sentence.tokens) and sentence.tokens[expression.last].det


def _of_named(sentence: Sentence, expression: DateExpr) -> bool:
    """Whether a day is told from what is named behind it: "on the day following | the death of his brother"."""
    return expression.last < len(sentence.tokens) and sentence.tokens[expression.last].pro[-1:] == FOR


def _after_eve(sentence: Sentence, draft: Draft, expression: DateExpr) -> bool:
    """Whether an event is the one that "the day after" is told from: "a day after | the death of 23 in an attack"."""
    if expression.rule != EVE_RULE or draft.hit.first < expression.last:
        return False
    named, at = sentence.item_of[expression.last] if expression.last < len(sentence.tokens) else -1, draft.item
    while at > named and at in sentence.predicates:
        at = sentence.predicates[at].over
    return at == named


def _day(published: str | None) -> date | None:
    """The day of publication, or None where it is missing or no date."""
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None
