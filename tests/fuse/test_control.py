"""Who held the place when, as the claims have it?"""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports import ARMY, HOMS, ISLAMIC_STATE, KURDS, SARRIN, SYRIA, TAKEN, claim, document

from marsad.fuse import accounts
from marsad.fuse.control import Told, changes, control, told_of

TYPES = ["capture", "control", "withdrawal", "siege", "siege.lift", "clash", "advance"]


def told(*rows: tuple[str, str, str, str] | tuple[str, str, str, str, str]) -> list[Told]:
    """Rows of day of May, source, type, actor and status."""
    return [
        Told(f"2017-05-{row[0]}", f"2017-05-{row[0]}", f"c{n}", row[1], row[2], (*row, "reported")[4], (row[3],))
        for n, row in enumerate(rows)
    ]


TABLE = [
    ("taken", [("02", "x", "capture", KURDS)], [("2017-05-02", None, "held", [KURDS])]),
    (
        "taken, then taken back",
        [("02", "x", "capture", KURDS), ("09", "y", "capture", ISLAMIC_STATE)],
        [("2017-05-02", "2017-05-09", "held", [KURDS]), ("2017-05-09", None, "held", [ISLAMIC_STATE])],
    ),
    (
        "two sources, two holders on one day",
        [("02", "x", "capture", KURDS), ("02", "y", "control", ISLAMIC_STATE)],
        [("2017-05-02", None, "claimed_by_two", [ISLAMIC_STATE, KURDS])],
    ),
    (
        "a capture that is denied",
        [("02", "x", "capture", KURDS), ("03", "y", "capture", KURDS, "denied")],
        [("2017-05-02", "2017-05-03", "held", [KURDS]), ("2017-05-03", None, "claimed_by_two", [KURDS])],
    ),
    (
        "left",
        [("02", "x", "control", ARMY), ("05", "x", "withdrawal", ARMY)],
        [("2017-05-02", "2017-05-05", "held", [ARMY]), ("2017-05-05", None, "unknown", [])],
    ),
    (
        "besieged and relieved",
        [("02", "x", "control", ARMY), ("04", "x", "siege", ISLAMIC_STATE), ("08", "y", "siege.lift", ARMY)],
        [
            ("2017-05-02", "2017-05-04", "held", [ARMY]),
            ("2017-05-04", "2017-05-08", "besieged", [ARMY]),
            ("2017-05-08", None, "held", [ARMY]),
        ],
    ),
    (
        "fought over for a week, then as before",
        [("02", "x", "control", ARMY), ("04", "x", "clash", KURDS), ("25", "x", "control", ARMY)],
        [
            ("2017-05-02", "2017-05-04", "held", [ARMY]),
            ("2017-05-04", "2017-05-11", "contested", [ARMY]),
            ("2017-05-11", None, "held", [ARMY]),
        ],
    ),
    ("only planned", [("02", "x", "capture", KURDS, "planned")], []),
]


@pytest.mark.parametrize(("why", "rows", "wanted"), TABLE, ids=[row[0] for row in TABLE])
def test_the_intervals_over_all_sources(why: str, rows: list, wanted: list) -> None:
    found = [each for each in control(told(*rows), "Sarrin") if each.source is None]
    assert [(each.start, each.end, each.state, each.holders) for each in found] == wanted


def test_each_source_has_its_own_account() -> None:
    found = control(told(("02", "x", "capture", KURDS), ("02", "y", "control", ISLAMIC_STATE)), "Sarrin")
    assert {each.source: each.holders for each in found if each.source} == {"x": [KURDS], "y": [ISLAMIC_STATE]}


def test_one_day_and_the_changes_of_a_period() -> None:
    rows = told(("02", "x", "capture", KURDS), ("09", "x", "capture", ISLAMIC_STATE))
    assert [each.holders for each in control(rows, "Sarrin", "2017-05-08")] == [[KURDS], [KURDS]]
    assert [each.start for each in changes(control(rows, "Sarrin"), "2017-05-05", "2017-05-31")] == ["2017-05-09"] * 2


def test_who_takes_a_town_has_not_taken_its_country() -> None:
    made = accounts(document("a", claim(TAKEN, "capture", actors=[KURDS], places=[SARRIN, SYRIA])))
    assert len(told_of("Sarrin", made)) == len(told_of("test:sarrin", made)) == 1
    assert told_of("Syria", made) == told_of("Homs", made) == []
    assert (
        told_of("Homs", accounts(document("b", claim(TAKEN, "capture", places=[HOMS], day=None))))[0].day
        == "2017-05-03"
    )


ROWS = st.lists(
    st.tuples(
        st.integers(1, 28).map("{:02}".format),
        st.sampled_from(["x", "y", "z"]),
        st.sampled_from(TYPES),
        st.sampled_from([KURDS, ISLAMIC_STATE, ARMY]),
        st.sampled_from(["reported", "denied", "planned"]),
    ),
    max_size=12,
)


@given(ROWS)
def test_intervals_follow_each_other_without_gap_or_overlap(rows: list) -> None:
    found = control(told(*rows), "Sarrin")
    for source in {each.source for each in found}:
        own = [each for each in found if each.source == source]
        assert own[-1].end is None
        assert all(one.end == other.start and one.start < other.start for one, other in itertools.pairwise(own))
        assert all((one.state, one.holders) != (two.state, two.holders) for one, two in itertools.pairwise(own))
        assert all(each.claims for each in own)
