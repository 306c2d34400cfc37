"""Does what people decided hold, for every order of arrival and beside any evidence?"""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from reports import HOMS, SARRIN, claim, document
from test_fusing import DOCUMENTS, written

from marsad.fuse import DocumentClaims, Fused, fuse
from marsad.model import Event


def keys(*documents: DocumentClaims) -> list[str]:
    return [f"{each.coded.doc}#{claim.id}" for each in documents for claim in each.coded.claims]


def docs(events: list[Event]) -> list[list[str]]:
    return sorted(sorted(event.articles) for event in events)


def test_claims_put_together_are_one_event_whatever_they_say() -> None:
    told = [document("a"), document("b", claim(kind="talks", places=[HOMS], day="2016-01-01")), document("c")]
    assert docs(fuse(told).events) == [["a", "c"], ["b"]]
    assert docs(fuse(told, together=[keys(told[0], told[1])]).events) == [["a", "b", "c"]]


def test_claims_kept_apart_are_never_one_event() -> None:
    told = [document(doc, claim(killed=7)) for doc in "abcd"]
    assert docs(fuse(told).events) == [["a", "b", "c", "d"]]
    found = fuse(told, apart=[(keys(told[0]), keys(*told[1:]))]).events
    assert docs(found) == [["a"], ["b", "c", "d"]]


def test_claims_of_one_sentence_can_be_kept_apart() -> None:
    one = document("a", claim(), claim(kind="casualties", killed=12))
    first, second = keys(one)
    assert len(fuse([one]).events) == 1
    assert [len(event.claims) for event in fuse([one], apart=[([first], [second])]).events] == [1, 1]


def test_keeping_apart_is_stronger_than_putting_together() -> None:
    told = [document("a", claim(places=[SARRIN])), document("b", claim(places=[HOMS]))]
    one, other = keys(told[0]), keys(told[1])
    assert docs(fuse(told, together=[one + other], apart=[(one, other)]).events) == [["a"], ["b"]]


@settings(max_examples=60, deadline=None)
@given(DOCUMENTS, st.data())
def test_decisions_hold_in_every_order(drawn: list[list[dict]], data: st.DataObject) -> None:
    told = written(drawn)
    every = keys(*told)
    chosen = data.draw(st.lists(st.sampled_from(every), max_size=4, unique=True))
    others = data.draw(st.lists(st.sampled_from(every), max_size=4, unique=True))
    merged = [key for key in others if key not in chosen]
    decided = {"together": [merged], "apart": [(chosen, [key for key in every if key not in chosen])]}
    whole = fuse(told, **decided)
    event_of = {f"{m.account.partition('#')[0]}#{m.claim}": m.event for m in whole.memberships}
    assert len({event_of[key] for key in merged}) <= 1
    assert not {event_of[key] for key in chosen} & {event_of[key] for key in every if key not in chosen}
    grown = Fused()
    for one in data.draw(st.permutations(told)):
        grown = fuse([one], grown, **decided)
    assert (grown.events, grown.memberships) == (whole.events, whole.memberships)
