"""Two reviewers at once on a server that is killed twice: is every acknowledged decision there, and none twice?"""

from __future__ import annotations

import collections
import itertools
import os
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from forms import PASSWORD
from reviewers import Reviewer, Server

from marsad.store import Store, people
from marsad.store.moments import from_now
from marsad.web.security import digest, fresh_token
from marsad.web.sessions import hashed
from resilience.machine import SOAK

VERDICTS = int(os.environ.get("MARSAD_VERDICTS") or (1000 if SOAK else 200))
NAMES = ("Amal", "Badr")
CLOCK = 900


def accounts(database: Path) -> tuple[dict[str, str], list[str]]:
    """Tokens of the two by name, and what they decide on: few things, so that they meet."""
    tokens = {name: fresh_token() for name in NAMES}
    with Store.open(database) as store:
        with store.writing() as connection:
            for name, token in tokens.items():
                people.add_user(connection, name, hashed(PASSWORD), "reviewer")
                people.add_token(connection, digest(token), name, "test", "reviewer", from_now(days=1))
        claims = [each.key for each in store.claims()]
        events = [each.event.event for each in store.events()]
    return tokens, random.Random(7).sample(claims, 15) + random.Random(7).sample(events, 5)


def test_nothing_acknowledged_is_lost_and_nothing_is_doubled(
    database: Path, record_property: Callable[[str, object], None]
) -> None:
    tokens, subjects = accounts(database)
    server = Server(database)
    began = time.monotonic()
    both = [Reviewer(name, tokens[name], PASSWORD, server.port, subjects, VERDICTS // 2) for name in NAMES]
    try:
        for reviewer in both:
            reviewer.start()
        for part in (1 / 3, 2 / 3):
            while sum(len(each.kept) for each in both) < part * VERDICTS and any(each.is_alive() for each in both):
                time.sleep(0.01)
            server.kill()
            server.start()
        for reviewer in both:
            reviewer.join(CLOCK)
            assert not reviewer.is_alive()
            if reviewer.failed:
                raise reviewer.failed
    finally:
        server.kill()
    kept = both[0].kept | both[1].kept
    with Store.open(database) as store:
        verdicts = store.verdicts()
        assert list(store.faults()) == []
    notes = collections.Counter(each.note for each in verdicts)
    assert len(kept) >= VERDICTS
    assert [note for note in kept if notes[note] != 1] == [], "lost or doubled"
    assert [note for note, number in notes.items() if number > 1 or note not in both[0].tried | both[1].tried] == []
    assert both[0].broken + both[1].broken > 0, "no kill was felt"
    assert nobody_overwrote(verdicts, kept)
    record_property("verdicts", len(kept))
    record_property("conflicts", both[0].met + both[1].met)
    print(
        f"{len(kept)} acknowledged of {len(verdicts)} kept, {both[0].met + both[1].met} conflicts, "
        f"{both[0].broken + both[1].broken} broken requests, {time.monotonic() - began:.1f} s"
    )


def nobody_overwrote(verdicts: list[object], kept: dict[str, str | None]) -> bool:
    """Every decision was made knowing the one before it on the same thing."""
    by_subject = collections.defaultdict(list)
    for each in verdicts:
        by_subject[each.subject].append(each)  # type: ignore[attr-defined]
    for one in by_subject.values():
        for before, after in itertools.pairwise(one):
            if kept.get(after.note) not in (None, before.id):  # type: ignore[attr-defined]
                return False
    return True


@pytest.mark.skipif(not SOAK, reason="only in make soak")
def test_the_same_with_the_load_of_readers(database: Path) -> None:
    """Readers beside the two see no error while the server lives."""
    tokens, subjects = accounts(database)
    server = Server(database)
    both = [Reviewer(name, tokens[name], PASSWORD, server.port, subjects, 100) for name in NAMES]
    try:
        for reviewer in both:
            reviewer.start()
        while any(each.is_alive() for each in both):
            answer = both[0].api.get("/api/v1/events")
            assert answer.status_code == 200
            time.sleep(0.05)
    finally:
        server.kill()
    assert [each.failed for each in both] == [None, None]
