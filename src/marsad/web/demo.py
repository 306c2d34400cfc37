"""What is there to see with nothing set up? The sample reports, made into a small observatory of their own."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from marsad import __version__
from marsad.errors import InputError
from marsad.observatory import fuse, ingest
from marsad.store import Store

_PACKED = Path(__file__).parent.parent / "_samples"
_CHECKOUT = Path(__file__).parents[3] / "samples"


def samples() -> Path:
    """The folder of the sample reports: in the package, or in the checkout.

    Raises:
        InputError: they are in neither.
    """
    for folder in (_PACKED, _CHECKOUT):
        if folder.is_dir():
            return folder
    raise InputError(f"{_PACKED}: the sample reports are not there. Install Marsad again, or give --db.")


def _code() -> list[Path]:
    """What claims and events depend on, without the pages."""
    package = Path(__file__).parents[1]
    kinds = (each for kind in ("*.py", "*.toml", "*.msgpack") for each in package.rglob(kind))
    return sorted(each for each in kinds if Path(__file__).parent not in each.parents)


def cache_folder() -> Path:
    """The folder of the caches of this person, or a fresh one where that cannot be written."""
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "marsad"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        return Path(tempfile.mkdtemp(prefix="marsad-"))
    return folder if os.access(folder, os.W_OK) else Path(tempfile.mkdtemp(prefix="marsad-"))


def sample_database(tell: Callable[[str], None]) -> Path:
    """A database with the sample reports coded and fused; kept between runs, made anew for other samples or code."""
    folder = samples()
    total = hashlib.sha256(__version__.encode())
    for file in (*sorted(folder.glob("*.json")), *_code()):
        total.update(file.read_bytes())
    path = cache_folder() / f"samples-{total.hexdigest()[:12]}.sqlite"
    with Store.open(path) as store:
        tell(f"sample observatory: {path}")
        ingest([folder], store)
        fuse(store)
    return path
