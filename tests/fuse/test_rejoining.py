"""Which groups of reports are one happening by what each says as a whole?"""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest
from reports import ARMY, HOMS, ISLAMIC_STATE, KOBANI, SARRIN, SYRIA, claim, document

from marsad.fuse.accounts import accounts
from marsad.fuse.fusing import party_hierarchy
from marsad.fuse.profiles import profile
from marsad.fuse.records import Account
from marsad.fuse.rejoining import Rejoining
from marsad.fuse.similarity import Similarity
from marsad.fuse.weights import weights

KILLED = "مقتل شرطيين في منزلهما"  # the killing of two policemen in their house
FOUND = "عثر على جثتي شرطيين برصاص مجهول"  # the bodies of two policemen were found, shot by somebody unknown
NAMES = count()


def told(*reports: dict[str, Any]) -> list[Account]:
    return [one for parts in reports for one in accounts(document(f"r{next(NAMES)}", claim(**parts)))]


def rounds(ours: list[Account], theirs: list[Account]) -> list[list[int]]:
    members = [*ours, *theirs]
    similarity = Similarity(party_hierarchy())
    features = [similarity.features(each) for each in members]
    limits = weights().limits

    def score(one: int, other: int) -> float:
        value = similarity.score(features[one], features[other])
        return limits["apart"] if value is None else value

    groups = [list(range(len(ours))), list(range(len(ours), len(members)))]
    return Rejoining(members, similarity, limits, score).run(groups)


def shot(**parts: Any) -> dict[str, Any]:
    return {"text": KILLED, "kind": "killing", "places": [SARRIN], "killed": 5, **parts}


KNOWN = [shot(), shot(day=None), shot(targets=[ARMY])]
# (what the second group says, the same happening or not)
SECOND = [
    ("no town, but the day, the number and the country", {"text": FOUND, "places": [SYRIA], "targets": [ARMY]}, True),
    ("another day", {"text": FOUND, "places": [SYRIA], "targets": [ARMY], "day": "2017-04-28"}, False),
    ("another town", {"text": FOUND, "places": [HOMS], "targets": [ARMY]}, False),
    ("a town nearby, another number", {"text": FOUND, "places": [KOBANI], "killed": 40}, False),
    ("only the country and the day", {"text": FOUND, "places": [SYRIA], "killed": None, "kind": "clash"}, False),
]


@pytest.mark.parametrize(("what", "parts", "one"), SECOND, ids=[row[0] for row in SECOND])
def test_a_group_that_lacks_something_is_found_by_the_whole(what: str, parts: dict[str, Any], one: bool) -> None:
    found = rounds(told(*KNOWN), told(shot(**parts), shot(**parts)))
    assert found == ([[0, 1, 2, 3, 4]] if one else [[0, 1, 2], [3, 4]])


# (what a single report says, does the large group take it in)
SINGLE = [
    ("only the country", {"text": FOUND, "places": [SYRIA], "targets": [ARMY]}, False),
    ("the town, without day and number", {"text": FOUND, "day": None, "killed": None}, True),
    ("the town, another number", {"text": FOUND, "day": None, "killed": 40}, False),
    ("another town", {"text": FOUND, "day": None, "places": [HOMS]}, False),
]


@pytest.mark.parametrize(("what", "parts", "one"), SINGLE, ids=[row[0] for row in SINGLE])
def test_a_single_report_joins_the_large_group_whose_town_it_names(what: str, parts: dict[str, Any], one: bool) -> None:
    found = rounds(told(*KNOWN), told(shot(**parts)))
    assert found == ([[0, 1, 2, 3]] if one else [[0, 1, 2], [3]])


def test_a_profile_is_what_most_say() -> None:
    reports = [shot(), shot(day=None), shot(places=[HOMS]), shot(targets=[ARMY]), shot(actors=[ISLAMIC_STATE])]
    whole = profile(told(*reports), 0)
    assert [place.name for place in whole.spots] == ["Sarrin"]
    assert whole.basis == "said" and whole.targets == (ARMY,)
    assert [number.low for number in whole.numbers] == [5]


def test_days_that_disagree_are_no_day_of_the_profile() -> None:
    reports = [shot(day=f"2017-05-0{day}") for day in (1, 2, 3)]
    assert profile(told(*reports), 0).basis == "published"


def test_without_a_day_a_province_is_not_enough() -> None:
    province = ("Aleppo", "SY", "admin1", 36.2, 37.16, 40.0, "test:aleppo")
    first, second = (
        [one for _ in range(2) for one in told(shot(text=text, places=[province], day=None))]
        for text in (KILLED, FOUND)
    )
    assert rounds(first, second) == [[0, 1], [2, 3]]
