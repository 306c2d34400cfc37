"""How fast do the pages answer? Users at once on loopback, on a database of one's own or on the samples.

``web.py [--db FILE] [--users 20] [--requests 42] [--pause 1]`` starts a server of its own, asks it from many threads,
and prints the median and the 95th percentile of each kind of page, how many answers failed, and how busy the machine
was. A user waits ``pause`` seconds on average between two requests, as people do; with ``--pause 0`` all ask without
a rest, which measures how much the server can bear. Half of the filters are drawn at random (days, places, words,
parties), so that no answer to them is remembered. After its first answer the server is left alone for ``settle``
seconds.
"""

from __future__ import annotations

import argparse
import collections
import datetime
import http.client
import os
import random
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from urllib.parse import quote, urlencode

import msgspec

PLAIN = (
    "",
    "",
    "type=attack",
    "type=capture",
    "contradicted=yes",
    "single=yes",
    "status=denied",
    "country=SY",
    "country=YE",
)
"""Filters of which the server may remember the answer."""


WORDS = ("قصف", "حلب", "الجيش", "صنعاء", "مدنيين")
"""Shelling, Aleppo, the army, Sanaa, civilians."""
Times = dict[str, list[float]]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def get(port: int, path: str, **headers: str) -> tuple[int, bytes, float]:
    """Status, body and seconds of one request."""
    began = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, body, time.perf_counter() - began


class Asking:
    """What users ask for: events, articles and filters that the database has."""

    def __init__(self, port: int) -> None:
        listed = msgspec.json.decode(get(port, "/api/v1/events?limit=500")[1])["items"]
        self.events = [event["event"] for event in listed]
        self.docs = [doc for event in listed for doc in event["articles"]]
        self.names = sorted({name for event in listed for name in (*event["actors"], *event["targets"])})
        days = [event["start"] for event in listed if event["start"]]
        self.last = datetime.date.fromisoformat(max(days)) if days else datetime.date(2015, 12, 31)

    def wanted(self, chance: random.Random) -> str:
        """The query of a filter."""
        if chance.random() < 0.5:
            return chance.choice(PLAIN)
        first = self.last - datetime.timedelta(days=chance.randrange(10, 300))
        more = {"from": first.isoformat(), "to": (first + datetime.timedelta(days=chance.randrange(3, 90))).isoformat()}
        match chance.randrange(4):
            case 0:
                more["type"] = chance.choice(("attack.air", "clash", "attack.shelling"))
            case 1:
                more["party"] = chance.choice(self.names)
            case 2:
                west, south = chance.uniform(30, 45), chance.uniform(12, 36)
                more = {"box": f"{west:.3f},{south:.3f},{west + chance.uniform(1, 9):.3f},{south + 4:.3f}"}
            case _:
                more["text"] = chance.choice(WORDS)
        return urlencode(more)

    def requests(self, seed: int) -> Iterator[tuple[str, str, dict[str, str]]]:
        """An endless visit: kind of page, its address, headers."""
        chance = random.Random(seed)
        while True:
            lang = chance.choice(("ar", "en"))
            zoom = chance.uniform(3, 9)
            west, south = chance.uniform(10, 50), chance.uniform(10, 38)
            size = 360 / 2**zoom * 1.5
            box = f"{west:.3f},{south:.3f},{west + size:.3f},{south + size / 2:.3f}"
            yield "overview", f"/{lang}/?{chance.choice(PLAIN)}", {}
            wanted = self.wanted(chance)
            yield "filter change", f"/{lang}/?{wanted}", {"HX_Request": "true", "HX_Target": "results"}
            yield "map of the filter", f"/{lang}/map/points.json?bbox={box}&zoom={zoom:.1f}&{wanted}", {}
            yield "map moved", f"/{lang}/map/points.json?bbox={box}&zoom={zoom + 1:.1f}&{wanted}", {}
            yield "event", f"/{lang}/events/{chance.choice(self.events)}", {}
            yield "article", f"/{lang}/articles/{quote(chance.choice(self.docs))}", {}
            yield "list of the interface", f"/api/v1/events?{chance.choice(PLAIN).replace('yes', 'true')}", {}


def visit(port: int, seed: int, options: argparse.Namespace, asking: Asking, times: Times, failed: list[str]) -> None:
    """One user's requests."""
    chance = random.Random(-seed)
    for _, (kind, path, headers) in zip(range(options.requests), asking.requests(seed), strict=False):
        if options.pause:
            time.sleep(chance.uniform(0, 2 * options.pause))
        status, _, seconds = get(port, path, **headers)
        times[kind].append(seconds)
        if status != 200:
            failed.append(f"{status} {path}")


def serve(db: str | None, port: int) -> subprocess.Popen[bytes]:
    """A server that answers."""
    what = ["--db", db] if db else ["--demo"]
    command = [sys.executable, "-m", "marsad.cli", "serve", *what, "--port", str(port)]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    for _ in range(1200):
        try:
            get(port, "/en/about")
        except OSError:
            time.sleep(0.1)
        else:
            break
    return server


def main() -> None:
    """Runs the load and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--db")
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--requests", type=int, default=42)
    parser.add_argument("--pause", type=float, default=1.0)
    parser.add_argument("--settle", type=float, default=10.0)
    options = parser.parse_args()
    port = free_port()
    server = serve(options.db, port)
    try:
        first = get(port, "/en/")[2]
        time.sleep(options.settle)
        asking = Asking(port)
        times: Times = collections.defaultdict(list)
        failed: list[str] = []
        began = time.perf_counter()
        users = [
            threading.Thread(target=visit, args=(port, seed, options, asking, times, failed))
            for seed in range(options.users)
        ]
        for user in users:
            user.start()
        for user in users:
            user.join()
        took = time.perf_counter() - began
    finally:
        server.terminate()
        server.wait(20)
    number = sum(map(len, times.values()))
    print(f"{options.users} users, {number} requests in {took:.1f} s, {len(failed)} failed; pause {options.pause:g} s")
    print(f"first overview of a fresh server {first * 1000:.0f} ms; load of the machine {os.getloadavg()[0]:.1f}")
    print("| page | requests | median, ms | 95 %, ms |\n|---|---:|---:|---:|")
    times["map, both"] = times["map moved"] + times["map of the filter"]
    for kind, found in sorted(times.items()):
        worst = statistics.quantiles(found, n=20)[-1] if len(found) > 1 else found[0]
        print(f"| {kind} | {len(found)} | {statistics.median(found) * 1000:.0f} | {worst * 1000:.0f} |")
    for each in failed[:5]:
        print("failed:", each)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
