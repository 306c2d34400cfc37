"""Reviewers who decide at random on a server that may be killed: what they were told was kept, they remember."""

from __future__ import annotations

import random
import re
import socket
import subprocess
import sys
import threading
import time
import uuid
from pathlib import Path
from typing import Any

import httpx
import msgspec
from forms import hidden

from resilience.machine import ENVIRONMENT

WORDS = ("accept", "accept", "reject", "comment", "comment", "correct", "correct", "undo")
STATUSES = ("reported", "denied", "possible")
PATIENCE = 60
"""Seconds after which a server that does not answer is given up."""


class Server:
    """``marsad serve --team`` in a process of its own, on one port however often it is started."""

    def __init__(self, database: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self.command = [sys.executable, "-m", "marsad.cli", "serve", "--db", str(database), "--team"]
        self.start()

    def start(self) -> None:
        """Starts it and waits until it answers."""
        self.process = subprocess.Popen(
            [*self.command, "--port", str(self.port)], env=ENVIRONMENT, stderr=subprocess.DEVNULL
        )
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self.process.poll() is None:
            try:
                httpx.get(f"http://127.0.0.1:{self.port}/api/v1/openapi.json", timeout=5)
            except httpx.TransportError:
                time.sleep(0.05)
            else:
                return
        raise AssertionError("the server does not start")

    def kill(self) -> None:
        """SIGKILL: nothing is put in order."""
        self.process.kill()
        self.process.wait()


class Reviewer(threading.Thread):
    """Decides until ``enough`` of its decisions were acknowledged; ``kept`` maps a decision's note to what was seen."""

    def __init__(self, name: str, token: str, password: str, port: int, subjects: list[str], enough: int) -> None:
        super().__init__(name=name, daemon=True)
        self.dice, self.subjects, self.enough = random.Random(name), subjects, enough
        self.password = password
        self.kept: dict[str, str | None] = {}
        self.tried: set[str] = set()
        self.met, self.broken, self.failed = 0, 0, None
        base = f"http://127.0.0.1:{port}"
        self.api = httpx.Client(base_url=base, timeout=PATIENCE, headers={"Authorization": f"Bearer {token}"})
        self.pages = httpx.Client(base_url=base, timeout=PATIENCE)

    def run(self) -> None:
        """Decides; what goes wrong is kept for the test to raise."""
        try:
            self._log_in()
            while len(self.kept) < self.enough:
                if self.dice.random() < 0.02:
                    self._regroup()
                else:
                    self._decide()
        except BaseException as error:  # a thread's error must not be lost
            self.failed = error

    def _decide(self) -> None:
        """One decision of the interface, asked again until it is known whether it was kept."""
        subject, action, note = self.dice.choice(self.subjects), self.dice.choice(WORDS), uuid.uuid4().hex
        wanted = {"subject": subject, "action": action, "note": note}
        if action == "correct":
            wanted |= {"field": "status", "value": msgspec.json.encode(self.dice.choice(STATUSES)).decode()}
        seen: str | None = None
        while True:
            if seen is None:
                given = self._ask(self.api, "GET", "/api/v1/verdicts", params={"subject": subject}).json()["items"]
                if any(each["note"] == note for each in given):  # kept, and the server died before it could say so
                    self.kept[note] = given[[each["note"] for each in given].index(note) - 1]["id"] if given[1:] else ""
                    return
                seen = given[-1]["id"] if given else ""
            self.tried.add(note)
            answer = self._once(self.api, "POST", "/api/v1/verdicts", json={**wanted, "seen": seen})
            if answer is not None and answer.status_code == 201:
                self.kept[note] = seen
                return
            if answer is not None and answer.status_code == 422:  # such as an event that was merged meanwhile
                return
            assert answer is None or answer.status_code == 409, answer.text
            self.met += answer is not None
            seen = None

    def _regroup(self) -> None:
        """Takes a claim out of an event, by the form of the page."""
        events = self._ask(self.api, "GET", "/api/v1/events", params={"limit": 200}).json()["items"]
        event = self.dice.choice([each for each in events if len(each["claims"]) > 1])["event"]
        note = uuid.uuid4().hex
        page = self._ask(self.pages, "GET", f"/en/review/events/{event}").text
        if 'name="claim"' not in page:
            return
        claim = re.findall(r'name="claim" value="([^"]*)"', page)[0]
        fields = {"form_token": hidden(page, "form_token"), "seen": hidden(page, "seen"), "note": note}
        self.tried.add(note)
        answer = self._once(
            self.pages, "POST", f"/en/review/events/{event}", data={**fields, "action": "split", "claim": claim}
        )
        if answer is not None and answer.status_code == 303:
            self.kept[note] = None

    def _log_in(self) -> None:
        page = self._ask(self.pages, "GET", "/en/login").text
        fields = {"form_token": hidden(page, "form_token"), "name": self.name, "password": self.password}
        assert self._ask(self.pages, "POST", "/en/login", data=fields).status_code == 303

    def _ask(self, client: httpx.Client, method: str, path: str, **options: Any) -> httpx.Response:
        """An answer, however often it must be asked for."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            answer = self._once(client, method, path, **options)
            if answer is not None:
                return answer
        raise AssertionError(f"{path}: no answer for {PATIENCE} seconds")

    def _once(self, client: httpx.Client, method: str, path: str, **options: Any) -> httpx.Response | None:
        """An answer, or ``None`` where the server was gone before it was there."""
        try:
            return client.request(method, path, **options)
        except httpx.TransportError:
            self.broken += 1
            time.sleep(0.1)
            return None
