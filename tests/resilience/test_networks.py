"""A network that fails, and a week of a feed at speed: is nothing taken twice, nothing lost, nothing half?"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from marsad.ingest.fetch import Fetcher, Limits
from marsad.ingest.web import read_address
from marsad.model import Article, FailedDocument
from marsad.observatory import fuse, ingest, visits
from marsad.store import Store
from observatory.reports import Reader
from resilience.feedsite import (
    FAULTS,
    HOURS,
    Fault,
    Newspaper,
    cut_off,
    garbled,
    published,
    refused,
    silent,
    slow,
    text,
    too_long,
    too_short,
    whole,
    wrong_packing,
)
from resilience.machine import SOAK, soak_only
from stored import everything

AN_HOUR = 9 if SOAK else 2
"""Entries that the newspaper publishes in an hour."""


def fetcher(seconds: float = 5.0, **options: object) -> Fetcher:
    return Fetcher(Limits(delay=0.0, seconds=seconds), private={"localhost"}, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (cut_off, "cannot be fetched"),
        (too_long, "cannot be fetched"),
        (refused, "answers 503"),
        (silent, "cannot be fetched"),
        (garbled, "cannot be fetched"),
        (wrong_packing, "cannot be fetched"),
        (slow, "takes longer than 1 seconds"),
    ],
    ids=lambda each: getattr(each, "__name__", ""),
)
def test_a_broken_answer_is_one_failure_and_asked_for_again(fault: Fault, said: str) -> None:
    paper = Newspaper(AN_HOUR)
    with published(paper) as url:
        asks = fetcher(1.0)
        paper.next = fault
        began = time.monotonic()
        (failure,) = read_address(url, asks)
        assert isinstance(failure, FailedDocument)
        assert failure.error.startswith(said), failure.error
        assert "\n" not in failure.error
        assert time.monotonic() - began < 4
        assert asks.visited == {}, "what did not come whole was not visited"
        paper.next = None
        asks = fetcher(visited=asks.visited)
        assert all(isinstance(each, Article) for each in read_address(url, asks))


def test_an_answer_shorter_than_it_is_gives_what_came_and_the_rest_later() -> None:
    """A server that announces too little: what it announced is taken; the next round brings the whole."""
    paper = Newspaper(AN_HOUR)
    with published(paper) as url:
        asks = fetcher()
        paper.next = too_short
        first = [each.doc for each in read_address(url, asks) if isinstance(each, Article)]
        paper.next = None
        second = [each.doc for each in read_address(url, asks) if isinstance(each, Article)]
        assert len({*first, *second}) == AN_HOUR


@pytest.mark.parametrize("fault", [cut_off, refused, silent])
def test_a_page_that_could_not_be_reached_is_asked_for_again_though_its_feed_stays_the_same(fault: Fault) -> None:
    paper = Newspaper(2)
    answers = itertools.chain([whole, fault], itertools.repeat(whole))
    paper.fault = lambda: next(answers)  # type: ignore[method-assign]
    with published(paper) as url:
        asks = fetcher()
        first = list(read_address(url, asks))
        assert [type(each) for each in first].count(FailedDocument) == 1
        again = [each for each in read_address(url, asks) if isinstance(each, Article)]
        assert any(each.text == text(0) for each in again)
        assert len({each.doc for each in (*first, *again)}) == 2
        assert list(read_address(url, asks)) == [], "now all is there"


def test_a_page_that_left_the_feed_unreached_is_asked_for_until_it_is_there(new_sqlite: Callable[[], str]) -> None:
    """Its entry stands in the feed once, its page fails then and twice later; every round is a run of its own."""
    paper, down = Newspaper(2), True
    paper.fault = lambda: silent if down and paper.path == "0" else whole  # type: ignore[method-assign]
    with published(paper) as url, Store.open(new_sqlite()) as store:
        page = url.replace("feed", "0")
        for hour, down in ((0, True), (100, True), (100, True), (100, False)):
            paper.hour = hour
            with visits.remembering(store, delay=0.0, private={"localhost"}) as asks:
                ingest(read_address(url, asks), store, make=Reader, version="test")
            assert (page in {each.doc for each in store.failures()}) is down
        once(store, paper, url.removesuffix("/feed"))


def test_an_address_that_nobody_answers_is_one_failure(tmp_path: Path) -> None:
    for url in ("http://localhost:1/feed", "http://no-such-host.invalid/feed"):
        (failure,) = read_address(url, fetcher())
        assert isinstance(failure, FailedDocument)
        assert failure.doc == url


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "chance"),
    [("sqlite", 0.3), pytest.param("sqlite", 0.0, marks=soak_only), pytest.param("postgresql", 0.3, marks=soak_only)],
)
def test_a_week_of_a_feed_adds_each_report_once(request: pytest.FixtureRequest, kind: str, chance: float) -> None:
    """Hour by hour for a week, fused every twelve hours: the same as reading all at the end and fusing once.

    With a network on which three answers in ten fail, too. An entry stands in the feed for some hours; every one that
    stood there when the feed could be read once is there in the end, though its page failed as long as it stood there.
    """
    new_store: Callable[[], str] = request.getfixturevalue(f"new_{kind}")
    paper = Newspaper(AN_HOUR, FAULTS, chance)
    with published(paper) as url, Store.open(new_store()) as store:
        asks = fetcher(sleep=lambda _: None)
        rounds = visits.watch([url], store, 1, asks, 3600, make=Reader, version="test")
        for hour in range(HOURS + 12):
            paper.hour = min(hour, HOURS - 1)
            next(rounds)
            if hour % 12 == 11:
                fuse(store)
        fuse(store)
        all_of_them = set(range(HOURS * AN_HOUR))
        assert len(paper.shown) > 0.95 * len(all_of_them) if chance else paper.shown == all_of_them
        once(store, paper, f"http://localhost:{paper.port}")
        assert (paper.failed > HOURS // 5) is (chance > 0)
        assert list(store.faults()) == []
        articles = sorted(
            (each.article for each in store.articles()), key=lambda each: int(each.doc.rpartition("/")[2])
        )
        with Store.open(new_store()) as batch:
            ingest(iter(articles), batch, make=Reader, version="test")
            fuse(batch)
            assert everything(batch) == everything(store)
            assert 10 < batch.count("events") < len(articles)


def once(store: Store, paper: Newspaper, at: str) -> None:
    """Every report that the feed showed is there once, with the words that it has, and none is said to have failed."""
    held = {each.article.doc: each.article for each in store.articles()}
    assert set(held) == {f"{at}/{n}" for n in paper.shown}
    assert store.count("articles") == len(held)
    for n in paper.shown:
        assert held[f"{at}/{n}"].text == text(n)
        assert held[f"{at}/{n}"].published == paper.day(n)
    assert store.count("claims") == len(held)
    assert {each.doc for each in store.failures()} <= {f"{at}/feed"}
