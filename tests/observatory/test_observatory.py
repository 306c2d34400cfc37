"""Does the way from reports to events go on where it stopped, add nothing twice, and end the same on any database?"""

from __future__ import annotations

import json
import random
import threading
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner

from marsad.cli import app
from marsad.fuse import Rule
from marsad.fuse.records import Link
from marsad.ingest.duplicates import linked
from marsad.model import Article, FailedDocument
from marsad.observatory import fuse, ingest, ingesting
from marsad.store import Filter, Store, migrate
from observatory.reports import Reader, reports
from stored import everything

ROOT = Path(__file__).parents[2]
RUN = CliRunner()
MANY = 160


def run(store: Store, count: int = MANY, jobs: int = 1) -> ingesting.Ingested:
    return ingest(reports(count), store, jobs, make=Reader, version="test")


@pytest.fixture(scope="module")
def whole(new_sqlite: Callable[[], str]) -> dict[str, object]:
    """What a run that nobody interrupted ends with."""
    with Store.open(new_sqlite()) as store:
        run(store)
        fuse(store)
        return everything(store)


def test_the_same_reports_end_the_same_on_any_database_in_any_steps(store: Store, whole: dict[str, object]) -> None:
    first = run(store, 60)
    assert (first.read, first.new, first.coded) == (60, 60, 60)
    fuse(store)
    again = run(store)
    assert (again.same, again.new) == (60, 100)
    changed = fuse(store)
    assert changed.new > 0
    assert everything(store) == whole
    assert list(store.faults()) == []


def test_the_same_source_again_adds_nothing(store: Store, whole: dict[str, object]) -> None:
    run(store)
    fuse(store)
    before = everything(store)
    again = run(store)
    assert (again.new, again.same, again.coded, again.claims) == (0, MANY, 0, 0)
    assert fuse(store) == fuse(store)
    assert everything(store) == before == whole


def test_copies_are_those_that_the_finder_finds(store: Store) -> None:
    run(store)
    wanted = {doc: found.doc if found else None for doc, found in linked((a.doc, a.text) for a in reports(MANY))}
    assert {each.article.doc: each.duplicate_of for each in store.articles()} == wanted
    assert sum(first is not None for first in wanted.values()) > 10


def test_events_are_the_same_when_only_what_changed_is_fused(store: Store) -> None:
    run(store, 100)
    fuse(store)
    whole = everything(store)
    store.add_verdict(next(store.claims()).key, "reject", "A. Person")
    other_text = msgspec.structs.replace(next(reports(1)), doc="r-4", text="لا شيء حدث في المدينة هذا اليوم")  # nothing
    ingest(iter([other_text]), store, make=Reader, version="test")
    changed = fuse(store)
    assert changed.changed + changed.gone > 0
    assert changed.same < 30
    after = everything(store)
    assert after != whole
    fuse(store, Rule.conservative)
    fuse(store)
    assert everything(store) == after
    assert list(store.faults()) == []


def test_a_database_of_a_version_that_remembered_nothing_goes_on(store: Store, whole: dict[str, object]) -> None:
    run(store, 100)
    fuse(store)
    migrate.downgrade(store.engine, "0003")
    store.upgrade()
    run(store)
    fuse(store)
    assert everything(store) == whole


def linked_accounts(store: Store) -> list[Link]:
    """All links that the store keeps to go on from."""
    return sorted(store.joined([], [each.article.doc for each in store.articles()]).links or [])


