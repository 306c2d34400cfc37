"""Are decisions kept, shown, undone and never overwritten?"""

from __future__ import annotations

from urllib.parse import quote

from fastapi.testclient import TestClient
from forms import hidden, post


def one_claim(client: TestClient, **wanted: str) -> dict[str, object]:
    claims = client.get("/api/v1/claims", params={"limit": 500, **wanted}).json()["items"]
    return dict(next(claim for claim in claims if claim["actors"]))


def address_of(claim: dict[str, object]) -> str:
    return "/en/review/claims/" + quote(str(claim["key"]), safe="")


def test_accepting_is_kept_and_recorded(client: TestClient) -> None:
    event = client.get("/api/v1/events").json()["items"][0]["event"]
    assert post(client, f"/en/review/events/{event}", action="accept", note="looked at it").status_code == 303
    assert client.get(f"/api/v1/events/{event}").json()["review"] == "accepted"
    audit = client.get("/en/audit").text
    assert "looked at it" in audit
    assert event in audit


def test_correcting_words_keeps_the_machines_value(client: TestClient) -> None:
    claim = one_claim(client)
    article = client.get(f"/api/v1/articles/{claim['doc']}").json()
    full = f"{article['title']}\n{article['text']}"
    start = claim["trigger"]["start"]  # type: ignore[index]
    end = claim["trigger"]["end"]  # type: ignore[index]
    answer = post(
        client, address_of(claim), action="correct", field="targets", start=start, end=end, name="Islamic State"
    )
    assert answer.status_code == 303, answer.text
    now = client.get(f"/api/v1/articles/{claim['doc']}").json()["claims"]
    corrected = next(each for each in now if each["key"] == claim["key"])
    assert corrected["review"] == "corrected"
    assert corrected["targets"][-1]["text"] == full[start:end]
    assert corrected["targets"][-1]["id"] == "islamic-state"
    assert len(corrected["targets"]) == len(claim["targets"]) + 1  # type: ignore[arg-type]
    verdict = client.get("/api/v1/verdicts").json()["items"][-1]["id"]
    assert post(client, address_of(claim), action="undo", verdict=verdict).status_code == 303
    again = client.get(f"/api/v1/articles/{claim['doc']}").json()["claims"]
    assert next(each for each in again if each["key"] == claim["key"])["targets"] == claim["targets"]


def test_a_value_can_be_taken_out(client: TestClient) -> None:
    claim = one_claim(client)
    answer = post(client, address_of(claim), action="correct", field="actors", removed="actors:0")
    assert answer.status_code == 303
    now = client.get("/api/v1/claims", params={"limit": 500, "review": "corrected"}).json()["items"]
    assert [len(each["actors"]) for each in now] == [len(claim["actors"]) - 1]  # type: ignore[arg-type]


def test_a_correction_that_does_not_stand_in_the_text_is_refused(client: TestClient) -> None:
    claim = one_claim(client)
    for fields in (
        {"field": "actors", "start": "5", "end": "2"},
        {"field": "actors", "start": "0", "end": "999999"},
        {"field": "places", "start": "0", "end": "3", "name": "Nowhere at all"},
        {"field": "quantities", "start": "0", "end": "3", "what": "killed"},
        {"field": "time", "first": "2020-01-02", "last": "2020-01-01", "start": "0", "end": "3"},
        {"field": "type", "value": ""},
        {"field": "doc"},
    ):
        answer = post(client, address_of(claim), action="correct", **fields)
        assert answer.status_code == 422, fields
        assert 'role="alert"' in answer.text
    assert client.get("/api/v1/verdicts").json()["items"] == []


def test_two_people_do_not_overwrite_each_other(client: TestClient) -> None:
    claim = one_claim(client)
    page = client.get(address_of(claim)).text
    mine = {"form_token": hidden(page, "form_token"), "seen": hidden(page, "seen"), "action": "reject", "note": "mine"}
    assert post(client, address_of(claim), action="accept", note="theirs").status_code == 303
    answer = client.post(address_of(claim), data=mine)
    assert answer.status_code == 409
    assert "meanwhile" in answer.text
    assert "mine" in answer.text
    assert [v["note"] for v in client.get("/api/v1/verdicts").json()["items"]] == ["theirs"]


def keys_of(client: TestClient, event: str) -> list[str]:
    return [claim["key"] for claim in client.get(f"/api/v1/events/{event}").json()["items"]]


def events_of(client: TestClient) -> dict[str, list[str]]:
    events = client.get("/api/v1/events", params={"limit": 500}).json()["items"]
    return {each["event"]: keys_of(client, each["event"]) for each in events}


def test_events_are_merged_and_parted_again_at_once(client: TestClient) -> None:
    before = events_of(client)
    pages = {event: client.get(f"/en/review/events/{event}").text for event in before}
    one = next(event for event, page in pages.items() if 'name="other"' in page)
    other = pages[one].split('name="other"')[1].split('<option value="')[1].split('"')[0]
    answer = post(client, f"/en/review/events/{one}", action="merge", other=other)
    assert answer.status_code == 303, answer.text
    merged = answer.headers["location"].rsplit("/", 1)[1]
    assert sorted(keys_of(client, merged)) == sorted(before[one] + before[other])
    verdict = client.get("/api/v1/verdicts").json()["items"][-1]["id"]
    assert f'name="verdict" value="{verdict}"' in client.get(answer.headers["location"]).text
    answer = post(client, answer.headers["location"], action="undo", verdict=verdict)
    assert answer.status_code == 303, answer.text
    assert answer.headers["location"].endswith(f"/{one}")
    assert events_of(client) == before


def test_claims_are_taken_out_at_once(client: TestClient) -> None:
    before = events_of(client)
    event = max(before, key=lambda each: len(before[each]))
    chosen = before[event][0]
    assert post(client, f"/en/review/events/{event}", action="split").status_code == 422
    answer = post(client, f"/en/review/events/{event}", action="split", claim=[chosen])
    assert answer.status_code == 303, answer.text
    left = answer.headers["location"].rsplit("/", 1)[1]
    assert sorted(keys_of(client, left)) == sorted(before[event][1:])
    assert [chosen] in events_of(client).values()


def test_the_queue_begins_with_what_matters(client: TestClient) -> None:
    page = client.get("/en/review").text
    assert "disputed" in page
    first = page.split('data-key="j"')[0].rsplit("/review/events/", 1)[1].split('"')[0]
    assert post(client, f"/en/review/events/{first}", action="accept").status_code == 303
    assert f'/review/events/{first}"' not in client.get("/en/review").text.split("<ol", 1)[1]
