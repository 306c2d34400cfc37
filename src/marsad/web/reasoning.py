"""Why were two reports taken for one event, or not? What fusing weighed, in the reader's words."""

from __future__ import annotations

import re

import msgspec

from marsad.codebook.labels import labels
from marsad.fuse.explain import Beside
from marsad.web.i18n import Language
from marsad.web.naming import Naming

_REASON = re.compile(r"(?P<section>\w+) (?P<name>.+?)(?: \((?P<what>.*)\))? (?P<weight>[+-][\d.]+)", re.DOTALL)


class Reason(msgspec.Struct, frozen=True):
    """One thing that was weighed: its weight with a sign, what it is, and the names, numbers or words of it."""

    weight: str
    words: str
    what: str = ""


class Left(msgspec.Struct, frozen=True):
    """The nearest report that was left out: where it stands, which claim it is beside, and what was weighed."""

    doc: str
    outlet: str
    claim: str
    type: str
    beside: str
    short: float
    reasons: list[Reason]


def because(reason: str, spoken: Language, naming: Naming) -> Reason:
    """A reason as fusing keeps it (``place same city (Kunduz) +2.2``) in the language of the reader."""
    found = _REASON.fullmatch(reason)
    if found is None:
        return Reason("", reason)
    section, name, what = found["section"], found["name"], found["what"] or ""
    key = f"{section}_{name.replace(' ', '_')}" if section != "words" else "words"
    if key not in labels()["reasons"]:
        return Reason("", reason)
    return Reason(
        _signed(float(found["weight"]), spoken), spoken.label("reasons", key), _what(section, what, spoken, naming)
    )


def left_out(nearest: Beside, short: float, spoken: Language, naming: Naming) -> Left:
    """The nearest report that was left out, as a page says it; ``short`` is what its sum lacks of a link."""
    account = nearest.account
    said = [because(each, spoken, naming) for each in nearest.reasons]
    return Left(account.doc, account.outlet, account.claims[0].claim, account.types[0], nearest.near.doc, short, said)


def _what(section: str, what: str, spoken: Language, naming: Naming) -> str:
    if section == "parties":
        return " / ".join(spoken.text(", ").join(map(naming.party, side.split(", "))) for side in what.split(" / "))
    if section == "place":
        return naming.place(None, what) if what else ""
    if section == "numbers":
        counted, _, numbers = what.partition(" ")
        shown = " / ".join(spoken.number(float(number)) for number in numbers.split(" / ") if number)
        return spoken.text("%(number)s %(what)s", number=shown, what=spoken.label("quantities", counted))
    return what


def _signed(weight: float, spoken: Language) -> str:
    sign = "+" if weight >= 0 else "\u2212"
    return sign + spoken.number(abs(weight))
