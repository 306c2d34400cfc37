"""Whose role in an event does the grammar settle, so that nothing is weighed? Agents of verbal nouns, who is charged.

A settled phrase is actor, target or neither (``none``) of its event, whatever the ranker makes of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from marsad.arabic.agreement import noun_case
from marsad.arabic.particles import ACCUSED_OF, BY, COMMAS, FEMININE, FOR, INDEFINITE, NISBA, ON, REFERENTS, WITH_NUN
from marsad.arabic.wordclass import tanwin
from marsad.coder.draft import Draft, Phrase
from marsad.coder.drafts import ARMED_KINDS, STRUCK_KINDS
from marsad.coder.frames import Frames
from marsad.coder.relations import Predicate
from marsad.lexicon.asides import aside_words
from marsad.lexicon.words import links

Settlement = tuple[int, str]
_PERSONS = ARMED_KINDS | {"person", "leader", "official", "civilians", "civilian", "country"}
# Things that stand right after the doer as the object of a verbal noun.
_OBJECTS = STRUCK_KINDS | {"vehicle", "area"}
# Courts and the like, which are no party by their name.
_BODIES = frozenset({"other", "organisation"})
_PLACES = frozenset({"place", "country"})
# The verbs of speech that say that somebody answers, with words or with deeds ("and replied"
# is written like "came in").
_ANSWERS = frozenset({"respond", "come-in"})
_SAID = frozenset({"accusation", "demand", "threat"})


def settle(frames: Frames, draft: Draft) -> dict[int, str]:
    """Item index to ``actor``, ``target`` or ``none`` for the phrases whose role in an event the grammar settles."""
    predicate = frames.sentence.predicates.get(draft.item)
    if predicate is None:
        return {}
    for rule in (_struck_surely, _burdened, _taken, _apart) if draft.hit.verbal else _NOMINAL:
        found = dict(rule(frames, draft, predicate))
        if found:
            break
    else:
        found = {}
    found.update(
        (m, "none") for m in (*_hosts(frames, draft), *_offices(frames, draft), *frames.foreign_to(draft.item))
    )
    return {m: role for at, role in found.items() for m in (at, *frames.joined(at))}


def _agent(frames: Frames, draft: Draft, predicate: Predicate) -> Iterator[Settlement]:
    """Who does what a verbal noun names, where its object stands after it: "the shelling | by X | of the houses".

    The noun that owns it is the doer if its ending is that of a subject, if ل brings the object just after it, or if
    the object stands there bare: a thing, or an indefinite noun in the accusative.
    """
    owner = next((m for m, label in predicate.own.items() if label == "gen"), -1)
    phrase = frames.phrases.get(owner)
    if phrase is None or draft.form.pos != "masdar" or draft.entry.obj != "target":
        return
    nominative = _case(frames, owner) == "nominative"
    armed = phrase.kind in ARMED_KINDS or phrase.kind == "organisation"
    struck = _struck(frames, draft, predicate, owner) if nominative or armed else -1
    if nominative or struck >= 0:
        yield owner, "actor"
    if struck >= 0:
        yield struck, "target"


def _case(frames: Frames, at: int) -> str:
    item = frames.sentence.items[at]
    word = frames.sentence.words[item.first]
    return noun_case(frames.sentence.tokens[item.first].core, word.number) if item.first == item.head else ""


def _struck(frames: Frames, draft: Draft, predicate: Predicate, owner: int) -> int:
    """The object of a verbal noun just after its doer; -1 for none."""
    items, at = frames.sentence.items, owner + 1
    while at < len(items) and items[at].coord == owner:
        at += 1
    phrase = frames.phrases.get(at)
    if phrase is None or items[at].kind != "noun" or items[at].conj:
        return -1
    label = predicate.own.get(at, "")
    if label == f"p:{FOR}":
        told = phrase.kind != "other" or phrase.head != "other"
        by = frames.phrases[owner]
        told = told and by.ref is not None and not by.quantified and by.kind in ARMED_KINDS
        return at if told and draft.entry.prep.get(FOR) == "target" else -1
    token = frames.sentence.tokens[items[at].first]
    bare = label.startswith("bare") and items[at].first == items[at - 1].last and not token.core.endswith(NISBA)
    people = phrase.quantified and _person(frames, at) and not frames.phrases[owner].quantified
    return at if bare and (phrase.head in _OBJECTS or people or _accusative(frames, phrase)) else -1


def _accusative(frames: Frames, phrase: Phrase) -> bool:
    """Whether a noun that is known shows the accusative of the indefinite."""
    return phrase.head != "other" and tanwin(frames.sentence.tokens[phrase.first].core)


def _charged(frames: Frames, draft: Draft, _predicate: Predicate) -> Iterator[Settlement]:
    """Who is charged with an event, has part in it or answers for it: "the man | accused of | killing four"."""
    items, words = frames.sentence.items, frames.sentence.words
    if items[draft.item].prep not in ACCUSED_OF:
        return
    at = draft.item - 1
    if at >= 0 and items[at].kind == "word" and items[at].prep:
        at -= 1
    if at < 0 or words[items[at].last - 1].bare not in links().charged:
        return
    if items[at].kind == "event" and not items[at].prep and _attribute(frames, at):
        at -= 1
    first = items[at].first
    described = first < items[at].last - 1 or frames.sentence.tokens[first].det
    if described and at in frames.phrases and (words[first].classes or words[first].title):
        yield at, "actor"


def _attribute(frames: Frames, at: int) -> bool:
    """Whether a participle describes the noun just before it."""
    items, tokens = frames.sentence.items, frames.sentence.tokens
    noun = items[at - 1] if at else items[at]
    if noun.kind != "noun" or noun.last != items[at].first or items[at].conj:
        return False
    return tokens[items[at].first].det or not tokens[noun.head].det


def _saying(frames: Frames, draft: Draft, predicate: Predicate) -> Iterator[Settlement]:
    """Who warns or calls on somebody in a participle that hangs on what he says: "he spoke of ..., calling on X"."""
    sentence = frames.sentence
    items, token = sentence.items, sentence.tokens[draft.hit.first]
    participle = any(form.pos == "participle" for form in draft.hit.forms)
    if draft.stem not in _SAID or not participle or draft.item == 0 or token.det or token.enc or items[draft.item].prep:
        return
    before = items[draft.item - 1]
    if before.kind != "pause" or sentence.tokens[before.first].form not in COMMAS:
        return
    if not token.core.endswith((INDEFINITE, FEMININE, *WITH_NUN)):
        return
    speaker = _speaker(frames, draft.item)
    if speaker < 0 or not _person(frames, speaker):
        return
    yield speaker, "actor"
    if draft.entry.obj == "target":
        for m, label in predicate.own.items():
            if label == "gen" and m in frames.phrases:
                yield m, "target"


def _speaker(frames: Frames, before: int) -> int:
    """The subject of the last verb of speech before an item, or of the last verb of a main clause; -1 for none."""
    sentence = frames.sentence
    verbs = [at for at in sorted(sentence.predicates) if at < before and sentence.items[at].kind == "verb"]
    said = [at for at in verbs if sentence.words[sentence.items[at].head].speech or frames.stem(at) in _SAID]
    main = [at for at in verbs if sentence.predicates[at].link not in ("rel", "sub", "lam")]
    chosen = said or main
    return frames.clause(chosen[-1]).subject if chosen else -1


def _struck_surely(frames: Frames, draft: Draft, _predicate: Predicate) -> Iterator[Settlement]:
    """The object of a verb whose subject is a pronoun or that speaks of "us", or that an ending shows to be one."""
    if draft.entry.obj != "target" or draft.form.voice == "passive":
        return
    accused = next((m for m, slots in draft.slots.items() if slots[0].way == "usubj.post"), -1)
    if draft.stem == "accusation" and accused >= 0:
        yield accused, "target"
    if not frames.has_sure_object(draft.item):
        return
    at = frames.clause(draft.item).object
    if at >= 0 and _person(frames, at):
        yield at, "target"


def _burdened(frames: Frames, draft: Draft, predicate: Predicate) -> Iterator[Settlement]:
    """Who is held responsible, where nobody stands between a verb and him: "and held | Israel | the responsibility"."""
    if draft.stem != "accusation" or draft.form.voice == "passive" or not draft.hit.words:
        return
    at = draft.item + 1
    phrase = frames.phrases.get(at)
    after = min(draft.hit.words)
    if phrase is None or not _person(frames, at) or predicate.own.get(at, "").rstrip("'") != "post1":
        return
    if phrase.first == draft.hit.first + 1 and frames.sentence.items[at].last == after and _demanded(frames, after):
        yield at, "target"


def _taken(frames: Frames, draft: Draft, predicate: Predicate) -> Iterator[Settlement]:
    """Who does something to whom a pronoun on the verb stands for: "condemned [him] | the court", if they agree."""
    at, token = draft.item + 1, frames.sentence.tokens[draft.hit.first]
    phrase = frames.phrases.get(at)
    if draft.entry.subj != "actor" or draft.form.voice == "passive" or token.enc not in REFERENTS or phrase is None:
        return
    event = frames.sentence.items[at].kind != "noun" or bool(frames.sentence.words[phrase.first].triggers)
    body = not event and (_person(frames, at) or phrase.kind in _BODIES)
    next_to = phrase.first == draft.hit.last == draft.hit.first + 1 and predicate.own.get(at) == "post1"
    if body and next_to and frames.clause(draft.item).subject == at:
        yield at, "actor"
        yield from ((m, "none") for m in frames.joined(at) if not _person(frames, m))


def _demanded(frames: Frames, at: int) -> bool:
    """Whether a word is the object that its verb demands, and nobody: responsibility, blame."""
    word = frames.sentence.words[at]
    return not word.classes and all(hit.first != at for hit in frames.sentence.parties)


def _replied(frames: Frames, draft: Draft, predicate: Predicate) -> Iterator[Settlement]:
    """Who answers with an attack makes it: "the fighters replied | with the firing of rockets"."""
    items, words = frames.sentence.items, frames.sentence.words
    if draft.stem != "attack" or items[draft.item].prep != BY or predicate.over < 0:
        return
    if not any(form.entry in _ANSWERS for form in words[items[predicate.over].head].speech):
        return
    at = frames.clause(predicate.over).subject
    if at >= 0 and _person(frames, at):
        yield at, "actor"


def _apart(_frames: Frames, draft: Draft, _predicate: Predicate) -> Iterator[Settlement]:
    """Who does something that is no deed of the event's: "the brigades | mourned their commander"."""
    if draft.stem != "casualties" or draft.entry.subj != "none":
        return
    for m, slots in draft.slots.items():
        if slots[0].way.startswith("subj."):
            yield m, "none"


