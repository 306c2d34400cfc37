"""Which claims become one event, and is it so for every order of arrival?"""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports import (
    ARMY,
    HOMS,
    ISLAMIC_STATE,
    KOBANI,
    KURDS,
    SARRIN,
    STRIKE,
    SYRIA,
    TAKEN,
    claim,
    document,
)

from marsad.fuse import DocumentClaims, Fused, accounts, block_keys, fuse
from marsad.fuse.touching import Touching
from marsad.model import Event


def events(*documents: DocumentClaims) -> list[Event]:
    return fuse(documents).events


ONE = [
    ("same day, place and words", {}, {}),
    ("a toll that rises", {"killed": 7}, {"killed": 9}),
    ("the day is not said in one of them", {"killed": 7}, {"killed": 7, "day": None}),
    (
        "the party's parent is named",
        {"actors": [KURDS], "killed": 5},
        {"actors": [KURDS, "United States"], "killed": 5},
    ),
    (
        "one of them names the victims in words of its own",
        {"targets": [ARMY], "killed": 7},
        {"targets": ["باعة"], "killed": 7},  # "traders"
    ),
    ("denied in one of them", {"killed": 7}, {"killed": 7, "status": "denied"}),
]
TWO = [
    ("days apart", {"killed": 7}, {"killed": 7, "day": "2017-04-28"}),
    ("towns apart", {"killed": 7}, {"killed": 7, "places": [HOMS]}),
    ("neighbouring towns", {"killed": 7}, {"killed": 7, "places": [KOBANI]}),
    ("no place in one of them", {"killed": 7}, {"killed": 7, "places": []}),
    ("another family", {}, {"kind": "talks"}),
    ("only planned in one of them", {"killed": 7}, {"killed": 7, "status": "planned"}),
]


@pytest.mark.parametrize(("why", "one", "other"), ONE, ids=[row[0] for row in ONE])
def test_one_event(why: str, one: dict, other: dict) -> None:
    found = events(document("a", claim(**one)), document("b", claim(**other)))
    assert [event.articles for event in found] == [["a", "b"]]


@pytest.mark.parametrize(("why", "one", "other"), TWO, ids=[row[0] for row in TWO])
def test_two_events(why: str, one: dict, other: dict) -> None:
    assert len(events(document("a", claim(**one)), document("b", claim(**other)))) == 2


def test_without_any_date_nothing_is_merged() -> None:
    one, other = (document(doc, claim(day=None, killed=7), published=None) for doc in "ab")
    assert len(events(one, other)) == 2


def test_claims_of_one_sentence_about_one_happening_are_one_account() -> None:
    parts = [claim(), claim(kind="casualties", killed=12), claim(kind="destruction")]
    [event] = events(document("a", *parts))
    assert event.type == "attack.air"
    assert len(event.claims) == 3


def test_claims_of_one_sentence_in_two_places_are_two_events() -> None:
    assert len(events(document("a", claim(places=[SARRIN]), claim(places=[HOMS])))) == 2


def test_a_chain_of_neighbours_does_not_become_one_event() -> None:
    """Each day's strike resembles the next day's; the first and the last are a week apart."""
    told = [document(str(n), claim(day=f"2017-05-0{n}", killed=n), published=f"2017-05-0{n}") for n in range(1, 9)]
    assert all(len(event.articles) <= 2 for event in events(*told))


def test_the_event_names_its_papers_and_its_sources_once() -> None:
    told = [
        document(doc, claim(source="Observatory", killed=7), outlet=outlet)
        for doc, outlet in zip("abc", "xxy", strict=True)
    ]
    told.append(document("d", claim(source="Civil Defence", killed=7), outlet="z"))
    [event] = events(*told)
    assert event.outlets == ["x", "y", "z"]
    assert event.independent_sources == ["Civil Defence", "Observatory"]


def test_papers_without_a_source_count_once_a_text() -> None:
    told = [document("a", outlet="x"), document("b", outlet="y", group="a"), document("c", outlet="z")]
    [event] = events(*told)
    assert event.independent_sources == ["x", "z"]


def test_a_text_printed_again_a_week_later_is_of_the_first_day() -> None:
    """ "On Friday" of a text of the first of the month becomes the Friday after it where a paper prints it again."""
    told = [document(doc, claim(killed=17, day="2017-05-02"), published="2017-05-03") for doc in "ab"]
    told.append(document("c", claim(killed=17, day="2017-05-09"), published="2017-05-10"))
    assert [event.articles for event in events(*told)] == [["a", "b", "c"]]
    assert events(*told)[0].start == "2017-05-02"


def test_numbers_of_dead_that_contradict_each_other_keep_two_attacks_of_a_day_apart() -> None:
    told = [document(doc, claim(killed=40), claim(TAKEN, killed=None)) for doc in "abc"]
    told += [document(doc, claim(killed=3)) for doc in "def"]
    assert not any({"a", "d"} <= set(event.articles) for event in events(*told))


