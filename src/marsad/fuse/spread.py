"""How many, according to whom? The spread of every number of an event, by root source, with a stated rule for best.

Rules:

``ucdp``
    The Uppsala programme's: the most reliable recent figure. Here: the median of what the root sources say last.
``conservative``
    ACLED's: the lowest figure that a source gives, unless a later one of the same source replaces it.
``latest-official``
    What a state, medical or international source says last; where none speaks, what any source says last.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence

import msgspec

from marsad.arabic.normal import fold
from marsad.fuse.accounts import day
from marsad.fuse.records import Account, Number, Root, Said
from marsad.fuse.sources import source_of
from marsad.model import SaidNumber, Spread

_SAID, _MONTH = "said", 31
_OFFICIAL = frozenset({"state", "medical", "igo", "official"})


class Rule(enum.StrEnum):
    """How the best of several numbers is chosen."""

    ucdp = "ucdp"
    conservative = "conservative"
    latest_official = "latest-official"


class Figure(msgspec.Struct, frozen=True, gc=False):
    """One number as one claim gives it: who says it, when it was published, in which account and claim."""

    source: str
    root: Root
    published: int
    claim: str
    account: str
    low: int | float | None
    high: int | float | None
    cumulative: bool = False


def figures(accounts: Sequence[Account]) -> dict[str, list[Figure]]:
    """Category to the figures of an event in the order of their publication.

    Parts of totals are left out, and so is what an account counts over more than a month where another says the days
    of the event: the dead of a war are not those of one raid in it.
    """
    found: dict[str, list[Figure]] = {}
    names: dict[tuple[str, str], str] = {}
    dated = any(account.basis == _SAID for account in accounts)
    told = [account for account in accounts if not dated or not all(_long(claim) for claim in account.claims)]
    for account in sorted(told, key=lambda account: (account.published, account.id)):
        for claim in account.claims:
            if claim.status in ("denied", "planned"):
                continue
            said = source_of(claim.root, account)
            source = names.setdefault((claim.root.key, fold(said)), said)
            for what, number in _totals(claim.numbers).items():
                figure = Figure(
                    source, claim.root, account.published, claim.claim, account.id,
                    number.low, number.high, claim.cumulative,
                )  # fmt: skip
                found.setdefault(what, []).append(figure)
    return {what: found[what] for what in sorted(found)}


def _long(claim: Said) -> bool:
    """Whether a claim tells of more than a month."""
    return bool(claim.start and claim.end) and day(claim.end) - day(claim.start) >= _MONTH


def _totals(numbers: Sequence[Number]) -> dict[str, Number]:
    """For each category the number that is not a part: the largest, for what is counted beside it is inside it."""
    totals: dict[str, Number] = {}
    for number in numbers:
        if number.part is None and (number.what not in totals or _size(number) > _size(totals[number.what])):
            totals[number.what] = number
    return totals


def _size(number: Number | Figure) -> float:
    return number.low if number.low is not None else number.high or 0


def latest(said: Sequence[Figure]) -> dict[str, Figure]:
    """Source to what it says last; at one time of publication its higher figure, as tolls rise."""
    last: dict[str, Figure] = {}
    for figure in said:
        before = last.get(figure.source)
        if before is None or (figure.published, _size(figure)) >= (before.published, _size(before)):
            last[figure.source] = figure
    return last


def spread(said: Sequence[Figure], rule: Rule = Rule.ucdp) -> Spread:
    """The spread of one category's figures; ``low <= best <= high`` wherever all three are known."""
    lows = [figure.low for figure in said if figure.low is not None]
    tops = [max(x for x in (figure.low, figure.high) if x is not None) for figure in said]
    return Spread(low=min(lows, default=None), best=best(said, rule), high=max(tops, default=None), by=_by_source(said))


def best(said: Sequence[Figure], rule: Rule) -> int | float | None:
    """The one number that the rule would give."""
    last = latest(said)
    if not last:
        return None
    ordered = sorted(last.values(), key=lambda figure: (_size(figure), figure.source))
    if rule is Rule.conservative:
        return _size(ordered[0])
    if rule is Rule.ucdp:
        return _size(ordered[(len(ordered) - 1) // 2])
    official = [figure for figure in ordered if figure.root.kind in _OFFICIAL]
    return _size(max(official or ordered, key=lambda figure: (figure.published, _size(figure), figure.source)))


def _by_source(said: Sequence[Figure]) -> list[SaidNumber]:
    by: dict[str, list[Figure]] = {}
    for figure in said:
        by.setdefault(figure.source, []).append(figure)
    return [_said(source, by[source]) for source in sorted(by)]


def _said(source: str, own: Sequence[Figure]) -> SaidNumber:
    lows = [figure.low for figure in own if figure.low is not None]
    tops = [figure.high for figure in own]
    high = None if None in tops else max(top for top in tops if top is not None)
    return SaidNumber(source, min(lows, default=None), high, [figure.claim for figure in own])


def is_update(earlier: Figure, later: Figure) -> bool:
    """Whether the later figure replaces the earlier one instead of contradicting it.

    It does where it is higher, published no earlier, and by the same source or worded as a running toll.
    """
    if later.published < earlier.published or _size(later) < _size(earlier):
        return False
    return later.source == earlier.source or later.cumulative
