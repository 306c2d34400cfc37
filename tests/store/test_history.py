"""Is what was believed kept? Newer codings, corrections and moments in the past, on SQLite and PostgreSQL alike."""

from __future__ import annotations

import msgspec
import pytest

from marsad.errors import StaleError, StoreError
from marsad.store import Filter, Incoming, Store, migrate
from marsad.store.moments import moment, now
from standin import ARTICLE, air_strike
from stored import DOC, EVENT, code_all, draft, fill

KEY = f"{DOC}#{air_strike().id}"


def types(store: Store, as_of: str | None = None) -> list[str]:
    return [claim.claim.type for claim in store.claims(Filter(doc=(DOC,)), as_of)]


@pytest.fixture
def filled(store: Store) -> Store:
    return fill(store)


def test_a_moment_in_the_past_knows_nothing_of_what_came_later(store: Store) -> None:
    empty = now()
    store.add_articles([Incoming(ARTICLE)])
    read = now()
    code_all(store)
    coded = now()
    store.add_verdict(KEY, "correct", "A. Person", field="type", value='"attack.shelling"')
    assert types(store) == ["attack.shelling", "clash"]
    assert types(store, coded) == ["attack.air", "clash"]
    assert types(store, read) == []
    assert store.article(DOC, empty) is None
    assert store.article(DOC, read) is not None
    assert [store.count("claims", Filter(types=("attack.air",)), at) for at in (None, coded, read)] == [0, 1, 0]


def test_a_newer_coding_ends_the_older_and_keeps_corrections(store: Store) -> None:
    store.add_articles([Incoming(ARTICLE)])
    code_all(store, "1")
    store.add_verdict(KEY, "correct", "A. Person", field="status", value='"denied"')
    before = now()
    code_all(store, "2")
    claims = list(store.claims())
    assert [(claim.claim.status, claim.review, claim.coder) for claim in claims] == [
        ("denied", "corrected", "2"),
        ("reported", "unreviewed", "2"),
    ]
    assert {claim.coder for claim in store.claims(as_of=before)} == {"1"}
    assert [(version.review, version.coder) for version in store.claim_history(KEY)] == [
        ("unreviewed", "2"),
        ("corrected", "2"),
    ]


def test_verdicts_lie_over_the_machine_and_can_be_taken_back(filled: Store) -> None:
    corrected = filled.add_verdict(KEY, "correct", "A. Person", field="type", value='"attack.shelling"')
    filled.add_verdict(KEY, "reject", "B. Person", note="not in our scope")
    assert types(filled) == ["clash"]
    assert [claim.review for claim in filled.claims(Filter(doc=(DOC,), review=("rejected",)))] == ["rejected"]
    filled.add_verdict(KEY, "undo", "B. Person")
    assert types(filled) == ["attack.shelling", "clash"]
    filled.add_verdict(KEY, "undo", "A. Person", value=corrected.id)
    assert types(filled) == ["attack.air", "clash"]
    assert [verdict.action for verdict in filled.verdicts(KEY)] == ["correct", "reject", "undo", "undo"]
    assert len(filled.claim_history(KEY)) == 5
    assert filled.claim(KEY).claim.event == "e1"


def test_an_events_verdict_outlives_fusing_it_anew(filled: Store) -> None:
    before = now()
    filled.add_verdict("e1", "correct", "A. Person", field="status", value='"denied"')
    filled.replace_events([draft(msgspec.structs.replace(EVENT, type="clash"))])
    found = filled.event("e1")
    assert found is not None
    assert (found[0].event.type, found[0].event.status, found[0].review) == ("clash", "denied", "corrected")
    assert filled.replace_events([draft(msgspec.structs.replace(EVENT, type="clash"))]).same == 1
    then = filled.event("e1", before)
    assert then is not None
    assert then[0].event == EVENT
    assert filled.count("events", Filter(statuses=("denied",))) == 1
    assert filled.count("events", Filter(statuses=("denied",)), before) == 0


