"""Are claims that people add kept like the machine's: believed, decided on, taken back, carried to newer codings?"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pytest

from marsad.errors import StoreError
from marsad.model import Article, Claim, CodedDocument, Quantity, Trigger
from marsad.store import Filter, Incoming, NewCoding, Store
from marsad.store.moments import now
from standin import ARTICLE, air_strike, clash, span
from stored import DOC, code_all

MISSED = msgspec.structs.replace(
    clash(),
    id="whatever",
    type="killing",
    trigger=Trigger(*span("مقتل")),  # the killing of (nine people)
    sentence=air_strike().sentence,
    quantities=[Quantity(*span("تسعة أشخاص"), what="killed", low=9, high=9)],  # nine people
    rules=["of my own"],
)


def stated(claim: Claim = MISSED) -> str:
    return msgspec.json.encode(claim).decode()


@pytest.fixture
def coded(store: Store) -> Store:
    store.add_articles([Incoming(ARTICLE, "ar"), Incoming(Article("never", "..."), "ar", set_aside="not coded")])
    code_all(store)
    return store


def read_again(store: Store, coder: str, claims: Sequence[Claim]) -> None:
    (article,) = [each for each in store.uncoded(coder) if each.article.doc == DOC]
    store.add_codings([NewCoding(article.id, CodedDocument(DOC, None, None, None, "ar", list(claims)))], coder)


def reviews(store: Store) -> list[tuple[str, str]]:
    every = Filter(review=("unreviewed", "accepted", "corrected", "added", "rejected"))
    return [(each.claim.type, each.review) for each in store.claims(every)]


def test_an_added_claim_is_believed_from_that_moment_on(coded: Store) -> None:
    before = now()
    verdict = coded.add_verdict(DOC, "add", "Amal", value=stated(), note="missed")
    (found,) = coded.claims(Filter(types=("killing",)))
    assert verdict.subject == found.key
    assert found.review == "added"
    assert found.claim.quantities == MISSED.quantities
    assert found.claim.id not in ("whatever", air_strike().id)
    assert found.claim.rules == ["added by a person"]
    assert coded.count("claims", Filter(text="مقتل", types=("killing",))) == 1  # its sentence is searched
    assert coded.count("claims", Filter(types=("killing",)), before) == 0
    assert coded.verdicts(found.key) == [verdict]
    assert [document.document.claims[-1].type for document in coded.coded_texts([DOC])] == ["killing"]
    assert list(coded.faults()) == []


def test_it_is_decided_on_and_taken_back_like_others(coded: Store) -> None:
    verdict = coded.add_verdict(DOC, "add", "Amal", value=stated())
    coded.add_verdict(verdict.subject, "correct", "Badr", field="status", value='"denied"')
    assert coded.claim(verdict.subject).claim.status == "denied"
    assert coded.claim(verdict.subject).review == "corrected"
    coded.add_verdict(verdict.subject, "undo", "Badr", value=verdict.id)
    assert coded.count("claims", Filter(types=("killing",))) == 0
    assert ("killing", "rejected") in reviews(coded)
    again = coded.add_verdict(DOC, "add", "Amal", value=stated())
    assert again.subject != verdict.subject
    assert coded.count("claims", Filter(types=("killing",))) == 1
    assert list(coded.faults()) == []


def test_a_newer_coder_that_misses_it_too_loses_nothing(coded: Store) -> None:
    key = coded.add_verdict(DOC, "add", "Amal", value=stated()).subject
    gone = coded.add_verdict(DOC, "add", "Amal", value=stated(msgspec.structs.replace(MISSED, type="abuse")))
    coded.add_verdict(gone.subject, "undo", "Amal")
    coded.add_verdict(key, "correct", "Badr", field="status", value='"denied"')
    read_again(coded, "2", [])
    assert [(each.key, each.claim.status, each.review) for each in coded.claims()] == [(key, "denied", "corrected")]
    read_again(coded, "3", [air_strike()])
    assert reviews(coded) == [("attack.air", "unreviewed"), ("killing", "corrected"), ("abuse", "rejected")]
    assert list(coded.faults()) == []


def test_a_newer_coder_that_finds_it_takes_its_place_with_what_the_person_said(coded: Store) -> None:
    coded.add_verdict(DOC, "add", "Amal", value=stated())
    found = msgspec.structs.replace(MISSED, id="00000000000000aa", quantities=[], status="denied", rules=["a rule"])
    read_again(coded, "2", [found])
    (believed,) = coded.claims()
    assert (believed.claim.id, believed.review, believed.claim.rules) == (found.id, "added", ["a rule"])
    assert (believed.claim.quantities, believed.claim.status) == (MISSED.quantities, "reported")
    assert [version.claim.status for version in coded.claim_history(believed.key)] == ["denied", "reported"]


@pytest.mark.parametrize(
    ("doc", "value", "why"),
    [
        ("nobody", stated(), "no document"),
        ("never", stated(), "no document with this id was coded"),
        (DOC, None, "is no claim"),
        (DOC, '{"id": 7}', "is no claim"),
        (DOC, stated(msgspec.structs.replace(MISSED, type="party")), "no event type"),
        (DOC, stated(msgspec.structs.replace(MISSED, trigger=Trigger("مقتل", 0, 4))), "not what stands"),
        (DOC, stated(clash()), "already"),
    ],
)
def test_what_is_no_sound_claim_of_the_document_is_refused(coded: Store, doc: str, value: str | None, why: str) -> None:
    with pytest.raises(StoreError, match=why):
        coded.add_verdict(doc, "add", "Amal", value=value)
    assert coded.verdicts() == []


def test_the_same_claim_is_not_added_twice(coded: Store) -> None:
    coded.add_verdict(DOC, "add", "Amal", value=stated())
    with pytest.raises(StoreError, match="already"):
        coded.add_verdict(DOC, "add", "Badr", value=stated())
