"""Stores on both kinds of database."""

from __future__ import annotations

from databases import new_postgresql, new_sqlite, new_store, server, store, where

__all__ = ["new_postgresql", "new_sqlite", "new_store", "server", "store", "where"]
