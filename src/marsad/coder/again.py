"""Which earlier event does a definite noun tell of once more ("the attack", "these raids"), and what does it take?

The codebook lets a clause that plainly reports the same event again take its place and time; a merely related one takes
nothing, so the latest event of the class must be near, and they must not name different sides.
"""

from __future__ import annotations

from marsad.coder.draft import Draft, Phrase
from marsad.coder.view import Accepted, View

_NEAR = 2
_KINDS = frozenset({"state", "armed_group"})
_DEEDS = frozenset({"attack", "clash", "killing", "abduction", "advance", "siege", "protest", "talks"})


def told_again(seen: View, draft: Draft, accepted: Accepted, what: str) -> Draft | None:
    """The event that a noun repeats, of which it takes ``what`` (``place`` or ``time``); None for no plain repeat."""
    if draft.hit.verbal or draft.stem not in _DEEDS or not _definite(seen, draft, one=what == "place"):
        return None
    latest = next((other for other in reversed(accepted.drafts) if other.stem == draft.stem), None)
    if latest is None or not 0 < draft.sentence - latest.sentence <= _NEAR:
        return None
    return None if _others(draft, latest) else latest


def _definite(seen: View, draft: Draft, one: bool) -> bool:
    """Whether "the" or "this" stands with the event word; in the plural only "these" will do for ``one`` event."""
    sentence, at = seen.report.sentences[seen.number], draft.hit.first
    if at and sentence.tags[at - 1] == "dem":
        return True
    return sentence.tokens[at].det and (not one or draft.form.number == "sg")


def _others(draft: Draft, other: Draft) -> bool:
    """Whether two events name states or armed groups and share none."""
    mine, theirs = _sides(draft), _sides(other)
    return bool(mine and theirs) and not mine & theirs


def _sides(draft: Draft) -> set[str]:
    found = [located.value for located in (*draft.all_actors, *draft.all_targets)]
    return {phrase.ref.name for phrase in found if isinstance(phrase, Phrase) and phrase.ref and phrase.kind in _KINDS}
