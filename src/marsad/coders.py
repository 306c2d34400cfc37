"""Which coders are there? The entry points ``marsad.coders`` of all installed packages, by name."""

from __future__ import annotations

from collections.abc import Callable

from marsad.batch import default_coder
from marsad.errors import MarsadError
from marsad.model import Coder

GROUP = "marsad.coders"
DEFAULT = "grammar"


def names() -> list[str]:
    """The names of the coders that are installed."""
    from importlib.metadata import entry_points

    return sorted({DEFAULT, *(each.name for each in entry_points(group=GROUP))})


def maker(name: str) -> Callable[[], Coder]:
    """What makes the coder of a name.

    Raises:
        MarsadError: no such coder is installed, or it cannot be loaded.
    """
    if name == DEFAULT:
        return default_coder
    from importlib.metadata import entry_points

    found = next((each for each in entry_points(group=GROUP) if each.name == name), None)
    if found is None:
        raise MarsadError(f"{name!r}: no coder by this name is installed. There are: {', '.join(names())}.")
    try:
        made: Callable[[], Coder] = found.load()
    except (ImportError, AttributeError) as error:
        raise MarsadError(f"the coder {name!r} ({found.value}) cannot be loaded: {error}") from error
    return made
