"""Do accounts that may be about one happening meet in a partition, whatever the partitions?"""

from __future__ import annotations

from itertools import combinations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.batch import coded
from marsad.fuse import Account, DocumentClaims, accounts, block_keys
from marsad.model import Article, CodedDocument
from marsad.scale.partitions import ALONE, Joined, planned, zones_of
from observatory.reports import Reader, reports


@pytest.fixture(scope="module")
def told() -> list[Account]:
    found = []
    for result in coded(reports(60), make=Reader):
        document = result.document()
        assert isinstance(document, CodedDocument)
        assert isinstance(result.item, Article)
        found += accounts(DocumentClaims(document, result.item.full, document.source))
    return found


def counted(told: list[Account]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for account in told:
        for zone in zones_of(account):
            counts[zone] = counts.get(zone, 0) + 1
    return counts


@pytest.mark.parametrize("largest", [1, 3, 10, 30, 10_000])
def test_whatever_shares_a_key_meets(told: list[Account], largest: int) -> None:
    plan = planned(counted(told), largest)
    lies = {account.id: set(plan.of(account)) for account in told}
    keys = {account.id: set(block_keys(account)) for account in told}
    assert all(lies.values())
    assert {n for found in lies.values() for n in found} <= set(range(plan.partitions))
    met = [bool(lies[a.id] & lies[b.id]) for a, b in combinations(told, 2) if keys[a.id] & keys[b.id]]
    assert met
    assert all(met)
    if largest == 10_000:
        assert plan.partitions == len({account.family for account in told})
    if largest == 10:
        assert plan.partitions > 5


def test_an_account_without_keys_lies_alone(told: list[Account]) -> None:
    alone = msgspec.structs.replace(told[0], basis="none")
    plan = planned(counted([alone]), 5)
    assert (zones_of(alone), plan.of(alone)) == ({ALONE}, [0])


@given(
    st.dictionaries(
        st.sampled_from([f"{f}|{n}" for f in ("a", "b!") for n in (-1, 0, 7, 12, "r3")]), st.integers(1, 50)
    ),
    st.integers(1, 60),
)
def test_partitions_are_as_large_as_asked(counts: dict[str, int], largest: int) -> None:
    plan = planned(counts, largest)
    assert set(plan.zones) == set(counts)
    together: dict[tuple[int, int], list[str]] = {}
    for zone, place in plan.zones.items():
        together.setdefault(place, []).append(zone)
    for (_, number), zones in together.items():
        total = sum(counts[zone] for zone in zones)
        assert number == -(-total // largest)
        assert len(zones) == 1 or number == 1
        assert len({zone.partition("|")[0] for zone in zones}) == 1
    taken = sorted(first + n for first, number in together for n in range(number))
    assert taken == list(range(plan.partitions))


@given(st.lists(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=3), max_size=12))
def test_what_is_said_to_belong_together_does(said: list[list[str]]) -> None:
    joined = Joined()
    for names in said:
        joined.join(names)
    sets = [set(each) for each in joined.sets().values()]
    assert sum(map(len, sets)) == len({name for names in said for name in names})
    groups: list[set[str]] = []
    for names in said:  # the plain way
        touched = [group for group in groups if group & set(names)]
        groups = [group for group in groups if group not in touched] + [set(names).union(*touched)]
    assert sorted(map(sorted, sets)) == sorted(map(sorted, groups))
