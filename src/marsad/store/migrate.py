"""Does a database have the tables that this version of Marsad wants? Makes them, and brings older ones up to date."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from marsad.errors import StoreError

HEAD = "0004"
"""The migration that this version of Marsad reads and writes; the newest in ``migrations/versions``."""

SCRIPTS = Path(__file__).parent / "migrations"


def revision(connection: Connection) -> str | None:
    """The migration that a database stands at, ``None`` where Marsad has made no tables in it yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    row = connection.execute(text("SELECT version_num FROM alembic_version")).first()
    return str(row[0]) if row else None


def upgrade(engine: Engine, to: str = "head") -> None:
    """Brings a database to a migration, the newest by default; one that is empty gets all its tables."""
    _run(engine, "upgrade", to)


def downgrade(engine: Engine, to: str) -> None:
    """Takes a database back to an older migration (``base``: no tables at all)."""
    _run(engine, "downgrade", to)


def check_revision(connection: Connection, name: str) -> None:
    """Raises:
    StoreError: the database is of an older or newer version of Marsad, or none of its own.
    """
    found = revision(connection)
    if found == HEAD:
        return
    if found is None:
        raise StoreError(f"{name}: no database of Marsad. Make one with: marsad db upgrade --db {name}")
    if found > HEAD:
        raise StoreError(f"{name}: made by a newer Marsad (migration {found}, this one knows {HEAD}). Upgrade Marsad.")
    raise StoreError(f"{name}: made by an older Marsad (migration {found}). Run: marsad db upgrade --db {name}")


def _run(engine: Engine, command: str, to: str) -> None:
    from alembic import command as alembic
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        getattr(alembic, command)(config, to)
        connection.commit()
