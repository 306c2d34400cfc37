"""How fast do the pages answer? Users at once on loopback, on a database of one's own or on the samples.

``web.py [--db FILE] [--users 20] [--requests 30]`` starts a server of its own, asks it from several threads, and prints
the median and the 95th percentile of each kind of page, and how many answers failed.
"""

from __future__ import annotations

import argparse
import collections
import http.client
import random
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import msgspec

FILTERS = (
    "",
    "type=attack",
    "type=capture",
    "contradicted=yes",
    "single=yes",
    "status=denied",
    "country=SY",
    "country=YE",
)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def get(port: int, path: str) -> tuple[int, bytes, float]:
    """Status, body and seconds of one request."""
    began = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, body, time.perf_counter() - began


def asked(port: int, seed: int) -> Iterator[tuple[str, str]]:
    """An endless visit: kind of page and its address."""
    chance = random.Random(seed)
    listed = msgspec.json.decode(get(port, "/api/v1/events?limit=200")[1])["items"]
    events = [event["event"] for event in listed]
    docs = [doc for event in listed for doc in event["articles"]]
    while True:
        lang = chance.choice(("ar", "en"))
        wanted = chance.choice(FILTERS)
        zoom = chance.uniform(3, 9)
        west, south = chance.uniform(10, 50), chance.uniform(10, 38)
        size = 360 / 2**zoom * 1.5
        box = f"{west:.3f},{south:.3f},{west + size:.3f},{south + size / 2:.3f}"
        yield "overview", f"/{lang}/?{wanted}"
        yield "map", f"/{lang}/map/points.json?bbox={box}&zoom={zoom:.1f}&{wanted}"
        yield "event", f"/{lang}/events/{chance.choice(events)}"
        yield "article", f"/{lang}/articles/{quote(chance.choice(docs))}"
        yield "list of the interface", f"/api/v1/events?{wanted.replace('yes', 'true')}"


def visit(port: int, seed: int, requests: int, times: dict[str, list[float]], failed: list[str]) -> None:
    """One user's requests."""
    for _, (kind, path) in zip(range(requests), asked(port, seed), strict=False):
        status, _, seconds = get(port, path)
        times[kind].append(seconds)
        if status != 200:
            failed.append(f"{status} {path}")


def main() -> None:
    """Runs the load and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--db")
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--requests", type=int, default=30)
    options = parser.parse_args()
    port = free_port()
    what = ["--db", options.db] if options.db else ["--demo"]
    server = subprocess.Popen(
        [str(Path(sys.executable).with_name("marsad")), "serve", *what, "--port", str(port)], stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(600):
            try:
                get(port, "/en/about")
                break
            except OSError:
                time.sleep(0.1)
        times: dict[str, list[float]] = collections.defaultdict(list)
        failed: list[str] = []
        began = time.perf_counter()
        users = [
            threading.Thread(target=visit, args=(port, seed, options.requests, times, failed))
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
    print(f"{options.users} users, {number} requests in {took:.1f} s, {len(failed)} failed")
    print("| page | requests | median, ms | 95 %, ms |\n|---|---:|---:|---:|")
    for kind, found in sorted(times.items()):
        worst = statistics.quantiles(found, n=20)[-1] if len(found) > 1 else found[0]
        print(f"| {kind} | {len(found)} | {statistics.median(found) * 1000:.0f} | {worst * 1000:.0f} |")
    for each in failed[:5]:
        print("failed:", each)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
