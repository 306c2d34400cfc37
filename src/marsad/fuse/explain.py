"""Why are these claims one event, and what did the nearest other account lack?"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from marsad.fuse.fusing import party_hierarchy
from marsad.fuse.records import Account
from marsad.fuse.similarity import Related, Similarity
from marsad.fuse.weights import weights


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


def explained(members: Sequence[Account], others: Sequence[Account], related: Related | None = None) -> Explanation:
    """What holds the accounts of an event together, and which of ``others`` came nearest to joining them."""
    similarity = Similarity(related or party_hierarchy())
    ordered = sorted(members, key=lambda account: account.id)
    inside = [_beside(similarity, account, [other for other in ordered if other is not account]) for account in ordered]
    outside = [_beside(similarity, account, ordered) for account in sorted(others, key=lambda account: account.id)]
    scored = [each for each in outside if each is not None and each.score is not None]
    nearest = max(scored, key=lambda each: (each.score or 0.0, each.account.id), default=None)
    short = round(weights().limits["link"] - nearest.score, 2) if nearest and nearest.score is not None else None
    return Explanation([each for each in inside if each], nearest, short)


def _beside(similarity: Similarity, account: Account, others: Sequence[Account]) -> Beside | None:
    best: Beside | None = None
    ours = similarity.features(account)
    for other in others:
        if other.family != account.family:
            continue
        first, second = sorted((ours, similarity.features(other)), key=lambda features: features.account.id)
        score = similarity.score(first, second)
        if best is None or (score or -99.0) > (best.score or -99.0):
            reasons = [str(reason) for reason in similarity.reasons(first, second)]
            best = Beside(account, other, None if score is None else round(score, 2), reasons)
    return best
