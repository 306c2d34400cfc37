"""A newspaper on this machine: a feed that goes through its days as fast as it is asked, and a network that fails."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from observatory.reports import KILLED, ON, STRIKE, TOWNS

HOURS = 24 * 7
LONGEST = 40
"""Entries that the feed shows at a time."""

Fault = Callable[[BaseHTTPRequestHandler, bytes], None]


def whole(request: BaseHTTPRequestHandler, body: bytes) -> None:
    """The answer as it should be."""
    _begin(request, len(body))
    request.wfile.write(body)


def cut_off(request: BaseHTTPRequestHandler, body: bytes) -> None:
    """The connection ends in the middle of what was announced."""
    _begin(request, len(body))
    request.wfile.write(body[: len(body) // 2])
    request.wfile.flush()


def too_long(request: BaseHTTPRequestHandler, body: bytes) -> None:
    """More is announced than there is."""
    _begin(request, len(body) + 1000)
    request.wfile.write(body)


def too_short(request: BaseHTTPRequestHandler, body: bytes) -> None:
    """Less is announced than there is: the end is left out by whoever believes it."""
    _begin(request, max(len(body) - 1000, 10))
    request.wfile.write(body)


def refused(request: BaseHTTPRequestHandler, _: bytes) -> None:
    """The server has trouble of its own, and says when to come again."""
    request.send_response(503)
    request.send_header("Retry-After", "0")
    request.end_headers()


def silent(request: BaseHTTPRequestHandler, _: bytes) -> None:
    """Hangs up without a word."""
    request.connection.close()


def garbled(request: BaseHTTPRequestHandler, _: bytes) -> None:
    """What comes is not HTTP."""
    request.wfile.write(b"\x00\xff\x13garbage\r\n\r\n")


def slow(request: BaseHTTPRequestHandler, body: bytes) -> None:
    """A byte now and then, without end."""
    _begin(request, len(body))
    for at in range(len(body)):
        request.wfile.write(body[at : at + 1])
        request.wfile.flush()
        time.sleep(0.05)


def wrong_packing(request: BaseHTTPRequestHandler, body: bytes) -> None:
    """It is said to be compressed and is not."""
    _begin(request, len(body), **{"Content-Encoding": "gzip"})
    request.wfile.write(body)


FAULTS: tuple[Fault, ...] = (cut_off, too_long, refused, silent, garbled, wrong_packing)
"""Faults that are over at once; in each nothing that came may be taken for the whole."""


def _begin(request: BaseHTTPRequestHandler, length: int, **more: str) -> None:
    request.send_response(200)
    for name, value in {"Content-Type": request.kind, "Content-Length": str(length), **more}.items():  # type: ignore[attr-defined]
        request.send_header(name, value)
    request.end_headers()


class Newspaper:
    """``hour`` is the present; ``faults`` are dealt with their chance to each request, by dice of their own.

    ``shown`` are the entries that stood in the feed when it was once answered whole: what a reader can know of.
    """

    def __init__(self, an_hour: int, faults: tuple[Fault, ...] = (), chance: float = 0.0) -> None:
        self.hour, self.an_hour = 0, an_hour
        self._faults, self._chance, self._dice = faults, chance, random.Random(3)
        self.asked = self.failed = 0
        self.next: Fault | None = None
        self.shown: set[int] = set()

    def fault(self) -> Fault:
        """How the next request is answered."""
        self.asked += 1
        if self.next is not None:
            return self.next
        if self._faults and self._dice.random() < self._chance:
            self.failed += 1
            return self._dice.choice(self._faults)
        return whole

    def feed(self) -> bytes:
        """The latest entries; every third holds only a summary, its text is on its page."""
        items = "".join(self._item(n) for n in reversed(self.standing()))
        head = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Gazette</title>'
        return f"{head}{items}</channel></rss>".encode()

    def standing(self) -> range:
        """The entries that stand in the feed now."""
        last = (self.hour + 1) * self.an_hour
        return range(max(0, last - LONGEST), last)

    def page(self, number: int) -> bytes:
        """The page of an entry."""
        meta = f'<meta property="article:published_time" content="{self.day(number)}">'
        return (
            f"<html><head><title>{title(number)}</title>{meta}</head><body><p>{text(number)}</p></body></html>".encode()
        )

    def day(self, number: int) -> str:
        """The day of an entry, in May 2020."""
        return f"2020-05-{number // self.an_hour // 24 + 1:02}"

    def _item(self, number: int) -> str:
        link = f"<link>http://localhost:{self.port}/{number}</link>"
        body = "" if number % 3 == 0 else f"<description>{text(number)}</description>"
        date = f"<pubDate>{int(self.day(number)[-2:]):02} May 2020 08:00:00 GMT</pubDate>"
        return f"<item><title>{title(number)}</title>{link}{date}{body}</item>"

    port = 0
    path = ""
    """What was asked for last."""


def title(number: int) -> str:
    """The headline of an entry."""
    return f"خبر {number}"  # news


def text(number: int) -> str:
    """Half a day's entries tell of one strike each, in several words; long enough to be taken for the whole report."""
    town = TOWNS[number // 6 % 5]
    return f"{STRIKE} {ON} {town} {number // 12 % 9} {KILLED} " + " ".join(
        f"تفصيل{number}{m}" for m in range(200)
    )  # details


@contextmanager
def published(paper: Newspaper) -> Iterator[str]:
    """The paper's feed at an address on this machine, while the block lasts."""

    class Handler(BaseHTTPRequestHandler):
        kind = "application/rss+xml; charset=utf-8"

        def do_GET(self) -> None:
            name = paper.path = self.path.strip("/")
            answer = paper.fault()
            self.kind = Handler.kind if name == "feed" else "text/html; charset=utf-8"
            body = paper.feed() if name == "feed" else paper.page(int(name))
            try:
                answer(self, body)
                if name == "feed" and answer is whole:
                    paper.shown.update(paper.standing())
            except OSError:
                return
            finally:
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    paper.port = server.server_port
    try:
        yield f"http://localhost:{server.server_port}/feed"
    finally:
        server.shutdown()
        server.server_close()
