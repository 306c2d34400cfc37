"""Do ``marsad control`` and ``marsad explain EVENT --db`` answer from a database?"""

from __future__ import annotations

from pathlib import Path

from reports import KURDS, TAKEN, claim, document
from typer.testing import CliRunner

from marsad import observatory
from marsad.cli import app
from marsad.fuse import DocumentClaims
from marsad.model import Article
from marsad.store import Incoming, NewCoding, Store


def kept(path: Path, *told: DocumentClaims) -> str:
    """A database with these documents, their claims and events; returns the id of its largest event."""
    with Store.open(str(path)) as store:
        articles = [Incoming(Article(d.coded.doc, d.text, d.outlet, None, d.coded.published)) for d in told]
        rows = store.add_articles(articles).ids
        store.add_codings([NewCoding(row, d.coded) for row, d in zip(rows, told, strict=True)], "test")
        observatory.fuse(store)
        return max((each.event for each in store.events()), key=lambda event: len(event.articles)).event


def asked(*arguments: str) -> str:
    done = CliRunner().invoke(app, list(arguments))
    assert done.exit_code == 0, done.output
    return done.output


def test_why_the_claims_of_an_event_are_together(tmp_path: Path) -> None:
    db = tmp_path / "m.db"
    event = kept(db, document("a", claim(killed=7, source="Observatory")), document("b", claim(killed=7)))
    words = asked("explain", event, "--db", str(db))
    assert "2 reports, 2 outlets" in words
    assert "1 independent sources (Observatory)" in words
    assert "time same day" in words


def test_who_held_a_place(tmp_path: Path) -> None:
    db = tmp_path / "m.db"
    kept(db, document("a", claim(TAKEN, "capture", actors=[KURDS], source="Observatory")))
    assert "held" in asked("control", "Sarrin", "--db", str(db), "--on", "2017-05-20")
    assert "according to Observatory" in asked("control", "Sarrin", "--db", str(db), "--by-source")
    assert asked("control", "Sarrin", "--db", str(db), "--on", "2017-05-01") == ""
