"""A store on each real database: SQLite in a file, PostgreSQL on a server of its own in a temporary folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from marsad.store import Store

Where = Callable[[], str]
NO_SERVER = "no PostgreSQL server programs (initdb, pg_ctl): install Debian's postgresql to test with it"


def programs() -> Path | None:
    """Where the server's programs are: on the path, or where Debian puts them."""
    there = shutil.which("initdb")
    if there and Path(there).resolve().parent.joinpath("pg_ctl").exists():
        return Path(there).resolve().parent
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


def unprivileged() -> str | None:
    """The user to run the server as: PostgreSQL refuses to run as root."""
    return "nobody" if os.geteuid() == 0 else None


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a running server, without the database."""
    bin_ = programs()
    if bin_ is None:
        pytest.skip(NO_SERVER)
    folder = Path(tempfile.mkdtemp(prefix="marsad-pg-", dir="/tmp"))
    user = unprivileged()
    if user:
        shutil.chown(folder, user)

    def run(*command: str) -> None:
        subprocess.run(command, check=True, user=user, cwd=folder, stdout=subprocess.DEVNULL, env={"LC_ALL": "C.UTF-8"})

    data = str(folder / "data")
    run(f"{bin_}/initdb", "-D", data, "-U", "marsad", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
    options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off -c max_connections=50"
    run(f"{bin_}/pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start")
    try:
        yield f"postgresql://marsad@/{{}}?host={folder}"
    finally:
        run(f"{bin_}/pg_ctl", "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def new_postgresql(server: str) -> Where:
    """Makes empty stores on the server, as copies of one, and gives their addresses."""
    import psycopg

    with psycopg.connect(server.format("postgres"), autocommit=True) as connection:
        connection.execute("CREATE DATABASE empty STRATEGY file_copy")
    Store.open(server.format("empty")).close()

    def make() -> str:
        name = f"t{uuid.uuid4().hex}"
        with psycopg.connect(server.format("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE empty STRATEGY file_copy")  # type: ignore[arg-type]
        return server.format(name)

    return make


@pytest.fixture(scope="session")
def new_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Where:
    """Makes empty stores in files, as copies of one, and gives their paths."""
    folder = tmp_path_factory.mktemp("sqlite")
    Store.open(folder / "empty").close()

    def make() -> str:
        return shutil.copy(folder / "empty", folder / f"{uuid.uuid4().hex}.db")

    return make


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def new_store(request: pytest.FixtureRequest) -> Where:
    """Makes empty stores, once of each kind."""
    make: Where = request.getfixturevalue(f"new_{request.param}")
    return make


@pytest.fixture
def where(new_store: Where) -> str:
    """The address of an empty store, once of each kind."""
    return new_store()


@pytest.fixture
def store(where: str) -> Iterator[Store]:
    """An empty store, once of each kind."""
    with Store.open(where) as opened:
        yield opened
