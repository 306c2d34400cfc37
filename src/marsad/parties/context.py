"""Which parties and countries a report has named so far, and which of several parties a bare word most likely means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from marsad.parties.afar import condemners
from marsad.parties.naming import PartyRef, name_phrase, speaks_as
from marsad.parties.reading import reader
from marsad.parties.registry import Entry, Hit, Registry, letters

# How much a naming weighs for the country of the report: its place, its government, another of its parties.
_PLACE, _STATE, _OTHER = 1.0, 1.0, 0.7
# Namings after which the weight of a mention has halved.
_FADES = 12.0
# The same for the country that a bare "the army" means.
_RECENT = 3.0
# Namings after which a bare "the army" no longer repeats the army named before.
_REPEATS = 10
# How much the ground of a report tells of whose army "the army" is.
_HOME = 0.4
# How many places must be named to speak for a country as the ground of the report.
_GROUND = 2
# The same for a force that an air force may be of.
_LATELY = 3
# Share of a report's namings that must speak for a party's theatre where the report has not named the party.
_SUPPORT = 0.2
# What a word of the report that tells a party from others of its country adds.
_NEAR = 0.5
# Share of a report's namings from which a name means the party of that country.
_MOSTLY = 0.5
# What is left of a weight that is all taken away.
_NOTHING = 1e-9


class PartyContext:
    """The memory of one report: feed it every phrase or sentence in order, the title first."""

    def __init__(
        self, registry: Registry | None = None, country: str | None = None, published: str | None = None
    ) -> None:
        self.registry = registry or Registry.default()
        self.day = (published or "")[:10]
        self.paper = -1
        self.unnamed: dict[bool, PartyRef] = {}
        self._persons: dict[str, PartyRef] = {}
        self._nations: dict[frozenset[str], str] = {}
        self._bodies: dict[str, tuple[int, int]] = {}
        self._groups: dict[str, tuple[int, int]] = {}
        self._places: set[str] = set()
        self._near: set[str] = set()
        self._clock = 0
        self._number = self.registry.number
        self._count: dict[int, int] = {}
        self._last: dict[int, int] = {}
        self._countries: dict[str, float] = {}
        self._ground: dict[str, int] = {}
        self._afar: dict[str, float] = {}
        self._condemning: frozenset[str] = frozenset()
        self._seen_at: dict[str, int] = {}
        if country:
            self.see_country(country, 0.3)

    def see_country(self, iso: str, weight: float = _PLACE) -> None:
        """A place of this country was named."""
        self._countries[iso] = self._countries.get(iso, 0.0) + weight
        if iso in self._condemning:
            self._afar[iso] = self._afar.get(iso, 0.0) + weight
        self._seen_at[iso] = self._clock

    def see_ground(self, iso: str, capital: bool = False) -> None:
        """A town, district or site in this country was named; its ``capital`` may only be where its government sits."""
        if not capital and iso in self._condemning:
            self._condemning -= {iso}
        self.see_country(iso)
        self._ground[iso] = self._ground.get(iso, 0) + 1

    def see_party(self, party: int) -> None:
        """The party with this number was named."""
        self._clock += 1
        self._count[party] = self._count.get(party, 0) + 1
        self._last[party] = self._clock
        record = self.registry.parties[party]
        if record.country:
            self.see_country(record.country, _STATE if record.kind == "state" else _OTHER)

    def printed_in(self, paper: str | None) -> None:
        """The report stands in this newspaper: a name that may mean it does so."""
        self.paper = self.registry.papers.get(letters(paper or ""), -1)

    def read(self, cores: Sequence[str], names: Sequence[Hit] | None = None) -> None:
        """Remembers every party and country that a row of words names; ``names`` where they have been found before."""
        self._near.update(core for core in cores if core in self.registry.near)
        base = self.registry.grammar.base
        for at, core in enumerate(cores[:-1]):
            if core in base and self._bare(core) == core and cores[at + 1] not in self.registry.grammar.barrier:
                self._places.add(core)
        hits = self.registry.find_aliases(cores) if names is None else names
        self.hear(cores, hits)
        for hit in hits:
            if hit.first and hit.entry.sort == "adjective" and cores[hit.first - 1] in self.registry.grammar.lands:
                continue
            self._see(hit.entry)
            if hit.entry.sort == "person" and hit.last > hit.first:
                self._keep_surname(cores[hit.last], hit.entry.on(self.day))

    def hear(self, cores: Sequence[str], names: Sequence[Hit]) -> None:
        """Opens a sentence: the states that condemn something in it are no ground for whose army "the army" is."""
        self._condemning = frozenset(condemners(cores, names, self.registry.grammar))

    def keep(self, party: PartyRef, cores: tuple[str, ...]) -> None:
        """Remembers a party that a phrase was found to name."""
        if party.id:
            self.see_party(self._number[party.id])
            self._keep_body(party, cores)
            if party.rule in ("officials of a country", "officials of the report's country"):
                self.unnamed[True] = party
        elif party.rule == "unnamed source":
            reading = reader(self.registry).read(cores)
            self.unnamed[bool(reading and self.are_officials(reading.name))] = party
            if reading and reading.iso:
                self.spoke(reading.qualifiers, reading.iso)

    def _keep_body(self, party: PartyRef, cores: tuple[str, ...]) -> None:
        """Remembers under which head a party with an army or offices was named: "the American army"."""
        grammar = self.registry.grammar
        first = max(party.first - 1, 0) if party.kind == "armed_group" else party.first
        for at in range(first, party.first + 1):
            head = grammar.spelling.get(cores[at], cores[at])
            group = head in grammar.group and (party.kind != "state" or head in grammar.force)
            other = head in grammar.army and party.kind != "state" and self._bare(head) == head
            if party.last > at and not other and (group or head in grammar.force or head in grammar.office):
                table = self._groups if group else self._bodies
                table[self._bare(head)] = self._number[party.id or ""], self._clock
        if party.kind == "state":
            arm = self.registry.arm([grammar.spelling.get(core, core) for core in cores], party.first)
            if arm:
                self._bodies[self._bare(arm)] = self._number[party.id or ""], self._clock

    def body(self, head: str) -> int:
        """The party that was lately named with this head, which a bare "the army" repeats; -1 for none."""
        party, when = self._bodies.get(self._bare(head), (-1, 0))
        return party if self._clock - when <= _REPEATS else -1

    def army(self) -> int:
        """The state whose forces were named last and lately, which a bare "the air force" is of; -1 for none."""
        forces = (
            (when, party)
            for head, (party, when) in self._bodies.items()
            if head in self.registry.grammar.force
            and head in self.registry.grammar.bare
            and self.registry.parties[party].kind == "state"
        )
        when, party = max(forces, default=(-_REPEATS, -1))
        return party if self._clock - when <= _LATELY else -1

    def group(self, head: str) -> int:
        """The party that was last named after this head: "the organisation" after "the organisation Daesh"; else -1."""
        return self._groups.get(self._bare(head), (-1, 0))[0]

    def _bare(self, word: str) -> str:
        article = self.registry.grammar.article
        return word[len(article) :] if word.startswith(article) and len(word) > 4 else word

    def name(self, cores: tuple[str, ...]) -> PartyRef | None:
        """The party of a phrase in the context so far; the phrase then belongs to the context."""
        found = name_phrase(cores, self) or self._person(cores)
        if found and found.id:
            self._remember(cores, found)
        if found:
            self.keep(found, cores)
        return found

    def _remember(self, cores: tuple[str, ...], party: PartyRef) -> None:
        """Learns the person whose name follows the party in a phrase: "the army's spokesman So-and-so"."""
        tail = [core for core in cores[party.last + 1 :] if core.isalpha()]
        grammar = self.registry.grammar
        plain = bool(tail) and self._bare(tail[-1]) not in grammar.given
        plain = plain and not any(
            word in grammar.barrier or word in grammar.soft or word in grammar.never for word in tail
        )
        if 2 <= len(tail) <= 5 and plain and party.rule != "person named before":
            self._persons[tail[-1]] = party

    def _keep_surname(self, surname: str, at: int) -> None:
        """A leader who is named in full may be named by his surname alone."""
        if at >= 0 and surname not in self.registry.grammar.given:
            party, rule = self.registry.parties[at], "person named before"
            self._persons[surname] = PartyRef(
                party.name, party.id, party.kind, speaks_as(party.kind), party.country, rule, 0, 0
            )

    def _person(self, cores: tuple[str, ...]) -> PartyRef | None:
        """The party of a person whom an earlier phrase tied to one."""
        words = [core for core in cores if core.isalpha()]
        grammar = self.registry.grammar
        if not words or len(words) > 5 or any(word in grammar.never or word in grammar.soft for word in words):
            return None
        party = self._persons.get(words[-1])
        place = len(cores) - 1
        return msgspec.structs.replace(party, rule="person named before", first=place, last=place) if party else None

    def forces(self, names: Iterable[Hit]) -> set[int]:
        """The positions of words that name a state or an armed group in this context, bare weak names by its lights.

        Where no country is known yet, a bare name is a force's, whosever.
        """
        found: set[int] = set()
        for hit in names:
            at = hit.entry.on(self.day) if hit.entry.strong >= 0 else -1
            if at < 0 and hit.first == hit.last:
                named = (party for party in hit.entry.echo if self.has_named(party))
                at = self.likeliest((*hit.entry.weak, *named))
                if at < 0 and not self._countries and hit.entry.weak:
                    at = hit.entry.weak[0]
            if at >= 0 and self.registry.parties[at].kind in ("state", "armed_group"):
                found.update(range(hit.first, hit.last + 1))
        return found

    def likeliest(self, parties: Iterable[int], iso: str = "") -> int:
        """The likeliest of several parties that a bare word may mean, or -1 when the report supports none."""
        best, best_score = -1, 0.0
        for party in sorted(set(parties)):
            score = self._score(party, iso)
            if score > best_score:
                best, best_score = party, score
        return best

    def local(self, parties: Iterable[int], party: int) -> int:
        """The one of these parties in whose country most of the report lies, else ``party``."""
        total = sum(self._countries.values())
        for other in parties:
            share = sum(self._countries.get(land, 0.0) for land in self.registry.parties[other].theatre)
            if total and share / total >= _MOSTLY:
                return other
        return party

    def has_place(self, word: str) -> bool:
        """Whether the report names a place of this sort ("the base of So-and-so"), which the bare word then means."""
        return self._bare(word) in self._places

    def meet(self, cores: Sequence[str], party: PartyRef) -> None:
        """Learns a person whose name stands beside his office: ``cores`` are the words of the name."""
        grammar, article = self.registry.grammar, self.registry.grammar.article
        names = [core for core in cores if core not in grammar.rank and core.isalpha()]
        known = any(core in words for core in names for words in (grammar.force, grammar.office, grammar.group))
        titled = any(core.startswith(article) for core in names[:-1])
        if 2 <= len(names) <= 5 and not known and not titled and self._bare(names[-1]) not in grammar.given:
            self._persons[names[-1]] = party

    def has_named(self, party: int) -> bool:
        """Whether the report has named this party."""
        return party in self._last

    def are_officials(self, noun: str) -> bool:
        """Whether an English noun of unnamed sources is one of officials."""
        return noun in self.registry.grammar.officials.values()

    def spoke(self, qualifiers: Iterable[str], iso: str) -> None:
        """Sources of this sort were named with their nationality."""
        self._nations[frozenset(qualifiers)] = iso

    def nation(self, qualifiers: Iterable[str]) -> str:
        """The country that sources of this sort were named with before: "military sources" after "Yemeni military"."""
        key = frozenset(qualifiers)
        return self._nations.get(key, "") if key else ""

    def latest(self, parties: Iterable[int]) -> int:
        """The one of these parties that was named last, or -1."""
        named = [(self._last[party], party) for party in parties if party in self._last]
        return max(named)[1] if named else -1

    def country(self, hint: str = "", army: bool = False, home: bool = False) -> str | None:
        """The country of the report (or the one hinted at), the one with an army where an army is asked for.

        At ``home`` the country counts most in which the places of the report lie: who is attacked from abroad is named
        less often than the attacker, but its armed forces are "the armed forces".
        """
        if hint:
            return hint
        ground = max(sum(self._ground.values()), _GROUND)
        near = {iso: weight - self._afar.get(iso, 0.0) for iso, weight in self._countries.items()}
        near = {iso: weight for iso, weight in near.items() if weight > _NOTHING}
        countries = near if near and len(near) < len(self._countries) else self._countries
        total = sum(countries.values())
        fit = {
            iso: weight / total
            + 0.6 / (1.0 + (self._clock - self._seen_at[iso]) / _RECENT)
            + (_HOME * self._ground.get(iso, 0) / ground if home and self._rules(iso) else 0.0)
            for iso, weight in countries.items()
            if iso in self.registry.countries and not (army and self.registry.countries[iso].no_army)
        }
        return max(fit, key=lambda iso: (fit[iso], self._seen_at[iso])) if fit else None

    def _rules(self, iso: str) -> bool:
        """Whether the report has named the government of a country."""
        return self.registry.countries[iso].ruler(self.day) in self._last

    def _see(self, entry: Entry) -> None:
        if entry.strong >= 0:
            party = entry.on(self.day)
            if party >= 0:
                self.see_party(party)
        elif entry.iso and entry.sort == "name":
            self.see_country(entry.iso)
        elif entry.iso:
            country = self.registry.countries[entry.iso]
            self.see_party(country.ruler(self.day))

    def _score(self, party: int, iso: str) -> float:
        record = self.registry.parties[party]
        if (iso and record.theatre and iso not in record.theatre) or not record.lives(self.day):
            return 0.0
        score = 4.0 if party == self.paper else 0.0
        if party in self._last:
            age = self._clock - self._last[party]
            score += 1.0 + min(self._count[party], 6) * 0.15 + 1.0 / (1.0 + age / _FADES)
        total = sum(self._countries.values())
        share = sum(self._countries.get(land, 0.0) for land in record.theatre) / total if total else 0.0
        near = not record.near or any(word in self._near for word in record.near)
        if not score and not (near and (iso or share >= _SUPPORT)):
            return 0.0
        score += _NEAR if near and record.near else 0.0
        return score + 2.0 * share + (0.1 if iso in record.theatre else 0.0)
