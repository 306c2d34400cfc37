"""Has it happened, is it intended, is it unsure, or is it said not to be so? The signs of it, sentence by sentence."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from marsad.arabic.particles import (
    ABOUT,
    ADVERBIAL,
    AND,
    BUT_FOR,
    FOR,
    ON,
    PAUSES,
    SHALL,
    STOPS,
    SUBJUNCTIVE_BE,
    THAT,
    TO,
    TOLD_BY,
    WITHOUT,
)
from marsad.arabic.wordclass import deed, tenses
from marsad.coder.draft import Draft, Sign
from marsad.coder.sentence import Sentence
from marsad.lexicon.denials import denial_words
from marsad.lexicon.words import Lexicon

_REACH = 16
_CLOSE = 5
_MARKS = PAUSES | STOPS
_ENDS = _MARKS | {":"}
_TOLD = "told"
# What a sign says of the other words of a clause: who has threatened with what is due has done so.
_ASIDE = frozenset({"clause", "modified", "subject"})
# How many words may stand between reports and what denies them, and between them and the event.
_ABOUT, _ADJECTIVES = 10, 3
# Prepositions that bring what somebody agrees on, seeks or abstains from.
_OBLIQUE = frozenset({ON, TO, ABOUT})
# What is said to be done by word of mouth has happened when it is said.
SPOKEN = frozenset({"demand", "threat", "accusation"})


# What holds of all verbal nouns that are joined, and what nobody seeks.
_SHARED = frozenset({"planned", "purpose", "absorbed", "unreal"})
_RESULTS = frozenset({"casualties", "destruction"})
# The words for "without deaths".
_UNHARMED = "bidun-victims"
# What the words say after which nothing is claimed at all: "without deaths".
_SILENT = "none"
# How many words after "without any" the harm may stand that was not done.
_HARM = 2


def unharmed(sentence: Sentence, at: int) -> bool:
    """Whether harm stands right after "without", which nobody suffered: "without any | loss of life"."""
    for first, last, group in sentence.groups:
        silent = group.room == "status" and group.entry == _UNHARMED
        if silent and first < at <= last + _HARM and sentence.tokens[first].core in WITHOUT:
            return True
    return False


def signs_of(lexicon: Lexicon, sentence: Sentence) -> list[Sign]:
    """The status words of a sentence, longest groups first at each place."""
    entries = lexicon.compiled.status
    found = [
        Sign(first, last, entries[group.entry], False)
        for first, last, group in sentence.groups
        if group.room == "status"
    ]
    covered = {token for sign in found for token in range(sign.first, sign.last)}
    for at, word in enumerate(sentence.words):
        if at in covered:
            continue
        verbal = sentence.tags[at] == "verb"
        for form in word.status:
            if form.pos == "word" or (form.pos == "verb") == verbal:
                found.append(Sign(at, at + 1, entries[form.entry], verbal))
                break
    return found


def status_features(sentence: Sentence, draft: Draft, signs: list[Sign]) -> list[str]:
    """The features of an event's status: which signs act on it and how, and the form of the event word."""
    token = sentence.tokens[draft.hit.first]
    family = draft.stem
    pos = draft.form.pos
    out = ["bias", f"pos={pos}|{draft.form.tense}", f"T={family}"]
    if draft.hit.verbal and SHALL in token.pro:
        out += ["future", f"future|T={family}"]
    if token.pro.endswith(FOR):
        out += [f"lam|{pos}", f"lam|{pos}|{governed(sentence, draft)}", f"lam|T={family}"]
        out.append(f"lam|over={_over(sentence, draft)}")
    elif pos != "verb":
        out.append(f"prep={sentence.items[draft.item].prep if draft.item >= 0 else ''}")
    found = acting(sentence, draft, signs)
    for sign, scope in found:
        out += [f"sign={sign.entry.id}|{scope}", f"group={sign.entry.group}|{sign.entry.status}|{scope}"]
        out += [f"says={sign.entry.status}", f"says={sign.entry.status}|{scope}", f"group={sign.entry.group}"]
    if not found:
        out.append("unsigned")
    over = governor_status(sentence, draft, signs)
    if over:
        out.append(f"over={over}")
    out.append(f"conditional={subordinate(sentence, draft)}")
    return out


