"""Does the wheel install in an empty environment, without Node and a compiler, and work there, on every Python?"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "samples" / "baghdad-bomb-1.json"
REPORT = "قتل تسعة أشخاص أمس في غارة جوية على بلدة السدر، وقال شهود إن الطائرات عادت مساء. "
# Nine people were killed yesterday in an air strike on the town of al-Sidr, and witnesses said the aircraft came back.
PYTHONS = ("3.11", "3.12", "3.13")
UNREACHED = ("NewConnectionError", "Failed to establish", "Name or service not known", "Temporary failure in name")


def python_of(version: str) -> str | None:
    """An interpreter of a version on this machine: on the path, or where pyenv keeps them."""
    kept = sorted(Path("~/.pyenv/versions").expanduser().glob(f"{version}.*/bin/python"))
    for found in filter(None, (shutil.which(f"python{version}"), *map(str, kept))):
        asked = [found, "-c", "import sys, ensurepip, venv; print(sys.version.split()[0], sys.executable)"]
        said = subprocess.run(asked, capture_output=True, text=True, check=False)
        number, _, path = said.stdout.strip().partition(" ")
        if number.startswith(f"{version}."):
            return path
    return None


def run(*command: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
    """A command in an environment with nothing on its path and nothing of this checkout."""
    env = {"PATH": "", "HOME": os.environ.get("HOME", "/"), "LC_ALL": "C.UTF-8", **more}
    env |= {name: value for name, value in os.environ.items() if name.lower().endswith("_proxy") or "PIP" in name}
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, env=env, check=False)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built with the build's own requirements, which a developer has installed."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    done = subprocess.run([*pip, "-w", str(folder), str(ROOT)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (found,) = folder.glob("marsad-*-py3-none-any.whl")
    return found


@pytest.mark.parametrize("version", PYTHONS)
def test_the_wheel_works_in_an_empty_environment(version: str, wheel: Path, tmp_path: Path) -> None:
    python = python_of(version)
    if python is None:
        pytest.skip(f"no Python {version} on this machine")
    made = run(python, "-m", "venv", tmp_path / "venv")
    assert made.returncode == 0, made.stderr
    install = ("-m", "pip", "install", "--quiet", "--no-compile", "--only-binary", ":all:")
    done = run(tmp_path / "venv/bin/python", *install, "-c", ROOT / "constraints.txt", wheel)
    if any(words in done.stderr for words in UNREACHED):
        pytest.skip("the registry of Python packages is out of reach")
    assert done.returncode == 0, done.stderr
    marsad, db = tmp_path / "venv/bin/marsad", tmp_path / "war.sqlite"
    assert run(marsad, "--version").stdout.startswith("marsad ")
    assert run(marsad, "code", SAMPLE, "--quiet").stdout == _coded_here()
    page = tmp_path / "page.html"
    page.write_text(f"<html><head><title>خبر</title></head><body><article><p>{REPORT * 3}</p></article></body></html>")
    coded = run(marsad, "code", page, "--quiet")
    assert coded.returncode == 0, coded.stdout  # what reads pages is there, with all that it needs
    assert '"claims":[{' in coded.stdout
    assert "مرصد" in run(marsad, "db", "upgrade", "--help", MARSAD_LANG="ar").stdout  # Marsad
    assert run(marsad, "ingest", SAMPLE, "--db", db, "--quiet").returncode == 0
    assert "new" in run(marsad, "fuse", "--db", db).stderr
    assert (tmp_path / "venv/share/man/man1/marsad.1").is_file()
    (static,) = (tmp_path / "venv").glob("lib/python3*/site-packages/marsad/web/static/pages.js")
    assert static.stat().st_size


def _coded_here() -> str:
    """The line that this checkout makes of the sample."""
    command = [sys.executable, "-m", "marsad.cli", "code", str(SAMPLE), "--quiet"]
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    return subprocess.run(command, capture_output=True, text=True, env=env, check=True).stdout


def test_the_wheel_holds_what_the_build_makes(wheel: Path) -> None:
    import zipfile

    names = zipfile.ZipFile(wheel).namelist()
    assert any(name.endswith("/_built/lexicon.msgpack") for name in names)
    assert any(name.endswith("commands/locale/ar/messages.po") for name in names)
    assert any(name.endswith("data/share/man/man1/marsad.1") for name in names)
    assert not [name for name in names if name.endswith((".so", ".pyc")) or "node_modules" in name]


def test_the_container_builds_on_debian_from_what_is_here() -> None:
    lines = (ROOT / "Containerfile").read_text().splitlines()
    bases = [line.split()[1] for line in lines if line.startswith("FROM ")]
    assert bases
    assert all(base.startswith("debian:") for base in bases)  # a short name: the engine knows its registry
    assert (ROOT / ".containerignore").read_bytes() == (ROOT / ".dockerignore").read_bytes()


def test_the_manual_page_is_sound_roff() -> None:
    if not (man := shutil.which("man")):
        pytest.skip("man is not installed")
    env = {**os.environ, "MANWIDTH": "100", "LC_ALL": "C.UTF-8"}
    command = [man, "--warnings", "-l", str(ROOT / "man" / "marsad.1")]
    done = subprocess.run(command, capture_output=True, text=True, env=env, check=True)
    assert done.stderr == ""
    assert "marsad db backup" in done.stdout
    assert "--jobs" in done.stdout
