"""Was this asked before of the same data? Answers kept for a while, as long as nothing was written."""

from __future__ import annotations

import collections
import functools
import threading
import time
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from sqlalchemy import func as sql
from sqlalchemy import select

from marsad.store import Store
from marsad.store.schema import claims, events, runs, verdicts

T = TypeVar("T")
MOST, SECONDS = 1024, 600.0
LASTING = "lasting"


class Cache:
    """The latest answers; a change of the data makes them all forgotten. What several ask for at once is made once."""

    def __init__(self, store: Store, most: int = MOST) -> None:
        self._store, self._most = store, most
        self._last = ""
        self._lock = threading.Lock()
        self._kept: collections.OrderedDict[Hashable, tuple[float, Any]] = collections.OrderedDict()
        self._made: dict[Hashable, threading.Lock] = {}

    def version(self) -> str:
        """What changes whenever something is written that pages show."""
        newest = [select(sql.max(table.c.id)).scalar_subquery() for table in (events, verdicts, claims, runs)]
        finished = select(sql.count(runs.c.finished_at)).scalar_subquery()
        with self._store.reading() as connection:
            version = "-".join(str(part or 0) for part in connection.execute(select(*newest, finished)).one())
        self.forget_before(version)
        return version

    def forget_before(self, version: str) -> None:
        """Lets go of the answers of other versions, once one is known."""
        with self._lock:
            if version == self._last:
                return
            self._last = version
            for key in [key for key in self._kept if isinstance(key, tuple) and key[0] not in (version, LASTING)]:
                del self._kept[key]

    def now(self) -> Moment:
        """The answers for the data as they are now, to be asked for during one request."""
        return Moment(self)

    def lasting(self, key: Hashable, seconds: float, make: Callable[[], T]) -> T:
        """An answer that may be some seconds old, whatever was written since."""
        return self.kept((LASTING, key), seconds, make)

    def kept(self, key: Hashable, seconds: float, make: Callable[[], T]) -> T:
        """The answer kept under the key, or a new one."""
        found = self._found(key, seconds)
        if found is None:
            with self._making(key):
                found = self._found(key, seconds)
                if found is None:
                    found = (make(),)
                    self._keep(key, found[0])
        answer: T = found[0]
        return answer

    def _found(self, key: Hashable, seconds: float) -> tuple[Any] | None:
        with self._lock:
            found = self._kept.get(key)
            if found is None or time.monotonic() - found[0] >= seconds:
                return None
            self._kept.move_to_end(key)
            return (found[1],)

    def _making(self, key: Hashable) -> threading.Lock:
        with self._lock:
            return self._made.setdefault(key, threading.Lock())

    def _keep(self, key: Hashable, made: Any) -> None:
        with self._lock:
            self._made.pop(key, None)
            self._kept[key] = (time.monotonic(), made)
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)


class Moment:
    """The cache as one request sees it: the data's version is asked for once."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    @functools.cached_property
    def version(self) -> str:
        """The version of the data when it was first asked for."""
        return self._cache.version()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The answer kept under the key for this version, or a new one."""
        return self._cache.kept((self.version, key), SECONDS, make)

    def lasting(self, key: Hashable, seconds: float, make: Callable[[], T]) -> T:
        """An answer that may be some seconds old, whatever was written since."""
        return self._cache.lasting(key, seconds, make)
