"""What the words of one noun phrase say of its party before any context: head decides, first evidence wins."""

from __future__ import annotations

import functools
from typing import Any

import msgspec

from marsad.arabic.particles import ACCUSATIVE, BY, NAME
from marsad.parties.bodies import is_civil, of_body
from marsad.parties.phrasewords import PhraseWords
from marsad.parties.registry import Entry, Noun, Period, Registry

_MOST = 200_000


class Reading(msgspec.Struct, frozen=True, gc=False):
    """A phrase read without context: a party, or what the context has to decide.

    ``party`` and ``weak`` are numbers in the registry; ``local`` are parties that the name means instead in reports of
    their country; ``anaphor`` are the parties a bare "the movement" may repeat; ``state`` asks for a government, of
    ``iso`` or of the report's country; ``body`` is a bare "the army" that may repeat one named before; ``home`` that
    such an organ stands on its own ground; ``hint`` is a country named as a place; ``qualifiers`` are the English
    adjectives of unnamed sources; ``periods`` bound the name in time.
    """

    rule: str
    first: int
    last: int
    party: int = -1
    weak: tuple[int, ...] = ()
    anaphor: frozenset[int] = frozenset()
    state: bool = False
    army: bool = False
    air: bool = False
    home: bool = False
    police: bool = False
    iso: str = ""
    hint: str = ""
    name: str = ""
    kind: str = ""
    speaks: str = ""
    qualifiers: tuple[str, ...] = ()
    body: str = ""
    local: tuple[int, ...] = ()
    periods: tuple[Period, ...] = ()


