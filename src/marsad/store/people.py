"""Who may use the database, and who did what? Accounts, sessions, tokens of programs, and the record of actions.

Secrets are never kept: passwords as argon2 hashes, tokens as digests. The record of actions is only ever added to.
"""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import Boolean, Column, Connection, Integer, Table, Text, delete, insert, select, update
from sqlalchemy import func as sql

from marsad.errors import StoreError
from marsad.store.moments import now
from marsad.store.schema import Id, Word, metadata

ROLES = ("viewer", "reviewer", "admin")

users = Table(
    "users",
    metadata,
    Column("name", Word, primary_key=True),
    Column("password", Text, nullable=False),  # argon2
    Column("role", Word, nullable=False),
    Column("totp", Text),  # secret of the second factor, null where there is none
    Column("totp_used", Integer),  # the last time step whose code was taken: a code counts once
    Column("active", Boolean, nullable=False),
    Column("created_at", Word, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("digest", Word, primary_key=True),
    Column("user", Word, nullable=False),
    Column("created_at", Word, nullable=False),
    Column("expires_at", Word, nullable=False),
)

tokens = Table(
    "tokens",
    metadata,
    Column("digest", Word, primary_key=True),
    Column("user", Word, nullable=False),
    Column("label", Text, nullable=False),
    Column("scope", Word, nullable=False),  # a role: what the token may do at most
    Column("created_at", Word, nullable=False),
    Column("expires_at", Word, nullable=False),
)

attempts = Table(  # failed log-ins, for throttling
    "attempts",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("who", Word, nullable=False, index=True),  # account or address
    Column("at", Word, nullable=False),
)

actions = Table(
    "actions",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("at", Word, nullable=False),
    Column("by", Text, nullable=False),
    Column("action", Word, nullable=False),
    Column("subject", Text),
    Column("detail", Text),
)


class User(msgspec.Struct, frozen=True):
    """An account; ``role`` is ``viewer``, ``reviewer`` or ``admin``."""

    name: str
    password: str
    role: str
    totp: str | None
    totp_used: int | None
    active: bool
    created_at: str


class Held(msgspec.Struct, frozen=True):
    """A session or a token that is still good: whose it is, and the role it has at most (``None``: the account's)."""

    user: User
    scope: str | None = None


class Action(msgspec.Struct, frozen=True):
    """One line of the record of actions."""

    id: int
    at: str
    by: str
    action: str
    subject: str | None
    detail: str | None


def add_user(connection: Connection, name: str, password: str, role: str) -> None:
    """Makes an account; ``password`` is its argon2 hash.

    Raises:
        StoreError: there is one by this name, or no such role.
    """
    if role not in ROLES:
        raise StoreError(f"{role!r}: no role. Give {', '.join(ROLES)}.")
    if user(connection, name) is not None:
        raise StoreError(
            f"{name}: there is an account by this name. Choose another, or change it with marsad user set."
        )
    row = {"name": name, "password": password, "role": role, "active": True, "created_at": now()}
    connection.execute(insert(users).values(**row))


def change_user(connection: Connection, name: str, **values: Any) -> None:
    """Changes columns of an account; a new password, role or state ends its sessions.

    Raises:
        StoreError: there is no such account.
    """
    done = connection.execute(update(users).where(users.c.name == name).values(**values))
    if not done.rowcount:
        raise StoreError(f"{name}: there is no account by this name. See marsad user list.")
    if values.keys() & {"password", "role", "active"}:
        connection.execute(delete(sessions).where(sessions.c.user == name))


def user(connection: Connection, name: str) -> User | None:
    """The account by a name."""
    row = connection.execute(select(users).where(users.c.name == name)).mappings().one_or_none()
    return None if row is None else User(**row)


def all_users(connection: Connection) -> list[User]:
    """All accounts by name."""
    return [User(**row) for row in connection.execute(select(users).order_by(users.c.name)).mappings()]


def add_session(connection: Connection, digest: str, name: str, expires_at: str) -> None:
    """Keeps a session and forgets those that have ended."""
    connection.execute(delete(sessions).where(sessions.c.expires_at < now()))
    connection.execute(insert(sessions).values(digest=digest, user=name, created_at=now(), expires_at=expires_at))


def end_session(connection: Connection, digest: str) -> None:
    """Forgets a session."""
    connection.execute(delete(sessions).where(sessions.c.digest == digest))


def session_user(connection: Connection, digest: str) -> Held | None:
    """Whose session it is, if it has not ended and the account is active."""
    name = connection.execute(
        select(sessions.c.user).where(sessions.c.digest == digest, sessions.c.expires_at >= now())
    ).scalar_one_or_none()
    return _held(connection, name, None)


def add_token(connection: Connection, digest: str, name: str, label: str, scope: str, expires_at: str) -> None:
    """Keeps a token of a program.

    Raises:
        StoreError: there is no such account or role.
    """
    if scope not in ROLES:
        raise StoreError(f"{scope!r}: no scope. Give {', '.join(ROLES)}.")
    if user(connection, name) is None:
        raise StoreError(f"{name}: there is no account by this name. See marsad user list.")
    row = {"digest": digest, "user": name, "label": label, "scope": scope, "expires_at": expires_at}
    connection.execute(insert(tokens).values(**row, created_at=now()))


def token_user(connection: Connection, digest: str) -> Held | None:
    """Whose token it is, if it has not expired and the account is active."""
    row = connection.execute(
        select(tokens.c.user, tokens.c.scope).where(tokens.c.digest == digest, tokens.c.expires_at >= now())
    ).one_or_none()
    return None if row is None else _held(connection, row.user, row.scope)


def _held(connection: Connection, name: str | None, scope: str | None) -> Held | None:
    found = None if name is None else user(connection, name)
    return Held(found, scope) if found is not None and found.active else None


def failed_attempts(connection: Connection, who: str, since: str) -> int:
    """How many log-ins failed for an account or an address since a moment."""
    asked = select(sql.count()).where(attempts.c.who == who, attempts.c.at >= since)
    return int(connection.execute(asked).scalar_one())


def add_attempts(connection: Connection, whose: list[str], before: str) -> None:
    """Notes a failed log-in for each, and forgets those of before a moment."""
    connection.execute(delete(attempts).where(attempts.c.at < before))
    connection.execute(insert(attempts), [{"who": who, "at": now()} for who in whose])


def record(connection: Connection, by: str, action: str, subject: str | None = None, detail: str | None = None) -> None:
    """Adds a line to the record of actions."""
    connection.execute(insert(actions).values(at=now(), by=by, action=action, subject=subject, detail=detail))


def recorded(connection: Connection, limit: int = 100, before: int | None = None) -> list[Action]:
    """The newest lines of the record of actions; ``before`` is the id of a line that they come before."""
    asked = select(actions).order_by(actions.c.id.desc()).limit(limit)
    if before is not None:
        asked = asked.where(actions.c.id < before)
    return [Action(**row) for row in connection.execute(asked).mappings()]
