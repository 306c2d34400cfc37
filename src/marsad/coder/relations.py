"""How does each phrase of a sentence stand to each verb and event in it? Labels, not decisions.

A label says where the phrase stands: ``post1`` the first bare phrase after the verb, ``pre1`` the first before it,
``ante`` what a relative clause describes, ``p:على`` what a preposition brings, ``gen`` the noun in construct. A label
may be reached over another word: ``g:`` over the verb that governs the event, ``r:`` over the verb of the event's own
relative clause, ``u:`` over the verb that the clause hangs on, ``i:`` over the verb before it in a chain joined by and.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from marsad.arabic.agreement import relative_fits
from marsad.arabic.particles import COMMAS, DUAL, FOR, NISBA, TURNING_MARKS, WHO_SEVERAL
from marsad.arabic.tokens import Token
from marsad.arabic.wordclass import tanwin
from marsad.coder.pieces import Item

PHRASES = ("noun", "event")
# How many pieces a remark between commas may have.
_REMARK = 9
Labels = dict[int, str]
_NOTHING: Mapping[int, str] = {}


class Predicate(msgspec.Struct, gc=False):
    """A verb or event and the phrases about it: ``own`` labels, and the predicates that it hangs on.

    ``up`` is the verb of the clause before with ``link``, the way it is joined (``conj``, ``sub``, ``rel``, ``lam``,
    ``next``); ``over`` is the verb that has this event as argument, under ``over_label``; ``under`` are the verbs of
    relative clauses that describe this event; ``resumptive`` is the preposition whose pronoun takes up what the clause
    of a verb describes ("the towns that the army controls [over them]").
    """

    item: int
    own: Labels
    up: int = -1
    link: str = ""
    over: int = -1
    over_label: str = ""
    under: int = -1
    resumptive: str = ""


def predicates(
    items: Sequence[Item],
    tokens: Sequence[Token],
    people: frozenset[int] = frozenset(),
    awaiting: Mapping[int, str] = _NOTHING,
) -> dict[int, Predicate]:
    """Item index to Predicate for every verb and event of the sentence.

    ``people`` are the items of several people; ``awaiting`` are verbs that carry their event after a preposition.
    """
    found: dict[int, Predicate] = {}
    for at, item in enumerate(items):
        if item.kind == "verb":
            found[at] = Predicate(
                at, _verb_labels(items, tokens, at, people), resumptive=_resumptive(items, tokens, at)
            )
        elif item.kind == "event":
            found[at] = Predicate(at, _event_labels(items, tokens, at))
    _wait(items, found, awaiting)
    _hang(items, found)
    return found


def _wait(items: Sequence[Item], found: dict[int, Predicate], awaiting: Mapping[int, str]) -> None:
    """Gives a verb that waits for its event the one after a clause that describes its subject: "the posts [that the
    army holds] came | under attack"."""
    for at, preposition in awaiting.items():
        label = f"p:{preposition}"
        own = found[at].own if at in found else {}
        if at not in found or any(items[m].kind == "event" and own[m].startswith(label) for m in own):
            continue
        verb = -1
        for m in range(at + 1, len(items)):
            item = items[m]
            if item.kind in ("sub", "pause") or (item.kind == "verb" and (item.conj or item.prep)):
                break
            if item.kind == "verb":
                verb = m
            elif item.kind == "event" and item.prep == preposition and verb >= 0:
                found[verb].own.pop(m, None)
                own[m] = label
                break


def _resumptive(items: Sequence[Item], tokens: Sequence[Token], at: int) -> str:
    """The preposition with a pronoun just after a verb, which is a word of its own among the items."""
    if at + 1 < len(items) and items[at + 1].kind == "word" and items[at + 1].prep:
        item = items[at + 1]
        return item.prep if tokens[item.first].enc else ""
    return ""


def _verb_labels(items: Sequence[Item], tokens: Sequence[Token], at: int, people: frozenset[int]) -> Labels:
    labels: Labels = {}
    _after_verb(items, tokens, at, labels)
    _before_verb(items, tokens, at, labels, people)
    return labels


