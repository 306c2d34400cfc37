"""How are the pages started, and who may log in? ``marsad serve`` and ``marsad user``."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from marsad.store import Store

user_app = typer.Typer(help="Accounts and tokens for marsad serve --team.", no_args_is_help=True)
Db = Annotated[str, typer.Option("--db", help="Database: an SQLite file, or postgresql://user:password@host/name.")]
Name = Annotated[str, typer.Argument(help="Name of the account.")]


def serve(
    db: Annotated[str | None, typer.Option("--db", help="Database: an SQLite file, or a PostgreSQL address.")] = None,
    demo: Annotated[bool, typer.Option("--demo", help="Shows the sample reports; needs no database.")] = False,
    host: Annotated[str, typer.Option(help="Address to listen on; only loopback without --team.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8000,
    team: Annotated[
        bool, typer.Option("--team", help="Asks for log-in; accounts are made by marsad user add.")
    ] = False,
    secure: Annotated[bool, typer.Option("--secure", help="The pages are reached over TLS (behind a proxy).")] = False,
    name: Annotated[list[str] | None, typer.Option(help="Host name that the pages are reached under.")] = None,
    tiles: Annotated[str | None, typer.Option(help="Address of map tiles with {z}, {x}, {y}; none by default.")] = None,
) -> None:
    """Serves the pages: map, timeline, reader and review, in Arabic and English, until it is interrupted."""
    import uvicorn

    from marsad.web.app import create_app
    from marsad.web.settings import Settings
    from marsad.web.warming import warm

    if db is None and not demo:
        raise typer.BadParameter("give a database, or --demo for the sample reports", param_hint="--db")
    if demo:
        from marsad.web.demo import sample_database

        db = db or str(sample_database(lambda step: typer.echo(step, err=True)))
    settings = Settings(db or "", host, port, team, secure, tuple(name or ()), tiles)
    app = create_app(settings)
    threading.Thread(target=warm, args=(app.state.shared,), daemon=True).start()
    typer.echo(f"http://{host}:{port}/ (Ctrl+C ends)", err=True)
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False, forwarded_allow_ips="127.0.0.1")


@user_app.command("add")
def user_add(
    name: Name,
    db: Db,
    role: Annotated[str, typer.Option(help="viewer, reviewer or admin.")] = "viewer",
    password: Annotated[str | None, typer.Option(help="Password; asked for where it is not given.")] = None,
    totp: Annotated[bool, typer.Option("--totp", help="Asks for a second factor; prints its address once.")] = False,
) -> None:
    """Makes an account."""
    from marsad.store import people
    from marsad.web.sessions import hashed

    words = _password(password)
    with _store(db) as store, store.writing() as connection:
        people.add_user(connection, name, hashed(words), role)
        if totp:
            people.change_user(connection, name, totp=_second_factor(name))
        people.record(connection, "command line", "user add", name, role)
    typer.echo(f"{name}: {role}")


@user_app.command("set")
def user_set(
    name: Name,
    db: Db,
    role: Annotated[str | None, typer.Option(help="New role: viewer, reviewer or admin.")] = None,
    password: Annotated[bool, typer.Option("--password", help="Asks for a new password.")] = False,
    active: Annotated[bool | None, typer.Option("--active/--inactive", help="Whether it may log in.")] = None,
    totp: Annotated[bool, typer.Option("--totp", help="A new second factor; prints its address once.")] = False,
) -> None:
    """Changes an account; a new role, password or state ends its sessions."""
    from marsad.store import people
    from marsad.web.sessions import hashed

    if role is not None and role not in people.ROLES:
        raise typer.BadParameter(f"{role!r}: no role. Give {', '.join(people.ROLES)}.")
    changed = {"role": role, "active": active, "password": hashed(_password(None)) if password else None}
    values: dict[str, object] = {key: value for key, value in changed.items() if value is not None}
    if totp:
        values["totp"] = _second_factor(name)
    if not values:
        raise typer.BadParameter("nothing to change: give --role, --password, --active, --inactive or --totp")
    with _store(db) as store, store.writing() as connection:
        people.change_user(connection, name, **values)
        people.record(connection, "command line", "user set", name, ", ".join(sorted(values)))
    typer.echo(f"{name}: changed")


@user_app.command("list")
def user_list(db: Db) -> None:
    """Lists the accounts."""
    from marsad.store import people

    with _store(db) as store, store.reading() as connection:
        for user in people.all_users(connection):
            state = "" if user.active else "  inactive"
            typer.echo(f"{user.name:24} {user.role:10} {'second factor' if user.totp else ''}{state}")


@user_app.command("token")
def user_token(
    name: Name,
    db: Db,
    label: Annotated[str, typer.Option(help="What it is for.")] = "program",
    scope: Annotated[str, typer.Option(help="What it may do at most: viewer, reviewer or admin.")] = "viewer",
    days: Annotated[int, typer.Option(min=1, max=3660, help="How long it holds.")] = 90,
) -> None:
    """Makes a token for a program (Authorization: Bearer ...) and prints it, once."""
    from marsad.store import people
    from marsad.store.moments import from_now
    from marsad.web.security import digest, fresh_token

    token = fresh_token()
    expires = from_now(days=days)
    with _store(db) as store, store.writing() as connection:
        people.add_token(connection, digest(token), name, label, scope, expires)
        people.record(connection, "command line", "token", name, f"{label}, {scope}, {days} days")
    typer.echo(token)


@contextmanager
def _store(db: str) -> Iterator[Store]:
    from marsad.store import Store

    with Store.open(db) as store:
        yield store


def _password(given: str | None) -> str:
    words: str = given or typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    if len(words) < 10:
        raise typer.BadParameter("a password needs 10 characters at least")
    return words


def _second_factor(name: str) -> str:
    import pyotp

    secret = pyotp.random_base32()
    typer.echo(pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name="Marsad"))
    return secret
