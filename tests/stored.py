"""Articles, codings and an event for tests of the store, made from the stand-in's report."""

from __future__ import annotations

import msgspec

from marsad.model import (
    Article,
    Claim,
    CodedDocument,
    Contradiction,
    Event,
    EventPlace,
    LinkedClaim,
    SaidNumber,
    Spread,
)
from marsad.store import EventDraft, Incoming, Member, NewCoding, Store
from standin import ARTICLE, air_strike, clash

DOC = ARTICLE.doc
COPY = msgspec.structs.replace(ARTICLE, doc="copy", source="Other Gazette", published="2020-05-08")
VOWELLED = Article("vowelled", "قَصَفَ الطيران مدينة في إيران", published="2020-05-07")  # aircraft bombed a town in Iran
EVENT = Event(
    event="e1",
    type="attack.air",
    status="reported",
    start="2020-05-05",
    end="2020-05-05",
    place=EventPlace("As Sidr", "LY", "city", 30.63, 18.35, 5, "gn:1"),
    actors=["US-led coalition"],
    numbers={"killed": Spread(9, 9, 11, [SaidNumber("The Observatory", 9, 9, [air_strike().id])])},
    articles=[DOC, "copy"],
    outlets=["Test Gazette", "Other Gazette"],
    claims=[air_strike().id],
    independent_sources=["The Observatory"],
    contradictions=[Contradiction("number", "killed", [["a"], ["b"]])],
)


def strike_with_place() -> Claim:
    claim = air_strike()
    place = msgspec.structs.replace(claim.places[0], lat=30.63, lon=18.35, precision_km=5, id="gn:1")
    return msgspec.structs.replace(claim, places=[place])


def coded(article: Article) -> CodedDocument:
    found = [strike_with_place(), clash()] if article.title else []
    return CodedDocument(article.doc, article.source, article.published, article.title, "ar", found)


def code_all(store: Store, coder: str = "1") -> int:
    todo = list(store.uncoded(coder))
    return store.add_codings([NewCoding(each.id, coded(each.article)) for each in todo], coder)


def draft(event: Event = EVENT) -> EventDraft:
    return EventDraft(event, [Member(doc, air_strike().id, ["same place", "same day"]) for doc in (DOC, "copy")])


def fill(store: Store) -> Store:
    store.add_articles([Incoming(ARTICLE, "ar"), Incoming(VOWELLED, "ar"), Incoming(COPY, "ar", duplicate_of=DOC)])
    code_all(store)
    store.replace_events([draft()])
    return store


def linked(claim: Claim, event: str | None = None) -> LinkedClaim:
    return LinkedClaim(**{field: getattr(claim, field) for field in claim.__struct_fields__}, event=event)


def everything(store: Store) -> dict[str, object]:
    """All that a store answers today, without the times at which it was told: equal stores give equal answers."""
    articles = sorted((a.article.doc, a.digest, a.duplicate_of, a.set_aside, a.revision) for a in store.articles())
    events = sorted(store.events(), key=lambda each: each.event.event)
    found = [store.event(each.event.event) for each in events]
    return {
        "articles": articles,
        "claims": sorted(store.coded_documents(), key=lambda document: document.doc),
        "events": [each.event for each in events],
        "members": [sorted(members, key=lambda m: (m.doc, m.claim)) for _, members in filter(None, found)],
    }
