"""Does the check find what is wrong, do backups come back whole, do tables hold what the records hold?"""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from marsad.errors import StoreError
from marsad.store import Store
from marsad.store.arrow import articles_table, claims_table, events_table
from marsad.store.asking import parsed
from marsad.store.filters import Filter
from stored import everything, fill


@pytest.fixture
def filled(store: Store) -> Store:
    return fill(store)


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        ("UPDATE parties SET char_end = char_end + 1", "not what stands"),
        ("UPDATE claims SET time_text = 'x' WHERE time_text IS NOT NULL", "not what stands"),
        ("UPDATE claims SET type = 'weather'", "no event type"),
        ("UPDATE codings SET claims = 7", "as many claims"),
        ("DELETE FROM members", "has no claims"),
        ("UPDATE articles SET text = replace(text, 'المرصد', 'الشاهد')", "do not find it"),  # observatory, witness
        ("UPDATE articles SET text = text || ' x' WHERE doc = 'vowelled'", "not the text that was kept"),
        ("UPDATE articles SET revision = 9, doc = 'copy' WHERE doc = 'vowelled'", "two rows hold now"),
    ],
)
def test_the_check_finds_what_is_wrong(filled: Store, damage: str, found: str) -> None:
    assert list(filled.faults()) == []
    with filled.writing() as connection:
        connection.execute(text(damage))
    assert any(found in str(fault) for fault in filled.faults())


def test_the_check_finds_search_that_is_out_of_step(filled: Store) -> None:
    with filled.writing() as connection:
        if connection.dialect.name == "sqlite":
            connection.execute(text("INSERT INTO claim_words (rowid, words) VALUES (999, 'x')"))
        else:
            connection.execute(text("DELETE FROM claim_words WHERE id = 1"))
    assert any(fault.where == "claim_words" for fault in filled.faults())


def test_a_backup_comes_back_whole_on_either_kind(filled: Store, tmp_path: Path, where: str) -> None:
    kept = tmp_path / "kept.db"
    filled.add_verdict("e1", "comment", "A. Person", note="seen")
    filled.backup(kept)
    with pytest.raises(StoreError, match="already"):
        filled.backup(kept)
    with pytest.raises(StoreError, match="Restore into a new database"):
        filled.restore(kept)
    with Store.open(tmp_path / "new.db") as other:
        other.restore(kept)
        assert everything(other) == everything(filled)
        assert other.verdicts() == filled.verdicts()
        assert list(other.faults()) == []


def test_tables_hold_what_the_records_hold(filled: Store) -> None:
    claims = claims_table(filled.claims())
    assert claims.num_rows == 4
    assert claims.column("type").to_pylist() == ["attack.air", "clash"] * 2
    assert claims.column("places").to_pylist()[0][0]["lat"] == 30.63
    events = events_table(filled.events())
    assert events.column("place").to_pylist() == ["As Sidr"]
    assert events.column("numbers").to_pylist()[0][0]["best"] == 9
    assert articles_table(filled.articles()).column("doc").to_pylist() == ["standin-1", "vowelled", "copy"]
    assert claims_table([]).schema == claims.schema


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ([], Filter()),
        (["type=attack", "type=clash"], Filter(types=("attack", "clash"))),
        (["near=36.2, 37.16,25", "since=2017-09-03"], Filter(near=(36.2, 37.16, 25.0), since="2017-09-03")),
        (["single-source=yes", "contradicted=no"], Filter(single_source=True, contradicted=False)),
        (["party=a = b"], Filter(party="a = b")),
    ],
    ids=str,
)
def test_filters_are_written_down(written: list[str], wanted: Filter) -> None:
    assert parsed(written) == wanted


@pytest.mark.parametrize(
    "written", ["colour=red", "type", "near=1,2", "near=a,b,c", "since=yesterday", "contradicted=x"]
)
def test_a_filter_that_makes_no_sense_says_what_would(written: str) -> None:
    with pytest.raises(StoreError, match=r"[Gg]ive|such as"):
        parsed([written])
