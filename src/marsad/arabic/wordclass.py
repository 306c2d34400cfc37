"""Is this word a verb, a noun or a small word? Decided by form where it can be, by its neighbours where not."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from marsad.arabic import particles
from marsad.arabic.frequency import frequencies
from marsad.arabic.numberwords import number_word
from marsad.arabic.tokens import Token
from marsad.arabic.verblist import BOUND, JUSSIVE, NOUNISH, OPEN, PAST, PRESENT, build, verb_forms

__all__ = ["build", "class_of", "classify", "contextual", "deed", "tanwin", "tenses"]


# How seldom a name stands with the article.
_NAMELIKE = 0.01


def tenses(core: str) -> tuple[str, ...]:
    """The tenses that a form may have as a verb; empty for what is no known verb."""
    bits = verb_forms().get(core, 0)
    return tuple(name for name, bit in (("past", PAST), ("present", PRESENT), ("jussive", JUSSIVE)) if bits & bit)


@functools.cache
def _small_words() -> dict[str, str]:
    """Closed-class word to its class; the first class named wins."""
    classes = (
        ("rel", particles.RELATIVES),
        ("dem", particles.DEMONSTRATIVES),
        ("pron", particles.PRONOUNS),
        ("neg", particles.NEGATIONS),
        ("prep", particles.PREPOSITIONS),
        ("conj", particles.COORDINATORS),
        ("sub", particles.SUBORDINATORS),
        ("part", particles.PARTICLES),
        ("verb", particles.AUXILIARIES),
    )
    found: dict[str, str] = {}
    for name, words in classes:
        for word in words:
            found.setdefault(word, name)
    return found


_CLASS_OF_KIND = {"n": "num", "l": "noun", "p": "mark"}


@functools.lru_cache(maxsize=200_000)
def class_of(core: str, pro: str, enc: str) -> str:
    """The class of a split word by form alone: ``verb``, ``verb?`` (or a noun), ``noun?`` (rather a noun), ``noun``,
    ``prep``, ``conj``, ``sub``, ``rel``, ``dem``, ``pron``, ``neg``, ``part``, ``num``."""
    small = _small_words().get(core)
    if small and not (enc and small in ("conj", "neg", "part")):
        return "noun" if small == "verb" and pro[-1:] in ("ب", "ل", "ك") and core[0] not in "يت" else small
    if number_word(core) and not enc:
        return "num"
    if core.startswith("ال") and len(core) > 4 and core not in verb_forms():
        return "noun"
    bits = verb_forms().get(core, 0)
    if pro.endswith("س"):
        return "verb"
    if not bits or (bits & BOUND and not enc):
        return "verb" if _looks_verbal(core, enc) else "noun"
    if pro[-1:] in ("ب", "ك") or (pro.endswith("ل") and not bits & (PRESENT | JUSSIVE)):
        return "noun"
    if pro.endswith("ل"):
        return "verb" if core[0] == "ي" else "verb?" if not bits & OPEN else "noun"
    if bits & NOUNISH:
        return "verb" if enc and _fifth(core) else "noun?"
    return "verb?" if bits & OPEN else "verb"


def _fifth(core: str) -> bool:
    """Whether a form before a pronoun is a past like تبنى, whose ى is written ا there: تبناه (claimed it), تولاها."""
    return len(core) == 4 and core[0] == "ت" and core[-1] == "ا" and bool(verb_forms().get(core[:-1] + "ي", 0) & PAST)


def _looks_verbal(core: str, enc: str) -> bool:
    """Whether a form outside the list has the shape of a verb: يتموضع (takes position), تموضعوا."""
    if len(core) < 5 or "ال" + core in frequencies() or core in particles.VERBLIKE_NAMES:
        return False
    return core.startswith(("يت", "يست", "ستت")) or (core.endswith("وا") and core[0] in "يتانا" and not enc)


def classify(token: Token) -> str:
    """The class of a token by its form alone; see ``class_of``. Marks are ``mark``, digits ``num``."""
    if token.kind != "w":
        return _CLASS_OF_KIND[token.kind]
    return class_of(token.core, token.pro, token.enc)


def contextual(tokens: Sequence[Token]) -> list[str]:
    """The classes of a sentence's tokens, with ``verb?`` and ``noun?`` settled by their neighbours, left to right."""
    tags = [
        class_of(token.core, token.pro, token.enc) if token.kind == "w" else _CLASS_OF_KIND[token.kind]
        for token in tokens
    ]
    for at, tag in enumerate(tags):
        if tag in ("verb", "verb?", "noun?") and at and _accusative(tokens, tags, at):
            tags[at] = "noun"
        elif tag[-1] == "?":
            tags[at] = "verb" if _is_verb(tokens, tags, at, nounish=tag == "noun?") else "noun"
        elif tag == "noun" and at and _two_did(tokens, tags, at):
            tags[at] = "verb"
        elif (
            tag == "verb"
            and at
            and ((len(tokens[at].core) < 4 and _governed_bare(tokens, tags, at)) or _masdar_owned(tokens, tags, at))
        ):
            tags[at] = "noun"
    return tags


