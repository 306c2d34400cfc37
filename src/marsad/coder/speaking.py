"""Is a word of speech one here, and where does what is said begin?"""

from __future__ import annotations

from marsad.arabic.particles import FEMININE, FEMININES, FOR, GOVERNING, INDEFINITE, SOUND_PLURALS, STOPS, THAT
from marsad.coder.sentence import Sentence
from marsad.lexicon.entries import SpeechEntry

OPENS = frozenset({":", '"'})
"""The marks that open what is said."""
REACH = 24
"""How many words after a verb of speech what is said may begin, and who hears it may stand."""
# From how many words on a quotation is what is said, not a name.
_QUOTED = 6


def speaks(sentence: Sentence, at: int, entry: SpeechEntry, pos: str) -> bool:
    """Whether a speech word is one here: a weak one needs "that", a quotation or its preposition after it."""
    token = sentence.tokens[at]
    if pos in ("participle", "masdar"):
        if token.det or (pos == "masdar" and not token.enc) or (pos == "participle" and token.pro[-1:] in GOVERNING):
            return False
        if pos == "participle" and not _adverbial(sentence, at):
            return False
    if pos != "verb" and (entry.deeds or not entry.weak) and _deed_next(sentence, at):
        return True
    if pos == "verb" and (not entry.weak or (entry.deeds and _before_deed(sentence, at))):
        return True
    for i in range(at + 1, min(at + REACH, len(sentence.tokens))):
        other = sentence.tokens[i]
        if other.core == THAT or _opens_quote(sentence, i):
            return True
        if (
            entry.preposition
            and (other.core == entry.preposition or other.pro[-1:] == entry.preposition)
            and i < at + 8
        ):
            return True
        if entry.origin and other.core == entry.origin:
            return True
        if sentence.tags[i] == "verb" or other.form in STOPS:
            break
    return False


def opening_of(sentence: Sentence, at: int, entry: SpeechEntry) -> str:
    """What opens the words of the speaker after a speech word."""
    for i in range(at + 1, min(at + REACH, len(sentence.tokens))):
        token = sentence.tokens[i]
        if token.core == THAT:
            return "that"
        if i > at + 1 and _opens_quote(sentence, i):
            return "quote"
        if sentence.tags[i] == "verb":
            break
        if entry.preposition and (token.core == entry.preposition or token.pro[-1:] == entry.preposition):
            return "prep"
    return "bare"


def said_at(sentence: Sentence, at: int, entry: SpeechEntry) -> bool:
    """Whether what is said begins at a token, so that no speaker can stand between it and the verb."""
    if at >= len(sentence.tokens):
        return False
    token = sentence.tokens[at]
    brought = entry.preposition and (token.core == entry.preposition or token.pro[-1:] == entry.preposition)
    return token.core == THAT or _opens_quote(sentence, at) or bool(brought)


def undergoes(sentence: Sentence, at: int) -> bool:
    """Whether a verb that may say "shows" says "was subjected to" here, by the event that ل brings."""
    predicate = sentence.predicates.get(sentence.item_of[at])
    own = predicate.own if predicate is not None else {}
    return any(sentence.items[m].kind == "event" and label.rstrip("'~") == f"p:{FOR}" for m, label in own.items())


def goes_on_saying(sentence: Sentence, at: int) -> bool:
    """Whether a word only says once more that somebody speaks: "he added, | saying"."""
    return any(form.pos == "participle" for form in sentence.words[at].speech) and _adverbial(sentence, at)


def _adverbial(sentence: Sentence, at: int) -> bool:
    """Whether a participle is an adverb (adding, stressing): indefinite and in the accusative or feminine."""
    form = sentence.tokens[at].core
    return not sentence.tokens[at].det and form.endswith((INDEFINITE, FEMININE, SOUND_PLURALS[0], FEMININES))


def _before_deed(sentence: Sentence, at: int) -> bool:
    """Whether the object of a verb is an event: confirmed | the killing of."""
    predicate = sentence.predicates.get(sentence.item_of[at])
    own = predicate.own.items() if predicate is not None else ()
    for item, label in own:
        after = item > sentence.item_of[at] and not sentence.items[item].prep
        if after and sentence.items[item].kind == "event" and label.startswith("post"):
            return True
    return False


def _deed_next(sentence: Sentence, at: int) -> bool:
    """Whether an event stands right after a participle or verbal noun of speech: "denying | the capture of"."""
    item = sentence.item_of[at + 1] if at + 1 < len(sentence.tokens) else -1
    return item >= 0 and sentence.items[item].kind == "event" and not sentence.tokens[at + 1].pro


def _opens_quote(sentence: Sentence, at: int) -> bool:
    """Whether a colon, or the mark of a quotation that is more than a name, stands here."""
    form = sentence.tokens[at].form
    if form != '"':
        return form in OPENS
    if sum(1 for token in sentence.tokens[:at] if token.form == '"') % 2:
        return False
    return all(token.form != '"' for token in sentence.tokens[at + 1 : at + _QUOTED])
