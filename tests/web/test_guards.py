"""What cannot be done to the pages from outside?"""

from __future__ import annotations

import datetime
from pathlib import Path
from urllib.parse import quote

import pyotp
import pytest
from fastapi.testclient import TestClient
from forms import PASSWORD, hidden, log_in, post

from marsad.errors import MarsadError
from marsad.model import Article
from marsad.observatory import ingest
from marsad.store import Store, people
from marsad.web.app import create_app
from marsad.web.security import digest
from marsad.web.sessions import MOST_FAILED
from marsad.web.settings import Settings

HOSTILE = "<script>alert(1)</script>\"><img src=x onerror=alert(1)>'{{7*7}}"


@pytest.mark.parametrize("path", ["/en/", "/ar/review", "/static/pages.css", "/api/v1/events", "/en/none"])
def test_every_answer_carries_the_guards(reader: TestClient, path: str) -> None:
    headers = reader.get(path).headers
    assert "'unsafe-inline'" not in headers["content-security-policy"]
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_no_page_holds_inline_scripts_styles_or_handlers(reader: TestClient) -> None:
    event = reader.get("/api/v1/events").json()["items"][0]["event"]
    for path in (
        "/en/",
        f"/ar/events/{event}",
        "/en/articles/idlib-market-1",
        "/en/review",
        f"/en/review/events/{event}",
    ):
        page = reader.get(path).text
        assert " style=" not in page
        assert " onclick" not in page
        assert "<script>" not in page
        assert "http://" not in page.replace("https://almasar.example.invalid", "").replace("http://www.w3.org", "")


def test_hostile_text_stays_text(database: Path) -> None:
    text = f"قصفت طائرات حربية أمس بلدة السدر. {HOSTILE}"  # Warplanes bombed the town of al-Sidr yesterday.
    article = Article(f"x{HOSTILE}", text, HOSTILE, "javascript:alert(1)", "2020-05-06", f"غارات {HOSTILE}", HOSTILE)
    with Store.open(database) as store:
        ingest([article], store)
    with TestClient(create_app(Settings(str(database)))) as client:
        page = client.get("/en/articles/" + quote(article.doc, safe="")).text
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "javascript:" not in page
        assert "49" not in page.split("<main", 1)[1].split("onerror", 1)[0]
        for query in (
            f"text={quote(HOSTILE)}",
            f"party={quote(HOSTILE)}",
            f"outlet={quote(HOSTILE)}",
            f"place={quote(HOSTILE)}",
        ):
            assert "<script>alert" not in client.get(f"/en/?{query}").text


@pytest.mark.parametrize(
    "words", ["' OR 1=1 --", '" OR ""="', 'قصف" AND 1', "NEAR(a b)", "*", "a* OR b", "%", "\\", "\x00", "((", "-"]
)
@pytest.mark.parametrize("field", ["text", "party", "place", "source", "outlet", "after"])
def test_words_of_a_query_language_are_words(reader: TestClient, field: str, words: str) -> None:
    answer = reader.get("/api/v1/events", params={field: words})
    assert answer.status_code in (200, 400, 422)
    assert answer.status_code != 200 or len(answer.json()["items"]) < 50 or field == "text"


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fsettings.py", "/static//etc/passwd"]
)
def test_files_outside_are_not_served(reader: TestClient, path: str) -> None:
    assert reader.get(path).status_code in (404, 405)


def test_a_name_that_is_not_ours_is_refused(reader: TestClient) -> None:
    assert reader.get("/en/", headers={"host": "evil.example"}).status_code == 421


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://testserver:81"])
def test_a_form_from_another_site_is_refused(client: TestClient, origin: str) -> None:
    event = client.get("/api/v1/events").json()["items"][0]["event"]
    address = f"/en/review/events/{event}"
    token = hidden(client.get(address).text, "form_token")
    form = {"form_token": token, "seen": "", "action": "accept"}
    assert client.post(address, data=form, headers={"origin": origin}).status_code == 403


@pytest.mark.parametrize("token", ["", "0" * 64])
def test_a_form_without_its_token_changes_nothing(client: TestClient, token: str) -> None:
    event = client.get("/api/v1/events").json()["items"][0]["event"]
    answer = client.post(f"/en/review/events/{event}", data={"form_token": token, "seen": "", "action": "accept"})
    assert answer.status_code == 403
    assert client.get("/api/v1/verdicts").json()["items"] == []
    assert client.post("/api/v1/verdicts", json={"subject": event, "action": "accept"}).status_code == 403


