"""Who is the subject of a verb of speech, and who else speaks beside him?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from marsad.arabic.agreement import agrees, verb_agreement
from marsad.arabic.particles import AND_ALONE, AND_ONE_OF, AND_SO, ASKED, COMMAS, ONE_OF, THAT
from marsad.coder.draft import Phrase
from marsad.coder.link import Link
from marsad.coder.sentence import Sentence
from marsad.coder.speaking import OPENS, goes_on_saying, said_at
from marsad.coder.triggers import follows
from marsad.lexicon.compiler import Compiled
from marsad.lexicon.denials import denial_words
from marsad.lexicon.entries import SourceEntry, SpeechEntry
from marsad.lexicon.words import links

# Who stands after this verb may be whom it blames.
_BLAMING = "blame-say"
# How many words an office between commas after a name may have.
_OFFICE = 8
# Source nouns of offices that may have two fields, and what is a field too.
_OFFICES = frozenset({"ministry", "health-ministry", "minister", "director-of", "press-office"})
_PEOPLE = "resident"
# How many words may stand between the last speaker and what they say.
_TILL = 12
# The words of a relative clause that say who printed or aired it.
_PRINTED = "carried-by"
# Kinds of source nouns that carry what others say.
_CARRIERS = frozenset({"agency", "channel", "newspaper"})
# Source nouns that speak for nobody yet: what stands after them and an adjective is no part of their name.
_UNNAMED = frozenset({"anonymous", "official"})


def subject_of(sentence: Sentence, at: int, entry: SpeechEntry, sources: Mapping[str, SourceEntry]) -> list[int]:
    """The items of who speaks: after the verb where one fits, else before it; none where the verb implies them."""
    predicate = sentence.predicates[sentence.item_of[at]]
    own = predicate.own
    follow = [i for i, label in own.items() if label.rstrip("'") == "post1" and not _beyond_verb(sentence, at, i)]
    after = [i for i in follow if _speaks_after(sentence, i, sources)]
    after = [i for i in after if (i == follow[0] or follow[0] in after)]
    if entry.denies:
        after = [i for i in after if sentence.tokens[sentence.items[i].first].core not in denial_words().told]
    implied = said_at(sentence, at + 1, entry)
    resumed = bool(sentence.tokens[at].enc)
    relative = [i for i, label in own.items() if label == "ante" and not resumed]
    labels = ("pre1",) if resumed else ("pre1", "ante0")
    before = [_outside(sentence, i, at) for i, label in own.items() if label.rstrip("'") in labels]
    before = [i for i in before if sentence.items[i].kind == "noun" and not _owned(sentence, sentence.items[i].head)]
    if implied and (told := _of_whom(sentence, at)) is not None:
        return [told]
    opens = sentence.items[before[0]].first if before and entry.id == _BLAMING and not relative else 0
    if opens and sentence.tokens[opens - 1].core == THAT:
        return before[:1]
    if after and not implied and sentence.items[after[0]].first <= at + 3:
        return after
    if not after and not implied and (called := _so_called(sentence, at)) is not None:
        return [called]
    if sentence.tokens[at].pro[:1] in AND_SO:
        return relative if implied else after
    return relative or before[:1] or ([] if implied else after)


def _beyond_verb(sentence: Sentence, at: int, item: int) -> bool:
    """Whether another verb stands between a verb and a noun: "added | in a statement that the agency | printed"."""
    first = sentence.items[item].first
    printed = any(group.entry == _PRINTED and at < start < first for start, _, group in sentence.groups)
    return printed or any(sentence.tags[i] == "verb" for i in range(at + 1, first))


def _speaks_after(sentence: Sentence, item: int, sources: Mapping[str, SourceEntry]) -> bool:
    """Whether a phrase after a verb of speech may be its subject, and not what is said or announced."""
    noun = sentence.items[item]
    if noun.kind == "event":
        return _source_noun(sentence, noun.first, sources)
    if noun.kind != "noun" or goes_on_saying(sentence, noun.first):
        return False
    return not _owned(sentence, noun.head)


def _owned(sentence: Sentence, at: int) -> bool:
    """Whether a noun with a pronoun is somebody's thing (his words, their loyalty), not one of them or his highness."""
    token, word = sentence.tokens[at], sentence.words[at]
    some = word.bare in links().shares | links().honours or token.core in ONE_OF
    return bool(token.enc) and not (word.sources or word.title or word.classes & links().people or some)


def _source_noun(sentence: Sentence, at: int, sources: Mapping[str, SourceEntry]) -> bool:
    """Whether a word that may name an event is who speaks: "the command of", "the cell of war reporting"."""
    for form in sentence.words[at].sources:
        if sources[form.entry].sayer and (not form.rest or follows(sentence.tokens, at, form) is not None):
            return True
    return False


def _outside(sentence: Sentence, item: int, at: int) -> int:
    """Whom a relative clause before a verb is said of, where the noun found is that clause's own subject.

    "The coalition | that the kingdom leads | warned": the coalition did.
    """
    verb = max((i for i in sentence.predicates if i < item and sentence.items[i].kind == "verb"), default=-1)
    if verb < 0 or sentence.tokens[at].pro:
        return item
    own = sentence.predicates[verb].own
    if own.get(item, "").rstrip("'") != "post1":
        return item
    return next((i for i, label in own.items() if label == "ante" and not sentence.items[i].prep), item)