@pytest.mark.parametrize(("seed", "worth"), [(1, MANY), (2, 2)])
def test_days_that_come_in_any_order_end_as_if_all_were_fused_at_once(
    store: Store, seed: int, worth: int, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    """Some reports of each day come late, some twice; what grouping weighed is remembered of no component or of all."""
    monkeypatch.setattr("marsad.fuse.fusing.WORTH", worth)
    told = list(reports(MANY))
    random.Random(seed).shuffle(told)
    for at in range(0, MANY, 40):
        ingest(iter([*told[at : at + 40], *told[max(0, at - 3) : at]]), store, make=Reader, version="test")
        fuse(store)
    grown = {each.event.event: each.event for each in store.events()}
    links = linked_accounts(store)
    assert bool(store.joined([], [each.doc for each in told]).weighed) == (worth == 2)
    fuse(store, Rule.conservative)
    fuse(store)
    assert {each.event.event: each.event for each in store.events()} == grown
    assert linked_accounts(store) == links != []
    assert list(store.faults()) == []


def test_every_claim_is_about_one_event_even_where_two_papers_print_the_same_words(store: Store) -> None:
    one = next(reports(1))
    again = msgspec.structs.replace(one, doc="years-later", published="2023-05-06")
    ingest(iter([one, again]), store, make=Reader, version="test")
    fuse(store)
    first, second = store.claims()
    assert first.claim.id == second.claim.id
    assert None not in {first.claim.event, second.claim.event}
    assert sum(len(each.event.claims) for each in store.events()) == 2


def test_what_cannot_be_read_or_kept_is_named_and_the_run_goes_on(store: Store) -> None:
    items = [FailedDocument("lost.html", "no text in it"), Article("nul", "a\0b"), *reports(3)]
    done = ingest(iter(items), store, make=Reader, version="test")
    assert (done.read, done.new, done.failed) == (5, 3, 2)
    assert {failure.doc for failure in store.failures()} == {"lost.html", "nul"}
    assert ingest(iter(items), store, make=Reader, version="test").failed == 2
    assert len(store.failures()) == 2


def test_any_number_of_processes_gives_the_same(store: Store, whole: dict[str, object]) -> None:
    run(store, jobs=2)
    fuse(store)
    assert everything(store) == whole


def test_two_writers_at_once_lose_nothing(where: str, whole: dict[str, object]) -> None:
    """Both ingest all reports at once; each is kept once, and each has its claims once."""
    failures: list[BaseException] = []

    def one() -> None:
        try:
            with Store.open(where) as own:
                run(own)
                fuse(own)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with Store.open(where) as store:
        fuse(store)
        assert everything(store) == whole
        assert list(store.faults()) == []


def test_from_the_command_line(where: str, tmp_path: Path) -> None:
    samples = [str(path) for path in sorted((ROOT / "samples").glob("market-strike-*.json"))]
    assert RUN.invoke(app, ["ingest", *samples, "--db", where]).exit_code == 0
    again = RUN.invoke(app, ["ingest", *samples, "--db", where])
    assert f"{len(samples)} there already" in again.stderr
    assert "events" in RUN.invoke(app, ["fuse", "--db", where]).stderr
    lines = RUN.invoke(app, ["query", "events", "--db", where, "--format", "jsonl"]).stdout.splitlines()
    with Store.open(where) as store:
        assert len(lines) == store.count("events")
        assert {json.loads(line)["event"]["event"] for line in lines} == {each.event.event for each in store.events()}
    for kind in ("claims", "events", "articles"):
        shown = RUN.invoke(app, ["query", kind, "--db", where])
        assert shown.exit_code == 0
        assert kind in shown.stdout
    count = RUN.invoke(app, ["query", "claims", "--db", where, "--type", "attack", "--format", "count"])
    with Store.open(where) as store:
        assert int(count.stdout) == store.count("claims", Filter(types=("attack",)))
    assert RUN.invoke(app, ["db", "check", "--db", where]).exit_code == 0
    kept, other = str(tmp_path / "kept.db"), str(tmp_path / "other.db")
    assert RUN.invoke(app, ["db", "backup", kept, "--db", where]).exit_code == 0
    assert RUN.invoke(app, ["db", "restore", kept, "--db", other]).exit_code == 0
    assert RUN.invoke(app, ["db", "check", "--db", other]).exit_code == 0
    with Store.open(where) as one, Store.open(other) as copy:
        assert everything(one) == everything(copy)
