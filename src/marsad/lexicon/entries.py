"""The records of the lexicon: what one entry of each data file holds."""

from __future__ import annotations

import msgspec

from marsad.lexicon.conditions import Test


class Sense(msgspec.Struct, frozen=True, gc=False):
    """A type that holds where all the tests hold; ``none`` where the word is no event there."""

    type: str
    tests: tuple[Test, ...]


class TriggerEntry(msgspec.Struct, frozen=True, gc=False):
    """A word that names an event: its type, its frame (who stands where) and how sure it is alone (1 to 3)."""

    id: str
    type: str
    strength: int
    subj: str
    obj: str
    passive: str
    gen: str
    prep: dict[str, str]
    senses: tuple[Sense, ...]
    never: tuple[tuple[Test, ...], ...]


class WordForm(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """One reading of a folded word: an entry of a room of the lexicon in one form.

    ``room`` is ``trigger``, ``light``, ``result``, ``speech``, ``status`` or ``source``; ``entry`` its id;
    ``pos`` is ``verb``, ``masdar``, ``noun``, ``participle`` or ``phrase``; ``tense``, ``number`` and ``gender`` say
    what the form is; ``rest`` holds for each word that must follow the bare forms it may have, the first within
    ``window`` tokens, not right after one of the bare forms ``held``; ``lemma`` is the folded word that it is a form
    of.
    """

    room: str
    entry: str
    pos: str
    tense: str = ""
    number: str = ""
    gender: str = ""
    voice: str = ""
    rest: tuple[tuple[str, ...], ...] = ()
    window: int = 1
    lemma: str = ""
    held: tuple[str, ...] = ()


class Fixed(msgspec.Struct, frozen=True, gc=False):
    """A fixed group of written words (clitics included), with the clitic preposition that ends it, if any.

    ``role`` says what it does: for attribution ``source``, ``medium``, ``speaker``, ``channel``, ``new-speaker``,
    ``topic-change`` or ``meanwhile``; for results ``before``, ``after`` or ``answered``; for status the status.
    """

    room: str
    entry: str
    role: str
    words: tuple[str, ...]
    tail: str = ""
    needs: str = ""


class SpeechEntry(msgspec.Struct, frozen=True, gc=False):
    """A word that introduces what somebody says.

    ``preposition`` stands before what is said, ``origin`` before the first source where the subject is only the nearer
    link; ``continues``: the same speaker goes on; ``weak``: speech only before "that", a quotation or a colon;
    ``denies``: what is said is that it is not so; ``owns``: the speaker may say it of an act of his own; ``deeds``: a
    weak one is speech before the verbal noun of an event too ("the source confirmed the killing of").
    """

    id: str
    preposition: str = ""
    origin: str = ""
    continues: bool = False
    weak: bool = False
    denies: bool = False
    owns: bool = False
    deeds: bool = False


class LightEntry(msgspec.Struct, frozen=True, gc=False):
    """A verb that carries an event in its noun: where the event stands and what the subject and others are to it."""

    id: str
    event: str
    subj: str
    obj: str
    prep: dict[str, str]
    status: str


class ResultEntry(msgspec.Struct, frozen=True, gc=False):
    """A verb that ties an outcome to its cause; ``reverse``: the subject is the outcome."""

    id: str
    reverse: bool


class StatusEntry(msgspec.Struct, frozen=True, gc=False):
    """A word that makes an event planned, possible or denied (``status``), and on what it acts (``scopes``).

    ``group`` is its list in the data file (negation, denial, planned, ...); ``prepositions`` bring its object;
    ``present``: only before a verb in the present; ``weak``: only where nothing else explains the preposition.
    """

    id: str
    group: str
    status: str
    scopes: tuple[str, ...]
    prepositions: tuple[str, ...]
    present: bool = False
    weak: bool = False


class SourceEntry(msgspec.Struct, frozen=True, gc=False):
    """A noun that can be who says so: its kind, and how its kind and name are found.

    ``kind`` may be ``of-party``: the kind of what it belongs to; ``bare`` is the kind where nothing tells more.
    """

    id: str
    kind: str
    bare: str
    takes: tuple[str, ...]
    sayer: bool
    names: bool
