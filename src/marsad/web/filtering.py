"""What does an address ask for? The query of a page or of the interface as a filter of the store, and back."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import msgspec
from starlette.datastructures import QueryParams

from marsad.errors import MarsadError
from marsad.store import Filter

ONE = {
    "party": "party",
    "actor": "actor",
    "target": "target",
    "source": "source",
    "place": "place",
    "country": "country",
    "text": "text",
    "from": "since",
    "to": "until",
    "published_from": "published_since",
    "published_to": "published_until",
}
"""Name in the address to field of the filter, for those with one value."""
SEVERAL = {
    "type": "types", "status": "statuses", "outlet": "outlet", "review": "review", "doc": "doc", "event": "event",
}  # fmt: skip
FLAGS = {"contradicted": "contradicted", "single": "single_source"}
TITLES = {
    "text": "Words", "type": "Type", "status": "Status", "party": "Party on either side", "actor": "Who did it",
    "target": "To whom", "source": "Source", "outlet": "Newspaper", "country": "Country", "place": "Place",
    "box": "Box on the map", "near": "Nearby", "from": "From", "to": "To", "published_from": "Published from",
    "published_to": "Published until", "contradicted": "Only disputed", "single": "Only one source",
    "review": "Review", "doc": "Report", "event": "Event", "on": "Day", "bbox": "Map",
}  # fmt: skip
"""What the filters (and other parts of an address) are called: messages of the pages, in the order of the form."""
_DAYS = ("from", "to", "published_from", "published_to")
LONGEST = 300


class FilterError(MarsadError):
    """An address asks for something that cannot be asked."""


class Asked(msgspec.Struct, frozen=True):
    """The filter, and its values as they stand in the address."""

    filter: Filter
    values: dict[str, list[str]]

    def first(self, name: str) -> str:
        """The value of a field of the form, empty where nothing is asked."""
        return next(iter(self.values.get(name, [])), "")

    def has(self, name: str, value: str) -> bool:
        """Whether a value of a field is asked for."""
        return value in self.values.get(name, [])

    @property
    def query(self) -> str:
        """The address's query, in one order, so that equal questions have equal addresses."""
        return urlencode([(name, value) for name in sorted(self.values) for value in self.values[name]])

    def changed(self, **fields: str | None) -> str:
        """The query with some values changed, ``?`` before it; ``None`` takes one out."""
        kept = [(name, value) for name in sorted(self.values) if name not in fields for value in self.values[name]]
        return "?" + urlencode([*kept, *((name, value) for name, value in fields.items() if value is not None)])


def asked(params: QueryParams) -> Asked:
    """The filter that the parameters ask for; names that are no filter's are left out.

    Raises:
        FilterError: a value is not of its kind.
    """
    values = {name: [v.strip() for v in params.getlist(name) if v.strip()] for name in _names()}
    values = {name: found for name, found in values.items() if found}
    for name, found in values.items():
        if any(len(value) > LONGEST for value in found):
            raise FilterError("%(filter)s: longer than %(most)s characters", filter=name, most=LONGEST)
    fields: dict[str, Any] = {field: values[name][0] for name, field in ONE.items() if name in values}
    for name in _DAYS:
        if name in values:
            fields[ONE[name]] = _day(name, values[name][0])
    fields |= {field: tuple(values[name]) for name, field in SEVERAL.items() if name in values}
    fields |= {field: _truth(name, values[name][0]) for name, field in FLAGS.items() if name in values}
    if "box" in values:
        fields["box"] = numbers("box", values["box"][0], 4)
    if "near" in values:
        fields["near"] = numbers("near", values["near"][0], 3)
    try:
        return Asked(Filter(**fields), values)
    except MarsadError as error:
        raise FilterError(error.message, **error.values) from error


def query(values: Mapping[str, str | None]) -> str:
    """The query of an address for some values; those that are ``None`` or empty are left out."""
    return urlencode([(name, value) for name, value in values.items() if value])


def numbers(name: str, text: str, count: int) -> tuple[float, ...]:
    """``count`` numbers with commas between.

    Raises:
        FilterError: it is something else.
    """
    try:
        found = tuple(float(part) for part in text.split(","))
    except ValueError:
        found = ()
    if len(found) != count or any(abs(number) > 1e6 or number != number for number in found):
        raise FilterError(
            "%(filter)s: «%(value)s» is not %(count)s numbers with commas between", filter=name, value=text, count=count
        )
    return found


def _names() -> tuple[str, ...]:
    return (*ONE, *SEVERAL, *FLAGS, "box", "near")


def _day(name: str, text: str) -> str:
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise FilterError(
            "%(filter)s: «%(value)s» is no ISO date such as 2017-09-03", filter=name, value=text
        ) from error


def _truth(name: str, text: str) -> bool:
    truths = {"1": True, "yes": True, "true": True, "on": True, "0": False, "no": False, "false": False}
    if text.lower() not in truths:
        raise FilterError("%(filter)s: «%(value)s» is neither yes nor no", filter=name, value=text)
    return truths[text.lower()]
