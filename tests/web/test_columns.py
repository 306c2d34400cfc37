"""Do the columns in memory answer as the database does, and do they follow what is decided and fused?"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad.observatory import fuse
from marsad.store import Filter, Store
from marsad.store.records import REVIEWS
from marsad.web.columns import COUNTED, Chosen, Columns

SOME = {
    "types": st.sampled_from([(), ("attack",), ("attack.air", "clash"), ("capture",), ("att",), ("no.such",)]),
    "statuses": st.sampled_from([(), ("reported",), ("denied", "planned")]),
    "country": st.sampled_from([None, "SY", "sd", "XX"]),
    "review": st.sampled_from([(), ("unreviewed",), REVIEWS]),
    "contradicted": st.sampled_from([None, True, False]),
    "single_source": st.sampled_from([None, True, False]),
    "since": st.sampled_from([None, "2016-01-01", "2019-07-22"]),
    "until": st.sampled_from([None, "2019-07-22", "2025-01-01"]),
    "box": st.sampled_from([None, (30.0, 28.0, 48.0, 40.0), (100.0, -10.0, 40.0, 40.0), (-180.0, -90.0, 180.0, 90.0)]),
    "near": st.sampled_from([None, (35.6, 36.7, 60.0), (15.35, 44.2, 500.0)]),
    "party": st.sampled_from([None, "Russia", "Syria", "nobody at all"]),
    "text": st.sampled_from([None, "قصف", "بغداد"]),  # shelling; Baghdad
    "outlet": st.sampled_from([(), ("almasar",)]),
}


@pytest.fixture(scope="module")
def store(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    copy = tmp_path_factory.mktemp("columns") / "copy.sqlite"
    shutil.copy(made, copy)
    with Store.open(copy) as opened:
        for each, action in zip(list(opened.events())[::9], ("accept", "reject", "comment") * 99, strict=False):
            opened.add_verdict(each.event.event, action, "Amal", note="seen")
        yield opened


def agree(store: Store, columns: Columns, wanted: Filter) -> None:
    chosen = Chosen(store, columns, wanted)
    assert chosen.count() == store.count("events", wanted)
    for column in COUNTED:
        assert chosen.facets(column) == store.facets("events", column, wanted)
    after = None
    for _ in range(3):
        mine, its = chosen.page(7, after), store.events_page(wanted, limit=7, after=after)
        assert mine == its
        after = its.next
        if after is None:
            break
    assert sum(number for _, _, number in chosen.days()) == chosen.count()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fields=st.fixed_dictionaries({}, optional=SOME))
def test_columns_answer_as_the_database(store: Store, fields: dict[str, object]) -> None:
    agree(store, Columns(store), Filter(**fields))  # type: ignore[arg-type]


def test_columns_follow_verdicts_and_fusing(store: Store) -> None:
    columns = Columns(store)
    agree(store, columns, Filter())
    events = [each.event.event for each in store.events()][:6]
    for event in events[:3]:
        store.add_verdict(event, "correct", "Badr", field="type", value='"siege"')
    agree(store, columns, Filter())
    agree(store, columns, Filter(types=("siege",)))
    store.add_verdict(events[3], "reject", "Badr")
    agree(store, columns, Filter())
    claim = next(store.claims())
    store.add_verdict(claim.key, "reject", "Badr")
    fuse(store)
    agree(store, columns, Filter())
    agree(store, columns, Filter(review=("rejected",)))


def test_cells_hold_every_event_of_the_box_once(store: Store) -> None:
    chosen = Chosen(store, Columns(store), Filter())
    placed = [each.event.place for each in store.events() if each.event.place and each.event.place.lat is not None]
    for size in (60.0, 5.0, 0.3, 0.0001):
        for box in ((-180.0, -90.0, 180.0, 90.0), (30.0, 28.0, 48.0, 40.0)):
            west, south, east, north = box
            inside = [p for p in placed if west <= p.lon <= east and south <= p.lat <= north]  # type: ignore[operator]
            cells = chosen.cells(box, size, 10**6)
            assert sum(number for number, _, _, _ in cells) == len(inside)
            assert [number for number, *_ in cells] == sorted((number for number, *_ in cells), reverse=True)
