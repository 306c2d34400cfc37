"""What do all requests share? The database, the cache, the columns and the names, reached through the application."""

from __future__ import annotations

import copy
import threading
from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Request

from marsad.store import Filter, Store
from marsad.web.caching import SECONDS, Cache, Moment
from marsad.web.columns import Chosen, Columns, Numbers
from marsad.web.i18n import LANGUAGES, Language
from marsad.web.naming import Naming
from marsad.web.rendering import language_of

CHOSEN = 64
"""Filters whose events are remembered; each takes four bytes an event."""


class Shared:
    """The database with its caches, its events in columns, and the names in both languages."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.columns = Columns(store)
        self.naming = {code: Naming(store, code) for code in LANGUAGES}
        self._answers, self._chosen = Cache(store), Cache(store, CHOSEN)
        self._scanning = threading.Lock()
        self.cache: Moment = self._answers.now()

    def now(self) -> Shared:
        """The same for one request, which sees one version of the data in its caches."""
        one = copy.copy(self)
        one.cache = self._answers.now()
        return one

    def chosen(self, wanted: Filter) -> Chosen:
        """The events that a filter leaves; what must be looked for in the database is looked for one after the other.

        So a few wide questions about a large database leave a processor to the many small ones, such as the map's.
        """
        version = self.cache.version
        self._chosen.forget_before(version)

        def remembered(rest: Filter, make: Callable[[], Numbers]) -> Numbers:
            def alone() -> Numbers:
                with self._scanning:
                    return make()

            return self._chosen.kept((version, "asked", rest), SECONDS, alone)

        def make() -> Chosen:
            return Chosen(self.store, self.columns, wanted, remembered)

        return self._chosen.kept((version, wanted), SECONDS, make)


def shared(request: Request) -> Shared:
    """What the application holds, for this request."""
    found = request.app.state.shared
    assert isinstance(found, Shared)
    return found.now()


Kept = Annotated[Shared, Depends(shared)]
Spoken = Annotated[Language, Depends(language_of)]