def _is_verb(tokens: Sequence[Token], tags: Sequence[str], at: int, nounish: bool) -> bool:
    """Whether the open form at ``at`` is a verb where it stands."""
    before = _before(tokens, tags, at)
    if before is not None:
        return before
    token = tokens[at]
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.enc:
        if tokens[at].pro[:1] == "و" and not nounish and tags[at - 1] == "noun":
            return True
        if at and tags[at - 1] == "noun" and tokens[at - 1].det and not token.pro and _verb_behind(tokens, tags, at):
            # أعلن الجيش عزمه (announced its resolve): a clause after a definite noun needs a particle
            return False
        return not nounish and (at == 0 or tags[at - 1] in ("mark", "rel", "sub", "conj", "noun"))
    if following is None or following.kind == "p":
        if following is not None and following.form in ':"' and (token.pro[:1] == "و" or at == 0):
            return True
        return not nounish and at > 0 and tags[at - 1] == "noun" and tokens[at - 1].det
    return _after(tokens, tags, at, following, nounish)


def _accusative(tokens: Sequence[Token], tags: Sequence[str], at: int) -> bool:
    """Whether a dual past just after a verb is rather its object in ا: استهدفت تمركزا (targeted a deployment)."""
    token = tokens[at]
    if token.pro or token.enc or token.core[-1] != "ا" or token.core[-2:] == "وا":
        return False
    before = at - 1 - int(tokens[at - 1].kind == "p" and tokens[at - 1].form == '"')
    if before < 0 or tags[before] != "verb" or tokens[before].core in particles.AUXILIARIES:
        return False
    return "ال" + token.core[:-1] in frequencies()


def _masdar_owned(tokens: Sequence[Token], tags: Sequence[str], at: int) -> bool:
    """Whether a present in ت is the masdar of a bare noun before it: مركز تحكم (control centre).

    Only a form that takes the article more often than it stands without: التحكم (control).
    """
    token, last = tokens[at], tokens[at - 1]
    if token.core[0] != "ت" or token.pro or token.enc or tags[at - 1] != "noun" or last.det or last.enc:
        return False
    counts = frequencies()
    return last.kind == "w" and counts.get("ال" + token.core, 0) > counts.get(token.core, 1)


def _governed_bare(tokens: Sequence[Token], tags: Sequence[str], at: int) -> bool:
    """Whether a short past is a noun here: على وقع (to the sound of), من أجل فك (for breaking), تم نقل (was moved)."""
    token, last = tokens[at], tokens[at - 1]
    if token.pro or token.enc or verb_forms().get(token.core, 0) & (PRESENT | PAST) != PAST or last.enc:
        return False
    if last.core in particles.BEFORE_MASDAR:
        return True
    if tags[at - 1] == "noun":
        return (
            at > 1 and not last.det and tags[at - 2] == "prep" and not tokens[at - 2].enc and not _named(tokens, at - 1)
        )
    return tags[at - 1] == "prep" and last.core not in ("حتي", "مثل")


