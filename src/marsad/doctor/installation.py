"""Is Marsad itself whole? Python, the package and its needs, compiled data, SQLite's abilities, the pages."""

from __future__ import annotations

import hashlib
import platform
import re
import sqlite3
import sys
from collections.abc import Iterator
from functools import partial
from importlib import import_module, metadata
from pathlib import Path

import marsad
from marsad.arabic import compiled
from marsad.doctor.findings import Check, Finding, note, ok, wrong

_COMPILED = (
    ("marsad.arabic.frequency", "BUILT"),
    ("marsad.arabic.frequency", "BUILT_HE"),
    ("marsad.arabic.verblist", "BUILT"),
    ("marsad.lexicon.compiler", "BUILT"),
    ("marsad.lexicon.nouns", "BUILT"),
    ("marsad.lexicon.tolls", "BUILT"),
    ("marsad.parties.build", "BUILT"),
    ("marsad.gazetteer.build", "BUILT"),
    ("marsad.coder.relevance", "BUILT"),
    ("marsad.coder.ranker", "BUILT"),
    ("marsad.coder.wordclasses", "BUILT"),
)
"""The modules that write compiled files, and what in them names the file; ``SOURCES`` names what it is made of."""

_EXTRAS = {
    "parquet": (("pyarrow",), "reading Parquet, and tables for pandas, polars and DuckDB"),
    "zstandard": (("zstandard",), "reading .zst"),
    "postgresql": (("psycopg",), "databases on a PostgreSQL server"),
    "ray": (("ray", "fsspec"), "coding on many machines"),
}
_READERS = ("trafilatura", "feedparser", "fastwarc")
_STATIC = ("pages.js", "pages.css", "map.js", "made-from.txt")
_REINSTALL = "Install Marsad again: pip install --force-reinstall --no-deps marsad"


def checks(*, mend: bool) -> tuple[tuple[str, Check], ...]:
    """What is looked at, by name; with ``mend`` compiled data that do not hold are compiled anew."""
    return (
        ("python", _python),
        ("package", _package),
        ("built data", partial(built, mend=mend)),
        ("words and names", _loaded),
        ("SQLite", _sqlite),
        ("reading", _reading),
        ("extras", _extras),
        ("pages", _pages),
    )


def _python() -> Iterator[Finding]:
    shown = f"{platform.python_implementation()} {platform.python_version()}, {sys.maxsize.bit_length() + 1} bits"
    yield ok("python", shown)  # an older one cannot even load this


def _package() -> Iterator[Finding]:
    here = f"marsad {marsad.__version__} at {Path(marsad.__file__).parent}"
    try:
        installed, needed = metadata.version("marsad"), metadata.requires("marsad") or []
    except metadata.PackageNotFoundError:
        yield note("package", f"{here}, run from its sources", "Install it: pip install -e . (or make install)")
        return
    if installed != marsad.__version__:
        yield note("package", f"{here}, while {installed} is installed", "Install it again: pip install -e .")
    else:
        yield ok("package", here)
    lacking = sorted(name for name in _names(needed) if not _is_there(name))
    if lacking:
        yield wrong("package", f"not installed: {', '.join(lacking)}", "pip install marsad")


def _names(needed: list[str]) -> Iterator[str]:
    """The packages that Marsad always needs."""
    for each in needed:
        match = re.match(r"[\w.-]+", each)
        if match and "extra ==" not in each:
            yield match.group()


def _is_there(name: str) -> bool:
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def built(*, mend: bool) -> Iterator[Finding]:
    """Each compiled file with its hash; one that does not hold is compiled anew with ``mend``, where that can be."""
    for module_name, which in _COMPILED:
        module = import_module(module_name)
        path: Path = getattr(module, which)
        made_of = compiled.digest(module.SOURCES)
        fault = compiled.fault_of(path, made_of)
        if fault and mend and _mended(module_name, path, made_of):
            yield Finding("built data", "mended", f"{path}: {fault}; compiled anew")
        elif fault:
            yield wrong(
                "built data", f"{path}: {fault}", f"{compiled.REMEDY}, or run marsad doctor without --fix-nothing"
            )
        else:
            data = path.read_bytes()
            named = hashlib.sha256(data).hexdigest()[:16]
            yield ok("built data", f"{path.name}: {len(data):,} bytes, sha256 {named}…, whole and fresh")


def _mended(module_name: str, path: Path, made_of: bytes) -> bool:
    try:
        module = import_module(module_name)
        module.build(module.BUILT)
    except (ImportError, OSError):
        return False
    return compiled.fault_of(path, made_of) is None


def _loaded() -> Iterator[Finding]:
    """The coder's words, parties and places: loaded for real, unless that would compile them."""
    for module_name, which in _COMPILED:
        module = import_module(module_name)
        if compiled.fault_of(getattr(module, which), compiled.digest(module.SOURCES)):
            yield note("words and names", "not loaded: built data do not hold", "Mend the built data first")
            return
    from marsad.coder import Coder
    from marsad.fuse import version
    from marsad.gazetteer.index import Gazetteer
    from marsad.lexicon.words import Lexicon
    from marsad.observatory.ingesting import coder_version
    from marsad.parties.registry import Registry

    Coder()
    words, parties, places = Lexicon.default(), Registry.default(), Gazetteer.default()
    told = f"{len(words.known()):,} words, {len(parties.parties):,} parties, {len(places.all):,} places"
    yield ok("words and names", f"{told}; coder version {coder_version()}, fusing {version()}")


def _sqlite() -> Iterator[Finding]:
    shown = f"SQLite {sqlite3.sqlite_version}"
    connection = sqlite3.connect(":memory:")
    lacking = []
    for name, made in (("FTS5", "x USING fts5(a)"), ("R*Tree", "y USING rtree(id, a, b)")):
        try:
            connection.execute(f"CREATE VIRTUAL TABLE {made}")
        except sqlite3.OperationalError:
            lacking.append(name)
    connection.close()
    if lacking:
        remedy = "Use a Python whose SQLite has them (python.org, Debian, conda), or PostgreSQL"
        yield wrong("SQLite", f"{shown} without {' and '.join(lacking)}: search does not work", remedy)
    else:
        yield ok("SQLite", f"{shown} with FTS5 and R*Tree")


def _reading() -> Iterator[Finding]:
    """Whether what reads pages, feeds and web archives can be loaded, with all that it needs itself."""
    for name in _READERS:
        try:
            import_module(name)
        except ImportError as error:
            yield wrong("reading", f"{name} cannot be loaded: {error}", "pip install --force-reinstall marsad")
            return
    yield ok("reading", f"{', '.join(_READERS)} are loaded")


def _extras() -> Iterator[Finding]:
    for extra, (modules, use) in _EXTRAS.items():
        lacking = [name for name in modules if not _is_there(name)]
        if lacking:
            yield note(
                "extras", f"{extra} is not installed ({use})", f"Where you need it: pip install 'marsad[{extra}]'"
            )
        else:
            yield ok("extras", f"{extra} ({use})")


def _pages() -> Iterator[Finding]:
    folder = Path(marsad.__file__).parent / "web" / "static"
    lacking = [name for name in _STATIC if not (folder / name).is_file()]
    if lacking:
        remedy = f"{_REINSTALL}; in a checkout: pip install -e ."
        yield wrong("pages", f"{folder}: no {', '.join(lacking)}: marsad serve would show bare pages", remedy)
    else:
        yield ok("pages", f"scripts and styles in {folder}")