def test_a_decision_on_what_somebody_decided_on_meanwhile_is_refused(filled: Store) -> None:
    key = next(filled.claims()).key
    first = filled.add_verdict(key, "comment", "Amal", note="look again", seen="")
    with pytest.raises(StaleError, match="Amal decided on this meanwhile"):
        filled.add_verdict(key, "accept", "Badr", seen="")
    filled.add_verdict(key, "accept", "Badr", seen=first.id)
    assert [verdict.by for verdict in filled.verdicts(key)] == ["Amal", "Badr"]


@pytest.mark.parametrize(
    ("subject", "action", "field", "value", "why"),
    [
        ("nobody#0", "accept", None, None, "no claim"),
        (air_strike().id, "accept", None, None, "several articles"),
        (KEY, "praise", None, None, "no verdict"),
        (KEY, "correct", "colour", '"red"', "cannot be corrected"),
        (KEY, "correct", "type", "12", "no value of this field"),
        (KEY, "correct", "type", "air", "no value of this field"),
        (KEY, "correct", "actors", '[{"text":"no such words","start":0,"end":5}]', "not what stands"),
        (KEY, "merge", None, '"e2"', "no event"),
        ("e1", "correct", "claims", "[]", "cannot be corrected"),
    ],
)
def test_a_verdict_that_makes_no_sense_is_refused(
    filled: Store, subject: str, action: str, field: str | None, value: str | None, why: str
) -> None:
    with pytest.raises(StoreError, match=why):
        filled.add_verdict(subject, action, "A. Person", field=field, value=value)
    assert filled.verdicts() == []


def test_a_corrected_mention_is_searched(filled: Store) -> None:
    start = ARTICLE.full.index("المرصد")  # the Observatory
    value = [{"text": "المرصد", "start": start, "end": start + len("المرصد"), "name": "A Corrected Party", "id": "p:9"}]
    filled.add_verdict(KEY, "correct", "A. Person", field="actors", value=msgspec.json.encode(value).decode())
    assert [claim.key for claim in filled.claims(Filter(actor="corrected party"))] == [KEY]
    assert [claim.doc for claim in filled.claims(Filter(actor="US-led coalition"))] == ["copy"]


@pytest.mark.parametrize(
    ("asked", "moment_"),
    [
        ("2026-03-01", "2026-03-01T23:59:59.999999Z"),
        ("2026-03-01T09:30:00Z", "2026-03-01T09:30:00.000000Z"),
        ("2026-03-01T09:30", "2026-03-01T09:30:00.000000Z"),
        ("2026-03-01T09:30:00+02:00", "2026-03-01T07:30:00.000000Z"),
        (None, None),
    ],
)
def test_moments(asked: str | None, moment_: str | None) -> None:
    assert moment(asked) == moment_


def test_a_moment_that_is_none_is_an_error() -> None:
    with pytest.raises(StoreError, match="no date"):
        moment("yesterday")


def test_migrations_go_down_and_up_and_make_the_tables_that_the_code_wants(store: Store) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from sqlalchemy import inspect

    from marsad.store.schema import metadata

    def ours(name: str | None, kind: str, _parents: object) -> bool:
        return kind != "table" or name in metadata.tables

    migrate.downgrade(store.engine, "base")
    assert inspect(store.engine).get_table_names() == ["alembic_version"]
    with pytest.raises(StoreError, match="upgrade"), store.reading() as connection:
        migrate.check_revision(connection, store.name)
    store.upgrade()
    with store.reading() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": ours})
        assert [change for change in compare_metadata(context, metadata) if "boxes" not in str(change)] == []
        migrate.check_revision(connection, store.name)
    assert len(list(fill(store).claims())) == 4


def test_the_newest_migration_is_the_one_that_the_code_wants() -> None:
    newest = max(migrate.SCRIPTS.glob("versions/[0-9]*.py"))
    assert newest.name.startswith(f"{migrate.HEAD}_")


@pytest.mark.parametrize(
    ("where", "why"),
    [
        ("mysql://host/name", "not a database"),
        ("://", "no address"),
        ("/nowhere/at/all.db", "no such database"),
        ("postgresql://nobody@127.0.0.1:1/none", "cannot be opened"),
    ],
)
def test_a_database_that_cannot_be_opened_says_why(where: str, why: str) -> None:
    with pytest.raises(StoreError, match=why):
        Store.open(where, create=False)