def _onward(items: Sequence[Item], tokens: Sequence[Token], at: int) -> Iterator[tuple[int, Item, str]]:
    """The phrases after a predicate in its clause, over one pause at most; the mark of a label past the pause.

    Asides between commas are passed over: those that name the phrase before again, silently; others are heard.
    """
    pauses, past, closed = 0, -1, -1
    for m in range(at + 1, len(items)):
        item = items[m]
        if m <= past:
            continue
        if item.kind in ("verb", "sub", "rel"):
            return
        if item.kind == "pause":
            if m == closed:
                continue
            past = _aside(items, tokens, m)
            closed = _remark(items, tokens, m) if past < 0 else -1
            if past >= 0 or closed >= 0:
                continue
            pauses += 1
            if pauses > 1 or tokens[item.first].form in TURNING_MARKS:
                return
        if item.kind in PHRASES:
            yield m, item, "'" if pauses or m < closed else ""


def _remark(items: Sequence[Item], tokens: Sequence[Token], at: int) -> int:
    """The comma that closes a remark which the comma at ``at`` opens: a preposition with its phrases, or "among them".

    -1 where none opens. "The post was subjected, [in the early hours of Monday], to shelling".
    """
    if tokens[items[at].first].form not in COMMAS or at + 1 >= len(items):
        return -1
    opening = items[at + 1]
    if opening.conj or not opening.prep or opening.kind not in (*PHRASES, "word", "date"):
        return -1
    for m in range(at + 2, min(at + _REMARK, len(items))):
        item = items[m]
        if item.kind == "pause":
            onward = m + 1 < len(items) and not items[m + 1].conj
            return m if onward and tokens[item.first].form in COMMAS else -1
        if item.kind not in (*PHRASES, "word", "date", "quote", "bracket"):
            return -1
    return -1


def _aside(items: Sequence[Item], tokens: Sequence[Token], at: int) -> int:
    """The comma that closes an aside which the comma at ``at`` opens: a date, or another name of the phrase before.

    -1 where none opens. "The front, [an arm of the group in the country], abducted"; "the army, [at dawn], arrested".
    """
    if tokens[items[at].first].form not in COMMAS or items[at - 1].kind not in (*PHRASES, "verb"):
        return -1
    for m in range(at + 1, min(at + 5, len(items))):
        item = items[m]
        if item.kind == "pause":
            return m if m > at + 1 and tokens[item.first].form in COMMAS else -1
        dated = item.kind == "date"
        names = item.kind == "noun" and not item.conj and bool(item.prep) == (m > at + 1)
        names = names and items[at - 1].kind != "verb"
        if not dated and not names:
            return -1
    return -1


def _after_verb(items: Sequence[Item], tokens: Sequence[Token], at: int, labels: Labels) -> None:
    bare, through = 0, ""
    event = -1
    for m, item, paused in _onward(items, tokens, at):
        if item.adj:
            continue
        if item.part:
            labels[m] = "part"
            continue
        if item.coord >= 0:
            if item.coord in labels:
                labels[m] = labels[item.coord]
            continue
        if item.prep:
            labels[m] = f"p:{item.prep}{through}" + paused
        elif event >= 0 and m == event + 1 and _opens_construct(items, tokens, event):
            continue
        elif _brought_with(items, tokens, m):
            labels[m] = f"p:{items[m - 1].prep}~"
        else:
            bare += 1
            labels[m] = f"post{min(bare, 3)}" + paused
        if item.kind == "event":
            event, through = m, "~"


def _brought_with(items: Sequence[Item], tokens: Sequence[Token], at: int) -> bool:
    """Whether a definite event is whose the bare noun just before it is, which a preposition brings: "to [stop] | the
    shelling"."""
    item, before = items[at], items[at - 1]
    if item.kind != "event" or item.conj or not tokens[item.first].det or before.kind != "noun" or not before.prep:
        return False
    noun = tokens[before.last - 1]
    return before.last == item.first == before.first + 1 and not (noun.det or noun.enc)


def _before_verb(
    items: Sequence[Item], tokens: Sequence[Token], at: int, labels: Labels, people: frozenset[int]
) -> None:
    bare, pauses = 0, 0
    for m in range(at - 1, -1, -1):
        item = items[m]
        if item.kind == "rel":
            _antecedent(items, tokens, m, labels, people)
            return
        if item.kind in ("verb", "sub"):
            return
        if item.kind == "pause":
            pauses += 1
            if pauses > 2 or tokens[item.first].form in TURNING_MARKS:
                return
        if item.kind not in PHRASES or item.adj or m in labels:
            continue
        if item.part:
            labels[m] = "part"
            continue
        if item.coord >= 0:
            continue
        if _owned(items, tokens, m) or (m < at - 1 and _inside(items, tokens, m)):
            labels[m] = "b:gen"
            continue
        if item.prep:
            labels[m] = "ante0" if _opens(items, tokens, m, at) else f"b:{item.prep}"
            continue
        bare += 1
        near = m == at - 1 and not tokens[item.head].det
        labels[m] = ("ante0" if near else f"pre{min(bare, 3)}") + ("'" * min(pauses, 2))
        _joined(items, m, labels)