def stand_apart(drafts: Sequence[Draft]) -> None:
    """Settles who stands apart from one event of a sentence as no party to the others, but where grammar brings it:
    those who bury the dead are not whom the shots hit."""
    apart = {m for draft in drafts for m, role in draft.settled.items() if role == "none"}
    for draft in drafts if apart else ():
        draft.settled = {**draft.settled, **{m: "none" for m in apart if draft.slot(m).role in ("?", "none")}}


def _threatening(frames: Frames, draft: Draft, predicate: Predicate) -> Iterator[Settlement]:
    """Whose a threat is: who owns it where "with" tells what is threatened: "the threat | of X | to shell the city"."""
    owner = next((m for m, label in predicate.own.items() if label == "gen"), -1)
    if draft.stem != "threat" or draft.form.pos != "masdar" or owner not in frames.phrases:
        return
    if any(label == f"p:{BY}" and frames.sentence.items[m].kind == "event" for m, label in predicate.own.items()):
        yield owner, "actor"


def _offices(frames: Frames, draft: Draft) -> Iterator[int]:
    """The office that tells after a comma who the named subject of a verb is: "So-and-so, | the deputy head of"."""
    sentence, subject = frames.sentence, frames.clause(draft.item).subject if draft.hit.verbal else -1
    if subject <= draft.item or subject + 2 >= len(sentence.items):
        return
    pause, office = sentence.items[subject + 1], sentence.items[subject + 2]
    named = not sentence.words[sentence.items[subject].first].title
    comma = pause.kind == "pause" and sentence.tokens[pause.first].form in COMMAS
    beside = office.kind == "noun" and not office.prep and not office.conj
    if named and comma and beside and sentence.words[office.first].title:
        yield subject + 2


