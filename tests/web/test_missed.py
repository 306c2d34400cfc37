"""Is a claim that the machine missed added by a person kept, shown, fused, exported as gold, and taken back?"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import msgspec
import pytest
from fastapi.testclient import TestClient
from forms import post

from marsad.evaluation import evaluate
from marsad.model import Article
from marsad.observatory import fuse
from marsad.store import Filter, Store

DOC = "idlib-market-1"
PAGE = f"/en/review/articles/{DOC}"


def full_of(client: TestClient) -> str:
    found = client.get(f"/api/v1/articles/{DOC}").json()
    return Article(DOC, found["text"], title=found["title"]).full


def chars(full: str, words: str, field: str, **meaning: str) -> dict[str, str]:
    start = full.index(words)
    return {f"{field}.start": str(start), f"{field}.end": str(start + len(words))} | {
        f"{field}.{part}": value for part, value in meaning.items()
    }


def stated(full: str) -> dict[str, Any]:
    """A release of three prisoners, which no report says: only its words stand in the text."""
    words = [word for word in re.findall(r"\w{4,}", full) if full.count(word) == 1]
    return {
        **chars(full, words[0], "trigger"),
        "type": "release",
        "status": "reported",
        **chars(full, words[1], "actors", name="Islamic State"),
        **chars(full, words[2], "places", name="Idlib", role="near"),
        **chars(full, words[3], "time", first="2019-07-20", last="2019-07-21"),
        **chars(full, words[4], "quantities", what="captured", low="3", high="3", approx="yes"),
        **chars(full, words[5], "sources", name="", kind="witness"),
    }


def test_it_is_kept_with_all_its_values_and_shown_in_the_report_at_once(client: TestClient) -> None:
    full = full_of(client)
    answer = post(client, PAGE, **stated(full), note="the second sentence")
    assert answer.status_code == 303, answer.text
    found = client.get("/api/v1/claims", params={"review": "added"}).json()["items"]
    (claim,) = found
    assert unquote(answer.headers["location"]) == f"/en/review/claims/{claim['key']}"
    assert claim["type"] == "release"
    assert claim["actors"][0]["id"] == "islamic-state"
    assert (claim["places"][0]["name"], claim["places"][0]["role"]) == ("Idlib", "near")
    assert (claim["time"]["start"], claim["time"]["end"]) == ("2019-07-20", "2019-07-21")
    assert (claim["quantities"][0]["low"], claim["quantities"][0]["approx"]) == (3, True)
    assert claim["sources"][0]["kind"] == "witness"
    assert claim["trigger"]["text"] in full[claim["sentence"]["start"] : claim["sentence"]["end"]]
    for lang, said in (("en", "Release"), ("ar", "إفراج")):
        assert said in client.get(f"/{lang}/articles/{DOC}").text
    audit = client.get("/en/audit").text
    assert "added a claim" in audit
    assert "the second sentence" in audit


def test_after_fusing_it_is_an_event_and_gone_again_when_it_is_taken_back(client: TestClient, database: Path) -> None:
    answer = post(client, PAGE, **stated(full_of(client)))
    key = unquote(answer.headers["location"].split("/claims/")[1])
    with Store.open(database) as store:
        fuse(store)
        event = store.claim(key).claim.event
        assert event is not None
    assert client.get(f"/en/events/{event}").status_code == 200
    assert "Release" in client.get("/en/?type=release&place=Idlib").text
    verdict = client.get("/api/v1/verdicts").json()["items"][-1]["id"]
    address = f"/en/review/claims/{quote(key, safe='')}"
    assert post(client, address, action="undo", verdict=verdict).status_code == 303
    with Store.open(database) as store:
        fuse(store)
        assert store.event(event) is None
        assert list(store.faults()) == []


def test_it_is_gold_that_shows_what_the_coder_misses(client: TestClient, database: Path, tmp_path: Path) -> None:
    with Store.open(database) as store:
        for claim in store.claims(Filter(doc=(DOC,))):
            store.add_verdict(claim.key, "accept", "Amal")
    before = client.get("/en/export/gold.json").json()
    post(client, PAGE, **stated(full_of(client)))
    after = client.get("/en/export/gold.json").json()
    added = [event for event in after["gold"][0]["events"] if event["type"] == "release"]
    assert len(added) == 1
    assert len(after["gold"][0]["events"]) == len(before["gold"][0]["events"]) + 1
    recall = []
    for name, found in (("before", before), ("after", after)):
        docs, gold = tmp_path / f"{name}.docs.json", tmp_path / f"{name}.gold.json"
        docs.write_bytes(msgspec.json.encode(found["docs"]))
        gold.write_bytes(msgspec.json.encode(found["gold"]))
        recall.append(evaluate(docs, gold).fields["type"].recall)
    assert recall[0] == 1.0
    assert recall[1] < 1.0


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"trigger.start": "", "trigger.end": ""}, "event word"),
        ({"type": ""}, "choose what happened"),
        ({"type": "party"}, "choose what happened"),
        ({"status": "party"}, "status: choose a value"),
        ({"places.role": "party"}, "where: choose a value"),
        ({"sources.kind": "party"}, "according to: choose a value"),
        ({"quantities.low": "9", "quantities.high": "5"}, "above the highest"),
        ({"actors.start": ""}, "who: choose the words"),
        ({"time.first": ""}, "first day"),
        ({"time.first": "2020-01-01", "time.last": "2019-01-01"}, "before the first"),
        ({"quantities.what": ""}, "what is counted"),
        ({"quantities.low": "many"}, "no number"),
        ({"places.name": "Nowhere at all"}, "gazetteer"),
        ({"sources.end": "999999"}, "not in the text"),
    ],
)
def test_what_is_not_whole_is_shown_again_with_the_reason(
    client: TestClient, changed: dict[str, str], why: str
) -> None:
    answer = post(client, PAGE, **{**stated(full_of(client)), **changed})
    assert answer.status_code == 422
    alert = answer.text.split('role="alert"')[1].split("</div>")[0]
    assert why in alert
    assert 'value="2019-07-2' in answer.text or "time.first" in changed
    assert client.get("/api/v1/verdicts").json()["items"] == []


def test_without_scripts_a_row_is_added_and_what_was_written_stays(client: TestClient) -> None:
    full = full_of(client)
    answer = post(client, PAGE, **stated(full), more="actors")
    assert answer.status_code == 200
    assert answer.text.count('name="actors.start"') == 2
    assert 'value="Islamic State"' in answer.text.split('name="actors.name"')[1]
    both = {**stated(full), "actors.start": ["0", "5"], "actors.end": ["4", "8"], "actors.name": ["Syria", "Russia"]}
    assert post(client, PAGE, **both).status_code == 303
    (claim,) = client.get("/api/v1/claims", params={"review": "added"}).json()["items"]
    assert [party["name"] for party in claim["actors"]] == ["Syria", "Russia"]


def test_the_same_claim_is_not_added_twice_by_a_second_press(client: TestClient) -> None:
    form = stated(full_of(client))
    assert post(client, PAGE, **form).status_code == 303
    again = post(client, PAGE, **form)
    assert again.status_code == 422
    assert "already" in again.text


def test_only_reviewers_add(team: TestClient) -> None:
    assert team.get(PAGE, follow_redirects=False).status_code == 303
    assert team.get("/en/review/articles/none", follow_redirects=False).status_code == 303


def test_places_are_offered_by_name(client: TestClient) -> None:
    answer = client.get("/ar/review/places/options", params={"places.name": "إدلب"})  # Idlib
    assert answer.text.count("<option") >= 1
    assert "إدلب · سوريا" in answer.text  # Idlib · Syria
    assert client.get("/en/review/places/options").text.count("<option") == 1
