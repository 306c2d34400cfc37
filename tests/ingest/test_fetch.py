"""Are addresses fetched politely, only when changed, within limits, and never from a private network?"""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice

import msgspec
import pytest
from ingest_reports import BODY, FIRST, SECOND, TITLE, feed, page

from marsad.errors import DocumentError
from marsad.ingest import count, read
from marsad.ingest.addresses import is_public, target
from marsad.ingest.fetch import Fetcher, Limits, Visited
from marsad.ingest.web import IN_A_ROW, TRIES, read_address, rounds
from marsad.model import Article, FailedDocument

Answer = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """A web site on this machine: what it answers at each path, and what it was asked."""

    def __init__(self) -> None:
        site = self
        self.answers: dict[str, Answer] = {}
        self.asked: list[str] = []

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                answer = site.answers.get(self.path)
                if answer:
                    answer(self)
                else:
                    self.send_error(404)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.at = f"http://localhost:{self.server.server_port}"

    def serve(self, path: str, body: bytes, kind: str = "text/html", **headers: str) -> str:
        """Answers a path with a body, with 304 where the entity tag is the one asked for; returns the address."""

        def answer(request: BaseHTTPRequestHandler) -> None:
            if headers.get("ETag") and request.headers["If-None-Match"] == headers["ETag"]:
                request.send_response(304)
                request.end_headers()
                return
            request.send_response(200)
            sent = {"Content-Type": kind, "Content-Length": str(len(body)), **headers}
            for name, value in sent.items():
                request.send_header(name.replace("_", "-"), value)
            request.end_headers()
            request.wfile.write(body)

        self.answers[path] = answer
        return self.at + path

    def redirect(self, path: str, to: str) -> str:
        def answer(request: BaseHTTPRequestHandler) -> None:
            request.send_response(302)
            request.send_header("Location", to)
            request.end_headers()

        self.answers[path] = answer
        return self.at + path


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    threading.Thread(target=made.server.serve_forever, daemon=True).start()
    yield made
    made.server.shutdown()
    made.server.server_close()


def fetcher(**limits: float) -> Fetcher:
    """A fetcher that may reach ``localhost`` under this name, and nothing else that is private."""
    return Fetcher(Limits(**{"delay": 0.0, "seconds": 5.0, **limits}), private={"localhost"})  # type: ignore[arg-type]


def test_a_page_by_its_address(site: Site) -> None:
    url = site.serve("/1", page().encode("windows-1256"), "text/html; charset=utf-8")
    (found,) = read([url], fetcher=fetcher())
    assert isinstance(found, Article)
    assert (found.doc, found.url, found.title, found.text, found.source) == (url, url, TITLE, BODY, "localhost")
    assert found.fetched is not None
    assert count([url]) is None


def test_a_feed_gives_the_pages_that_it_links_to(site: Site) -> None:
    url = site.serve("/1", page().encode())
    gone = f"{site.at}/2"
    entries = f"<item><title>{TITLE}</title><link>{url}</link><description>{FIRST}</description></item>"
    entries += f"<item><title>x</title><link>{gone}</link><description>{SECOND}</description></item>"
    entries += f"<item><link>{site.at}/3</link></item>"
    at = site.serve("/feed", feed(entries).encode(), "application/rss+xml", ETag='"1"')
    asks = fetcher()
    first, second, third = read_address(at, asks)
    assert isinstance(first, Article)
    assert (first.doc, first.text, first.source) == (url, BODY, "صحيفة الواحة")  # The Oasis
    assert isinstance(second, Article)
    assert (second.doc, second.text) == (gone, SECOND), "where its page is gone, the feed's own text"
    assert third == FailedDocument(f"{site.at}/3", "answers 404 Not Found")
    assert list(read_address(at, asks)) == [], "nothing is new: 304"
    assert site.asked.count("/1") == 1


def hanging_up(request: BaseHTTPRequestHandler) -> None:
    """No answer at all."""
    request.connection.close()


def test_a_page_that_is_never_reached_is_given_up_after_a_week_and_many_tries(site: Site) -> None:
    at = site.serve("/feed", feed(f"<item><link>{site.at}/1</link></item>").encode())
    site.answers["/1"] = hanging_up
    asks = fetcher()
    for _ in range(TRIES + 1):
        assert [item.doc for item in read_address(at, asks)] == [f"{site.at}/1"]
    owed = asks.owed[f"{site.at}/1"]
    assert owed.tries == TRIES + 1, "a week is not over"
    asks.owed[f"{site.at}/1"] = msgspec.structs.replace(owed, since="2020-05-03T08:00:00Z")
    assert [item.doc for item in read_address(at, asks)] == [f"{site.at}/1"]
    site.answers["/1"] = lambda request: pytest.fail("asked again")
    assert list(read_address(at, asks)) == []
    assert asks.owed == {}