def _opens(items: Sequence[Item], tokens: Sequence[Token], event: int, verb: int) -> bool:
    """Whether a verb opens a clause without "which" about an event that a preposition brings.

    Between them only the event's own construct and prepositions stand: "in an attack with a bomb | hit a market".
    """
    if items[event].kind != "event" or items[verb].conj or items[verb].prep or tokens[items[event].head].det:
        return False
    owner = items[event + 1] if items[event].last == items[event + 1].first else items[event]
    definite = not owner.prep and any(tokens[m].det for m in range(owner.first, owner.last))
    if definite or _awaited(items, event):
        return False
    return all(
        items[m].kind == "noun" and not items[m].conj and (items[m].prep or m == event + 1)
        for m in range(event + 1, verb)
    )


def _awaited(items: Sequence[Item], event: int) -> bool:
    """Whether a subject that "that" opens still waits for its verb: "that X, with support from Y, | advances"."""
    bare = False
    for m in range(event - 1, -1, -1):
        if items[m].kind in ("verb", "rel"):
            return False
        if items[m].kind == "sub":
            return bare
        bare = items[m].kind in PHRASES and not items[m].prep and not items[m].conj
    return False


def _owned(items: Sequence[Item], tokens: Sequence[Token], at: int) -> bool:
    """Whether a phrase only says whose the event just before it is: "raids [of the coalition]"."""
    if at == 0 or items[at].kind != "noun" or items[at].prep or items[at].conj or items[at].adj:
        return False
    event = items[at - 1]
    return event.kind == "event" and event.last == items[at].first and _opens_construct(items, tokens, at - 1)


def _inside(items: Sequence[Item], tokens: Sequence[Token], at: int) -> bool:
    """Whether an event stands in construct after a bare noun that a preposition brings: "to stop [the march] of X"."""
    if at == 0 or items[at].kind != "event" or items[at].prep or items[at].conj:
        return False
    noun, last = items[at - 1], tokens[items[at - 1].last - 1]
    bare = noun.kind in PHRASES and bool(noun.prep) and noun.last == items[at].first
    return bare and not (last.det or last.enc or tanwin(last.core))


def _following(items: Sequence[Item], at: int) -> int:
    """The item after an event, past the mark that closes a quotation of its word alone: "the destruction" of X."""
    quoted = 0 < at < len(items) - 1 and items[at - 1].kind == items[at + 1].kind == "quote"
    return at + 2 if quoted else at + 1


def _opens_construct(items: Sequence[Item], tokens: Sequence[Token], at: int) -> bool:
    """Whether the noun after an event may be whose it is: not after an article, a pronoun or a counted event.

    Nor after the ن of a dual, and never a noun in the accusative.
    """
    head = tokens[items[at].head]
    if head.det or head.enc or items[at].head != items[at].first or head.core.endswith(DUAL):
        return False
    after = _following(items, at)
    owner = tokens[items[after].first] if after < len(items) else head
    return owner.det or owner.core.endswith(NISBA) or not tanwin(owner.core)


def _antecedent(
    items: Sequence[Item], tokens: Sequence[Token], rel: int, labels: Labels, people: frozenset[int]
) -> None:
    """Labels what a relative clause describes: the phrase before it, past those brought to people by a preposition.

    "Arrested a number of [demonstrators] in the capital who ...": who is of people in the plural.
    """
    several = tokens[items[rel].first].core == WHO_SEVERAL and _people_before(items, rel, people)
    for m in range(rel - 1, -1, -1):
        item = items[m]
        if item.kind in PHRASES and not item.adj:
            if several and m not in people:
                continue
            if _owned(items, tokens, m):
                word = tokens[items[rel].first].core
                mine, whose = (tokens[items[n].head].core for n in (m - 1, m))
                if relative_fits(word, mine) and not relative_fits(word, whose):
                    m -= 1
            labels[m] = "ante"
            if item.coord >= 0:
                labels[item.coord] = "ante2"
            return
        if item.kind in ("verb", "sub", "rel"):
            return


def _people_before(items: Sequence[Item], rel: int, people: frozenset[int]) -> bool:
    """Whether several people stand before "who", with nothing but what prepositions bring between."""
    for m in range(rel - 1, -1, -1):
        if items[m].kind not in PHRASES or items[m].conj:
            return False
        if m in people:
            return True
        if not items[m].prep:
            return False
    return False