def _of_whom(sentence: Sentence, at: int) -> int | None:
    """The source right before a verb that says more of it: "according to a military source | [who] explained that"."""
    item = sentence.item_of[at - 1] if at and not sentence.tokens[at].pro else -1
    if item < 0 or sentence.items[item].kind != "noun" or not sentence.items[item].prep:
        return None
    first, last = sentence.items[item].first, sentence.items[item].last
    told = any(token.det or token.enc for token in sentence.tokens[first:last])
    return item if sentence.words[first].sources and not told else None


def _so_called(sentence: Sentence, at: int) -> int | None:
    """Who is said to be called so: "what is called | the Foundation | announced"."""
    if at + 3 >= len(sentence.tokens) or sentence.tokens[at + 2].core not in links().called:
        return None
    predicate = sentence.predicates.get(sentence.item_of[at + 2])
    own = predicate.own if predicate is not None else {}
    return next((i for i, label in own.items() if label.rstrip("'") == "post1"), None)


def may_say(sentence: Sentence, at: int, phrase: Phrase) -> bool:
    """Whether a phrase may be the subject of a verb of speech: not "what", nor what a verb that disagrees tells more
    of ("the states [of which he] said that")."""
    predicate = sentence.predicates[sentence.item_of[at]]
    if predicate.own.get(phrase.item) == "ante":
        return agrees(*verb_agreement(sentence.tokens[at].core), phrase.shape, after=True)
    return sentence.tokens[phrase.first].core not in ASKED


def in_channel(sentence: Sentence, at: int) -> bool:
    """Whether a word is of the paper or the talk in which somebody speaks: "in a statement"."""
    return any(group.role in ("channel", "medium") and first <= at < last for first, last, group in sentence.groups)


def unsplit(sentence: Sentence, chain: Sequence[Link], adjectives: Mapping[str, str]) -> list[Link]:
    """The links with one more adjective or field of the same source taken in.

    "Security | and medical | sources" are one, and so is the office of health | and population.
    """
    out: list[Link] = []
    for link in chain:
        word = sentence.words[link.first]
        joined = out and out[-1].last == link.first and sentence.tokens[link.first].pro[:1] == AND_ALONE
        kinds = {adjectives.get(sentence.words[at].bare) for at in range(link.first, link.last)}
        another = word.bare in adjectives and out and out[-1].entry and None not in kinds
        if joined and (another or _field(sentence, out[-1], link)):
            out[-1] = msgspec.structs.replace(out[-1], last=link.last, words=(*out[-1].words, *link.words))
        else:
            out.append(link)
    return out


def _field(sentence: Sentence, office: Link, link: Link) -> bool:
    """Whether a link is only the second field of the office before it: "minister of agriculture | and irrigation"."""
    word = sentence.words[link.first]
    alone = link.last == link.first + 1 and sentence.tokens[link.first].det and not word.title
    if office.entry not in _OFFICES or not alone or office.last < office.first + 2:
        return False
    return link.id is None and all(form.entry == _PEOPLE for form in word.sources)


def joined_to(sentence: Sentence, last: int, by_item: Mapping[int, Phrase]) -> int | None:
    """The item of one more speaker that "and" joins to one whose words end at ``last``; None where there is none.

    An office between commas may stand before it: "the mayor, head of the council, | and two sources in the police".
    """
    at = last
    if at < len(sentence.tokens) and sentence.tokens[at].form in COMMAS:
        closing = next((i for i in range(at + 1, min(at + _OFFICE, len(sentence.tokens))) if _comma(sentence, i)), -1)
        opens = at + 1 < len(sentence.tokens) and sentence.words[at + 1]
        office = bool(opens and (opens.title or opens.sources) and not sentence.tokens[at + 1].pro)
        at = closing + 1 if closing > 0 and office else at
    item = sentence.item_of[at] if at < len(sentence.tokens) else -1
    joined = item in by_item and (sentence.tokens[at].pro == AND_ALONE or sentence.tokens[at].core in AND_ONE_OF)
    if not joined or sentence.items[item].first != at:
        return None
    phrase = by_item[item]
    heads = sentence.words[at : min(at + 2, phrase.last)]
    one = heads[0].core in AND_ONE_OF or heads[0].bare in links().shares | ONE_OF
    speaks = heads[0].sources or heads[0].title or (one and heads[-1].sources)
    named = phrase.kind == "person" or (phrase.ref is not None and phrase.ref.id is not None)
    return item if (speaks or named) and _then_said(sentence, item) else None


def _comma(sentence: Sentence, at: int) -> bool:
    return sentence.tokens[at].form in COMMAS


def _then_said(sentence: Sentence, item: int) -> bool:
    """Whether what is said opens after a phrase, with no other verb between: "and a source in the ministry | that"."""
    for at in range(sentence.items[item].last, min(sentence.items[item].last + _TILL, len(sentence.tokens))):
        if sentence.tokens[at].core == THAT or sentence.tokens[at].form in OPENS:
            return True
        if sentence.tags[at] == "verb":
            return False
    return False


def agency_in(sentence: Sentence, first: int, last: int, compiled: Compiled) -> int:
    """Where an agency begins that stands right after an indefinite source whom it heard; 0 where none does."""
    head = sentence.words[first]
    kinds = {compiled.sources[form.entry].kind for form in head.sources}
    if not kinds & _UNNAMED or sentence.tokens[first].det:
        return 0
    for at in range(first + 2, last):
        carriers = any(form.entry in _CARRIERS for form in sentence.words[at].sources)
        if carriers and not sentence.tokens[at].pro and sentence.words[at - 1].bare in compiled.adjectives:
            return at
    return 0
