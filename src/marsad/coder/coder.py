"""Reads an article and writes its claims: reading, deciding, writing, in that order."""

from __future__ import annotations

from collections.abc import Mapping

from marsad.coder.attribution import Voice
from marsad.coder.claims import Writer
from marsad.coder.decide import (
    accept,
    decide_arguments,
    drop_unlikely,
    guess_parties,
    ordered,
    source_candidates,
)
from marsad.coder.denials import denials
from marsad.coder.draft import Draft
from marsad.coder.inherit import take
from marsad.coder.kinds import settle
from marsad.coder.link import Link
from marsad.coder.ranker import Model, models
from marsad.coder.repeats import told_once, ungiven
from marsad.coder.reportreading import ReportReader
from marsad.coder.sentence import Rooms
from marsad.coder.view import Accepted, View, view
from marsad.garbage import uncollected
from marsad.model import Article, Claim
from marsad.parties.registry import letters

_SECOND = 0.7
_OWN_SPEECH = frozenset({"demand", "threat", "accusation", "sanction"})


class Coder:
    """The grammar coder: ``Coder().code(article)`` gives the claims in the order of their triggers."""

    def __init__(self, rooms: Rooms | None = None, ranker: Mapping[str, Model] | None = None) -> None:
        with uncollected():
            self.reader = ReportReader(rooms)
            self.models = dict(ranker or models())

    def code(self, article: Article) -> list[Claim]:
        """The claims of an article; deterministic, linear in its length, and never with a value that has no words."""
        report = self.reader.read(article)
        if not any(report.drafts):
            return []
        writer = Writer(report)
        accepted = Accepted([])
        told: list[tuple[Draft, Claim]] = []
        written: list[Claim] = []
        headline: View | None = None
        for number, drafts in enumerate(report.drafts):
            here = len(told)
            if drafts:
                seen = view(report, number, self.reader.rooms.lexicon)
                self._prepare(seen, accepted)
                if seen.headline:
                    headline = seen
                    continue
                for draft in self._events(seen, accepted):
                    take(seen, draft, accepted, self.models)
                    accepted.drafts.append(draft)
                    told.append((draft, self._write(writer, seen, draft)))
            claims = [claim for _, claim in told[here:]]
            claims += [writer.denial(told[at][1], voice) for voice, at in denials(report, number, told, here)]
            written += sorted(claims, key=lambda claim: claim.trigger.start)
        if headline is not None:
            written[:0] = [self._write(writer, headline, draft) for draft in self._events(headline, accepted)]
        return written

    def _prepare(self, seen: View, accepted: Accepted) -> None:
        """Leaves out what is hardly an event, and gives the others their kind and a first guess at their parties."""
        drop_unlikely(seen, self.models["early"])
        for draft in seen.drafts:
            settle(seen, draft, accepted, self.models["kind"])
        guess_parties(seen, self.models["party_early"], self.models["party_first"])

    def _events(self, seen: View, accepted: Accepted) -> list[Draft]:
        """The events of a sentence that are coded, with their arguments, in the order of their words."""
        for draft in seen.drafts:
            decide_arguments(seen, draft, self.models)
        kept = []
        tokens = seen.report.sentences[seen.number].tokens
        for draft in ordered([draft for draft in seen.drafts if not ungiven(tokens, draft)]):
            if accept(seen, draft, accepted, self.models):
                accepted.drafts.append(draft)
                kept.append(draft)
        del accepted.drafts[len(accepted.drafts) - len(kept) :]
        return told_once(sorted(kept, key=lambda d: (d.hit.first, d.type)), tokens)

    def _write(self, writer: Writer, seen: View, draft: Draft) -> Claim:
        rules: list[str] = []
        chain = self._chain(seen, draft, rules)
        return writer.claim(draft, chain, rules)

    def _chain(self, seen: View, draft: Draft, rules: list[str]) -> list[Link]:
        """The links of the voices that say so, the first witness first."""
        model = self.models["source"]
        said = [(model.chance(features), voice) for voice, features in source_candidates(seen, draft) if voice.chain]
        said = [pair for pair in said if not _ahead(seen, draft, pair[1])]
        said = sorted((pair for pair in said if pair[0] >= model.cut), key=lambda pair: -pair[0])
        if draft.type in _OWN_SPEECH and any(v.at == draft.hit.first and v.sentence == draft.sentence for _, v in said):
            return []
        here = [pair for pair in said if pair[1].sentence == draft.sentence]
        chosen = [voice for chance, voice in here[1:2] if chance >= _SECOND and _second(seen, draft, here[0][1], voice)]
        chosen += [_explained(seen, draft, voice) for _, voice in (here or said)[:1]]
        out: dict[str, Link] = {}
        for voice in sorted(chosen, key=lambda v: -v.at):
            rules.append(f"source.{voice.kind}.{voice.entry}")
            for link in voice.chain:
                if not _own_paper(seen, link):
                    out.setdefault(link.name or f"{link.sentence}.{link.first}", link)
        return list(out.values())


def _ahead(seen: View, draft: Draft, voice: Voice) -> bool:
    """Whether a voice after the event speaks of what follows it alone: "..., adding | on the word of sources that"."""
    if voice.sentence != draft.sentence or voice.kind != "prep" or voice.at < draft.hit.first:
        return False
    return any(other.at == voice.at - 1 for other in seen.report.voices[seen.number])


def _explained(seen: View, draft: Draft, voice: Voice) -> Voice:
    """The later voice of the same speaker that names whose word it is, where an event follows it.

    "The magazine said that ..., explaining on the word of officers that | they had fought" is the officers' word.
    """
    if voice.sentence != draft.sentence:
        return voice
    told = set(voice.chain)
    later = (v for v in seen.report.voices[seen.number] if voice.at < v.at < draft.hit.first and told < set(v.chain))
    return max(later, key=lambda v: v.at, default=voice)


def _second(seen: View, draft: Draft, first: Voice, other: Voice) -> bool:
    """Whether a voice may speak beside the first: it is made otherwise, and nobody else speaks before the event."""
    low, high = sorted((draft.hit.first, other.at))
    between = [voice for voice in seen.report.voices[seen.number] if low < voice.at < high and voice is not first]
    return other.kind != first.kind and all(voice.chain == other.chain for voice in between)


def _own_paper(seen: View, link: Link) -> bool:
    """Whether a link is the newspaper that prints the report: it is not a source of its own report."""
    paper = seen.report.article.source
    if not paper or link.kind != "media":
        return False
    names = {letters(name) for name in (link.name, link.id) if name}
    return any(name.endswith(letters(paper)) or letters(paper).endswith(name) for name in names if name)