def plain_status(sentence: Sentence, draft: Draft, signs: list[Sign]) -> str:
    """The status that grammar alone settles, whatever else stands about the event; empty where it is open.

    A negated or denied event is denied; a verb in the future, what a purpose or a plan opens with "to" and what one
    fails in is planned; "may" before a verb in the present and "perhaps" before any verb make it possible.
    """
    found = acting(sentence, draft, signs)
    for sign, scope in found:
        if sign.entry.status == "denied" and _plainly_denied(sentence, draft, sign, scope):
            return "reported" if sign.entry.group == "negation" and _excepted(sentence, draft) else "denied"
    if draft.stem in SPOKEN:
        aside = all(scope in _ASIDE for _, scope in found)
        return "reported" if draft.hit.verbal and draft.form.tense == "past" and aside else ""
    if draft.hit.verbal and SHALL in sentence.tokens[draft.hit.first].pro:
        return "planned"
    unreal = next((sign.entry.status for sign, scope in found if _plainly_unreal(sentence, draft, sign, scope)), "")
    return unreal or ("possible" if _may_lead_to(sentence, draft, signs) else "")


def _excepted(sentence: Sentence, draft: Draft) -> bool:
    """Whether a negated verb is said to hold for something: "did not shell it | but three times"."""
    end = min(draft.hit.last + _REACH, len(sentence.tokens))
    rest = itertools.takewhile(lambda i: sentence.tokens[i].form not in _ENDS, range(draft.hit.last, end))
    return draft.hit.verbal and any(sentence.tokens[i].core in BUT_FOR for i in rest)


def _may_lead_to(sentence: Sentence, draft: Draft, signs: list[Sign]) -> bool:
    """Whether the verb that governs an event noun is one that may be: "the battle may drive them to | flight"."""
    predicate = sentence.predicates.get(draft.item)
    if draft.hit.verbal or predicate is None or predicate.over < 0:
        return False
    verb = sentence.items[predicate.over].head
    if verb > draft.hit.first or not predicate.over_label.startswith("p:"):
        return False
    if sentence.tags[verb] != "verb" or tenses(sentence.tokens[verb].core)[:1] != ("present",):
        return False
    may = (sign for sign in signs if sign.last == verb and not sign.verbal and sign.entry.status == "possible")
    return any({"next", "clause"} & set(sign.entry.scopes) for sign in may)


def _plainly_denied(sentence: Sentence, draft: Draft, sign: Sign, scope: str) -> bool:
    if scope == _TOLD:
        return True
    if sign.entry.group == "negation":
        return scope in ("next", "next-noun")
    if sign.entry.group != "denial" or scope not in ("complement", "object"):
        return False
    after = range(sign.last, min(sign.last + _CLOSE, draft.hit.first))
    return scope == "object" or any(sentence.tokens[i].core == THAT for i in after)


def _plainly_unreal(sentence: Sentence, draft: Draft, sign: Sign, scope: str) -> bool:
    """Whether a purpose, a future or a plan stands right before the event, or opens "that it do"."""
    entry = sign.entry
    if entry.status not in ("planned", "possible") or entry.weak:
        return False
    if entry.group == "purpose":
        return scope in ("next", "next-noun")
    if entry.group == "planned" and scope == "next-noun":
        return True  # a visit due, a meeting likely
    if entry.group in ("denial", "prevented"):
        return scope == "object" and (entry.group == "denial" or (sign.verbal and entry.status == "planned"))
    if entry.group == "question":
        return scope != "clause" or (draft.hit.verbal and sign.last <= draft.hit.first)
    if draft.hit.verbal and scope == "clause" and sign.last == draft.hit.first and not sign.verbal:
        return entry.status == "possible"
    if draft.hit.verbal and scope == "next":
        return entry.group == "future" or (entry.status == "possible" and draft.form.tense == "present")
    if scope != "complement" or not draft.hit.verbal:
        return False
    that = next((i for i in range(sign.last, draft.hit.first) if sentence.tokens[i].core == THAT), -1)
    if that < 0:
        return False
    if that + 1 == draft.hit.first:
        return draft.form.tense != "past"
    return sentence.tokens[that + 1].core in SUBJUNCTIVE_BE


def acting(sentence: Sentence, draft: Draft, signs: list[Sign]) -> list[tuple[Sign, str]]:
    """The signs that act on an event, each with the first scope in which it does; looked for once an event."""
    if draft.signs is None:
        draft.signs = list(_acting(sentence, draft, signs))
    return draft.signs


def _acting(sentence: Sentence, draft: Draft, signs: list[Sign]) -> Iterator[tuple[Sign, str]]:
    seats = [Seat(draft.hit.first, draft.hit.last, draft.item, draft.hit.verbal, draft.form.tense)]
    carrier = _carrier(sentence, draft)
    if carrier is not None:
        seats.append(carrier)
    shared = _first_joined(sentence, draft)
    for sign in signs:
        if sign.first <= draft.hit.first < sign.last and sign.entry.group != "denial":
            continue
        before = draft.hit.first < sign.first
        if before and sign.entry.status == _SILENT and sentence.tokens[sign.first].core in WITHOUT:
            continue
        heard = [*seats, shared] if shared is not None and sign.entry.group in _SHARED else seats
        scope = next((s for s in sign.entry.scopes if any(_acts(sentence, seat, sign, s) for seat in heard)), "")
        if scope:
            yield sign, scope


