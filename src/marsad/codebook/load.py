"""What does the codebook hold? Reads ``data/*.toml`` into records, once."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path
from typing import TypeVar

import msgspec

from marsad.errors import DataError

T = TypeVar("T")
DATA = Path(__file__).parent / "data"


class EventType(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One event type ``class.kind`` with its crosswalk.

    ``acled`` lists sub-event types, ``plover`` and ``mode`` are PLOVER's, ``cameo`` is the nearest CAMEO code,
    ``ucdp`` lists the kinds of violence that UCDP may count a lethal event of this type under.
    """

    name: str
    gloss: str
    cues: list[str]
    acled: list[str] = []
    plover: str | None = None
    mode: str | None = None
    cameo: str | None = None
    ucdp: list[str] = []

    @property
    def family(self) -> str:
        """The class of the type: the part before the dot."""
        return self.name.partition(".")[0]


class Codebook(msgspec.Struct, frozen=True):
    """Every closed set of the codebook; each maps a value to what it means."""

    types: dict[str, EventType]
    statuses: dict[str, str]
    roles: dict[str, str]
    source_kinds: dict[str, str]
    quantities: dict[str, str]
    levels: dict[str, str]


@functools.cache
def codebook() -> Codebook:
    """The codebook that the package ships."""
    types = table(DATA / "types.toml", dict[str, list[EventType]])["type"]
    sets = table(DATA / "values.toml", dict[str, dict[str, str]])
    return Codebook(types={kind.name: kind for kind in types}, **sets)


def table(path: Path, shape: type[T]) -> T:
    """What a TOML file of the package holds, in the shape that it must have.

    Raises:
        DataError: it is no TOML, or of another shape.
    """
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), shape)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise DataError(
            path,
            None,
            str(error),
            "Compare the file with the one that the package ships",
        ) from error
