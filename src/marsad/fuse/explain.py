"""Why are these claims one event, and what did the nearest other account lack?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from marsad.fuse.features import Features
from marsad.fuse.fusing import party_hierarchy
from marsad.fuse.records import Account
from marsad.fuse.similarity import Related, Similarity
from marsad.fuse.weights import weights

_APART = 15
"""Days between what was said or published beyond which :class:`Similarity` takes no two accounts for one."""


class Beside(msgspec.Struct, frozen=True):
    """An account beside the account of an event that it is most like: the sum and all that was weighed, in words.

    ``score`` is None where the two cannot be one happening.
    """

    account: Account
    near: Account
    score: float | None
    reasons: list[str]


class Explanation(msgspec.Struct, frozen=True):
    """Each account of an event beside its nearest, and the nearest account outside: how far short it fell."""

    members: list[Beside]
    rejected: Beside | None
    short: float | None


def explained(members: Sequence[Account], others: Iterable[Account], related: Related | None = None) -> Explanation:
    """What holds the accounts of an event together, and which of ``others`` came nearest to joining them."""
    similarity = Similarity(related or party_hierarchy())
    ordered = [similarity.features(account) for account in sorted(members, key=lambda account: account.id)]
    inside = [_beside(similarity, one, [other for other in ordered if other is not one]) for one in ordered]
    apart = sorted(others, key=lambda account: account.id)
    fitting = (similarity.features(account) for account in apart if any(_may(account, each) for each in members))
    nearest = max(filter(None, (_nearest(similarity, one, ordered) for one in fitting)), default=None, key=_rank)
    rejected = _told(similarity, *nearest[1:]) if nearest else None
    short = round(weights().limits["link"] - rejected.score, 2) if rejected and rejected.score is not None else None
    return Explanation([each for each in inside if each], rejected, short)


def _may(one: Account, other: Account) -> bool:
    """Whether two accounts are of a kind and of days as near as one happening's: most are passed over at once."""
    if (one.family, one.planned) != (other.family, other.planned):
        return False
    (first, last), (start, end) = _days(one), _days(other)
    return first <= end + _APART and start <= last + _APART


def _days(account: Account) -> tuple[int, int]:
    return (account.first, account.last) if account.basis == "said" else (account.published, account.published)


def _rank(pair: tuple[float, Features, Features]) -> tuple[float, str]:
    return pair[0], pair[1].account.id


def _beside(similarity: Similarity, one: Features, others: Sequence[Features]) -> Beside | None:
    """One of an event beside the nearest of its others; where none could be one happening with it, beside the first."""
    found = _nearest(similarity, one, others)
    if found:
        return _told(similarity, *found[1:])
    kin = next((other for other in others if other.account.family == one.account.family), None)
    return _told(similarity, one, kin) if kin else None


def _nearest(
    similarity: Similarity, one: Features, others: Sequence[Features]
) -> tuple[float, Features, Features] | None:  # fmt: skip
    """(score, one, nearest other), ``None`` where no other can be one happening with it."""
    best: tuple[float, Features, Features] | None = None
    for other in others:
        score = similarity.score(*_in_order(one, other))
        if score is not None and (best is None or score > best[0]):
            best = score, one, other
    return best


def _told(similarity: Similarity, one: Features, other: Features) -> Beside:
    pair = _in_order(one, other)
    score = similarity.score(*pair)
    reasons = [str(reason) for reason in similarity.reasons(*pair)]
    return Beside(one.account, other.account, None if score is None else round(score, 2), reasons)


def _in_order(one: Features, other: Features) -> tuple[Features, Features]:
    return (one, other) if one.account.id <= other.account.id else (other, one)
