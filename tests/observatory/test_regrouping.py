"""Do merges and splits of events hold at once, in every later fusing, and fall when they are taken back?"""

from __future__ import annotations

import json

import pytest

from marsad.errors import StoreError
from marsad.fuse import Rule
from marsad.observatory import fuse, ingest, regroup
from marsad.store import Store
from observatory.reports import Reader, reports
from stored import everything


def run(store: Store, count: int, version: str = "test") -> None:
    ingest(reports(count), store, make=Reader, version=version)
    fuse(store)


def keys(store: Store, event: str) -> set[str]:
    held = store.event(event)
    assert held is not None
    return {f"{member.doc}#{member.claim}" for member in held[1]}


def largest(store: Store) -> list[str]:
    """The ids of the events, that of most claims first."""
    return [s.event.event for s in sorted(store.events(), key=lambda s: (-len(s.event.claims), s.event.event))]


def decided(store: Store, subject: str, action: str, value: str | None) -> str | None:
    return regroup(store, store.add_verdict(subject, action, "A. Person", value=value))


def grouping(store: Store) -> set[frozenset[str]]:
    return {frozenset(keys(store, each.event.event)) for each in store.events()}


def test_a_merge_holds_at_once_later_and_until_it_is_taken_back(store: Store) -> None:
    run(store, 40)
    one, other = largest(store)[:2]
    both = keys(store, one) | keys(store, other)
    merged = decided(store, one, "merge", other)
    assert merged is not None
    assert keys(store, merged) == both
    assert fuse(store).changed == 0
    run(store, 80)
    fuse(store, Rule.conservative)
    fuse(store)
    assert any(both <= group for group in grouping(store))
    [held] = {each.event.event for each in store.events() if both <= keys(store, each.event.event)}
    [verdict] = [each for each in store.verdicts() if each.action == "merge"]
    assert verdict in [*store.regroupings(held), *store.verdicts(held)]
    decided(store, held, "undo", verdict.id)
    assert not any(both <= group for group in grouping(store))
    after = grouping(store)
    fuse(store, Rule.conservative)
    assert grouping(store) == after
    assert list(store.faults()) == []


def test_a_split_holds_for_newer_codings_too(store: Store) -> None:
    run(store, 60)
    whole = grouping(store)
    event = largest(store)[0]
    chosen, *rest = sorted(keys(store, event))
    left = decided(store, event, "split", json.dumps([chosen]))
    assert left is not None
    assert keys(store, left) == set(rest)
    fuse(store, Rule.conservative)
    assert frozenset(rest) in grouping(store)
    run(store, 60, version="newer")
    assert frozenset(rest) in grouping(store)
    [verdict] = store.verdicts()
    decided(store, left, "undo", verdict.id)
    assert grouping(store) == whole


def test_fusing_finds_decisions_by_itself_and_ends_the_same(store: Store) -> None:
    run(store, 60)
    one, other = largest(store)[:2]
    store.add_verdict(one, "merge", "A. Person", value=other)
    assert fuse(store).gone >= 1
    once = everything(store)
    fuse(store, Rule.conservative)
    fuse(store)
    assert everything(store) == once


def test_the_later_of_two_decisions_holds(store: Store) -> None:
    run(store, 40)
    one, other = largest(store)[:2]
    ours, theirs = keys(store, one), keys(store, other)
    merged = decided(store, one, "merge", other)
    assert merged is not None
    decided(store, merged, "split", json.dumps(sorted(ours)))
    assert not any(group & ours and group & theirs for group in grouping(store))
    first, second = store.holder(ours), store.holder(theirs)
    assert first and second
    decided(store, first, "merge", second)
    assert ours | theirs in grouping(store)


@pytest.mark.parametrize(
    ("action", "value"),
    [("merge", None), ("merge", "none"), ("merge", "{own}"), ("split", None), ("split", "[1]"), ("split", '["x#y"]')],
)
def test_what_cannot_be_regrouped_is_refused(store: Store, action: str, value: str | None) -> None:
    run(store, 20)
    event = largest(store)[0]
    with pytest.raises(StoreError):
        store.add_verdict(event, action, "A. Person", value=value.replace("{own}", event) if value else None)
    assert store.verdicts() == []