def test_a_town_that_the_sentence_names_though_the_claim_does_not() -> None:
    """The coder knows the place of one; of the other it knows the country, and the sentence has the town's name."""
    text = "غارة جوية على سوق صرين أوقعت قتلى"  # an air strike on the market of Sarrin left dead
    near = claim(text, killed=6)
    near["places"] = [msgspec.structs.replace(near["places"][0], text="صرين")]
    told = [document("a", near), document("b", claim(text, places=[SYRIA], killed=6))]
    assert [event.articles for event in events(*told)] == [["a", "b"]]
    [membership, _] = fuse(told).memberships
    assert any(reason.startswith("place named") for reason in membership.reasons)


def test_every_membership_says_why() -> None:
    fused = fuse([document("a", claim(killed=7)), document("b", claim(killed=7)), document("c", claim(places=[HOMS]))])
    together = [each for each in fused.memberships if each.near]
    assert len(together) == 2
    assert all(each.score and any(reason.startswith("place") for reason in each.reasons) for each in together)
    assert any("time same day" in reason for reason in together[0].reasons)


def test_events_that_joined_others_are_named_as_gone() -> None:
    first = fuse([document("m", claim(killed=7))])
    later = fuse([document("b", claim(killed=7), published="2017-05-02")], first)
    assert later.gone == [first.events[0].event]


PLACES = [SARRIN, KOBANI, HOMS, SYRIA]
PARTS = st.fixed_dictionaries(
    {
        "places": st.lists(st.sampled_from(PLACES), max_size=2),
        "day": st.sampled_from([None, "2017-05-01", "2017-05-02", "2017-05-03"]),
        "killed": st.sampled_from([None, 2, 7, (7, None)]),
        "text": st.sampled_from([STRIKE, TAKEN]),
        "kind": st.sampled_from(["attack.air", "attack.shelling", "capture", "casualties"]),
        "actors": st.lists(st.sampled_from([KURDS, ISLAMIC_STATE, ARMY]), max_size=1),
    }
)
DOCUMENTS = st.lists(st.lists(PARTS, min_size=1, max_size=3), min_size=1, max_size=8)


def written(drawn: list[list[dict]]) -> list[DocumentClaims]:
    days = ["2017-05-02", "2017-05-03", "2017-05-04"]
    return [document(f"d{n}", *(claim(**p) for p in parts), published=days[n % 3]) for n, parts in enumerate(drawn)]


@settings(max_examples=60, deadline=None)
@given(DOCUMENTS, st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(drawn: list[list[dict]], random) -> None:
    told = written(drawn)
    whole = fuse(told)
    shuffled = told[:]
    random.shuffle(shuffled)
    assert fuse(shuffled).events == whole.events
    grown = Fused()
    for one in shuffled:
        grown = fuse([one], grown)
    assert grown.events == whole.events
    assert grown.memberships == whole.memberships


@settings(max_examples=60, deadline=None)
@given(DOCUMENTS)
def test_what_new_documents_touch_is_all_that_must_be_loaded(drawn: list[list[dict]]) -> None:
    """Fusing over the linked components alone gives the events that fusing over everything gives."""
    told = written(drawn)
    old, new = told[: len(told) // 2], told[len(told) // 2 :]
    before, whole = fuse(old), fuse(told)
    touching = Touching(account for document in new for account in accounts(document))
    holders: dict[str, list[int]] = {}
    for at, account in enumerate(before.accounts):
        for key in touching.keys() & set(block_keys(account)):
            holders.setdefault(key, []).append(at)
    linked = [
        before.accounts[at]
        for at, asked in touching.candidates(holders).items()
        if touching.links(before.accounts[at], asked)
    ]
    touched = {before.components[account.id] for account in linked}
    part = [a for a in before.accounts if before.components[a.id] in touched]
    events_of_part = {m.event for m in before.memberships if m.component in touched}
    stood = {account.id: before.components[account.id] for account in part}
    links = [link for link in before.links or () if link[0] in stood]
    loaded = Fused(part, [e for e in before.events if e.event in events_of_part], components=stood, links=links)
    after = fuse(new, loaded)
    kept = [e for e in before.events if e.event not in events_of_part]
    assert sorted([*kept, *after.events], key=lambda e: e.event) == whole.events
    assert set(after.gone) == events_of_part - {e.event for e in after.events}
    assert {*(before.links or ()), *(after.links or ())} == set(whole.links or ())


@settings(max_examples=40, deadline=None)
@given(DOCUMENTS)
def test_fusing_again_changes_nothing(drawn: list[list[dict]]) -> None:
    told = written(drawn)
    once = fuse(told)
    again = fuse(told, once)
    assert (again.events, again.memberships, again.gone) == (once.events, once.memberships, [])
    assert sorted(c for e in once.events for c in e.claims) == sorted(c.id for d in told for c in d.coded.claims)


def test_a_toll_that_rises_from_day_to_day_keeps_reports_together() -> None:
    told = [
        document(doc, claim(killed=dead), published=f"2017-05-0{day}")
        for doc, dead, day in [("a", 43, 3), ("b", 43, 3), ("c", 100, 5), ("d", 100, 5), ("e", 103, 6)]
    ]
    assert [len(event.articles) for event in events(*told)] == [5]