def test_pages_that_are_owed_do_not_hold_up_a_round(site: Site) -> None:
    """A host that is down: three of its pages are asked for in a round, those first that were asked for least."""
    paths = [f"/{n}" for n in range(8)]
    at = site.serve("/feed", feed("".join(f"<item><link>{site.at}{path}</link></item>" for path in paths)).encode())
    site.answers |= dict.fromkeys(paths, hanging_up)
    asks = fetcher()
    assert len(list(read_address(at, asks))) == 8
    site.asked.clear()
    for _ in range(3):
        assert len(list(read_address(at, asks))) == IN_A_ROW
    assert site.asked == ["/feed", *paths[:3], "/feed", *paths[3:6], "/feed", *paths[6:], paths[0]]
    for path in paths:
        site.serve(path, page().encode())
    assert {item.doc for item in read_address(at, asks)} == {site.at + path for path in paths}
    assert asks.owed == {}


def test_a_summary_stands_until_its_page_is_reached(site: Site) -> None:
    entry = f"<item><title>x</title><link>{site.at}/1</link><description>{SECOND}</description></item>"
    at = site.serve("/feed", feed(entry).encode())
    site.answers["/1"] = hanging_up
    asks = fetcher()
    (summary,) = read_address(at, asks)
    assert isinstance(summary, Article)
    assert summary.text == SECOND
    assert list(read_address(at, asks)) == []
    site.serve("/1", page().encode())
    site.serve("/feed", feed("").encode())
    (whole,) = read_address(at, asks)
    assert isinstance(whole, Article)
    assert (whole.doc, whole.text, whole.source) == (summary.doc, BODY, summary.source)


def test_rounds_bring_what_is_new(site: Site) -> None:
    def entries(*names: str) -> bytes:
        links = (f"<item><link>{site.serve(name, page().encode())}</link></item>" for name in names)
        return feed("".join(links)).encode()

    at, waits = site.serve("/feed", entries("/1", "/2")), []
    asks = Fetcher(Limits(delay=0), private={"localhost"}, sleep=waits.append)
    turns = rounds([at], asks, seconds=600)
    assert [item.doc for item in next(turns)] == [f"{site.at}/1", f"{site.at}/2"]
    site.serve("/feed", entries("/2", "/3"))
    assert [item.doc for item in next(turns)] == [f"{site.at}/3"]
    assert list(next(turns)) == []
    assert waits == [600, 600]


def test_what_was_visited_can_be_kept(site: Site) -> None:
    url = site.serve("/1", page().encode(), ETag='"1"', Last_Modified="Sun, 03 May 2020 10:00:00 GMT")
    asks = fetcher()
    assert len(list(read_address(url, asks))) == 1
    kept = asks.visited[url]
    assert isinstance(kept, Visited)
    assert (kept.etag, kept.modified) == ('"1"', "Sun, 03 May 2020 10:00:00 GMT")
    again = Fetcher(Limits(delay=0), private={"localhost"}, visited={url: kept})
    assert list(read_address(url, again)) == []


def test_requests_to_one_host_are_spaced(site: Site) -> None:
    waits: list[float] = []
    asks = Fetcher(Limits(delay=3), private={"localhost"}, sleep=waits.append)
    for path in ("/1", "/2"):
        list(read_address(site.serve(path, page().encode()), asks))
    assert len(waits) == 1
    assert 2 < waits[0] <= 3


def test_a_busy_host_is_left_alone(site: Site) -> None:
    def busy(request: BaseHTTPRequestHandler) -> None:
        request.send_response(429)
        request.send_header("Retry-After", "120")
        request.end_headers()

    site.answers["/1"] = busy
    asks = fetcher()
    assert [item.error for item in read_address(f"{site.at}/1", asks)] == ["answers 429 Too Many Requests"]
    (failure,) = read_address(f"{site.at}/1", asks)
    assert "asked for no more requests for" in failure.error
    assert site.asked == ["/1"]


@pytest.mark.parametrize("to", ["http://127.0.0.1:{port}/in", "http://[::1]:{port}/in", "//127.0.0.1:{port}/in"])
def test_a_redirect_to_a_private_address_is_refused(site: Site, to: str) -> None:
    site.serve("/in", page().encode())
    url = site.redirect("/out", to.format(port=site.server.server_port))
    (failure,) = read([url], fetcher=fetcher())
    assert isinstance(failure, FailedDocument)
    assert "private addresses are not reached" in failure.error
    assert site.asked == ["/out"]


@pytest.mark.parametrize("to", ["file:///etc/passwd", "ftp://news.test/", "gopher://x"])
def test_a_redirect_to_another_scheme_is_refused(site: Site, to: str) -> None:
    (failure,) = read([site.redirect("/out", to)], fetcher=fetcher())
    assert isinstance(failure, FailedDocument)
    assert "only http and https" in failure.error


