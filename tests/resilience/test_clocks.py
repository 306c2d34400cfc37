"""Clocks that jump and dates that lie ahead: does the order of things hold, and is no date made up or lost?"""

from __future__ import annotations

import datetime
import types
from collections.abc import Callable

import msgspec
import pytest

from marsad.batch import coded
from marsad.model import Article, CodedDocument
from marsad.observatory import fuse, ingest, regroup
from marsad.store import Store, moments
from observatory.reports import Reader, reports
from stored import everything

SetClock = Callable[..., None]
TIMES = ("غدا", "أمس", "بعد 9999 سنة", "قبل 5000 عام", "الشهر المقبل", "يوم 31 ديسمبر", "قبل ثلاثة أيام")
# tomorrow, yesterday, in 9999 years, 5000 years ago, next month, on 31 December, three days ago


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SetClock:
    """Sets the clock of the machine, as the store reads it, some time from now."""

    def put(**offset: int) -> None:
        class Clock(datetime.datetime):
            @classmethod
            def now(cls, tz: datetime.tzinfo | None = None) -> Clock:
                return super().now(tz) + datetime.timedelta(**offset)

        names = types.SimpleNamespace(**{name: getattr(datetime, name) for name in ("UTC", "timedelta", "date")})
        names.datetime = Clock
        monkeypatch.setattr(moments, "datetime", names)

    return put


@pytest.fixture
def where(new_store: Callable[[], str]) -> str:
    return new_store()


def run(store: Store, count: int) -> None:
    ingest(reports(count), store, make=Reader, version="test")
    fuse(store)


@pytest.mark.parametrize("jumps", [[0, -400, 0], [400, 0, 0], [0, -1, -2], [36500, -36500, 1]])
def test_the_clock_may_jump_between_runs(new_sqlite: Callable[[], str], clock: SetClock, jumps: list[int]) -> None:
    """Days by which the clock is wrong in each of three runs."""
    with Store.open(new_sqlite()) as wanted, Store.open(new_sqlite()) as store:
        for count, days in zip((40, 80, 120), jumps, strict=True):
            run(wanted, count)
            clock(days=days)
            run(store, count)
            clock()
        assert everything(store) == everything(wanted)
        assert list(store.faults()) == []
        marks = [run.started_at for run in store.runs()]
        assert marks == sorted(marks), "time never runs backwards in a database"


def test_what_is_decided_while_the_clock_is_behind_is_not_missed(where: str, clock: SetClock) -> None:
    """Fusing asks for what was decided since the last time; a clock that went back must not hide it."""
    with Store.open(where) as store:
        run(store, 40)
        one, other = sorted(store.events(), key=lambda each: -len(each.event.claims))[:2]
        both = set(one.event.claims) | set(other.event.claims)
        clock(days=-30)
        verdict = store.add_verdict(one.event.event, "merge", "A. Person", value=other.event.event)
        merged = regroup(store, verdict)
        assert merged is not None
        held = store.event(merged)
        assert held is not None
        assert {member.claim for member in held[1]} == both
        first, second = store.event_history(merged)[-1], verdict
        assert first.valid_from >= second.at
        assert list(store.faults()) == []


def test_what_was_believed_on_a_day_is_told_though_the_clock_went_back(where: str, clock: SetClock) -> None:
    with Store.open(where) as store:
        run(store, 8)
        key = next(store.claims()).key
        before, before_all = store.claim(key), store.count("claims")
        clock(days=-3)
        store.add_verdict(key, "reject", "A. Person")
        machine, rejected = store.claim_history(key)
        assert machine.valid_from < rejected.valid_from
        assert store.claim(key).review == "rejected"
        assert [each.claim.type for each in store.claims(as_of=machine.valid_from)] == [before.claim.type] * before_all


@pytest.mark.parametrize("published", ["9999-12-31", "9999-01-01", "2099-05-05", "0001-01-01", None])
def test_dates_that_lie_ahead_are_kept_as_they_are_written(
    new_sqlite: Callable[[], str], published: str | None
) -> None:
    """The grammar coder reads every relative time from them; what leaves the calendar has no date."""
    texts = [f"قال المرصد إن طائرات حربية شنت {time} أربع غارات على بلدة السدر." for time in TIMES]
    # The observatory said that warplanes carried out, <time>, four strikes on the town of al-Sidr.
    articles = [Article(f"a-{n}", text, published=published) for n, text in enumerate(texts)]
    documents = [result.document() for result in coded(iter(articles))]
    assert all(isinstance(each, CodedDocument) and each.claims for each in documents)
    with Store.open(new_sqlite()) as store:
        ingest(iter(articles), store)
        fuse(store)
        assert {each.article.published for each in store.articles()} == {published}
        for claim in store.claims():
            for day in (claim.claim.time.start, claim.claim.time.end) if claim.claim.time else ():
                assert day is None or datetime.date.fromisoformat(day)
        assert list(store.faults()) == []


def test_one_report_from_the_future_moves_no_other(new_sqlite: Callable[[], str]) -> None:
    with Store.open(new_sqlite()) as store, Store.open(new_sqlite()) as wanted:
        run(wanted, 40)
        ahead = [msgspec.structs.replace(each, doc=f"ahead-{each.doc}", published="2999-01-01") for each in reports(3)]
        ingest(iter(ahead), store, make=Reader, version="test")
        run(store, 40)
        there = {each.event.event: each.event for each in store.events()}
        days = {each.event.start for each in store.events()} - {each.event.start for each in wanted.events()}
        assert days == {"2999-01-01"}
        assert sum(each.event.start != "2999-01-01" for each in store.events()) == wanted.count("events")
        assert len(there) > wanted.count("events")
