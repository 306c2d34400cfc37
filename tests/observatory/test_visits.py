"""Is an address asked again only for what is new? A real server on this machine."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from typer.testing import CliRunner

from marsad.cli import app
from marsad.store import Store

RUN = CliRunner()
ITEM = (
    "<item><title>خبر {n}</title><link>http://127.0.0.1/{n}</link><guid>{n}</guid>"  # news
    "<pubDate>Wed, 06 May 2020 08:00:00 GMT</pubDate><description>{text}</description></item>"
)
TEXT = "قتل تسعة أشخاص في غارة على بلدة السدر أمس، بحسب مصدر طبي. " * 30  # nine killed in a strike on al-Sidr
FEED = '<?xml version="1.0"?><rss version="2.0"><channel><title>Gazette</title>{items}</channel></rss>'


class Pages(BaseHTTPRequestHandler):
    """A feed that tells by its ETag whether it changed."""

    items = 1
    asked = 0

    def do_GET(self) -> None:
        etag = f'"{Pages.items}"'
        Pages.asked += 1
        if self.headers.get("If-None-Match") == etag:
            self.send_response(304)
            self.end_headers()
            return
        body = FEED.format(items="".join(ITEM.format(n=n, text=f"{TEXT} {n}") for n in range(Pages.items))).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/rss+xml; charset=utf-8")
        self.send_header("ETag", etag)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def feed() -> Iterator[str]:
    Pages.items, Pages.asked = 1, 0
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/feed"
    server.shutdown()
    server.server_close()


def test_a_feed_is_asked_again_only_for_what_is_new(feed: str, tmp_path: Path) -> None:
    db = str(tmp_path / "m.db")
    asked = ["ingest", feed, "--db", db, "--delay", "0", "--allow-private", "127.0.0.1"]
    assert "1 read" in RUN.invoke(app, asked).stderr
    assert "0 read" in RUN.invoke(app, asked).stderr
    Pages.items = 3
    assert "2 new" in RUN.invoke(app, asked).stderr
    with Store.open(db) as store:
        assert store.count("articles") == 3
        assert {each.source for each in store.sources()} == {feed}
    assert Pages.asked == 3


def test_a_private_address_is_refused_unless_it_is_allowed(feed: str, tmp_path: Path) -> None:
    result = RUN.invoke(app, ["ingest", feed, "--db", str(tmp_path / "m.db")])
    assert result.exit_code == 1
    assert "1 failed" in result.stderr
    assert Pages.asked == 0
