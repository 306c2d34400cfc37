"""Does the store give back what it was given, and what was believed when? On SQLite and PostgreSQL alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec
import pytest

from marsad.errors import StoreError
from marsad.model import (
    Article,
    FailedDocument,
    text_digest,
)
from marsad.store import EventDraft, Filter, Incoming, Member, NewCoding, SourceRead, Store
from standin import ARTICLE, clash
from stored import DOC, EVENT, coded, draft, fill, linked, strike_with_place


@pytest.fixture
def filled(store: Store) -> Store:
    return fill(store)


@pytest.fixture(scope="module")
def asked(new_store: Callable[[], str]) -> Iterator[Store]:
    """A filled store that tests only read."""
    with Store.open(new_store()) as opened:
        yield fill(opened)


def test_what_went_in_comes_out(asked: Store) -> None:
    article = asked.article(DOC)
    assert article is not None
    assert article.article == ARTICLE
    assert article.digest == text_digest(ARTICLE.full)
    first, second = asked.claims(Filter(doc=(DOC,)))
    assert first.claim == linked(strike_with_place(), "e1")
    assert second.claim == linked(clash())
    assert first.sentence == ARTICLE.full[first.claim.sentence.start : first.claim.sentence.end]
    assert asked.claim(first.key) == first
    (stored,) = asked.events()
    assert stored.event == EVENT
    assert asked.event("e1") == (stored, draft().members)


def test_the_contract_form_names_events(asked: Store) -> None:
    documents = list(asked.coded_documents())
    assert [document.doc for document in documents] == [DOC, "vowelled", "copy"]
    assert [claim.event for claim in documents[0].claims] == ["e1", None]
    assert documents[1].claims == []
    assert [document.doc for document in asked.coded_documents(["copy"])] == ["copy"]


def test_a_copy_names_the_first(asked: Store) -> None:
    copy = asked.article("copy")
    assert copy is not None
    assert copy.duplicate_of == DOC
    assert {claim.doc: claim.duplicate_of for claim in asked.claims()} == {DOC: None, "copy": DOC}


def test_the_same_article_adds_nothing_and_a_new_text_is_a_revision(filled: Store) -> None:
    again = filled.add_articles([Incoming(ARTICLE), Incoming(ARTICLE)])
    assert (again.ids, again.same) == ([], 2)
    before = filled.count("claims")
    new = filled.add_articles([Incoming(msgspec.structs.replace(ARTICLE, text="نص آخر"))])  # another text
    assert new.revised == 1
    article = filled.article(DOC)
    assert article is not None
    assert article.revision == 2
    assert filled.count("claims") == before - 2
    assert [each.article.doc for each in filled.uncoded("1")] == [DOC]


def test_a_coding_is_stored_once_and_a_late_one_not_at_all(filled: Store) -> None:
    article = filled.article(DOC)
    assert article is not None
    assert filled.add_codings([NewCoding(article.id, coded(ARTICLE))], "1") == 0
    filled.add_articles([Incoming(msgspec.structs.replace(ARTICLE, text="نص آخر"))])  # another text
    assert filled.add_codings([NewCoding(article.id, coded(ARTICLE))], "2") == 0
    with pytest.raises(StoreError, match="not in this database"):
        filled.add_codings([NewCoding(999, coded(ARTICLE))], "2")


def test_a_document_that_fails_is_not_asked_again_until_the_coder_changes(store: Store) -> None:
    store.add_articles([Incoming(ARTICLE)])
    (article,) = store.uncoded("1")
    store.add_codings([NewCoding(article.id, FailedDocument(DOC, "why"))], "1")
    assert list(store.uncoded("1")) == []
    assert [(failure.doc, failure.error) for failure in store.failures()] == [(DOC, "why")]
    assert [each.article.doc for each in store.uncoded("2")] == [DOC]


def test_what_is_set_aside_is_kept_and_not_coded(store: Store) -> None:
    store.add_articles([Incoming(Article("en", "In English"), "en", set_aside="language: en")])
    assert list(store.uncoded("1")) == []
    article = store.article("en")
    assert article is not None
    assert article.set_aside == "language: en"


@pytest.mark.parametrize(
    ("article", "why"),
    [
        (Article("nul", "a\0b"), "NUL"),
        (Article("half", "a\ud800b"), "surrogate"),
        (Article("long" * 1000, "text"), "limit"),
        (Article("outlet", "text", source="s" * 5000), "limit"),
        (Article("", "text"), "no id"),
    ],
    ids=["nul", "surrogate", "long id", "long outlet", "no id"],
)
def test_what_no_database_can_hold_is_refused_with_the_reason(store: Store, article: Article, why: str) -> None:
    added = store.add_articles([Incoming(article), Incoming(ARTICLE)])
    assert len(added.ids) == 1
    (refused,) = added.refused
    assert why in refused.error
    store.add_failures(added.refused)
    assert len(store.failures()) == 1


@pytest.mark.parametrize(
    ("wanted", "articles", "claims", "events"),
    [
        (Filter(), 3, 4, 1),
        (Filter(text="قصف"), 1, 0, 0),  # bombed, without vowels
        (Filter(text="ايران"), 1, 0, 0),  # Iran, without hamza
        (Filter(text="شنت أمس"), 2, 2, 1),  # carried out yesterday
        (Filter(text='"أمس شنت"'), 0, 0, 0),  # in this order nowhere
        (Filter(text="تحالف"), 2, 2, 1),  # coalition, written with its article
        (Filter(text='"تحالف"'), 0, 0, 0),
        (Filter(text="اشتبا*"), 2, 2, 0),  # the beginning of "clashes"
        (Filter(text="؟"), 0, 0, 0),
        (Filter(types=("attack",)), 2, 2, 1),
        (Filter(types=("attack.air", "clash")), 2, 4, 1),
        (Filter(types=("att",)), 0, 0, 0),
        (Filter(statuses=("denied",)), 0, 0, 0),
        (Filter(party="US-led coalition"), 2, 2, 1),
        (Filter(actor="التحالف"), 2, 2, 1),  # the coalition
        (Filter(target="التحالف"), 0, 0, 0),
        (Filter(source="المرصد"), 2, 2, 1),  # the Observatory
        (Filter(place="as sidr"), 2, 2, 1),
        (Filter(place="السدر"), 2, 2, 1),  # al-Sidr
        (Filter(place="gn:1"), 2, 2, 1),
        (Filter(country="ly"), 2, 2, 1),
        (Filter(near=(30.6, 18.3, 20)), 2, 2, 1),
        (Filter(near=(30.6, 18.3, 2)), 0, 0, 0),
        (Filter(box=(18, 30, 19, 31)), 2, 2, 1),
        (Filter(box=(170, 30, 19, 31)), 2, 2, 1),
        (Filter(box=(19, 30, 18, 31)), 0, 0, 0),
        (Filter(since="2020-05-05", until="2020-05-05"), 2, 2, 1),
        (Filter(since="2020-05-06"), 0, 0, 0),
        (Filter(published_since="2020-05-07"), 2, 2, 1),
        (Filter(outlet=("Other Gazette",)), 1, 2, 1),
        (Filter(doc=(DOC,)), 1, 2, 1),
        (Filter(event=("e1",)), 2, 2, 1),
        (Filter(contradicted=True), 2, 2, 1),
        (Filter(single_source=True), 2, 2, 1),
        (Filter(single_source=False), 0, 0, 0),
        (Filter(review=("accepted",)), 0, 0, 0),
        (Filter(text="شنت", actor="التحالف", country="LY", near=(30.6, 18.3, 20), box=(18, 30, 19, 31)), 2, 2, 1),
    ],
)
def test_filters(asked: Store, wanted: Filter, articles: int, claims: int, events: int) -> None:
    assert [asked.count(kind, wanted) for kind in ("articles", "claims", "events")] == [articles, claims, events]
    assert len(list(asked.articles(wanted))) == articles
    assert len(list(asked.claims(wanted))) == claims
    assert len(list(asked.events(wanted))) == events


@pytest.mark.parametrize(
    "wrong", [{"review": ("perhaps",)}, {"near": (95.0, 0.0, 1.0)}, {"box": (0.0, 5.0, 1.0, 4.0)}], ids=str
)
def test_a_filter_that_makes_no_sense_is_an_error(wrong: dict[str, tuple[float, ...]]) -> None:
    with pytest.raises(StoreError, match=r"[Gg]ive"):
        Filter(**wrong)  # type: ignore[arg-type]


def test_pages_follow_each_other(asked: Store) -> None:
    keys, after = [], None
    while True:
        page = asked.claims_page(limit=3, after=after)
        keys += [claim.key for claim in page.items]
        after = page.next
        if after is None:
            break
    assert sorted(keys) == sorted(claim.key for claim in asked.claims())
    assert [article.article.doc for article in asked.articles_page(limit=2).items] == ["copy", "vowelled"]
    assert asked.events_page(limit=5).next is None
    with pytest.raises(StoreError, match="cursor"):
        asked.claims_page(after="nonsense")


def test_facets_count_values(asked: Store) -> None:
    assert [(facet.value, facet.count) for facet in asked.facets("claims", "type")] == [
        ("attack.air", 2),
        ("clash", 2),
    ]
    assert [(facet.value, facet.count) for facet in asked.facets("events", "month")] == [("2020-05", 1)]
    assert [(f.value, f.count) for f in asked.facets("claims", "actor", Filter(doc=(DOC,)))] == [
        ("US-led coalition", 1)
    ]
    with pytest.raises(StoreError, match="not counted"):
        asked.facets("events", "colour")


@pytest.mark.parametrize(
    ("kind", "field", "wanted"),
    [
        ("events", "source", Filter(actor="US-led coalition")),
        ("events", "actor", Filter(actor="US-led coalition")),
        ("claims", "source", Filter(source="The Observatory")),
        ("claims", "country", Filter(country="LY")),
    ],
)
def test_facets_count_what_a_filter_on_the_same_table_leaves(
    asked: Store, kind: str, field: str, wanted: Filter
) -> None:
    assert sum(facet.count for facet in asked.facets(kind, field, wanted)) >= asked.count(kind, wanted) > 0


def test_events_change_only_where_they_differ(filled: Store) -> None:
    assert filled.replace_events([draft()]).same == 1
    other = msgspec.structs.replace(EVENT, event="e2", type="clash")
    changed = filled.upsert_events([draft(msgspec.structs.replace(EVENT, status="denied")), draft(other)])
    assert (changed.new, changed.changed, changed.same) == (1, 1, 0)
    assert [version.event.status for version in filled.event_history("e1")] == ["reported", "denied"]
    assert filled.upsert_events([], gone=["e2"]).gone == 1
    assert filled.event("e2") is None
    assert filled.replace_events([]).gone == 1
    assert len(filled.event_history("e1")) == 2
    with pytest.raises(StoreError, match="two events"):
        filled.replace_events([draft(), draft()])
    with pytest.raises(StoreError, match="not in the database"):
        filled.replace_events([EventDraft(EVENT, [Member(DOC, "nothing")])])


def test_sources_and_runs_are_remembered(store: Store) -> None:
    run = store.start_run("ingest", {"sources": ["x"]}, by="A. Person")
    store.set_sources([SourceRead("x", "1:2", 5, {"etag": "e"}), SourceRead("y")])
    store.set_sources([SourceRead("x", "1:3", 6)])
    store.finish_run(run, {"new": 5})
    source, other = store.sources()
    assert other.source == "y"
    assert (source.fingerprint, source.documents, source.state) == ("1:3", 6, None)
    (noted,) = store.runs()
    assert (noted.kind, noted.by, noted.summary) == ("ingest", "A. Person", {"new": 5})
    assert noted.finished_at is not None
