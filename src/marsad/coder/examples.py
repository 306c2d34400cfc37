"""What does the coder read in an example sentence of the lexicon? Its claims, and everybody who speaks in it."""

from __future__ import annotations

from marsad.coder.attribution import Link, Voice
from marsad.coder.coder import Coder
from marsad.coder.reportreading import Report
from marsad.lexicon.check import Found, Reader, Spoken
from marsad.model import Article


def reader(coder: Coder | None = None) -> Reader:
    """Reads a sentence as a report of its own, published on a fixed day."""
    chosen = coder or Coder()

    def read(sentence: str) -> Found:
        article = Article(doc="example", text=sentence, published="2020-01-01")
        report = chosen.reader.read(article)
        spoken = [_spoken(report, voice, link) for voices in report.voices for voice in voices for link in voice.chain]
        return Found(chosen.code(article), spoken)

    return read


def _spoken(report: Report, voice: Voice, link: Link) -> Spoken:
    first, last = link.cue
    rule = f"source.{voice.kind}.{voice.entry}"
    return Spoken(_words(report, link.sentence, first, last), _words(report, link.sentence, link.first, link.last),
                  link.kind, rule)  # fmt: skip


def _words(report: Report, sentence: int, first: int, last: int) -> str:
    tokens = report.sentences[sentence].tokens
    start, end = report.normal.span(tokens[first].core_start, tokens[last - 1].end)
    return report.article.full[start:end]
