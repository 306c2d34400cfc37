"""Empty databases of each kind, as the tests of the store have them."""

from __future__ import annotations

from databases import new_postgresql, new_sqlite, new_store, server

__all__ = ["new_postgresql", "new_sqlite", "new_store", "server"]
