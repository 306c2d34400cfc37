"""What does the coder read in an example sentence of the lexicon? Its events, and everybody who speaks in it."""

from __future__ import annotations

from collections.abc import Iterator

from marsad.coder.attribution import Voice
from marsad.coder.coder import Coder
from marsad.coder.link import Link
from marsad.coder.reportreading import Report
from marsad.coder.status import plain_status, status_features
from marsad.coder.view import view
from marsad.lexicon.check import Event, Found, Reader, Spoken
from marsad.model import Article


def reader(coder: Coder | None = None) -> Reader:
    """Reads a sentence as a report of its own, published on a fixed day."""
    chosen = coder or Coder()

    def read(sentence: str) -> Found:
        article = Article(doc="example", text=sentence, published="2020-01-01")
        report = chosen.reader.read(article)
        coded = [
            Event(claim.trigger.text, claim.type, claim.status, True, tuple(claim.rules))
            for claim in chosen.code(article)
        ]
        spoken = [_spoken(report, voice, link) for voices in report.voices for voice in voices for link in voice.chain]
        return Found([*coded, *_readings(chosen, report)], spoken)

    return read


def _readings(coder: Coder, report: Report) -> Iterator[Event]:
    """Every event word as the lexicon reads it, with its status, before anything decides whether it is coded."""
    model = coder.models["status"]
    for number, sentence in enumerate(report.sentences):
        seen = view(report, number, coder.reader.rooms.lexicon)
        for draft in seen.drafts:
            chances = model.probabilities(status_features(sentence, draft, seen.signs))
            likeliest = model.classes[max(range(len(chances)), key=chances.__getitem__)]
            status = plain_status(sentence, draft, seen.signs) or likeliest
            words = _words(report, number, draft.hit.first, draft.hit.last)
            yield Event(words, draft.type, status, False, (draft.rule,))


def _spoken(report: Report, voice: Voice, link: Link) -> Spoken:
    cue = _words(report, link.sentence, *link.cue)
    source = _words(report, link.sentence, link.first, link.last)
    return Spoken(cue, source, link.kind, f"source.{voice.kind}.{voice.entry}")


def _words(report: Report, sentence: int, first: int, last: int) -> str:
    tokens = report.sentences[sentence].tokens
    start, end = report.normal.span(tokens[first].core_start, tokens[last - 1].end)
    return report.article.full[start:end]
