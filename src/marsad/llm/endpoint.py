"""How is a model asked? At a rate, within a budget, again after faults, and never twice the same question."""

from __future__ import annotations

import hashlib
import sqlite3
import threading
import time
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import urllib3

from marsad.errors import MarsadError
from marsad.llm.settings import Settings

T = TypeVar("T")
AGAIN = frozenset({408, 409, 425, 429, 500, 502, 503, 504})
MOST_BYTES = 8_000_000
"""Bytes of an answer above which it is no answer."""


class EndpointError(MarsadError):
    """A model that cannot be asked, or does not answer."""


class Usage(msgspec.Struct):
    """What a run used: requests made, answers taken from the cache, tokens in and out, requests made again."""

    requests: int = 0
    cached: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    again: int = 0


class _Fault(msgspec.Struct, frozen=True):
    """Why a request gave no answer, and how many seconds the endpoint wants to be left alone."""

    why: str
    after: float = 0


class Endpoint:
    """An OpenAI-compatible endpoint for chat completions, asked at temperature 0 with a JSON schema."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._pool = urllib3.PoolManager(retries=False, timeout=urllib3.Timeout(connect=10, read=settings.timeout))
        self._cache = _Cache(settings.cache) if settings.cache else None
        self._lock = threading.Lock()
        self._next = 0.0
        self.usage = Usage()

    def ask(
        self, instructions: str, question: str, schema: dict[str, Any], shape: type[T], *, patient: bool = True
    ) -> T:
        """The model's answer, read as JSON into ``shape``; only what can be read so is kept in the cache.

        An answer of another shape is a fault like any other, unless not ``patient``: then it is given up at once.

        Raises:
            EndpointError: it does not answer, refuses, or the budget is used up.
        """
        body = self._body(instructions, question, schema)
        key = hashlib.sha256(self._settings.url.encode() + b"\n" + body).hexdigest()
        kept = self._cache.get(key) if self._cache else None
        known = None if kept is None else _read(kept, shape)
        if known is not None and not isinstance(known, _Fault):
            self.usage.cached += 1
            return known
        answer, found = self._asked(body, shape, patient=patient)
        if self._cache:
            self._cache.put(key, answer)
        return found

    def _body(self, instructions: str, question: str, schema: dict[str, Any]) -> bytes:
        shape = {"type": "json_schema", "json_schema": {"name": "claims", "strict": True, "schema": schema}}
        messages = [{"role": "system", "content": instructions}, {"role": "user", "content": question}]
        asked = {"model": self._settings.model, "messages": messages, "temperature": 0, "response_format": shape}
        return msgspec.json.encode(asked)

    def _asked(self, body: bytes, shape: type[T], *, patient: bool) -> tuple[str, T]:
        settings, fault = self._settings, _Fault("")
        for turn in range(settings.tries):
            self._within_budget()
            self._wait_turn()
            self.usage.requests += 1
            self.usage.again += int(turn > 0)
            answer = self._once(body)
            if isinstance(answer, _Fault):
                fault = answer
            elif not isinstance(found := _read(answer, shape), _Fault):
                return answer, found
            elif not patient:
                raise EndpointError(f"{settings.model}: {found.why}")
            else:
                fault = found
            if turn + 1 < settings.tries:
                time.sleep(fault.after or settings.pause * 2**turn)
        raise EndpointError(f"{settings.url}: no answer after {settings.tries} tries: {fault.why}")

    def _once(self, body: bytes) -> str | _Fault:
        """The answer to one request, or a fault after which it may be asked again.

        Raises:
            EndpointError: the endpoint refuses.
        """
        try:
            status, data, after = self._post(body)
        except (urllib3.exceptions.HTTPError, OSError) as error:
            return _Fault(f"{type(error).__name__}: {error}")
        if status in AGAIN:
            return _Fault(f"status {status}", min(after, 60))
        if status != 200:
            said = data[:300].decode("utf-8", "replace")
            raise EndpointError(f"{self._settings.url}: status {status}: {said}")
        text = self._text(data)
        return _Fault("the answer is no chat completion, or it was cut off") if text is None else text

    def _post(self, body: bytes) -> tuple[int, bytes, float]:
        headers = {"Content-Type": "application/json"}
        if self._settings.key:
            headers["Authorization"] = f"Bearer {self._settings.key}"
        address = f"{self._settings.url}/chat/completions"
        answer = self._pool.request("POST", address, body=body, headers=headers, redirect=False, preload_content=False)
        try:
            data = answer.read(MOST_BYTES + 1)
            if len(data) > MOST_BYTES:
                raise EndpointError(f"{address}: the answer is larger than {MOST_BYTES:,} bytes")
            after = answer.headers.get("Retry-After", "")
            return answer.status, data, float(after) if after.replace(".", "", 1).isdecimal() else 0.0
        finally:
            answer.release_conn()

    def _text(self, data: bytes) -> str | None:
        try:
            found = msgspec.json.decode(data)
            choice = found["choices"][0]
            text = choice["message"]["content"]
            usage = found.get("usage") or {}
            self.usage.tokens_in += int(usage.get("prompt_tokens") or 0)
            self.usage.tokens_out += int(usage.get("completion_tokens") or 0)
        except (msgspec.DecodeError, LookupError, TypeError, ValueError, AttributeError):
            return None
        return text if isinstance(text, str) and choice.get("finish_reason") != "length" else None

    def _within_budget(self) -> None:
        used, most = self.usage.tokens_in + self.usage.tokens_out, self._settings.most_tokens
        if most and used >= most:
            raise EndpointError(f"the run has used {used:,} tokens of {most:,} (MARSAD_LLM_MOST_TOKENS): raise it")

    def _wait_turn(self) -> None:
        if not self._settings.rate:
            return
        with self._lock:
            turn = max(self._next, time.monotonic())
            self._next = turn + 60 / self._settings.rate
        time.sleep(max(0.0, turn - time.monotonic()))


def _read(answer: str, shape: type[T]) -> T | _Fault:
    try:
        return msgspec.json.decode(answer, type=shape)
    except msgspec.DecodeError as error:
        return _Fault(f"the answer has another shape: {error}")


class _Cache:
    """Answers by the digest of their question, in a file."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(path, check_same_thread=False, timeout=30)
        self._connection.execute("CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, answer TEXT NOT NULL)")

    def get(self, key: str) -> str | None:
        row = self._connection.execute("SELECT answer FROM answers WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def put(self, key: str, answer: str) -> None:
        with self._connection:
            self._connection.execute("INSERT OR REPLACE INTO answers VALUES (?, ?)", (key, answer))
