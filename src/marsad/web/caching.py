"""Was this asked before of the same data? Answers kept for a short while, as long as nothing was written."""

from __future__ import annotations

import collections
import threading
import time
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from sqlalchemy import func as sql
from sqlalchemy import select

from marsad.store import Store
from marsad.store.schema import claims, events, runs, verdicts

T = TypeVar("T")
MOST, SECONDS = 1024, 60.0


class Cache:
    """The latest answers; a change of the data makes them all forgotten."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._kept: collections.OrderedDict[Hashable, tuple[float, Any]] = collections.OrderedDict()

    def version(self) -> str:
        """What changes whenever something is written that pages show."""
        newest = [select(sql.max(table.c.id)).scalar_subquery() for table in (events, verdicts, claims, runs)]
        finished = select(sql.count(runs.c.finished_at)).scalar_subquery()
        with self._store.reading() as connection:
            return "-".join(str(part or 0) for part in connection.execute(select(*newest, finished)).one())

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The answer kept under the key, or a new one."""
        full, moment = (self.version(), key), time.monotonic()
        with self._lock:
            found = self._kept.get(full)
            if found and moment - found[0] < SECONDS:
                self._kept.move_to_end(full)
                answer: T = found[1]
                return answer
        made = make()
        with self._lock:
            self._kept[full] = (moment, made)
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)
        return made