def test_an_oversized_form_is_refused(client: TestClient) -> None:
    answer = client.post("/en/review/events/x", content=b"a" * 1_000_001)
    assert answer.status_code == 413


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "::", "example.org"])
def test_pages_without_accounts_listen_to_this_machine_alone(host: str) -> None:
    with pytest.raises(MarsadError, match="--team"):
        Settings("x.sqlite", host=host).checked()


@pytest.mark.parametrize(
    ("host", "reached", "refused"),
    [
        ("0.0.0.0", ["127.0.0.1", "localhost", "war.example.org"], ["evil.example", "192.168.1.4"]),
        ("::", ["[::1]", "localhost"], ["evil.example"]),
        ("192.168.1.4", ["192.168.1.4", "war.example.org"], ["localhost", "evil.example"]),
    ],
)
def test_what_listens_everywhere_is_reached_from_this_machine(
    host: str, reached: list[str], refused: list[str]
) -> None:
    """A container listens everywhere, and its port is published on the loopback of its machine."""
    names = Settings("x.sqlite", host=host, team=True, names=("war.example.org",)).hosts()
    assert names.issuperset(reached)
    assert names.isdisjoint(refused)


class TestTeam:
    def test_nothing_is_shown_before_logging_in(self, team: TestClient) -> None:
        for path in ("/en/", "/en/review", "/en/audit", "/en/map/points.json"):
            answer = team.get(path, follow_redirects=False)
            assert answer.status_code == 303
            assert answer.headers["location"].startswith("/en/login?to=")
        assert team.get("/api/v1/events").status_code == 401

    def test_logging_in_and_out(self, team: TestClient) -> None:
        answer = log_in(team, "viewer", to="/en/codebook")
        assert answer.status_code == 303
        assert answer.headers["location"] == "/en/codebook"
        cookie = answer.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "samesite=strict" in cookie.lower()
        page = team.get("/en/").text
        assert team.post("/en/logout", data={"form_token": hidden(page, "form_token")}).status_code == 200
        assert team.get("/en/", follow_redirects=False).status_code == 303

    @pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x"])
    def test_logging_in_leads_nowhere_else(self, team: TestClient, to: str) -> None:
        assert log_in(team, "viewer", to=to).headers["location"] == "/en/"

    def test_guessing_is_slowed_down(self, team: TestClient) -> None:
        for _ in range(MOST_FAILED):
            assert log_in(team, "viewer", "wrong password").status_code == 401
        assert log_in(team, "viewer").status_code == 429

    def test_roles(self, team: TestClient) -> None:
        log_in(team, "viewer")
        assert team.get("/en/").status_code == 200
        assert team.get("/en/review").status_code == 403

    def test_a_stolen_or_invented_session_is_nobodys(self, team: TestClient) -> None:
        team.cookies.set("marsad_session", "invented")
        assert team.get("/en/", follow_redirects=False).status_code == 303

    def test_a_changed_account_ends_its_sessions(self, team: TestClient, database: Path) -> None:
        log_in(team, "reviewer")
        assert team.get("/en/review").status_code == 200
        with Store.open(database) as store, store.writing() as connection:
            people.change_user(connection, "reviewer", active=False)
        assert team.get("/en/review", follow_redirects=False).status_code == 303

    def test_a_second_factor_counts_once(self, team: TestClient, database: Path) -> None:
        secret = pyotp.random_base32()
        with Store.open(database) as store, store.writing() as connection:
            people.change_user(connection, "viewer", totp=secret)
        assert log_in(team, "viewer").status_code == 401
        code = pyotp.TOTP(secret).now()
        assert log_in(team, "viewer", code=code).status_code == 303
        team.cookies.clear()
        assert log_in(team, "viewer", code=code).status_code == 401

    @pytest.mark.parametrize(
        ("scope", "days", "reads", "decides"),
        [("viewer", 1, 200, 403), ("admin", 1, 200, 201), ("admin", -1, 401, 401)],
    )
    def test_tokens_of_programs(
        self, team: TestClient, database: Path, scope: str, days: int, reads: int, decides: int
    ) -> None:
        until = (datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        with Store.open(database) as store, store.writing() as connection:
            people.add_token(connection, digest("secret"), "reviewer", "test", scope, until)
            event = next(iter(store.events())).event.event
        headers = {"Authorization": "Bearer secret"}
        assert team.get("/api/v1/events", headers=headers).status_code == reads
        decision = {"subject": event, "action": "accept"}
        assert team.post("/api/v1/verdicts", json=decision, headers=headers).status_code == decides


def test_passwords_are_not_kept(team: TestClient, database: Path) -> None:
    assert PASSWORD.encode() not in database.read_bytes()
    assert post(team, "/en/login", name="x", password="y").status_code == 401