def _hosts(frames: Frames, draft: Draft) -> Iterator[int]:
    """Who only mediates between those who talk or agree: "under the auspices of | the UN", "that Oman sponsored"."""
    tokens, words = frames.sentence.tokens, aside_words()
    if draft.stem not in ("agreement", "talks"):
        return
    for m, phrase in frames.phrases.items():
        at, before = phrase.first, tokens[phrase.first - 1] if phrase.first else None
        if draft.hit.first in (at, at - 1):
            continue
        own = tokens[at].core in words.hosting and tokens[at].pro.endswith(BY)
        if own or (before is not None and (before.core in words.hosting or before.core + before.enc in words.hosted)):
            yield m


def _banned(frames: Frames, draft: Draft, predicate: Predicate) -> Iterator[Settlement]:
    """Against whom sanctions are: a party or country that "on" brings just after them."""
    if draft.stem != "sanction" or draft.entry.prep.get(ON) != "target":
        return
    for m, label in predicate.own.items():
        if label == f"p:{ON}" and _person(frames, m):
            yield m, "target"
            return


def _undergone(frames: Frames, draft: Draft, _predicate: Predicate) -> Iterator[Settlement]:
    """Who undergoes what a light verb carries: "the prisoner | was subjected to an assault"."""
    for m, slots in draft.slots.items():
        slot = slots[0]
        sure = slot.way.startswith("light.subj.") and not slot.way.endswith("odd")
        phrase = frames.phrases.get(m)
        if sure and slot.role == "target" and phrase is not None and phrase.kind not in _PLACES:
            yield m, "target"


def _person(frames: Frames, at: int) -> bool:
    phrase = frames.phrases.get(at)
    return phrase is not None and (phrase.ref is not None or phrase.kind in _PERSONS)


_NOMINAL: tuple[Callable[[Frames, Draft, Predicate], Iterator[Settlement]], ...] = (
    _charged,
    _replied,
    _saying,
    _threatening,
    _banned,
    _agent,
    _undergone,
)


def chances(draft: Draft, phrase: Phrase, actor: float, target: float) -> tuple[float, float]:
    """The chances of a phrase to be actor and target, where the grammar has not settled its role."""
    role = draft.settled.get(phrase.item)
    if role is None:
        return actor, target
    return float(role == "actor"), float(role == "target")