class PhraseReader:
    """Reads phrases with one registry and remembers what it has read."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._seen: dict[tuple[str, ...], Reading | None] = {}

    def read(self, cores: tuple[str, ...]) -> Reading | None:
        """The reading of a phrase; None where nothing in it names a party."""
        try:
            return self._seen[cores]
        except KeyError:
            if len(self._seen) >= _MOST:
                self._seen.clear()
            found = self._seen[cores] = _Scan(self._registry, cores).reading()
            return found


@functools.lru_cache(maxsize=8)
def reader(registry: Registry) -> PhraseReader:
    """The reader of a registry."""
    return PhraseReader(registry)


class _Scan(PhraseWords):
    """One walk over a phrase from its head, collecting evidence until some decides."""

    def __init__(self, registry: Registry, cores: tuple[str, ...]) -> None:
        super().__init__(registry, cores)
        self.head = -1
        self.noun: Noun | None = None
        self.noun_at = -1
        self.weak: Entry | None = None
        self.weak_at = (0, 0)
        self.group = self.police = self.source = -1
        self.soft = False
        self.hint = self.nation = ""
        self.unnamed = self.former = self.arm = self.organ = False
        self.qualifiers: list[str] = []

    def reading(self) -> Reading | None:
        if self.speaks_for_himself():
            return None
        place = 0
        while place < len(self.keys):
            entry, length = self.registry.longest(self.keys, place)
            if entry is not None:
                found = self._named(entry, place, length)
                if found:
                    return found
                place += length
                continue
            if (self.keys[place], self.key(place + 1)) in self.grammar.idioms:
                place += 2
            elif place and self.keys[place].removeprefix(BY) == NAME:
                self.weak = None  # who is named next is whom the spokesman speaks for
                place += 1
            elif self._word(self.keys[place], place):
                place += 1
            else:
                break
        return self._decide()

    def _named(self, entry: Entry, place: int, length: int) -> Reading | None:
        """Evidence of a listed name; a reading when it decides."""
        last = place + length - 1
        if self._is_surname(entry, place, length):
            return None
        composes = self.head >= 0 or self.police >= 0 or self.source >= 0
        if self.soft and entry.iso:
            self.hint = self.hint or entry.iso
            return None
        if entry.sort == "common" and not (self.head >= 0 and self.keys[self.head] in self.grammar.force):
            return None
        if entry.iso and (composes or entry.strong < 0):
            return self._country(entry, place, last)
        if entry.strong >= 0:
            if self.qualifiers and self.registry.parties[entry.strong].kind == "media":
                return None
            if self.registry.parties[entry.strong].kind == "civilians" and of_body(self.keys, place, self.grammar):
                return None
            if (self.noun and not self._yields(entry.strong, place)) or self._past_construct(place):
                return None
            deposed = entry.sort == "person" and place and self.keys[place - 1] in self.grammar.former
            if deposed and self.registry.parties[entry.strong].kind == "state":
                return None
            first = self.head if self.head >= 0 else place
            return self._made("alias", first, last, party=entry.strong, local=entry.weak, periods=entry.periods)
        self.organ = self.organ or entry.sort == "arm"
        if entry.sort == "arm" and self.noun is None and not self._bare_head():
            self.head, self.arm, self.soft = place, True, False
        if (
            (entry.weak or entry.echo)
            and (self.weak is None or self._owns_group(place))
            and not (self.noun and not self.noun.yields)
            and self.stands(place)
        ):
            self.weak, self.weak_at = entry, (place, last)
        if self.head < 0:
            self._word(self.keys[place], place)
        else:
            self._organ(self.keys[place], place)
        return None

    def _owns_group(self, place: int) -> bool:
        """Whether the weak name before is only a bare noun for a group, which this name owns: "militias | of Salih"."""
        word = self.keys[place - 1]
        return self.weak_at == (place - 1, place - 1) and word in self.grammar.group and not self.definite(word)

    def _past_construct(self, place: int) -> bool:
        """Whether a bare name with the article stands before a noun without it: they are subject and object."""
        if self.weak is None or not self.definite(self.keys[self.weak_at[1]]):
            return False
        return any(
            not self.definite(key) and key in self.grammar.plain for key in self.keys[self.weak_at[1] + 1 : place]
        )

    def _is_surname(self, entry: Entry, place: int, length: int) -> bool:
        """Whether the name is part of a longer name of a person: Abu Hamza the Frenchman, Talal the Jordanian."""
        keys, grammar = self.keys, self.grammar
        if keys[place] in grammar.kunya:
            after = place + length
            return length == 2 and after < len(keys) and self.definite(keys[after]) and not self.classed(keys[after])
        if place >= 2 and keys[place - 2] in grammar.kunya:
            return True
        if entry.sort != "adjective" or entry.strong >= 0 or length > 1 or self.noun:
            return False
        if self.head >= 0 and not (place >= 2 and self.names_person(place - 1) and self.names_person(place - 2)):
            return False
        before = keys[place - 1] if place else ""
        person = before.isalpha() and not self.definite(before) and not self.classed(before)
        return person and self.definite(keys[place]) and keys[place].endswith(grammar.nisba)

    def _yields(self, party: int, place: int) -> bool:
        """Whether the noun leaves its place to a party that is named after it: "28 persons of the members of"."""
        assert self.noun is not None
        if any(key in self.grammar.members for key in self.keys[self.noun_at + 1 : place]):
            return True
        people = self.registry.parties[party].kind == "civilians"
        return self.noun.yields or (self.noun.yields_to_people and people)

    def _country(self, entry: Entry, place: int, last: int) -> Reading | None:
        iso = entry.iso
        if self.noun:
            if self.noun.national and not self.nation and entry.sort != "name":
                self.nation = iso
            return None
        if self.weak:
            mine = tuple(p for p in self.weak.weak if iso in self.registry.parties[p].theatre)
            if mine:
                return self._made("weak alias with country", self.weak_at[0], last, weak=mine, iso=iso)
            if self.head < 0 and place == self.weak_at[1] + 1:
                return self._made("bare name of another country", self.weak_at[0], last)
        if self.police >= 0:
            return self._made("police", self.police, last, state=True, police=True, iso=iso)
        if self.source >= 0 and self.head < 0 and entry.sort in ("adjective", "people", "name"):
            if self.keys[self.source] in self.grammar.officials or self._governmental():
                return self._made("officials of a country", self.source, last, state=True, iso=iso)
            self.nation = self.nation or iso
            return None
        if (self.group >= 0 or is_civil(self.keys, self.grammar)) and self.head < 0:
            return None
        if self.key(last + 1) in self.grammar.former and self.head >= 0:
            self.former = True
            return None
        if len(self.keys) == 1 and self.lone_surname(entry, place):
            return None
        if entry.sort == "people" and self.head < 0 and not self.unnamed:
            fighters = place > 0 and self.keys[place - 1] in self.grammar.members
            people = {"name": "civilians", "kind": "civilians", "iso": iso}
            return None if fighters else self._made("people of a country", place, last, **people)
        rule = "country" if self.head < 0 else "force or office with country"
        first = self.head if self.head >= 0 else place
        return self._made(rule, first, last, state=True, iso=iso)

    def _bare_head(self) -> bool:
        """Whether the phrase has a head that stands for a state without a complement."""
        return self.head >= 0 and self.keys[self.head] in self.grammar.bare

    def _started(self) -> bool:
        return max(self.head, self.source, self.group) >= 0 or self.noun is not None or self.weak is not None

    def _word(self, key: str, place: int) -> bool:
        """Takes one unlisted word in; False where the evidence ends."""
        grammar = self.grammar
        if key in grammar.barrier:
            return False
        if key in grammar.soft:
            self.soft = self.soft or self._started()
            return True
        if key in grammar.never and not self._started() and self.police < 0:
            return False
        if self.soft and (key in grammar.force or key in grammar.office or key in grammar.group):
            self.soft = False
        if key in grammar.unnamed:
            self.unnamed = True
        if not self._speaker(key, place) and not self._person(key, place):
            self._organ(key, place)
        return True

    def _speaker(self, key: str, place: int) -> bool:
        """Whether the word is a source or what qualifies one."""
        grammar = self.grammar
        if (key in grammar.sources or key in grammar.officials) and self.source < 0:
            self.source = place
        elif key in grammar.qualifiers and self.source >= 0:
            self.qualifiers.append(grammar.qualifiers[key])
        else:
            return False
        return True

    def _person(self, key: str, place: int) -> bool:
        """Whether the word is a policeman, or a noun that names a party of its own."""
        grammar = self.grammar
        if self.is_adjective(key, place) or (key in grammar.nouns and of_body(self.keys, place, grammar)):
            return False
        if key in grammar.police and self.noun is None:
            self.police = place
        elif key in grammar.nouns and self.noun is None and self.head < 0:
            self.noun, self.noun_at = grammar.nouns[key], place
            if key in grammar.group and self.group < 0:
                self.group = place
        else:
            return False
        return True

    def _organ(self, key: str, place: int) -> None:
        """Notes a head of state or of a group."""
        grammar = self.grammar
        group = key in grammar.group
        if key in grammar.rank and self.definite(key) and self.names_person(place + 1):
            return
        if place and key in grammar.silent and not self.classed(self.keys[place - 1]) and self.definite(key):
            return
        if place and key.endswith(ACCUSATIVE) and self.keys[place - 1].endswith(ACCUSATIVE[-1]):
            return
        if self.noun is None and self.head < 0 and (key in grammar.force or key in grammar.office):
            self.head = place
        elif self.head >= 0 and key in grammar.bare and not self._bare_head() and not self.describes(key, place):
            self.head = place
            group = False
        if group and self.group < 0:
            self.group = place

    def _decide(self) -> Reading | None:
        """The reading from the weaker evidence, when nothing decided on the way."""
        if self.noun and not self.noun.alone and not self.nation:
            self.noun = None
        if self.noun and not self.noun.yields:
            return self._noun()
        if self.weak and not self._apart():
            return self._bare_name(self.weak)
        if self.noun:
            return self._noun()
        if self.police >= 0:
            return self._made("police", self.police, self.police, state=True, police=True, hint=self.hint)
        return self._again() or self._state() or self._unnamed()

    def _apart(self) -> bool:
        """Whether the bare name stands beside an organ of state that needs no complement: the army, the resistance."""
        return self._bare_head() and self.definite(self.keys[self.head]) and self.weak_at[0] == self.head + 1

    def _bare_name(self, entry: Entry) -> Reading:
        """A name that the context decides, with what the phrase says where the context does not support it."""
        repeated = (self.repeated(self.weak_at[1]) or frozenset()) | self._echoed(entry)
        fields: dict[str, Any] = {"weak": entry.weak, "anaphor": repeated, "hint": self.hint}
        own = self.head == self.weak_at[0] and not entry.weak
        if self.arm or (self._bare_head() and (own or self.keys[self.head] in self.grammar.office)):
            fields |= {"state": True, "army": self.arm or own}
        if self.police >= 0:
            fields |= {"state": True, "police": True}
        if self.noun:
            fields |= {"name": self.noun.name, "kind": self.noun.kind}
        first, last = self.weak_at
        if first == last and (entry.echo or self.keys[first] in self.grammar.group) and self.definite(self.keys[first]):
            fields["body"] = self.keys[first]
        return self._made("weak alias", *self.weak_at, **fields)

    def _echoed(self, entry: Entry) -> frozenset[int]:
        """The parties that a listed word may repeat: not "the units" where they are "the special units"."""
        after = self.key(self.weak_at[1] + 1)
        one = self.weak_at[0] == self.weak_at[1] and self.keys[self.weak_at[0]] in self.grammar.group
        other = one and self.definite(after) and after not in self.grammar.epithets
        return frozenset() if other else frozenset(entry.echo)

    def _again(self) -> Reading | None:
        """A group noun with the article that repeats a group named before, or its fighters."""
        repeated = self.repeated(self.group) if self.group >= 0 else None
        if repeated is not None:
            return self._made("named before", self.group, self.group, anaphor=repeated, body=self.keys[self.group])
        if len(self.keys) == 1 and self.keys[0] in self.grammar.fighters and self.definite(self.keys[0]):
            return self._made("named before", 0, 0, anaphor=self.registry.armed)
        return None

    def _state(self) -> Reading | None:
        """An organ that every state has: it is that of the report's country."""
        if self.head < 0 or self.former or not (self.arm or self._bare_head()) or self._after_name():
            return None
        key = self.keys[self.head]
        if any(word in self.grammar.beyond for word in self.keys[self.head + 1 :]):
            return None
        if self.key(self.head + 1) in self.grammar.shadow:
            return None
        if key in self.grammar.chairs and self.key(self.head + 1) in self.grammar.former:
            return None
        if key in self.grammar.abstract and not self.definite(key) and len(self.keys) == 1:
            return None
        if not self.definite(key) and ((key in self.grammar.group and not self._military()) or self._headed()):
            return None
        after = self.key(self.head + 1)
        lone = not self.definite(after) or after in self.grammar.rank
        body = key if lone and self.definite(key) and not self.hint else ""
        if self.arm and not self.hint:
            body = self.registry.arm(self.keys, self.head) or body
        rule = "force or office of the report's country"
        army, air = key in self.grammar.force, key in self.grammar.air
        home = not air and (self.arm or key in self.grammar.army) and self.definite(key)
        fields = {"army": army, "air": air, "home": home, "hint": self.hint, "body": body}
        last = self.head + max(len(self.registry.arm(self.keys, self.head).split()) - 1, 0) if self.arm else self.head
        return self._made(rule, self.head, last, state=True, **fields)

    def _after_name(self) -> bool:
        """Whether a person is named before the organ, which then only tells more of him: "So-and-so | the governor"."""
        before = self.keys[: self.head]
        named = [key for key in before if key in self.grammar.rank or (key.isalpha() and not self.classed(key))]
        return len(named) > 1 and self.definite(self.keys[self.head])

    def _headed(self) -> bool:
        """Whether the head is that of a body that is not the state's: "the presidency of the union"."""
        grammar, after = self.grammar, self.key(self.head + 1)
        if self.keys[self.head] in grammar.chairs and after.isalpha() and not self.organ:
            return after in grammar.bodies or (after not in grammar.bare and after not in grammar.office)
        return self.definite(after) and (after in grammar.group or after in grammar.plain or after in grammar.bodies)

    def _military(self) -> bool:
        """Whether the head is told to be the state's: a military unit, a unit of the army."""
        return any(key in self.grammar.bare for key in self.keys[self.head + 1 :])

    def _unnamed(self) -> Reading | None:
        """Sources and officials without a party."""
        if self.source < 0:
            return None
        if self._governmental():
            rule = "officials of a country" if self.nation else "officials of the report's country"
            return self._made(rule, self.source, self.source, state=True, iso=self.nation)
        return self._sources(len(self.keys) - 1, self.nation)

    def _governmental(self) -> bool:
        """Whether the sources are official ones: they are the state's."""
        return not self.grammar.government.isdisjoint(self.qualifiers)

    def _noun(self) -> Reading:
        assert self.noun is not None
        country = self.registry.countries.get(self.nation)
        name = f"{country.demonym} {self.noun.name}" if country else self.noun.name
        return self._made("noun", self.noun_at, self.noun_at, name=name, kind=self.noun.kind, iso=self.nation)

    def _sources(self, last: int, iso: str) -> Reading:
        key = self.keys[self.source]
        noun = self.grammar.sources.get(key) or self.grammar.officials[key]
        said = tuple(dict.fromkeys(self.qualifiers))
        if not said and key not in self.grammar.officials and self.key(self.source + 1) in self.grammar.officials:
            said = (self.grammar.officials[self.key(self.source + 1)],)
        rule = "source named before" if len(self.keys) == 1 and self.definite(key) else "unnamed source"
        kind = self._speaks() or "anonymous"
        return self._made(rule, self.source, last, name=noun, kind=kind, iso=iso, qualifiers=said)

    def _speaks(self) -> str:
        if self.source < 0:
            return "official" if self.unnamed else ""
        if not self.grammar.medical.isdisjoint(self.qualifiers):
            return "medical"
        if not self.grammar.media.isdisjoint(self.qualifiers):
            return "media"
        if not self.grammar.official.isdisjoint(self.qualifiers) or self.head >= 0 or self.police >= 0:
            return "official"
        return "official" if self.keys[self.source] in self.grammar.officials else "anonymous"

    def _made(self, rule: str, first: int, last: int, **fields: Any) -> Reading:
        return Reading(rule, self.at[first], self.at[last], speaks=self._speaks(), **fields)
