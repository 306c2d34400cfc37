"""How is an address fetched: politely, only when changed, within limits, and never from a private network?"""

from __future__ import annotations

import datetime
import hashlib
import http.client
import socket
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urljoin

import msgspec

from marsad.errors import DocumentError, UnreachedError
from marsad.ingest.addresses import Resolve, Target, resolved, target
from marsad.ingest.limits import MEBIBYTE, size
from marsad.model import Article

AGENT = "marsad (reader of published reports)"
_MOVED = (301, 302, 303, 307, 308)
_OK, _UNCHANGED, _BUSY = 200, 304, (429, 503)
_PASSING = (408, 425, 429, *range(500, 600))
"""Statuses that say nothing of the address itself: the same request may do later."""

_CHUNK = 1 << 16
_LONGEST_WAIT = 3600


class Limits(msgspec.Struct, frozen=True):
    """Bounds of a request: bytes of its answer (unpacked), seconds in all, redirects, seconds between two of a host."""

    bytes: int = 20 * MEBIBYTE
    seconds: float = 30.0
    redirects: int = 5
    delay: float = 2.0


class Visited(msgspec.Struct, frozen=True):
    """What is kept of an address to ask it later only for what is new; a database keeps it as JSON."""

    at: str
    digest: str
    etag: str | None = None
    modified: str | None = None


class Owed(msgspec.Struct, frozen=True):
    """A page that a feed named and that could not be reached, asked for so many ``tries`` ``since`` (ISO, UTC).

    ``entry`` is what the feed held of it, where that was a text: it may have left the feed when its page is reached.
    """

    feed: str
    since: str
    tries: int = 1
    entry: Article | None = None


class Fetched(msgspec.Struct, frozen=True):
    """The answer of an address: ``url`` after redirects, its bytes, and when it was fetched (ISO, UTC)."""

    asked: str
    url: str
    data: bytes
    kind: str | None
    charset: str | None
    at: str