def _before(tokens: Sequence[Token], tags: Sequence[str], at: int) -> bool | None:
    """What the word before says; None where it leaves the form open."""
    if at == 0 or tags[at - 1] == "mark":
        return None
    if tokens[at].pro[:1] in ("و", "ف"):
        return False if _beside_masdar(tokens, at) else None
    last = tokens[at - 1]
    if last.core in particles.VERB_MARKERS:
        return True
    if last.core == "ذلك" and at > 1 and tags[at - 2] == "prep":
        return None
    if last.core in particles.BEFORE_MASDAR:
        return False
    if last.core == "ان" and not last.enc:
        opener = at > 1 and tokens[at - 2].core in particles.BEFORE_THAT_VERB
        return True if opener or tenses(tokens[at].core)[:1] == ("present",) else None
    if last.core in ("ان", "لكن", "لان") and last.enc:
        return True
    if last.core in particles.VERB_BIASED and last.pro[-1:] != "ب":
        return True
    if tags[at - 1] == "verb" and last.core in particles.AUXILIARIES:
        return True
    if (tags[at - 1] == "prep" and not last.enc) or tags[at - 1] in ("dem", "num"):
        return False
    if tags[at - 1] == "noun" and not last.det and not last.enc and last.kind == "w":
        if tanwin(last.core):
            # شابا بث (a young man | who broadcast): only a clause, or an adjective, can follow
            return True if not verb_forms().get(tokens[at].core, 0) & NOUNISH else None
        # عمليات قتل (acts of killing): a bare noun before it most often governs it
        return False if not _named(tokens, at - 1) else None
    return None


def _two_did(tokens: Sequence[Token], tags: Sequence[str], at: int) -> bool:
    """Whether a noun in ا is rather what two before it did or underwent: شهيدين قتلا (two martyrs who were killed)."""
    token, last = tokens[at], tokens[at - 1]
    if token.pro or token.enc or token.core[-1:] != "ا" or tags[at - 1] != "noun" or last.enc:
        return False
    return bool(verb_forms().get(token.core[:-1], 0) & PAST) and _two(last.core)


@functools.lru_cache(maxsize=50_000)
def _two(core: str) -> bool:
    """Whether a noun is a dual, not a sound plural, which is written alike: شهيدين, not مسلحين."""
    plural, dual = particles.SOUND_PLURALS[1], particles.ANY_DUAL[0]
    if not core.endswith(particles.ANY_DUAL):
        return False
    counts, stem = frequencies(), core[:-2].removeprefix("ال")
    return counts.get(stem + plural, 0) < counts.get(stem + dual, 0) and counts.get(stem, 0) > 0


def tanwin(core: str) -> bool:
    """Whether a noun shows the accusative of the indefinite, which governs no noun: شابا (a young man)."""
    counts = frequencies()
    return len(core) > 3 and core[-1] == "ا" and counts.get("ال" + core[:-1], 0) > 5 * counts.get("ال" + core, 0)


def _beside_masdar(tokens: Sequence[Token], at: int) -> bool:
    """Whether "and" joins the form to a verbal noun before it: عن قتل وخطف (of killing and kidnapping)."""
    for other in range(at - 1, max(at - 6, -1), -1):
        token = tokens[other]
        if token.kind == "p" and token.form not in '"()':
            return False
        core = token.core.removeprefix("ال")
        if (_masdar(core) or _sought(core)) and not _small_words().get(token.core):
            return other == at - 1 or token.pro[-1:] in ("ب", "ل") or _governed(tokens, other)
    return False


def _governed(tokens: Sequence[Token], at: int) -> bool:
    return at > 0 and _small_words().get(tokens[at - 1].core) == "prep"


@functools.lru_cache(maxsize=50_000)
def _masdar(word: str) -> bool:
    """Whether a word has the shape of a verbal noun, or is a noun and verb alike."""
    if _derived(word):
        return True
    bits = verb_forms().get(word, 0)
    return bool(bits & OPEN) and bool(bits & PAST)


def _sought(word: str) -> bool:
    """Whether a word has the shape of a verbal noun like استعادة (regaining), whose root has a weak letter."""
    return len(word) >= 6 and word.startswith("است") and word[-3] == "ا" and word[-1] == "ه"


def _derived(word: str) -> bool:
    """Whether a word has the shape of the noun of a derived verb: تفجير (bombing), اعتقال (arrest)."""
    return (len(word) == 5 and word[0] == "ت" and word[3] == "ي") or (
        len(word) >= 5 and word[0] == "ا" and word[-2] == "ا"
    )