def _joined(items: Sequence[Item], head: int, labels: Labels) -> None:
    for m in range(head + 1, len(items)):
        if items[m].coord == head:
            labels.setdefault(m, labels[head])


def _event_labels(items: Sequence[Item], tokens: Sequence[Token], at: int) -> Labels:
    labels: Labels = {}
    bare, through = 0, ""
    for m, item, paused in _onward(items, tokens, at):
        if item.adj:
            labels[m] = "adj" + through
            continue
        if item.part:
            labels[m] = "part"
            continue
        if item.coord >= 0:
            if item.coord == at:
                through = through or "&"
            elif item.coord in labels:
                labels[m] = labels[item.coord]
            continue
        mark = through + paused
        if item.prep:
            labels[m] = f"p:{item.prep}{mark}"
        elif item.conj and labels.get(m - 1, "").startswith("adj"):
            continue
        elif m == _following(items, at) and _opens_construct(items, tokens, at):
            labels[m] = "gen"
            bare = 1
        else:
            bare += 1
            labels[m] = f"bare{min(bare, 3)}{mark}"
        if item.kind == "event":
            through = "~"
    return labels


def _hang(items: Sequence[Item], found: dict[int, Predicate]) -> None:
    """Joins every verb to the verb it hangs on, and every event to the verbs that govern or describe it."""
    before = -1
    for at in sorted(found):
        predicate = found[at]
        if items[at].kind == "verb":
            if before >= 0:
                predicate.up = before
                predicate.link = _link(items, before, at)
            before = at
    for at, predicate in found.items():
        for other, label in predicate.own.items():
            if items[other].kind != "event":
                continue
            event = found[other]
            if items[at].kind == "verb" and label.startswith("ante"):
                event.under = at
            elif event.over < 0 or items[at].kind == "event" or (at < other and found[event.over].item > other):
                event.over, event.over_label = at, label


def _link(items: Sequence[Item], first: int, second: int) -> str:
    if items[second].prep == FOR:
        return "lam"
    for m in range(second - 1, first, -1):
        if items[m].kind == "rel":
            return "rel"
        if items[m].kind == "sub":
            return "sub"
    if items[second].conj:
        return "conj"
    return "pause" if any(items[m].kind == "pause" for m in range(first, second)) else "next"


def labels_of(predicate: Predicate, found: dict[int, Predicate], items: Sequence[Item]) -> dict[int, list[str]]:
    """Item index to all labels that a phrase has for this predicate, nearest way first."""
    out: dict[int, list[str]] = {}

    def put(labels: Labels, mark: str) -> None:
        for item, label in labels.items():
            if item != predicate.item:
                out.setdefault(item, []).append(mark + label)

    put(predicate.own, "")
    if predicate.under >= 0:
        put(found[predicate.under].own, "r:")
    if predicate.over >= 0:
        put(found[predicate.over].own, "g:")
        over = found[predicate.over]
        if over.over >= 0:
            put(found[over.over].own, "gg:")
        if over.up >= 0:
            put(found[over.up].own, f"gu{over.link}:")
            _climb(found, over.up, put, "gu")
    if predicate.up >= 0:
        put(found[predicate.up].own, f"u{predicate.link}:")
        _climb(found, predicate.up, put, "u")
    if predicate.over < 0 and items[predicate.item].kind == "event":
        before = [at for at in found if at < predicate.item and items[at].kind == "verb"]
        if before:
            near = max(before)
            put(found[near].own, f"n{_link(items, near, predicate.item)}:")
            _climb(found, near, put, "n")
    _neighbours(predicate, found, put)
    return out


def _climb(found: dict[int, Predicate], at: int, put: Callable[[Labels, str], None], mark: str) -> None:
    """The verbs that a verb hangs on, two steps up."""
    for step in (1, 2):
        verb = found[at]
        if verb.up < 0:
            return
        put(found[verb.up].own, f"{mark}{verb.link}{step}:")
        at = verb.up


def _neighbours(predicate: Predicate, found: dict[int, Predicate], put: Callable[[Labels, str], None]) -> None:
    """The labels of the predicates just before and after, whatever joins them."""
    before = [at for at in found if at < predicate.item]
    after = [at for at in found if at > predicate.item]
    if before:
        put(found[max(before)].own, "k-:")
    if after:
        put(found[min(after)].own, "k+:")
