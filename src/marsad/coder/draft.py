"""The working records of the coder: mentions of a sentence, an event on its way to a claim, and its candidates."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import msgspec

from marsad.coder.ranker import Feature
from marsad.coder.triggers import TriggerHit
from marsad.gazetteer.context import PlaceRef
from marsad.lexicon.entries import StatusEntry, TriggerEntry, WordForm
from marsad.parties.naming import PartyRef


class Slot(msgspec.Struct, frozen=True, gc=False):
    """How a phrase stands to an event: the way there and the role that the frame gives (``?`` where it gives none)."""

    way: str
    role: str


NO_SLOT = Slot("none", "none")
"""That of a phrase which the grammar does not bring to an event."""


class Phrase(msgspec.Struct, frozen=True, gc=False):
    """A noun phrase of a sentence that may be a party, a person or a thing: its item, tokens, name and kind.

    ``kind`` is the party's kind where it has a name, else the class of its head noun, else ``other``; ``shape`` is the
    gender and number of its head: ``m``, ``f`` or ``p`` (people in the plural); ``head`` is the class of its head noun
    whatever the party, and ``look`` whether that noun is definite (``d``), has a pronoun (``p``) or neither (``i``).
    ``owner`` is the party of a phrase without a name of its own, told by what stands after it ("five fighters of the
    movement").
    """

    item: int
    first: int
    last: int
    ref: PartyRef | None
    kind: str
    shape: str
    quantified: bool
    head: str = "other"
    look: str = "i"
    owner: PartyRef | None = None

    @property
    def party(self) -> PartyRef | None:
        """The party that a claim names for the phrase."""
        return self.owner or self.ref


class Spot(msgspec.Struct, frozen=True, gc=False):
    """A place phrase of a sentence: its item, tokens, the place, and what brings it.

    ``inside`` says what the phrase is part of: ``alone``, ``head`` (of a longer phrase) or the kind of that phrase;
    ``chain`` is the preposition that joins it to the place just before it, if one stands there. ``told`` says what it
    tells where it cannot be the place of an event (``landmarks.py``).
    """

    item: int
    first: int
    last: int
    ref: PlaceRef | None
    level: str
    prep: str
    inside: str
    chain: str
    role: str
    told: str = ""


class PartyCandidate(msgspec.Struct, frozen=True, gc=False):
    """A phrase seen from one event."""

    phrase: Phrase
    rank: int
    speaker: bool
    agrees: bool | None
    nearest_before: bool

    @property
    def item(self) -> int:
        return self.phrase.item

    @property
    def first(self) -> int:
        return self.phrase.first

    @property
    def ref(self) -> PartyRef | None:
        return self.phrase.ref

    @property
    def kind(self) -> str:
        return self.phrase.kind

    @property
    def quantified(self) -> bool:
        return self.phrase.quantified


class PlaceCandidate(msgspec.Struct, frozen=True, gc=False):
    """A place seen from one event; ``order`` counts the places that stand nearer on its side.

    ``head`` is the first place of the list or nest that it stands in, where it is not the first itself; ``among``
    counts the places of the sentence, and ``follows`` is what joins the place just after it, if one stands there.
    """

    spot: Spot
    order: int
    alone: bool
    speaker: bool
    head: Spot | None = None
    among: int = 1
    follows: str = ""

    @property
    def item(self) -> int:
        return self.spot.item

    @property
    def first(self) -> int:
        return self.spot.first

    @property
    def level(self) -> str:
        return self.spot.level

    @property
    def prep(self) -> str:
        return self.spot.prep

    @property
    def inside(self) -> str:
        return self.spot.inside

    @property
    def chain(self) -> str:
        return self.spot.chain


class Located(msgspec.Struct, frozen=True, gc=False):
    """A phrase, spot or date (by its index) with the number of the sentence that it stands in."""

    sentence: int
    value: Phrase | Spot | int


class Sign(msgspec.Struct, frozen=True, gc=False):
    """A status word in the sentence: its tokens (half-open), its entry, and whether it is a verb."""

    first: int
    last: int
    entry: StatusEntry
    verbal: bool


@functools.cache
def stem_of(event_type: str) -> str:
    """The class of a type: attack of attack.air."""
    return event_type.partition(".")[0]


class Draft(msgspec.Struct, gc=False):
    """An event of a sentence before it is a claim: what is decided so far, and by which rules.

    ``stem`` is the class of its type, the part before the dot.
    ``signs`` are the status words that act on it, each with the way it acts; None before they have been looked for.
    """

    sentence: int
    hit: TriggerHit
    item: int
    entry: TriggerEntry
    form: WordForm
    type: str
    stem: str
    rule: str
    labels: dict[int, list[str]]
    passive: bool
    has_pre: bool
    pronoun: str
    reciprocal: bool
    rule_type: str = ""
    deadlier: int = 0
    signs: list[tuple[Sign, str]] | None = None
    slots: dict[int, list[Slot]] = {}
    settled: dict[int, str] = {}
    guess: dict[int, str] = {}
    guess_names: dict[str, str] = {}
    rows: list[tuple[PartyCandidate, Sequence[Feature]]] = []
    actors: list[Phrase] = []
    targets: list[Phrase] = []
    claimed: list[Phrase] = []
    spots: list[Spot] = []
    date: int = -1
    quantities: list[int] = []
    status: str = "reported"
    rules: list[str] = []
    far_actors: list[Located] = []
    far_targets: list[Located] = []
    far_spots: list[Located] = []
    far_date: Located | None = None

    def label(self, item: int) -> str:
        """The nearest label of a phrase seen from the event; ``none`` for none."""
        labels = self.labels.get(item)
        return labels[0] if labels else "none"

    def slot(self, item: int) -> Slot:
        """The first way in which the grammar brings a phrase to the event; ``NO_SLOT`` for none."""
        slots = self.slots.get(item)
        return slots[0] if slots else NO_SLOT

    @property
    def all_actors(self) -> list[Located]:
        """The actors of its own sentence, then those taken from earlier events."""
        return [*(Located(self.sentence, phrase) for phrase in self.actors), *self.far_actors]

    @property
    def all_targets(self) -> list[Located]:
        """The targets of its own sentence, then those taken from earlier events."""
        return [*(Located(self.sentence, phrase) for phrase in self.targets), *self.far_targets]

    @property
    def all_spots(self) -> list[Located]:
        """The places of its own sentence, then those taken from earlier events."""
        return [*(Located(self.sentence, spot) for spot in self.spots), *self.far_spots]

    @property
    def when(self) -> Located | None:
        """Its time, of its own sentence or taken."""
        return Located(self.sentence, self.date) if self.date >= 0 else self.far_date

    def shape(self) -> str:
        """Which arguments it has, as a short word."""
        return (
            f"{min(len(self.actors), 1)}{min(len(self.targets), 1)}{min(len(self.spots), 1)}"
            f"{int(self.date >= 0)}{min(len(self.quantities), 1)}"
        )
