"""By what words is a source called? The office after a name, and who was introduced whose surname alone speaks later.

"Salim al-Ubaidi, the head of the town's council" speaks for the council; "al-Ubaidi added" is he again.
"""

from __future__ import annotations

import re

from marsad.arabic.particles import COMMAS
from marsad.fuse.offices import ends_office, is_title
from marsad.model import SourceMention

_BREAK = re.compile(r"[.:؛!؟\n()\[\]،,–-]|لـ")
_WORDS = 7
_REACH = 90


def is_lone(source: SourceMention) -> bool:
    """Whether a source is one word that nothing names: a surname, or a word that is no source at all."""
    return not source.id and not source.name and source.kind == "other" and len(source.text.split()) == 1


def designation(source: SourceMention, text: str) -> str:
    """The words of a source with the office that follows them: "Salim al-Ubaidi, head of the council"."""
    return f"{source.text} {_apposed(text, source.end)}".strip()


def introduced(source: SourceMention, text: str) -> str | None:
    """The words by which the text introduces, with title or office, who is later called by one word; None for none."""
    for found in re.finditer(rf"(?<!\w){re.escape(source.text)}(?!\w)", text[: source.start]):
        before = _BREAK.split(text[max(0, found.start() - _REACH) : found.start()])[-1].split()[-_WORDS:]
        titled = next((at for at, word in enumerate(before) if is_title(word)), None)
        apposed = _apposed(text, found.end())
        if before and (titled is not None or apposed):
            return " ".join([*before[-1 if titled is None else titled :], source.text, apposed]).strip()
    return None


def _apposed(text: str, end: int) -> str:
    """The office that stands right after a name, with or without a comma; "" where none does."""
    after = text[end : end + _REACH].lstrip()
    for comma in COMMAS:
        after = after.removeprefix(comma)
    following = _BREAK.split(after)[0].split()
    if not following or not is_title(following[0]):
        return ""
    ends = next((at for at, word in enumerate(following) if ends_office(word)), len(following))
    return " ".join(word.strip('"«»“”') for word in following[: min(ends, _WORDS)])