class Seat(msgspec.Struct, frozen=True, gc=False):
    """Where an event stands for the signs: its own word, or the word that carries it (launched raids)."""

    at: int
    last: int
    item: int
    verbal: bool
    tense: str


def _carrier(sentence: Sentence, draft: Draft) -> Seat | None:
    """The seat of the light verb that governs an event, or of the light verbal noun right before it."""
    at = draft.hit.first
    predicate = sentence.predicates.get(draft.item)
    over = sentence.items[predicate.over].head if predicate is not None and predicate.over >= 0 else -1
    head = next((i for i in (at - 1, over) if 0 <= i < at and sentence.words[i].carriers), -1)
    if draft.hit.verbal or head < 0:
        return None
    verbal = sentence.tags[head] == "verb"
    form = sentence.words[head].carriers[0]
    return Seat(head, head + 1, sentence.item_of[head], verbal, form.tense)


def _first_joined(sentence: Sentence, draft: Draft) -> Seat | None:
    """The seat of the first of the verbal nouns that an event is joined to: "demanded | the release | and the lifting".

    What is planned, sought or demanded of the first is so of the others; a toll is no deed that anybody seeks.
    """
    tokens, items = sentence.tokens, sentence.items
    token = tokens[draft.hit.first]
    if draft.form.pos != "masdar" or draft.stem in _RESULTS or token.det or token.pro not in AND or not token.pro:
        return None
    for at in range(draft.item - 1, -1, -1):
        item = items[at]
        if item.kind in ("verb", "rel", "sub", "pause", "quote"):
            return None
        head = tokens[item.head]
        if item.kind not in ("noun", "event") or head.det or not deed(head.core) or head.pro[:1] in AND:
            continue
        if item.prep or sentence.words[item.head - 1].status:
            return Seat(item.head, item.last, at, False, "")
    return None


def _acts(sentence: Sentence, seat: Seat, sign: Sign, scope: str) -> bool:
    at = seat.at
    if scope == "next":
        if not seat.verbal or not 0 <= at - sign.last <= 1:
            return False
        return not sign.entry.present or seat.tense == "present"
    if scope == "next-noun":
        return not seat.verbal and 0 <= at - sign.last <= 1
    if scope == "complement":
        return _in_complement(sentence, sign, at)
    if scope == _TOLD:
        return _is_told(sentence, seat, sign)
    if scope == "object":
        return _is_object(sentence, seat, sign)
    if scope == "modified":
        return 0 <= sign.first - seat.last <= 2
    if scope == "subject":
        return _is_subject(sentence, seat, sign)
    return scope == "clause" and _same_clause(sentence, sign, at)


def _in_complement(sentence: Sentence, sign: Sign, at: int) -> bool:
    """Whether an event stands in the clause that "that" opens after the sign, as its first predicate.

    What another word of speech tells is not the sign's: "denied it, stressing | that its men repelled the attack".
    """
    if not sign.last <= at <= sign.last + _REACH:
        return False
    opened = False
    for i in range(sign.last, at):
        if sentence.tokens[i].core == THAT:
            opened = True
        elif _closes(sentence, i) or (not opened and _tells(sentence, i)):
            return False
    return opened


def _closes(sentence: Sentence, at: int) -> bool:
    """Whether a clause ends at a token: another event's verb, a full stop."""
    return (sentence.tags[at] == "verb" and bool(sentence.words[at].triggers)) or sentence.tokens[at].form in STOPS


def _tells(sentence: Sentence, at: int) -> bool:
    """Whether a participle of speech in the accusative goes on with what somebody says: stressing, adding."""
    token = sentence.tokens[at]
    telling = any(form.pos != "verb" for form in sentence.words[at].speech)
    return telling and not token.det and token.core.endswith(ADVERBIAL)


def _is_object(sentence: Sentence, seat: Seat, sign: Sign) -> bool:
    at = seat.at
    if not sign.last <= at <= sign.last + 10 or (seat.verbal and sentence.tokens[at].pro[:1] in AND):
        return False
    prepositions = sign.entry.prepositions
    item = sentence.item_of[sign.first]
    predicate = sentence.predicates.get(item)
    label = predicate.own.get(seat.item, "") if predicate else ""
    if label:
        plain = label.rstrip("'~&")
        if plain.startswith("p:"):
            return plain[2:] in prepositions
        if plain == "post1" and predicate and _has_oblique(predicate.own.values(), prepositions):
            return False
        return plain.startswith(("post", "gen", "bare"))
    between = [i for i in range(sign.last, at) if sentence.tags[i] == "verb" or sentence.tokens[i].form in _MARKS]
    if between:
        return False
    if prepositions:
        brought = sentence.items[seat.item].prep if seat.item >= 0 else ""
        joined = sentence.tokens[at].pro[:1] in AND
        return (
            brought in prepositions
            or (at == sign.last and not seat.verbal and not joined)
            or any(
                sentence.tokens[i].core in prepositions or sentence.tokens[i].pro[-1:] in prepositions
                for i in range(sign.last, at + 1)
            )
        )
    return at - sign.last <= 2


