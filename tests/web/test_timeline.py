"""Do the bars of the timeline hold every event once, but for the few long before or after, whatever the span?"""

from __future__ import annotations

import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.web.telling import GROUPS
from marsad.web.timeline import MOST_OF, WIDTH, arranged

DAYS = st.dates(datetime.date(1990, 1, 1), datetime.date(2030, 12, 31))
ROWS = st.lists(st.tuples(DAYS, st.sampled_from(sorted(GROUPS)), st.integers(1, 500)), min_size=1, max_size=12)


@settings(deadline=None)
@given(ROWS)
def test_every_event_stands_in_one_bar(rows: list[tuple[datetime.date, str, int]]) -> None:
    made = arranged(rows)
    total = sum(number for _, _, number in rows)
    assert sum(bar.total for bar in made.bars) + made.before + made.after == total
    assert made.before + made.after <= (1 - MOST_OF) * total + 1e-9
    assert all(one.last < other.first for one, other in zip(made.bars, made.bars[1:], strict=False))
    for day, _, _ in rows:
        assert sum(bar.first <= day.isoformat() <= bar.last for bar in made.bars) <= 1
    assert abs(sum(bar.width for bar in made.bars) - WIDTH) < 0.01 * len(made.bars) + 1


def test_stray_years_do_not_squash_the_others() -> None:
    """Two months of a war, and what its reports recall of other years."""
    days = [(datetime.date(2015, 7, 1) + datetime.timedelta(days=n), "force", 4) for n in range(60)]
    stray = [(datetime.date(1920 + n, 1, 1), "force", 1) for n in range(20)]
    made = arranged([*stray, *days, (datetime.date(2090, 1, 1), "force", 2)])
    assert (made.step, made.after) == ("day", 2)
    assert made.before >= 20
    assert made.bars[0].first.startswith("2015-07-0")
    assert made.day_after == "2015-08-30"


def test_years_that_are_told_of_alike_are_all_shown() -> None:
    days = [(datetime.date(2011 + n, 3, 1), "ground", 20) for n in range(10)]
    made = arranged(days)
    assert (made.before, made.after, len(made.bars)) == (0, 0, 109)


def test_no_events_make_no_bars() -> None:
    assert arranged([], 3).bars == []
    assert arranged([], 3).undated == 3
