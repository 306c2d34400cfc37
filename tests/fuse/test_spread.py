"""How many, according to whom, and what of it is a contradiction?"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports import ARMY, HOMS, ISLAMIC_STATE, KURDS, TAKEN, claim, document

from marsad.fuse import Rule, accounts, fuse
from marsad.fuse.contradictions import contradictions
from marsad.fuse.fusing import party_hierarchy
from marsad.fuse.spread import figures, spread
from marsad.model import Contradiction

RULES = [
    (Rule.conservative, 5),
    (Rule.ucdp, 7),
    (Rule.latest_official, 9),
]


@pytest.mark.parametrize(("rule", "wanted"), RULES)
def test_the_rule_chooses_the_best(rule: Rule, wanted: int) -> None:
    told = [
        document("a", claim(killed=4, source="Observatory"), published="2017-05-02"),
        document("b", claim(killed=5, source="Observatory"), published="2017-05-03"),
        document("c", claim(killed=7, source="Residents", source_kind="witness"), published="2017-05-03"),
        document("d", claim(killed=9, source="Ministry", source_kind="state"), published="2017-05-03"),
    ]
    [event] = fuse(told, rule=rule).events
    found = event.numbers["killed"]
    assert (found.low, found.best, found.high) == (4, wanted, 9)
    assert {said.source: said.low for said in found.by} == {"Observatory": 4, "Residents": 7, "Ministry": 9}


def test_the_dead_of_a_war_are_not_those_of_one_day_in_it() -> None:
    told = [
        document("a", claim(killed=4, source="x", day="2017-05-02", until="2017-05-02")),
        document("b", claim(killed=40_000, source="y", day="2012-03-01", until="2017-05-03")),
    ]
    parts = [account for each in told for account in accounts(each)]
    assert [figure.low for figure in figures(parts)["killed"]] == [4]
    assert [figure.low for figure in figures(parts[1:])["killed"]] == [40_000]


def disagreements(*claims: dict, published: tuple[str, ...] = ("2017-05-03", "2017-05-04")) -> dict[str, Contradiction]:
    told = [document(doc, each, published=day) for doc, each, day in zip("ab", claims, published, strict=True)]
    return {each.kind: each for each in contradictions([a for one in told for a in accounts(one)], party_hierarchy())}


def test_an_update_by_the_same_source_is_no_contradiction() -> None:
    assert disagreements(claim(killed=4, source="x"), claim(killed=9, source="x")) == {}


def test_two_sources_with_two_numbers_contradict_each_other() -> None:
    found = disagreements(claim(killed=4, source="x"), claim(killed=9, source="y"))
    assert found["number"].field == "killed"
    assert [len(side) for side in found["number"].sides] == [1, 1]


def test_bounds_that_allow_each_other_do_not() -> None:
    assert disagreements(claim(killed=(4, None), source="x"), claim(killed=9, source="y")) == {}


KINDS = [
    ("occurrence", {}, {"status": "denied"}),
    ("actor", {"actors": [KURDS]}, {"actors": [ISLAMIC_STATE]}),
    ("target", {"targets": [KURDS]}, {"targets": [ISLAMIC_STATE]}),
    ("place", {}, {"places": [HOMS]}),
    ("time", {}, {"day": "2017-05-01"}),
    ("outcome", {"kind": "capture", "actors": [KURDS]}, {"kind": "repel", "actors": [ARMY], "targets": [KURDS]}),
]


@pytest.mark.parametrize(("kind", "one", "other"), KINDS, ids=[row[0] for row in KINDS])
def test_kinds_of_contradiction(kind: str, one: dict, other: dict) -> None:
    found = disagreements(claim(TAKEN, **one), claim(TAKEN, **other))
    assert kind in found
    assert all(found[kind].sides)


def test_a_party_and_its_parent_do_not_contradict_each_other() -> None:
    assert disagreements(claim(actors=["Islamic State Khorasan"]), claim(actors=[ISLAMIC_STATE])) == {}


NUMBERS = st.tuples(
    st.integers(1, 60), st.sampled_from(["x", "y", "z"]), st.sampled_from(["state", "witness"]), st.booleans()
)


@settings(deadline=None)
@given(st.lists(NUMBERS, min_size=1, max_size=6), st.sampled_from(list(Rule)))
def test_the_best_lies_between_lowest_and_highest(rows: list, rule: Rule) -> None:
    told = [
        document(f"d{n}", claim(killed=(low, None) if least else low, source=source, source_kind=kind))
        for n, (low, source, kind, least) in enumerate(rows)
    ]
    found = spread(figures([a for one in told for a in accounts(one)])["killed"], rule)
    assert found.low <= found.best <= found.high
    assert sorted(c for said in found.by for c in said.claims) == sorted(d.coded.claims[0].id for d in told)
