"""Does every page, and every answer that refuses something, speak Arabic to an Arabic reader?"""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from forms import hidden, log_in, post

from marsad.web import queue

ENGLISH = re.compile(r"[A-Za-z]{2,}(?:[ ,']+[a-z]{3,})+")
"""Two words of a sentence; names (Islamic State) begin each of theirs with a capital."""
CODES = re.compile("\u2068[^\u2069]*\u2069")
"""Values of messages, set apart."""
NAMES = {"marsad serve"}
ATTRIBUTES = {
    "title",
    "aria-label",
    "placeholder",
    "aria-valuetext",
    "data-title",
    "data-zoom-in",
    "data-box-help",
    "alt",
}
DOC = "idlib-market-1"


class Shown(HTMLParser):
    """The words that a page shows, without those that are marked as English or as codes."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._aside: list[bool] = [False]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if not self._aside[-1]:
            self.words += [value for name, value in attrs if name in ATTRIBUTES and value]
        if tag in ("meta", "link", "input", "br", "hr", "img", "path", "rect", "circle", "line"):
            return
        apart = (
            given.get("lang") == "en"
            or tag in ("script", "style", "code", "kbd")
            or "ltr" in (given.get("class") or "")
        )
        self._aside.append(self._aside[-1] or apart)

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("meta", "link", "input", "br", "hr", "img", "path", "rect", "circle", "line"):
            self._aside.pop()

    def handle_data(self, data: str) -> None:
        if not self._aside[-1]:
            self.words.append(data)


def english(page: str) -> list[str]:
    """What stands on a page in English."""
    assert '<html lang="ar" dir="rtl">' in page
    reader = Shown()
    reader.feed(page)
    said = (CODES.sub("", words) for words in reader.words)
    return [found for words in said for found in ENGLISH.findall(words) if found not in NAMES]


@pytest.mark.parametrize(
    "path",
    ["", "?type=attack&from=2019-01-01", "review", "export?type=attack", "control", "codebook", "about", "audit",
     f"articles/{DOC}",
     f"review/articles/{DOC}", "parties/Houthis", "sources/Sudan", "login"],
)  # fmt: skip
def test_pages_are_arabic(reader: TestClient, path: str) -> None:
    answer = reader.get(f"/ar/{path}")
    assert english(answer.text) == []


def test_pages_of_events_and_claims_are_arabic(reader: TestClient) -> None:
    found = reader.get("/api/v1/events?limit=500").json()["items"]
    most = max(found, key=lambda event: (len(event["contradictions"]), len(event["articles"])))
    disputed = [each["event"] for each in found if each["contradictions"]][:3]
    claim = quote(reader.get("/api/v1/claims?limit=1").json()["items"][0]["key"], safe="")
    for path in (f"events/{most['event']}", *(f"events/{each}/why" for each in disputed), f"review/claims/{claim}"):
        assert english(reader.get(f"/ar/{path}").text) == []
    assert "reasons" in reader.get(f"/ar/events/{most['event']}").text


def claim_address(client: TestClient) -> str:
    return "/ar/review/claims/" + quote(client.get("/api/v1/claims?limit=1").json()["items"][0]["key"], safe="")


def conflict(client: TestClient) -> Any:
    """Somebody accepts a claim that this visitor looked at before."""
    address = claim_address(client)
    before = client.get(address).text
    post(client, address, action="accept")
    kept = {name: hidden(before, name) for name in ("form_token", "seen")}
    return client.post(address, data={**kept, "action": "correct", "field": "type", "value": "clash"})


def broken(client: TestClient) -> Any:
    """A fault of the program itself."""
    app = client.app
    app.state.shared.store = None  # type: ignore[attr-defined]
    return TestClient(app, raise_server_exceptions=False).get("/ar/review/claims/x%23y")


def full(client: TestClient) -> Any:
    """A database whose file is damaged while the server runs."""
    store = client.app.state.shared.store  # type: ignore[attr-defined]
    with Path(store.engine.url.database).open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 400_000)
    store.engine.dispose()
    return client.get("/ar/audit")


@pytest.mark.parametrize(
    ("ask", "status"),
    [
        (lambda c: c.get("/ar/none"), 404),
        (lambda c: c.get("/ar/events/none"), 404),
        (lambda c: c.get("/ar/articles/none"), 404),
        (lambda c: c.get("/ar/places/none"), 404),
        (lambda c: c.get("/ar/parties/none"), 404),
        (lambda c: c.get("/ar/sources/none"), 404),
        (lambda c: c.get("/ar/review/claims/none%23none"), 404),
        (lambda c: c.post("/ar/about"), 405),
        (lambda c: c.get("/ar/?box=1,2"), 422),
        (lambda c: c.get("/ar/?box=1,9,2,3"), 422),
        (lambda c: c.get("/ar/?from=yesterday"), 422),
        (lambda c: c.get("/ar/?review=perhaps"), 422),
        (lambda c: c.get("/ar/?text=" + "x" * 400), 422),
        (lambda c: c.get("/ar/?after=nothing"), 400),
        (lambda c: c.get("/ar/export/file?format=none"), 422),
        (lambda c: c.get("/ar/export/file?format=acled&what=claims"), 422),
        (lambda c: c.get("/ar/export/file?what=nothing"), 422),
        (lambda c: c.get("/ar/control?on=yesterday"), 422),
        (lambda c: post(c, claim_address(c), action="comment"), 422),
        (lambda c: post(c, claim_address(c), action="dance"), 422),
        (lambda c: post(c, claim_address(c), action="correct", field="actors"), 422),
        (lambda c: post(c, claim_address(c), action="correct", field="colour"), 422),
        (lambda c: post(c, claim_address(c), action="correct", field="places", start="0", end="5", name="X"), 422),
        (lambda c: post(c, claim_address(c), action="accept", note="x" * 3000), 413),
        (lambda c: post(c, "/ar/review/articles/idlib-market-1", type="attack"), 422),
        (lambda c: c.post(claim_address(c), data={"action": "accept"}), 403),
        (lambda c: c.post("/ar/logout", headers={"origin": "https://evil.example"}), 403),
        (lambda c: c.post("/ar/logout", content=b"x" * 1_000_001), 413),
        (lambda c: c.get("/ar/", headers={"host": "evil.example"}), 421),
        (conflict, 409),
        (broken, 500),
        (full, 503),
    ],
)  # fmt: skip
def test_refusals_are_arabic(client: TestClient, ask: Callable[[TestClient], Any], status: int) -> None:
    answer = ask(client)
    assert answer.status_code == status
    assert english(answer.text) == []
    assert "content-security-policy" in answer.headers
    assert not re.search(r"%\(\w+\)s", answer.text)


def test_a_team_is_refused_in_arabic(team: TestClient) -> None:
    missing = post(team, "/ar/login", name="viewer")
    wrong = log_in(team, "viewer", "not it", lang="ar")
    for _ in range(5):
        throttled = log_in(team, "reviewer", "not it", lang="ar")
    assert (missing.status_code, wrong.status_code, throttled.status_code) == (422, 401, 429)
    for answer in (missing, wrong, throttled):
        assert english(answer.text) == []


def test_a_role_is_refused_in_arabic(team: TestClient) -> None:
    log_in(team, "viewer")
    answer = team.get("/ar/review")
    assert answer.status_code == 403
    assert english(answer.text) == []
    team.cookies.clear()
    log_in(team, "admin")
    page = team.get("/ar/audit").text
    assert "دخل" in page  # logged in
    assert english(page) == []


def test_why_an_event_waits_is_said_in_words(reader: TestClient) -> None:
    page = reader.get("/ar/review").text
    assert page.count('class="badge') >= 1
    assert not any(reason in page for reason in queue.REASONS)


def test_programs_are_told_in_english(reader: TestClient) -> None:
    answer = reader.get("/api/v1/events?box=1,2", headers={"accept-language": "ar"})
    assert answer.status_code == 422
    assert answer.json() == {"detail": "box: «1,2» is not 4 numbers with commas between"}
