"""What do the decisions see of a report? One sentence of it, and what has been coded before."""

from __future__ import annotations

import msgspec

from marsad.coder.answered import Region, regions
from marsad.coder.draft import Draft, Sign
from marsad.coder.features import Past
from marsad.coder.frames import Frames
from marsad.coder.ranker import Feature
from marsad.coder.reportreading import Report
from marsad.coder.status import signs_of
from marsad.lexicon.words import Lexicon

# How many sentences a lead has under its title.
_LEAD = 2


class Accepted(msgspec.Struct, gc=False):
    """What has been coded of a report so far, for later decisions."""

    drafts: list[Draft]


class View(msgspec.Struct, gc=False):
    """One sentence of a report as the decisions see it."""

    report: Report
    number: int
    signs: list[Sign]
    speakers: frozenset[int]
    frames: Frames
    answers: list[Region]
    past: Past | None = None
    symbols: list[str] | None = None
    about: dict[int, list[tuple[str, str]]] = {}
    near: dict[tuple[int, str, str], list[Feature]] = {}

    @property
    def drafts(self) -> list[Draft]:
        """The events of the sentence."""
        return self.report.drafts[self.number]

    @property
    def title(self) -> bool:
        """Whether the sentence is the title."""
        return self.report.titled and self.number == 0

    @property
    def lead(self) -> bool:
        """Whether the report is a lead: a few lines, under a title or not."""
        return len(self.report.sentences) <= _LEAD + int(self.report.titled)

    @property
    def headline(self) -> bool:
        """Whether it is the title of a lead, decided after the few lines that it stands over."""
        return self.title and self.lead


def view(report: Report, number: int, lexicon: Lexicon) -> View:
    """The view of one sentence."""
    sentence = report.sentences[number]
    speakers = {
        sentence.item_of[link.first]
        for voice in report.voices[number]
        for link in voice.chain
        if link.sentence == number
    }
    frames = Frames(sentence, report.phrases[number], lexicon.compiled.lights, lexicon.compiled.triggers)
    return View(report, number, signs_of(lexicon, sentence), frozenset(speakers), frames, regions(sentence))
