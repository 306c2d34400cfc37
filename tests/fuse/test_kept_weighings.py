"""Is nothing else decided where what was weighed before is looked up, and is it looked up at all?"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reports import HOMS, SARRIN, claim, document
from test_fusing import PARTS, written

from marsad.fuse import Account, Fused, accounts, cluster, fuse, fusing
from marsad.fuse.remembering import Remembered, followed, mark, marks
from marsad.fuse.similarity import Similarity

MANY = st.lists(st.lists(PARTS, min_size=1, max_size=3), min_size=4, max_size=16)


@pytest.fixture
def all_worth(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also what is weighed in the smallest components is remembered."""
    monkeypatch.setattr(fusing, "WORTH", 1)
    monkeypatch.setattr(cluster, "_FEW", 1)


def grouped(found: Fused) -> Fused:
    """What was fused, with the event of each account, as a database gives it back."""
    events = {each.account: each.event for each in found.memberships}
    return Fused(found.accounts, found.events, [], found.components, [], found.links, found.remembered, events)


def checked(before: Fused, after: Fused, whole: Fused) -> None:
    """The events that are told and those that stay the same are those of the whole, with their memberships."""
    stay = set(after.same)
    assert stay <= {each.event for each in before.events}
    told = [*after.events, *(each for each in before.events if each.event in stay)]
    assert sorted(told, key=lambda each: each.event) == whole.events
    why = [*after.memberships, *(each for each in before.memberships if each.event in stay)]
    assert _whys(why) == _whys(whole.memberships)
    assert after.components == whole.components
    assert set(after.gone) == {each.event for each in before.events} - {each.event for each in whole.events}


def _whys(told: list) -> list[tuple]:
    return sorted((each.account, each.claim, each.event, each.score, each.near, each.reasons) for each in told)


@pytest.mark.usefixtures("all_worth")
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(MANY, st.data())
def test_more_reports_end_as_if_nothing_had_been_remembered(drawn: list[list[dict]], data: st.DataObject) -> None:
    """Some reports are new, some come again in other words."""
    told = written(drawn)
    count = data.draw(st.integers(1, len(told) - 1))
    again = data.draw(st.lists(st.tuples(st.integers(0, count - 1), st.lists(PARTS, max_size=2)), max_size=2))
    before = fuse(told[:count])
    renewed = {f"d{n}": document(f"d{n}", *(claim(**parts) for parts in drawn)) for n, drawn in again}
    now = [renewed.get(each.coded.doc, each) for each in told]
    after = fuse([*renewed.values(), *told[count:]], grouped(before))
    checked(before, after, fuse(now))
    last = fuse([document("last", claim(killed=7))], grouped(after))
    assert last.components == fuse([*now, document("last", claim(killed=7))]).components


def crowd(count: int, at: tuple = SARRIN) -> list[Account]:
    """The accounts of many papers of one strike."""
    told = (document(f"{at[0]} {n:02}", claim(killed=7 + n % 2, places=[at])) for n in range(count))
    return [account for each in told for account in accounts(each)]


@pytest.fixture
def weighed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, str]]]:
    """The pairs of accounts that are weighed."""
    pairs: list[tuple[str, str]] = []
    score = Similarity.score

    def noted(self: Similarity, one, other, *least):
        pairs.append((one.account.id, other.account.id))
        return score(self, one, other, *least)

    monkeypatch.setattr(Similarity, "score", noted)
    yield pairs


def test_of_a_large_component_only_what_is_new_is_weighed(weighed: list[tuple[str, str]]) -> None:
    before = fuse([], Fused(crowd(30)))
    weighed.clear()
    fuse([document("new", claim(killed=7))], grouped(before))
    assert weighed
    old = {account.id for account in before.accounts}
    assert all({one, other} - old for one, other in weighed)


def test_nothing_is_told_of_an_event_that_stays_the_same() -> None:
    before = fuse([], Fused([*crowd(3), *crowd(3, HOMS)]))
    after = fuse([document("new", claim(killed=7, places=[HOMS]))], grouped(before))
    assert [len(each.claims) for each in after.events] == [4]
    assert len(after.same) == 1


def test_answers_come_back_for_the_accounts_that_are_there_still() -> None:
    told = crowd(4)
    first = Remembered([mark(account) for account in told])
    first.scores.update({0 * 4 + 1: 2.5, 1 * 4 + 3: -4.0, 2 * 4 + 3: 1 / 3})
    assert first.alike(5, 6, lambda: 0.1) == 0.1
    fewer = [told[1], told[2], told[3], *crowd(1, HOMS)]
    again = Remembered([mark(account) for account in fewer], [first.packed(without=[2 * 4 + 3])])
    assert again.scores == {0 * 4 + 2: -4.0}
    assert again.alike(5, 6, lambda: pytest.fail("weighed again")) == 0.1
    assert again.alike(6, 5, lambda: 0.2) == 0.2
    assert again.near(5, 6, lambda: 0.3) == 0.3


def test_a_list_is_known_by_its_accounts_in_their_order() -> None:
    assert marks([3, 4, 5]) == followed(marks([3]), marks([4, 5]), 2) == followed(marks([3, 4]), marks([5]), 1)
    assert len({marks([3, 4]), marks([4, 3]), marks([3]), marks([3, 4, 4])}) == 4
    [one], [other] = (accounts(document("a", claim(killed=dead))) for dead in (7, 8))
    assert one.id == other.id
    assert mark(one) != mark(other)
