"""Does a coder behind a language model keep its word? A local server speaks the protocol, its faults included."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from marsad.batch import coded
from marsad.cli import app
from marsad.codebook import breaches
from marsad.errors import MarsadError
from marsad.llm import LlmCoder, Settings
from marsad.llm.endpoint import EndpointError
from marsad.model import Article, CodedDocument, FailedDocument

TEXT = (
    # The Observatory said that coalition aircraft carried out four strikes on the town of Manbij yesterday,
    # which killed nine people.
    "قال المرصد السوري لحقوق الإنسان إن طائرات التحالف شنت أمس أربع غارات على مدينة منبج، أسفرت عن مقتل تسعة أشخاص."
)
ARTICLE = Article(doc="a", text=TEXT, published="2020-05-06", source="Test Gazette")
GOOD = {
    "sentence": TEXT,
    "trigger": "غارات",  # strikes
    "type": "attack.air",
    "status": "reported",
    "actors": ["طائرات التحالف"],  # coalition aircraft
    "targets": [],
    "places": [{"text": "مدينة منبج", "role": "at"}],  # the town of Manbij
    "time": "أمس",  # yesterday
    "quantities": [{"text": "تسعة أشخاص", "what": "killed"}, {"text": "أربع غارات", "what": "strikes"}],
    "sources": ["المرصد السوري لحقوق الإنسان"],  # the Observatory
    "claimed_by": [],
    "means": [],
}
Answer = Callable[[dict[str, Any], int], tuple[int, bytes, dict[str, str]]]


def completion(content: str, finish: str = "stop") -> bytes:
    choice = {"message": {"role": "assistant", "content": content}, "finish_reason": finish}
    return json.dumps({"choices": [choice], "usage": {"prompt_tokens": 100, "completion_tokens": 20}}).encode()


def documents(*claims: dict[str, Any], article: int = 1) -> str:
    return json.dumps({"documents": [{"article": article, "claims": list(claims)}]}, ensure_ascii=False)


class Model:
    """The server: ``answer`` is asked for each request; ``asked`` holds the requests."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.answer: Answer = lambda *_: (200, completion(documents(GOOD)), {})
        model = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                model.asked.append(body)
                model.headers.append(dict(self.headers))
                status, data, headers = model.answer(body, len(model.asked))
                self.send_response(status)
                for name, value in {"Content-Length": str(len(data)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_: object) -> None:
                """Says nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def coder(self, **settings: Any) -> LlmCoder:
        return LlmCoder(Settings(**{"url": self.url, "model": "test", "pause": 0.01, "timeout": 5, **settings}))


@pytest.fixture
def model() -> Iterator[Model]:
    made = Model()
    yield made
    made.server.shutdown()


def test_words_become_a_claim_with_days_numbers_places_and_parties(model: Model) -> None:
    claims = model.coder(key="secret").code(ARTICLE)
    assert breaches(ARTICLE, claims) == []
    (claim,) = claims
    assert (claim.type, claim.status, claim.trigger.text) == ("attack.air", "reported", "غارات")
    assert claim.time is not None
    assert (claim.time.start, claim.time.end) == ("2020-05-05", "2020-05-05")
    assert [(q.what, q.low, q.high) for q in claim.quantities] == [("killed", 9, 9), ("strikes", 4, 4)]
    assert [place.country for place in claim.places] == ["SY"]
    assert [source.name for source in claim.sources] == ["Syrian Observatory for Human Rights"]
    (asked,) = model.asked
    assert asked["temperature"] == 0
    assert asked["response_format"]["json_schema"]["strict"] is True
    assert model.headers[0]["Authorization"] == "Bearer secret"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"actors": ["قوات لم ترد"]}, "actors"),  # forces that are not in the text
        ({"places": [{"text": "حلب", "role": "at"}]}, "places"),  # Aleppo, which the text does not name
        ({"places": [{"text": "منبج", "role": "inside"}]}, "places"),
        ({"quantities": [{"text": "عشرة أشخاص", "what": "killed"}]}, "quantities"),  # ten people
        ({"quantities": [{"text": "المرصد", "what": "killed"}]}, "quantities"),  # no number
        ({"time": "قبل أسبوع"}, "time"),  # a week ago
        ({"sources": ["وكالة الأنباء"]}, "sources"),  # the news agency
        ({"means": ["Raketen"]}, "means"),
        ({"trigger": "قصف"}, "trigger"),  # shelling
        ({"sentence": "جملة أخرى."}, "sentence"),  # another sentence
        ({"type": "attack.laser"}, "type"),
        ({"status": "certain"}, "status"),
    ],
)
def test_what_does_not_stand_in_the_text_is_dropped_and_counted(
    model: Model, changed: dict[str, Any], field: str
) -> None:
    model.answer = lambda *_: (200, completion(documents({**GOOD, **changed})), {})
    coder = model.coder()
    claims = coder.code(ARTICLE)
    assert breaches(ARTICLE, claims) == []
    assert coder.dropped[field] == 1
    assert sum(coder.dropped.values()) == 1
    if field in ("trigger", "sentence", "type", "status"):
        assert claims == []
    else:
        assert not getattr(claims[0], field)


@pytest.mark.parametrize(
    "fault",
    [
        (429, b"", {"Retry-After": "0.05"}),
        (503, b"later", {}),
        (200, completion(documents(GOOD), finish="length"), {}),
        (200, b"<html>not JSON</html>", {}),
        (200, b'{"choices": []}', {}),
        (200, completion(documents(GOOD))[:40], {"Content-Length": "4000"}),
        (200, completion("Here are the claims:"), {}),
        (200, completion('{"claims": []}'), {}),
    ],
    ids=[
        "too fast",
        "overloaded",
        "cut off by length",
        "no JSON",
        "no choice",
        "cut off on the way",
        "words",
        "another shape",
    ],
)
def test_a_fault_is_asked_again(model: Model, fault: tuple[int, bytes, dict[str, str]]) -> None:
    good = model.answer
    model.answer = lambda body, turn: fault if turn == 1 else good(body, turn)
    coder = model.coder(timeout=1)
    assert len(coder.code(ARTICLE)) == 1
    assert len(model.asked) == 2
    assert coder.endpoint.usage.again == 1


def test_a_slow_answer_is_given_up(model: Model) -> None:
    def slow(*_: object) -> tuple[int, bytes, dict[str, str]]:
        time.sleep(0.6)
        return 200, completion(documents(GOOD)), {}

    model.answer = slow
    with pytest.raises(EndpointError, match="no answer after 2 tries"):
        model.coder(timeout=0.2, tries=2).code(ARTICLE)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ((401, b"wrong key", {}), "status 401: wrong key"),
        ((200, completion('{"documents": [{"article": "one"}]}'), {}), "another shape"),
        ((200, completion("Here are the claims:"), {}), "another shape"),
    ],
)
def test_a_refusal_or_a_wrong_shape_is_an_error_of_the_document_alone(
    model: Model, answer: tuple[int, bytes, dict[str, str]], why: str
) -> None:
    model.answer = lambda *_: answer
    (result,) = coded([ARTICLE], make=model.coder)
    document = result.document()
    assert isinstance(document, FailedDocument)
    assert why in document.error


def test_articles_share_a_request_and_one_bad_answer_does_not_spoil_the_others(model: Model) -> None:
    articles = [Article(doc=str(n), text=TEXT, published="2020-05-06") for n in range(5)]

    def answer(body: dict[str, Any], _: int) -> tuple[int, bytes, dict[str, str]]:
        number = body["messages"][1]["content"].count("ARTICLE ")
        if number > 1:
            return 200, completion("nonsense"), {}
        return 200, completion(documents(GOOD)), {}

    model.answer = answer
    results = [result.document() for result in coded(articles, make=model.coder)]
    assert [isinstance(each, CodedDocument) and len(each.claims) for each in results] == [1] * 5
    assert model.asked[0]["messages"][1]["content"].count("ARTICLE ") == 5


def test_the_same_question_is_paid_once(model: Model, tmp_path: Path) -> None:
    cache = tmp_path / "answers.sqlite"
    first = model.coder(cache=cache).code(ARTICLE)
    again = model.coder(cache=cache)
    assert again.code(ARTICLE) == first
    assert len(model.asked) == 1
    assert again.endpoint.usage.cached == 1


def test_an_answer_that_cannot_be_read_is_not_kept(model: Model, tmp_path: Path) -> None:
    """Else one bad moment of the endpoint would be the document's error for ever."""
    good, cache = model.answer, tmp_path / "answers.sqlite"
    model.answer = lambda *_: (200, completion("Here are the claims:"), {})
    with pytest.raises(EndpointError, match="another shape"):
        model.coder(cache=cache, tries=1).code(ARTICLE)
    model.answer = good
    assert len(model.coder(cache=cache, tries=1).code(ARTICLE)) == 1


def test_the_command_line_says_how_much_was_dropped(
    model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    invented = {**GOOD, "actors": ["الطيران الحربي"]}  # the warplanes
    model.answer = lambda *_: (200, completion(documents(invented)), {})
    monkeypatch.setenv("MARSAD_LLM_URL", model.url)
    monkeypatch.setenv("MARSAD_LLM_MODEL", "test")
    report = tmp_path / "2020-05-06.txt"
    report.write_text(TEXT)
    done = CliRunner().invoke(app, ["code", str(report), "--coder", "llm"])
    assert done.exit_code == 0
    assert "llm: dropped because it does not stand in the text: actors 1" in done.stderr


def test_the_budget_ends_the_run(model: Model) -> None:
    coder = model.coder(most_tokens=120)
    coder.code(ARTICLE)
    with pytest.raises(EndpointError, match="MARSAD_LLM_MOST_TOKENS"):
        coder.code(Article(doc="b", text=TEXT + " "))


def test_the_rate_is_kept(model: Model) -> None:
    coder = model.coder(rate=1200)
    began = time.monotonic()
    for n in range(4):
        coder.code(Article(doc=str(n), text=TEXT + " " * n))
    assert time.monotonic() - began >= 3 * 0.05


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({}, "MARSAD_LLM_URL"),
        ({"MARSAD_LLM_URL": "http://x/v1", "MARSAD_LLM_MODEL": "m", "MARSAD_LLM_RATE": "fast"}, "no number"),
    ],
)
def test_an_environment_that_says_too_little_is_an_error(given: dict[str, str], why: str) -> None:
    with pytest.raises(MarsadError, match=why):
        Settings.from_environment(given)