class Fetcher:
    """Fetches addresses one after another.

    Attributes:
        visited: what is known of each address fetched; give it back later, and only what changed is fetched again.
        owed: pages that could not be reached and are asked for again; give it back later, and they are.
        follow: whether the pages that a feed links to are fetched where the feed holds a summary only.

    ``private`` names hosts that may be on a private network; ``resolve`` and ``sleep`` reach the world outside.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        private: Collection[str] = (),
        visited: dict[str, Visited] | None = None,
        owed: dict[str, Owed] | None = None,
        follow: bool = True,
        resolve: Resolve = resolved,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.limits = limits or Limits()
        self.private = frozenset(private)
        self.visited = visited if visited is not None else {}
        self.owed = owed if owed is not None else {}
        self.follow = follow
        self.sleep = sleep
        self._resolve = resolve
        self._free: dict[str, float] = {}

    def fetch(self, url: str) -> Fetched | None:
        """What stands at an address, ``None`` where it is as it was when visited last.

        Raises:
            DocumentError: it leads to a private address, redirects too often, is too large, or answers with another
                status than 200; UnreachedError where asking again later may do.
        """
        deadline = time.monotonic() + self.limits.seconds
        here = url
        for _ in range(self.limits.redirects + 1):
            goal = target(here, self.private, self._resolve)
            self._wait(goal.host)
            answer = self._asked(goal, url, deadline)
            if isinstance(answer, str):
                here = urljoin(here, answer)
                continue
            return self._kept(url, answer) if answer else None
        raise DocumentError(url, f"redirects more than {self.limits.redirects} times")

    def _wait(self, host: str) -> None:
        now = time.monotonic()
        wait = self._free.get(host, now) - now
        if wait > self.limits.delay:
            raise UnreachedError(host, f"this host asked for no more requests for {wait:,.0f} seconds")
        if wait > 0:
            self.sleep(wait)
        self._free[host] = time.monotonic() + self.limits.delay

    def _asked(self, goal: Target, asked: str, deadline: float) -> tuple[Fetched, Any] | str | None:
        """The answer with its headers, where it redirects to, or ``None`` for unchanged."""
        headers = {"Host": goal.authority, "User-Agent": AGENT, "Accept-Encoding": "gzip, deflate", "Accept": "*/*"}
        headers |= _conditions(self.visited.get(asked))
        with _connected(goal, deadline, self.limits.seconds) as connection:
            connection.request("GET", goal.path, headers=headers, preload_content=False)
            response = connection.getresponse()
            status = response.status
            if status in _MOVED and response.headers.get("Location"):
                return str(response.headers["Location"])
            if status == _UNCHANGED:
                return None
            if status in _BUSY:
                self._hold(goal.host, response.headers.get("Retry-After"))
            if status != _OK:
                refused = UnreachedError if status in _PASSING else DocumentError
                raise refused(goal.url, f"answers {status} {http.client.responses.get(status, '')}".rstrip())
            data = _body(response, self.limits.bytes, goal.url)
            kind, charset = _content_type(response.headers.get("Content-Type"))
            return Fetched(asked, goal.url, data, kind, charset, now()), response.headers

    def _kept(self, url: str, answer: tuple[Fetched, Any]) -> Fetched | None:
        fetched, headers = answer
        digest = hashlib.sha256(fetched.data).hexdigest()
        before = self.visited.get(url)
        self.visited[url] = Visited(fetched.at, digest, headers.get("ETag"), headers.get("Last-Modified"))
        self.owed.pop(url, None)
        return None if before and before.digest == digest else fetched

    def _hold(self, host: str, after: str | None) -> None:
        seconds = int(after) if after and after.isdecimal() else 60
        self._free[host] = time.monotonic() + min(seconds, _LONGEST_WAIT)


@contextmanager
def _connected(goal: Target, deadline: float, seconds: float) -> Iterator[Any]:
    """A connection to the checked address, cut when the time is over, however slowly the other side answers."""
    import urllib3

    left = deadline - time.monotonic()
    late = UnreachedError(goal.url, f"takes longer than {seconds:,.0f} seconds")
    if left <= 0:
        raise late
    connection = _connection(goal, left)
    over, held = threading.Event(), [connection]
    watch = threading.Timer(left, _cut, (held, over))
    watch.daemon = True
    watch.start()
    try:
        connection.connect()
        held[0] = _Held(connection.sock)
        yield connection
        if over.is_set():
            raise late
    except (urllib3.exceptions.HTTPError, http.client.HTTPException, OSError, ValueError) as error:
        if over.is_set() or isinstance(error, TimeoutError | urllib3.exceptions.TimeoutError):
            raise late from error
        raise UnreachedError(goal.url, f"cannot be fetched: {_reason(error)}") from error
    finally:
        watch.cancel()
        connection.close()


def _connection(goal: Target, timeout: float) -> Any:
    from urllib3.connection import HTTPConnection, HTTPSConnection

    if goal.scheme == "http":
        return HTTPConnection(goal.ip, goal.port, timeout=timeout)
    import certifi

    return HTTPSConnection(
        goal.ip,
        goal.port,
        timeout=timeout,
        ca_certs=certifi.where(),
        cert_reqs="CERT_REQUIRED",
        server_hostname=goal.host,
        assert_hostname=goal.host,
    )


class _Held(msgspec.Struct):
    """The socket of a connection, which the connection itself lets go when the answer has begun."""

    sock: Any


def _cut(held: list[Any], over: threading.Event) -> None:
    over.set()
    sock = held[0].sock
    if sock is not None:
        try:
            sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            return


def _body(response: Any, limit: int, url: str) -> bytes:
    parts, held = [], 0
    for part in response.stream(_CHUNK, decode_content=True):
        held += len(part)
        if held > limit:
            raise DocumentError(url, f"larger than {size(limit)}: not fetched")
        parts.append(part)
    return b"".join(parts)


def _conditions(known: Visited | None) -> dict[str, str]:
    if known is None:
        return {}
    asked = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    return {name: value for name, value in asked.items() if value}


def _content_type(header: str | None) -> tuple[str | None, str | None]:
    kind, _, rest = (header or "").partition(";")
    charset = next(
        (part.partition("=")[2] for part in rest.split(";") if part.strip().lower().startswith("charset")), ""
    )
    return kind.strip().lower() or None, charset.strip().strip("\"'") or None


def _reason(error: Exception) -> str:
    return str(getattr(error, "reason", None) or error)[:200] or type(error).__name__


def now() -> str:
    """The present moment, as visits are dated (ISO, UTC)."""
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
