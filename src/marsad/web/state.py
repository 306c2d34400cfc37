"""What do all requests share? The database, the cache and the names, reached through the application."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from marsad.store import Store
from marsad.web.caching import Cache
from marsad.web.i18n import LANGUAGES, Language
from marsad.web.naming import Naming
from marsad.web.rendering import language_of


class Shared:
    """The database with its cache, and the names in both languages; one for the life of the server."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.cache = Cache(store)
        self.naming = {code: Naming(store, code) for code in LANGUAGES}


def shared(request: Request) -> Shared:
    """What the application holds."""
    found = request.app.state.shared
    assert isinstance(found, Shared)
    return found


Kept = Annotated[Shared, Depends(shared)]
Spoken = Annotated[Language, Depends(language_of)]
