"""Does what people and programs send stay words, and is what makes no sense refused before it is kept?"""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from forms import PASSWORD, hidden, log_in, post

from marsad.model import Article
from marsad.observatory import fuse, ingest
from marsad.store import Filter, Store
from marsad.web import api, sessions
from marsad.web.app import PAGES, create_app
from marsad.web.sessions import SESSION_COOKIE
from marsad.web.settings import Settings

HOSTILE = "<script>alert(1)</script>\"><img src=x onerror=alert(1)>'{{7*7}}"
DOC = f"x{HOSTILE}"
TEXT = (
    "قصفت طائرات حربية أمس الثلاثاء بلدة سراقب في ريف إدلب وقتل سبعة مدنيين وأصيب عشرة آخرون بجروح، "
    f"وقال ناشطون إن القصف استهدف سوقا في وسط البلدة. {HOSTILE}"
)
"""Warplanes bombed Saraqib yesterday; seven civilians were killed and ten wounded; activists said a market was hit."""


class Active(HTMLParser):
    """What of a page a browser would run or fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in ("img", "iframe", "object", "embed", "base") or (tag == "script" and "src" not in given):
            self.found.append(tag)
        self.found += [
            name for name, value in attrs if name.startswith("on") or (value or "").startswith("javascript:")
        ]


def active(page: str) -> list[str]:
    parser = Active()
    parser.feed(page)
    return parser.found


@pytest.fixture
def attacked(database: Path) -> Any:
    """Pages of a database in which everything that people write is hostile, and the key of its claim."""
    title = f"غارات على سراقب {HOSTILE}"  # raids on Saraqib
    article = Article(DOC, TEXT, HOSTILE, "javascript:alert(1)", "2020-05-06", title, HOSTILE)
    with Store.open(database) as store:
        ingest([article], store)
        key = next(iter(store.claims(Filter(doc=(DOC,))))).key
        store.add_verdict(key, "comment", HOSTILE, note=HOSTILE)
    with TestClient(create_app(Settings(str(database)))) as client:
        fields = {"field": "actors", "start": "0", "end": "5", "name": HOSTILE, "note": HOSTILE}
        assert post(client, f"/en/review/claims/{quote(key, safe='')}", action="correct", **fields).status_code == 303
        fuse(client.app.state.shared.store)  # type: ignore[attr-defined]
        yield client, key


def test_hostile_words_stay_words_on_every_page(attacked: Any) -> None:
    client, key = attacked
    events = client.get("/api/v1/events", params={"doc": DOC}).json()["items"]
    assert events
    doc, claim, asked = quote(DOC, safe=""), quote(key, safe=""), quote(HOSTILE)
    own = [f"/events/{events[0]['event']}", f"/events/{events[0]['event']}/why", f"/articles/{doc}"]
    own += [f"/review/claims/{claim}", f"/review/events/{events[0]['event']}", f"/review/articles/{doc}"]
    own += [f"/parties/{quote(HOSTILE, safe='')}", f"/sources/{quote(HOSTILE, safe='')}", "/audit", "/review", "/"]
    own += [f"/?{field}={asked}" for field in ("text", "party", "source", "outlet", "place", "type", "country", "doc")]
    shown = 0
    for path in own:
        page = client.get(f"/en{path}").text
        assert active(page) == [], path
        shown += "{{7*7}}" in page
    assert shown > 10, "the attack reached the pages"


def test_files_that_leave_hold_the_words_as_words(attacked: Any) -> None:
    client, _ = attacked
    for path in ("/en/map/points.json", "/api/v1/articles", "/en/export/file?format=html", "/api/v1/docs"):
        answer = client.get(path)
        assert answer.headers["x-content-type-options"] == "nosniff"
        if answer.headers["content-type"].startswith("text/html"):
            assert active(answer.text) == [], path


@pytest.mark.parametrize(
    "fields",
    [
        {"field": "quantities", "what": "killed", "low": "nan"},
        {"field": "quantities", "what": "killed", "low": "inf"},
        {"field": "quantities", "what": "killed", "high": "1e400"},
        {"field": "quantities", "what": "killed", "high": "1e30"},
        {"field": "quantities", "what": "killed", "low": "-5"},
        {"field": "quantities", "what": "'; DROP TABLE claims; --", "low": "5"},
        {"field": "time", "first": "yesterday"},
        {"field": "time", "first": "2020-13-40"},
        {"field": "time", "first": "0000-00-00"},
        {"field": "time", "first": "9999-12-31"},
        {"field": "time", "first": "2020-01-01", "last": "2020-02-31"},
        {"field": "actors", "name": "x" * 301},
        {"field": "actors", "start": "9" * 5000},
        {"field": "places", "name": "Aleppo", "place_id": "' OR 1=1 --"},
        {"field": "places", "role": HOSTILE},
        {"field": "sources", "kind": HOSTILE},
        {"field": "type", "value": "attack.nothing"},
        {"field": "rules", "value": "x"},
    ],
    ids=str,
)
def test_a_correction_that_no_page_could_show_is_refused(reader: TestClient, fields: dict[str, str]) -> None:
    key = reader.get("/api/v1/claims").json()["items"][0]["key"]
    given = {"start": "0", "end": "5", **fields}
    answer = post(reader, f"/en/review/claims/{quote(key, safe='')}", action="correct", **given)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert reader.get("/api/v1/verdicts").json()["items"] == []


@pytest.mark.parametrize(
    ("about", "field", "value"),
    [
        ("claim", "time", '{"text": "T", "start": "x", "end": "x", "chars": [0, 5]}'),
        ("claim", "quantities", '[{"text": "T", "start": 0, "end": 5, "what": "killed", "low": 1e300}]'),
        ("claim", "places", '[{"text": "T", "start": 0, "end": 5, "lat": 1000, "lon": 0}]'),
        ("claim", "actors", '[{"text": "T", "start": 0, "end": 5, "name": "a\\u0000b"}]'),
        ("claim", "type", '"attack.nothing"'),
        ("event", "type", '"attack.nothing"'),
        ("event", "start", '"9999-12-31"'),
        ("event", "end", '"0001-01-01"'),
        ("event", "place", '{"lat": 1000, "lon": 0}'),
        ("event", "place", '{"lat": 10, "lon": 0, "level": "<b>"}'),
    ],
)
def test_the_interface_keeps_no_value_that_is_none(reader: TestClient, about: str, field: str, value: str) -> None:
    claim = reader.get("/api/v1/claims").json()["items"][0]
    event = reader.get("/api/v1/events").json()["items"][0]["event"]
    article = reader.get(f"/api/v1/articles/{claim['doc']}").json()
    words = f"{article['title']}\n{article['text']}"[:5]
    decision = {"subject": claim["key"] if about == "claim" else event, "action": "correct", "field": field}
    token = hidden(reader.get(f"/en/review/events/{event}").text, "form_token")
    decision["value"] = value.replace('"T"', f'"{words}"')
    answer = reader.post("/api/v1/verdicts", json=decision, headers={"x-form-token": token})
    assert answer.status_code == 422, answer.text
    assert reader.get("/api/v1/verdicts").json()["items"] == []


def test_what_was_not_decided_cannot_be_taken_back(client: TestClient) -> None:
    event = client.get("/api/v1/events").json()["items"][0]["event"]
    address = f"/en/review/events/{event}"
    assert post(client, address, action="undo", verdict="none").status_code == 422
    assert post(client, address, action="accept").status_code == 303
    verdict = client.get("/api/v1/verdicts").json()["items"][0]["id"]
    assert post(client, address, action="undo", verdict=verdict).status_code == 303
    assert post(client, address, action="undo", verdict=verdict).status_code == 422
    assert len(client.get("/api/v1/verdicts").json()["items"]) == 2


@pytest.mark.parametrize(
    ("body", "kind", "statuses"),
    [
        ("&".join(f"f{n}=1" for n in range(20_000)), "application/x-www-form-urlencoded", {400, 403}),
        ("note=" + "x" * 2001, "application/x-www-form-urlencoded", {413}),
        ("note=a%00b", "application/x-www-form-urlencoded", {400}),
        ("x" * 1_000_001, "application/x-www-form-urlencoded", {413}),
        ("--x\r\nbroken", "multipart/form-data; boundary=x", {400, 403}),
        ("x", "multipart/form-data", {400}),
    ],
    ids=["fields", "note", "nul", "bytes", "broken", "no boundary"],
)
def test_oversized_and_broken_forms_are_refused(reader: TestClient, body: str, kind: str, statuses: set[int]) -> None:
    event = reader.get("/api/v1/events").json()["items"][0]["event"]
    address = f"/en/review/events/{event}"
    token = hidden(reader.get(address).text, "form_token")
    body += f"&form_token={token}&seen=&action=comment" if "urlencoded" in kind else ""
    answer = reader.post(address, content=body, headers={"content-type": kind})
    assert answer.status_code in statuses
    assert reader.get("/api/v1/verdicts").json()["items"] == []


def test_a_deep_or_large_decision_is_refused(reader: TestClient) -> None:
    kind = {"content-type": "application/json"}
    assert reader.post("/api/v1/verdicts", content="[" * 100_000, headers=kind).status_code in (400, 403, 422)
    assert reader.post("/api/v1/verdicts", content="[" * 1_000_001, headers=kind).status_code == 413


@pytest.mark.parametrize(
    "path",
    [
        "/en/articles/..%2f..%2f..%2fetc%2fpasswd", "/en/events/..%2f..%2fx", "/en/places/..%2fx",
        "/en/export/file?format=../../etc/passwd", "/en/export/file?what=../x", "/..%2fen/", "/en/..%2f..%2fetc/passwd",
        "/en/articles/%00", "/en/?text=%00", "/en/parties/%00", "/api/v1/events/%00", "/en/?after=%00",
        "/en/map/points.json?zoom=nan", "/en/map/labels.json?zoom=inf", "/en/map/points.json?bbox=nan,1,2,3",
        "/en/control?on=9999-99-99", "/en/?text=" + "a" * 60_000,
    ],
)  # fmt: skip
def test_addresses_that_make_no_sense_are_refused(reader: TestClient, path: str) -> None:
    answer = reader.get(path)
    assert 400 <= answer.status_code < 500
    assert "root:" not in answer.text


def filled(route: APIRoute, client: TestClient) -> str:
    """The address of a route for things that are there."""
    claim = client.get("/api/v1/claims").json()["items"][0]
    event = client.get("/api/v1/events").json()["items"][0]["event"]
    there = {"lang": "en", "event": event, "doc": claim["doc"], "key": quote(claim["key"], safe="")}
    return route.path.replace(":path", "").format(**{**dict.fromkeys(route.param_convertors, "x"), **there})


def routes(method: str) -> list[APIRoute]:
    """Every address that answers a method: log-in, pages and interface."""
    bare = FastAPI()
    sessions.install(bare)
    each = [*bare.routes, *api.router.routes, *(route for module in PAGES for route in module.router.routes)]
    return [route for route in each if isinstance(route, APIRoute) and method in route.methods]


def test_no_form_is_taken_without_the_token_of_its_session(client: TestClient) -> None:
    found = routes("POST")
    assert len(found) >= 6
    for route in found:
        address = filled(route, client)
        if address.startswith("/api"):
            answer = client.post(address, json={"subject": "x", "action": "accept"})
        else:
            answer = client.post(
                address, data={"form_token": "0" * 64, "name": "x", "password": "y", "action": "accept"}
            )
        assert answer.status_code == 403, address
    assert client.get("/api/v1/verdicts").json()["items"] == []


def test_a_team_shows_nothing_to_nobody(team: TestClient, client: TestClient) -> None:
    for route in [*routes("GET"), *routes("POST")]:
        address = filled(route, client)
        answer = team.request(next(iter(route.methods)), address, follow_redirects=False)
        shut = answer.status_code in (401, 403) or answer.headers.get("location", "").startswith("/en/login")
        assert shut or address in ("/en/login", "/", "/api/v1/docs", "/api/v1/openapi.json"), address


class TestSessions:
    def test_what_was_handed_out_before_is_no_session_after_logging_in(self, team: TestClient) -> None:
        team.get("/en/login")
        before = team.cookies[SESSION_COOKIE]
        assert log_in(team, "reviewer").status_code == 303
        assert team.cookies[SESSION_COOKIE] != before
        team.cookies.clear()
        team.cookies.set(SESSION_COOKIE, before)
        assert team.get("/en/", follow_redirects=False).status_code == 303

    def test_a_session_that_was_ended_cannot_be_used_again(self, team: TestClient) -> None:
        log_in(team, "reviewer")
        kept = team.cookies[SESSION_COOKIE]
        team.post("/en/logout", data={"form_token": hidden(team.get("/en/").text, "form_token")})
        team.cookies.clear()
        team.cookies.set(SESSION_COOKIE, kept)
        assert team.get("/en/", follow_redirects=False).status_code == 303

    def test_the_token_of_another_persons_form_is_refused(self, team: TestClient) -> None:
        log_in(team, "reviewer")
        theirs = hidden(team.get("/en/").text, "form_token")
        event = team.get("/en/review").text.split("/review/events/", 1)[1].split('"')[0]
        team.cookies.clear()
        log_in(team, "admin")
        form = {"form_token": theirs, "seen": "", "action": "accept"}
        assert team.post(f"/en/review/events/{event}", data=form).status_code == 403

    def test_a_viewer_decides_nothing(self, team: TestClient, client: TestClient) -> None:
        log_in(team, "viewer")
        token = hidden(team.get("/en/").text, "form_token")
        for route in routes("POST"):
            if "/review/" in route.path:
                address = filled(route, client)
                form = {"form_token": token, "seen": "", "action": "accept"}
                assert team.post(address, data=form).status_code == 403, address
        assert PASSWORD not in team.get("/en/").text
