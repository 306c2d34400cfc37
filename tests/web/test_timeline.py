"""Do the bars of the timeline hold every event once, whatever the span of days?"""

from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st

from marsad.web.telling import GROUPS
from marsad.web.timeline import WIDTH, arranged

DAYS = st.dates(datetime.date(1990, 1, 1), datetime.date(2030, 12, 31))
ROWS = st.lists(st.tuples(DAYS, st.sampled_from(sorted(GROUPS)), st.integers(1, 500)), min_size=1, max_size=12)


@given(ROWS)
def test_every_event_stands_in_one_bar(rows: list[tuple[datetime.date, str, int]]) -> None:
    made = arranged(rows)
    assert sum(bar.total for bar in made.bars) == sum(number for _, _, number in rows)
    assert all(one.last < other.first for one, other in zip(made.bars, made.bars[1:], strict=False))
    for day, _, _ in rows:
        assert sum(bar.first <= day.isoformat() <= bar.last for bar in made.bars) == 1
    assert abs(sum(bar.width for bar in made.bars) - WIDTH) < 0.01 * len(made.bars) + 1


def test_no_events_make_no_bars() -> None:
    assert arranged([], 3).bars == []
    assert arranged([], 3).undated == 3
