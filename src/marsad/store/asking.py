"""How is a filter written down? ``party=Russia``, ``near=36.2,37.16,25``: one field and its value each."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import Any

from marsad.errors import StoreError
from marsad.store.filters import Filter

NAMES = {
    "type": "types",
    "status": "statuses",
    **{name: name for name in Filter.__struct_fields__ if name not in ("types", "statuses")},
}
"""What a field is called when it is written down, and in :class:`Filter`."""

_SEVERAL = frozenset({"types", "statuses", "outlet", "doc", "event", "review"})
_YES = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


def parsed(written: Iterable[str]) -> Filter:
    """The filter of some ``field=value``; a field that may have several values can be given several times.

    Raises:
        StoreError: no such field, or no such value of it.
    """
    found: dict[str, Any] = {}
    for each in written:
        name, mark, value = each.partition("=")
        field = NAMES.get(name.strip().replace("-", "_"))
        if not mark or field is None:
            raise StoreError(f"{each!r}: no filter. Give FIELD=VALUE with one of {', '.join(NAMES)}.")
        read = _READERS.get(field, str.strip)(value)
        found[field] = (*found.get(field, ()), read) if field in _SEVERAL else read
    return Filter(**found)


def numbers(count: int, example: str) -> Callable[[str], tuple[float, ...]]:
    """A reader of so many numbers with commas between them."""

    def read(value: str) -> tuple[float, ...]:
        try:
            found = tuple(float(part) for part in value.split(","))
        except ValueError:
            found = ()
        if len(found) != count:
            raise StoreError(f"{value!r}: give {count} numbers with commas between them, such as {example}")
        return found

    return read


def _day(value: str) -> str:
    try:
        return datetime.date.fromisoformat(value.strip()).isoformat()
    except ValueError as error:
        raise StoreError(f"{value!r} is no date such as 2017-09-03") from error


def _yes(value: str) -> bool:
    try:
        return _YES[value.strip().lower()]
    except KeyError as error:
        raise StoreError(f"{value!r}: give yes or no") from error


_READERS: dict[str, Callable[[str], Any]] = {
    "near": numbers(3, "36.2,37.16,25 (latitude, longitude, kilometres)"),
    "box": numbers(4, "35.7,32.3,42.4,37.3 (west, south, east, north)"),
    "since": _day,
    "until": _day,
    "published_since": _day,
    "published_until": _day,
    "contradicted": _yes,
    "single_source": _yes,
}
