"""How do workers of a Ray cluster do the work? One Ray task a shard; losses come back, nothing is retried unseen."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import Any

from marsad.errors import MarsadError
from marsad.scale.machines import Lost, Work

PORT = 6379
"""Where the head of a Ray cluster listens."""

AHEAD = 2
"""Tasks in flight for each core: one runs, one waits beside it."""

_STORE = 128 << 20
"""Bytes of the object store of a cluster begun here: tasks and reports are small, texts never pass through it."""


class Ray:
    """The cores of a cluster, as many as it has at the moment.

    ``address`` is ``ray`` (the cluster that ``RAY_ADDRESS`` names, else one of ``jobs`` cores on this machine for this
    run) or ``ray://HEAD[:PORT]``.

    Raises:
        MarsadError: Ray is not installed, or the cluster cannot be reached.
    """

    def __init__(self, address: str, jobs: int) -> None:
        self._ray = _ray()
        self._busy: dict[Any, str] = {}
        self._remote: dict[Work, Any] = {}
        self._ours = not self._ray.is_initialized()
        if self._ours:
            self._join(address, jobs)

    def _join(self, address: str, jobs: int) -> None:
        head = address.removeprefix("ray").removeprefix("://") or os.environ.get("RAY_ADDRESS", "")
        options: dict[str, Any] = {"log_to_driver": False, "logging_level": "ERROR"}
        if head:
            options["address"] = head if ":" in head else f"{head}:{PORT}"
        else:
            options |= {"address": "local", "num_cpus": jobs, "object_store_memory": _STORE, "include_dashboard": False}
        try:
            if head:
                _answers(options["address"])
            self._ray.init(**options)
        except (ConnectionError, RuntimeError, ValueError, OSError) as error:
            why = str(error).partition("\n")[0]
            raise MarsadError(
                f"{address}: the Ray cluster cannot be reached ({why}). Run this on a machine of the cluster, with its "
                "token where it asks for one (RAY_AUTH_MODE=token), and see `ray status`; --on local needs no cluster."
            ) from error

    @property
    def slots(self) -> int:
        """Two tasks for each core that the cluster has now, so that machines which come and go are used."""
        return max(1, int(self._ray.cluster_resources().get("CPU", 1))) * AHEAD

    def submit(self, key: str, work: Work, payload: bytes) -> None:
        """Begins a Ray task of one core."""
        if work not in self._remote:
            self._remote[work] = self._ray.remote(num_cpus=1, max_retries=0)(work)
        self._busy[self._remote[work].remote(payload)] = key

    def finished(self, seconds: float) -> list[tuple[str, bytes | Lost]]:
        """What ended; a lost worker or machine is a loss of its task."""
        if not self._busy:
            return []
        done, _ = self._ray.wait(list(self._busy), num_returns=1, timeout=seconds)
        return [(self._busy.pop(reference), self._answer(reference)) for reference in done]

    def _answer(self, reference: Any) -> bytes | Lost:
        try:
            answer: bytes = self._ray.get(reference)
        except self._ray.exceptions.RayTaskError as error:  # the function never raises: it could not be loaded
            why = str(error).strip().rpartition(chr(10))[2]
            raise MarsadError(f"a worker cannot run Marsad ({why}). Install the same one on every machine.") from error
        except self._ray.exceptions.RayError as error:
            return Lost(f"{type(error).__name__}: {str(error).strip().partition(chr(10))[0]}")
        return answer

    def close(self) -> None:
        """Ends the tasks in flight and leaves the cluster."""
        for reference in self._busy:
            self._ray.cancel(reference, force=True)
        if self._ours:
            self._ray.shutdown()


def _answers(address: str) -> None:
    """Asks whether anybody listens, which Ray itself would wait minutes for.

    Raises:
        OSError: nobody does.
        ValueError: the address has no port.
    """
    host, _, port = address.rpartition(":")
    socket.create_connection((host, int(port)), timeout=10).close()


def _token() -> bool:
    """Whether this machine holds the token of a cluster, where Ray looks for it."""
    told = os.environ.get("RAY_AUTH_TOKEN_PATH")
    kept = Path(told) if told else Path("~/.ray/auth_token").expanduser()
    return "RAY_AUTH_TOKEN" in os.environ or kept.is_file()


def _ray() -> Any:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    if _token():  # a head that has one asks for it, and Ray shows it only if told so before it is loaded
        os.environ.setdefault("RAY_AUTH_MODE", "token")
    try:
        import ray
        import ray.exceptions
    except ImportError as error:
        raise MarsadError("--on ray needs a library: pip install 'marsad[ray]'. --on local needs no Ray.") from error
    return ray
