"""Which coders are there? The entry points ``marsad.coders`` of all installed packages, by name."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import EntryPoint, entry_points

from marsad.errors import MarsadError
from marsad.model import Coder

GROUP = "marsad.coders"
DEFAULT = "grammar"


def names() -> list[str]:
    """The names of the coders that are installed."""
    return sorted({DEFAULT, *(each.name for each in entry_points(group=GROUP))})


def maker(name: str) -> Callable[[], Coder]:
    """What makes the coder of a name.

    Raises:
        MarsadError: no such coder is installed, or it cannot be loaded.
    """
    found = next((each for each in entry_points(group=GROUP) if each.name == name), None)
    if found is None and name != DEFAULT:
        raise MarsadError(f"{name!r}: no coder by this name is installed. There are: {', '.join(names())}.")
    point = found or EntryPoint(DEFAULT, "marsad.batch:default_coder", GROUP)
    try:
        made: Callable[[], Coder] = point.load()
    except (ImportError, AttributeError) as error:
        raise MarsadError(f"the coder {name!r} ({point.value}) cannot be loaded: {error}") from error
    return made