def _is_told(sentence: Sentence, seat: Seat, sign: Sign) -> bool:
    """Whether an event is what reports tell of that somebody denies, or that are false: "the news | of its fall"."""
    account = _account(sentence, seat)
    if account < 0:
        return False
    low, high = (sign.last, account) if sign.first <= account else (seat.last, sign.first)
    if not 0 <= high - low <= _ABOUT:
        return False
    return not any(
        sentence.tokens[i].form in _ENDS or sentence.tags[i] == "verb" or sentence.tokens[i].core == THAT
        for i in range(low, high)
    )


def _account(sentence: Sentence, seat: Seat) -> int:
    """The token of the reports that tell of a verbal noun ("the reports | of", "news of"); -1 for none."""
    tokens, words = sentence.tokens, denial_words()
    at = seat.at - 1
    brought = at >= 0 and tokens[at].core in TOLD_BY
    if seat.verbal or at < 0 or tokens[seat.at].pro:
        return -1
    for i in range(at - int(brought), max(-1, at - _ADJECTIVES - 2), -1):
        if tokens[i].core in words.accounts or tokens[i].core in words.news:
            return i if brought or i == at else -1
        if sentence.tags[i] != "noun":
            return -1
    return -1


def _has_oblique(labels: Iterable[str], prepositions: Sequence[str]) -> bool:
    """Whether a preposition brings what a verb is about, so that the noun after the verb is its subject."""
    brought = {label.rstrip("'~&").removeprefix("p:") for label in labels if label.startswith("p:")}
    return bool(brought & set(prepositions) & _OBLIQUE)


def _is_subject(sentence: Sentence, seat: Seat, sign: Sign) -> bool:
    predicate = sentence.predicates.get(sentence.item_of[sign.first])
    if predicate is not None:
        return predicate.own.get(seat.item, "").rstrip("'") in ("pre1", "post1", "ante")
    return 0 < sign.first - seat.last <= 8


def _same_clause(sentence: Sentence, sign: Sign, at: int) -> bool:
    low, high = (sign.last, at) if at >= sign.last else (at, sign.first)
    if high - low > 10:
        return False
    return not any(
        sentence.tokens[i].form in _ENDS or sentence.tags[i] in ("rel", "sub") or sentence.tokens[i].core == THAT
        for i in range(low + 1, high)
    )


def _over(sentence: Sentence, draft: Draft) -> str:
    """The entry of the event word that governs an event: to move, to send (in order to) are followed by a purpose."""
    predicate = sentence.predicates.get(draft.item)
    word = sentence.words[sentence.items[predicate.over].head] if predicate and predicate.over >= 0 else None
    return word.triggers[0].entry if word is not None and word.triggers else "none"


def governed(sentence: Sentence, draft: Draft) -> str:
    """What brings an event after ل: a verb that demands it (was exposed to), or nothing (a purpose)."""
    predicate = sentence.predicates.get(draft.item)
    if predicate is None or predicate.over < 0:
        return "free"
    over = sentence.items[predicate.over]
    word = sentence.words[over.head]
    return f"{'carrier' if word.carriers else 'event' if word.triggers else over.kind}"


def governor_status(sentence: Sentence, draft: Draft, signs: list[Sign]) -> str:
    """The status that falls on the verb or event that governs this one."""
    predicate = sentence.predicates.get(draft.item)
    over = predicate.over if predicate else -1
    if over < 0:
        return ""
    head = sentence.items[over].head
    token = sentence.tokens[head]
    if SHALL in token.pro and sentence.tags[head] == "verb":
        return "future"
    if token.pro.endswith(FOR):
        return "lam"
    for sign in signs:
        if sign.first == head:
            continue
        if "next" in sign.entry.scopes and 0 <= head - sign.last <= 1 and sentence.tags[head] == "verb":
            return sign.entry.group
    return ""


def subordinate(sentence: Sentence, draft: Draft) -> str:
    """The word class of what opens the event's clause, where it is close before it."""
    at = draft.hit.first
    for i in range(at - 1, max(-1, at - 4), -1):
        if sentence.tags[i] in ("sub", "rel"):
            return f"{sentence.tags[i]}.{sentence.tokens[i].core == THAT}"
    return "none"