def test_redirects_are_followed_but_not_without_end(site: Site) -> None:
    site.serve("/end", page().encode())
    (found,) = read([site.redirect("/a", "/end")], fetcher=fetcher())
    assert isinstance(found, Article)
    (failure,) = read([site.redirect("/loop", "/loop")], fetcher=fetcher())
    assert isinstance(failure, FailedDocument)
    assert failure.error == "redirects more than 5 times"
    assert site.asked.count("/loop") == 6


def test_private_addresses_are_refused_without_leave(site: Site) -> None:
    (failure,) = read([site.serve("/1", page().encode())])
    assert isinstance(failure, FailedDocument)
    assert "private addresses are not reached" in failure.error
    assert site.asked == []


def test_a_name_is_resolved_once_and_its_address_connected_to(site: Site) -> None:
    """A name that first leads to a public address and then to a private one wins nothing."""
    port, asked = site.server.server_port, []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["192.0.2.1"] if len(asked) > 1 else ["127.0.0.1"]

    site.serve("/1", page().encode())
    asks = Fetcher(Limits(delay=0, seconds=5), private={"news.test"}, resolve=rebinding)
    (found,) = read_address(f"http://news.test:{port}/1", asks)
    assert isinstance(found, Article)
    assert asked == ["news.test"]


def test_a_large_answer_is_refused(site: Site) -> None:
    url = site.serve("/1", b"x" * 2_000_000)
    (failure,) = read([url], fetcher=fetcher(bytes=1_000_000))
    assert isinstance(failure, FailedDocument)
    assert failure.error == "larger than 977 kB: not fetched"


def test_an_answer_that_unfolds_without_end_is_refused(site: Site) -> None:
    url = site.serve("/1", gzip.compress(b"x" * 50_000_000), Content_Encoding="gzip")
    (failure,) = read([url], fetcher=fetcher(bytes=1_000_000))
    assert isinstance(failure, FailedDocument)
    assert "not fetched" in failure.error


@pytest.mark.parametrize("slow", ["headers", "body"])
def test_an_answer_in_drops_is_refused(site: Site, slow: str) -> None:
    def dripping(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"HTTP/1.0 200 OK\r\n" + (b"Content-Type: text/html\r\n\r\n" if slow == "body" else b""))
        try:
            for _ in range(100):
                request.wfile.write(b"x" if slow == "body" else b"X: y\r\n")
                time.sleep(0.1)
        except OSError:
            return

    site.answers["/1"] = dripping
    began = time.monotonic()
    (failure,) = read([f"{site.at}/1"], fetcher=fetcher(seconds=1.0))
    assert isinstance(failure, FailedDocument)
    assert failure.error == "takes longer than 1 seconds"
    assert time.monotonic() - began < 6


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://user:secret@news.test/", "a name or a password"),
        ("http:///x", "no host"),
        ("http://news.test:99999/", "no such port"),
        ("http://169.254.169.254/latest/meta-data", "private addresses"),
        ("http://[::ffff:127.0.0.1]/", "private addresses"),
        ("http://2130706433/", "private addresses"),  # 127.0.0.1 as a number
        ("http://0/", "private addresses"),
        ("http://nosuchhost.invalid/", "no such host"),
        ("http://x y/", "no"),
        ("http://[::1/", "no address"),
    ],
)
def test_addresses_that_are_not_fetched(url: str, why: str) -> None:
    with pytest.raises(DocumentError, match=why) as raised:
        target(url)
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize(
    ("ip", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1", True),
        ("10.0.0.1", False),
        ("100.64.0.1", False),
        ("127.0.0.1", False),
        ("169.254.1.1", False),
        ("192.168.1.1", False),
        ("224.0.0.1", False),
        ("0.0.0.0", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::a00:1", False),  # 10.0.0.1 behind NAT64
        ("2002:a00:1::", False),  # 10.0.0.1 by 6to4
        ("nonsense", False),
    ],
)
def test_public_addresses(ip: str, public: bool) -> None:
    assert is_public(ip) == public


def test_letters_beyond_ascii_in_addresses() -> None:
    goal = target("http://news.test/خبر?s=1", resolve=lambda *_: ["8.8.8.8"])  # news item
    assert goal.path == "/%D8%AE%D8%A8%D8%B1?s=1"
    assert target("http://وطن.test/", resolve=lambda *_: ["8.8.8.8"]).host == "xn--2gb4ae.test"  # homeland


def test_a_hostile_server_cannot_end_the_run(site: Site) -> None:
    site.answers["/1"] = lambda request: request.wfile.write(b"nonsense\r\n" * 10)  # type: ignore[assignment]
    site.answers["/2"] = lambda request: request.connection.close()
    good = site.serve("/3", page().encode())
    items = list(islice(read([f"{site.at}/1", f"{site.at}/2", good], fetcher=fetcher()), 5))
    assert [type(item) for item in items] == [FailedDocument, FailedDocument, Article]
