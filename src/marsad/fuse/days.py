"""How do the days of two accounts stand to each other? The names are those of ``time`` in ``data/weights.toml``."""

from __future__ import annotations

from marsad.fuse.records import Account

_OLD, _WEEK, _LATER, _SOON = 14, 7, 3, 1
_NEAR = 4


def both_said(a: Account, b: Account) -> str | None:
    """Both give days; None where these exclude each other."""
    gap = max(a.first, b.first) - min(a.last, b.last)
    if gap > 0:
        return "next_day" if gap == 1 else None
    return "same_day" if a.first == a.last and b.first == b.last else "overlap"


def one_said(said: Account, told: Account) -> str | None:
    """One account gives the day, the other only when it was published."""
    delay = told.published - said.last
    if said.first > told.published or delay > _OLD:
        return None
    if delay > _WEEK:
        return "reported_old"
    return "reported_soon" if delay <= _SOON else "reported_later" if delay <= _LATER else "reported_late"


def both_published(gap: int) -> str | None:
    """Neither gives a day: so many days lie between their dates of publication."""
    if gap > _WEEK:
        return None
    if gap > 1:
        return "published_near" if gap <= _NEAR else "published_far"
    return "published_next" if gap else "published_same"
