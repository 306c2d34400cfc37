"""An observatory of the sample reports, and browsers of it that need no network."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from marsad.store import Store, people
from marsad.web.app import STATIC, create_app
from marsad.web.demo import sample_database
from marsad.web.sessions import hashed
from marsad.web.settings import Settings

PASSWORD = "a long enough secret"

if not (STATIC / "pages.js").exists():
    pytest.skip("the pages' files were not built: pip install -e .", allow_module_level=True)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The observatory, made once as ``marsad serve --demo`` makes it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("observatory")))
        return sample_database(print)


@pytest.fixture
def database(made: Path, tmp_path: Path) -> Path:
    """A copy of it to write into."""
    copy = tmp_path / "copy.sqlite"
    shutil.copy(made, copy)
    return copy


@pytest.fixture(scope="session")
def reader(made: Path) -> Iterator[TestClient]:
    """A visitor of the local pages who only reads."""
    with TestClient(create_app(Settings(str(made)))) as client:
        yield client


@pytest.fixture
def client(database: Path) -> Iterator[TestClient]:
    """A visitor of the local pages who may decide."""
    with TestClient(create_app(Settings(str(database)))) as client:
        yield client


@pytest.fixture
def team(database: Path) -> Iterator[TestClient]:
    """The pages of a team with an account for each role, nobody logged in."""
    with Store.open(database) as store, store.writing() as connection:
        for role in people.ROLES:
            people.add_user(connection, role, hashed(PASSWORD), role)
    with TestClient(create_app(Settings(str(database), team=True))) as client:
        yield client
