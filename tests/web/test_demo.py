"""Does ``marsad serve --demo`` show the samples on a machine where nothing was set up?"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from marsad.web.demo import cache_folder
from resilience.machine import ENVIRONMENT

PATIENCE = 120


def test_the_samples_are_served_without_a_home(made: Path, tmp_path: Path) -> None:
    (tmp_path / "marsad").mkdir()
    shutil.copy(made, tmp_path / "marsad" / made.name)  # made by it before, as on a second start
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**ENVIRONMENT, "HOME": "/nonexistent", "XDG_CACHE_HOME": str(tmp_path)}
    command = [sys.executable, "-m", "marsad.cli", "serve", "--demo", "--port", str(port)]
    server = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + PATIENCE
        page = ""
        while not page and time.monotonic() < until and server.poll() is None:
            try:
                page = httpx.get(f"http://127.0.0.1:{port}/en/", timeout=PATIENCE).text
            except httpx.TransportError:
                time.sleep(0.1)
    finally:
        server.kill()
        server.wait()
    assert 'href="/en/events/' in page
    assert [path.name for path in (tmp_path / "marsad").glob("*.sqlite")] == [made.name], "not made a second time"


def test_where_no_cache_can_be_kept_a_fresh_folder_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert cache_folder().is_dir()