@functools.lru_cache(maxsize=50_000)
def deed(core: str) -> bool:
    """Whether a bare word is a verbal noun by its shape, and no name, which hardly takes the article.

    The shape of إعلان (declaring) is also that of plurals like أموال (money), which have no verb.
    """
    counts = frequencies()
    if not _derived(core) or counts.get("ال" + core, 0) <= _NAMELIKE * counts.get(core, 1):
        return False
    fourth = len(core) == 5 and core[0] == "ا"
    return not fourth or bool(verb_forms().get(core[:3] + core[4], 0) & PAST)


def _named(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word without article is likely a name, or closes a phrase: it follows a noun with no article itself."""
    word = tokens[at].core
    alone = frequencies().get(word, 0)
    governed = tokens[at].pro[-1:] in ("ب", "ل", "ك") or _governed(tokens, at)
    return not alone or frequencies().get("ال" + word, 0) < (0.004 if governed else 0.05) * alone


def _after(tokens: Sequence[Token], tags: Sequence[str], at: int, following: Token, nounish: bool) -> bool:
    """What the words after say: a subject makes it a verb, an adjective or a verb of the clause a noun."""
    tag = tags[at + 1]
    opening = at == 0 or tags[at - 1] in ("mark", "conj", "sub", "rel") or bool(tokens[at].pro)
    if tag == "num" or following.kind == "n":
        return not nounish
    if following.core in particles.DAYS and tokens[at].core in particles.DAY_PARTS:
        return False
    if (
        at + 2 < len(tokens)
        and not following.det
        and not following.pro
        and _masdar(following.core)
        and tokens[at + 2].det
    ):
        # وقف اطلاق النار (the stopping of fire): verbal nouns govern each other
        return False
    if tag in ("verb", "rel") and not following.enc:
        return False
    clause = at == 0 or tokens[at].pro[:1] in ("و", "ف") or tags[at - 1] == "mark"
    if tag == "noun" and not following.det and not following.pro:
        if _adjective(following.core) or (nounish and not clause):
            return False
        return not _verb_ahead(tokens, tags, at) if nounish else opening or not _verb_behind(tokens, tags, at)
    if nounish:
        free = clause or (tokens[at - 1].det and not _verb_behind(tokens, tags, at))
        return free and tag == "noun" and tokens[at].core[-1] != "ا" and not _verb_ahead(tokens, tags, at)
    if tag in ("prep", "sub"):
        return tokens[at].pro[:1] == "و" or (
            at > 0 and (tokens[at - 1].det or opening or (tags[at - 1] == "noun" and _named(tokens, at - 1)))
        )
    return tokens[at].pro[:1] == "و" or not (opening and _verb_ahead(tokens, tags, at))


@functools.lru_cache(maxsize=50_000)
def _adjective(core: str) -> bool:
    """Whether a word without article is likely an adjective: its feminine is about as frequent (مدفعي, مدفعية)."""
    counts = frequencies()
    return counts.get("ال" + core + "ه", 0) + counts.get(core + "ه", 0) > 0.5 * counts.get(core, 1)


def _verb_behind(tokens: Sequence[Token], tags: Sequence[str], at: int) -> bool:
    """Whether the clause has had its verb already: أعلن الجيش صد هجوم (announced the repelling of an attack)."""
    for other in range(at - 1, max(at - 9, -1), -1):
        if tags[other] in ("sub", "rel") or (tags[other] == "mark" and tokens[other].form not in '"()'):
            return False
        if tags[other] == "verb":
            return True
    return False


def _verb_ahead(tokens: Sequence[Token], tags: Sequence[str], at: int) -> bool:
    """Whether the clause still has a plain verb of its own, so that the form at ``at`` is its noun."""
    for other in range(at + 1, min(at + 12, len(tokens))):
        if tags[other] == "mark" and tokens[other].form not in '"()':
            return False
        if tags[other] == "verb":
            joined = tokens[other].pro[:1] in ("و", "ف", "ل") or tags[other - 1] in (
                "rel",
                "sub",
                "conj",
                "neg",
                "part",
            )
            return not joined and tokens[other - 1].core != "ما"
        if tags[other] in ("rel", "sub"):
            return False
    return False
