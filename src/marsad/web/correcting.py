"""What does a reviewer's form ask to be changed? Its fields as the value of a verdict, in the claim's own types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from marsad.codebook import codebook
from marsad.codebook.check import is_day
from marsad.errors import MarsadError
from marsad.gazetteer.index import Gazetteer
from marsad.model import Claim, PartyMention, PlaceMention, Quantity, SourceMention, When
from marsad.parties.registry import Registry

PARTIES = ("actors", "targets", "claimed_by")
LISTS = (*PARTIES, "places", "quantities", "sources")
MOST, LONGEST = 10**12, 300
"""The highest number that a quantity can be corrected to, and the most characters of a name."""
FIELDS = ("type", "status", "actors", "targets", "places", "time", "quantities", "sources", "claimed_by")


class CorrectionError(MarsadError):
    """A form that cannot be read as a correction."""


def corrected(claim: Claim, full: str, field: str, form: Mapping[str, str], removed: Sequence[str]) -> str:
    """The new value of ``field`` as JSON: for lists what stood there, less what is removed, with what is added.

    ``removed`` names values as ``actors:0``. ``form`` holds the characters of the words (``start``, ``end``) and what
    they mean (``name``, ``role``, ``what``, ``low``, ``high``).

    Raises:
        CorrectionError: something is missing, or is not of its kind.
    """
    if field in ("type", "status"):
        if form.get("value") not in (codebook().types if field == "type" else codebook().statuses):
            raise CorrectionError("%(field)s: choose a value", field=field)
        return _json(form["value"])
    if field == "time":
        return _json(moment(full, form) if form.get("first") else None)
    if field not in LISTS:
        raise CorrectionError(
            "%(value)s cannot be corrected. Give one of %(choices)s.", value=field, choices=", ".join(FIELDS)
        )
    stood = getattr(claim, field)
    kept = [value for at, value in enumerate(stood) if f"{field}:{at}" not in removed]
    if form.get("start"):
        kept.append(mention(full, field, form))
    elif len(kept) == len(stood):
        raise CorrectionError("%(field)s: choose words in the text, or a value to take out", field=field)
    return _json(kept)


def mention(full: str, field: str, form: Mapping[str, str]) -> Any:
    """The mention that a form states: its words, and what they mean in a field of ``LISTS``.

    Raises:
        CorrectionError: something is missing, or is not of its kind.
    """
    text, start, end = words(full, form)
    name = form.get("name", "").strip() or None
    if name and len(name) > LONGEST:
        raise CorrectionError("%(field)s: longer than %(most)s characters", field=field, most=LONGEST)
    if field == "places":
        return _place(text, start, end, name, form)
    if field == "quantities":
        low, high = _number(form.get("low")), _number(form.get("high"))
        if low is None and high is None:
            raise CorrectionError("%(field)s: give the lowest or the highest number", field="quantities")
        if form.get("what") not in codebook().quantities:
            raise CorrectionError("%(field)s: choose what is counted", field="quantities")
        if low is not None and high is not None and low > high:
            raise CorrectionError("%(field)s: the lowest number is above the highest", field="quantities")
        return Quantity(text, start, end, form["what"], low, high, form.get("approx") == "yes")
    party = Registry.default().by_name(name) if name else None
    known = (party.name, party.id, party.kind) if party else (name, None, None)
    if field == "sources":
        if form.get("kind") and form["kind"] not in codebook().source_kinds:
            raise CorrectionError("%(field)s: choose a value", field="sources")
        return SourceMention(text, start, end, known[0], known[1], form.get("kind") or known[2])
    return PartyMention(text, start, end, *known)


def _place(text: str, start: int, end: int, name: str | None, form: Mapping[str, str]) -> PlaceMention:
    role = form.get("role") or "at"
    if role not in codebook().roles:
        raise CorrectionError("%(field)s: choose a value", field="places")
    if not name:
        return PlaceMention(text, start, end, role)
    ref = form.get("place_id")
    fitting = [place for place in Gazetteer.default().all if place.id == ref] if ref else places_named(name)
    if not fitting:
        raise CorrectionError(
            "%(field)s: the gazetteer has no «%(name)s». Leave the name empty to keep the words alone.",
            field="places", name=name,
        )  # fmt: skip
    p = fitting[0]
    return PlaceMention(text, start, end, role, p.name, p.country, p.level, p.lat, p.lon, p.precision_km, p.id)


def places_named(name: str, limit: int = 8) -> list[Any]:
    """The places of the gazetteer by a name in Arabic or English, the most peopled first."""
    gazetteer = Gazetteer.default()
    found = gazetteer.places(name)
    if not found:
        wanted = name.casefold()
        found = [place for place in gazetteer.all if place.name.casefold() == wanted]
        found.sort(key=lambda place: -place.population)
    return list(found[:limit])


def moment(full: str, form: Mapping[str, str]) -> When:
    """The time that a form states: its words, first and last day.

    Raises:
        CorrectionError: something is missing, or is not of its kind.
    """
    text, start, end = words(full, form)
    if not form.get("first"):
        raise CorrectionError("%(field)s: give the first day", field="time")
    first, last = _day(form["first"]), _day(form.get("last") or form["first"])
    if last < first:
        raise CorrectionError("%(field)s: the last day is before the first", field="time")
    return When(text, first, last, (start, end), "day" if first == last else None)


def words(full: str, form: Mapping[str, str]) -> tuple[str, int, int]:
    """The words that a form names by their characters, without space around them.

    Raises:
        CorrectionError: there are none.
    """
    try:
        start, end = int(form.get("start", "")), int(form.get("end", ""))
    except ValueError as error:
        raise CorrectionError("choose the words in the text first") from error
    if not 0 <= start < end <= len(full):
        raise CorrectionError("the characters %(start)s to %(end)s are not in the text", start=start, end=end)
    while start < end and full[start].isspace():
        start += 1
    while end > start and full[end - 1].isspace():
        end -= 1
    return full[start:end], start, end


def _day(text: str) -> str:
    if not is_day(text):
        raise CorrectionError(
            "%(field)s: «%(value)s» is no day such as 2017-09-03, from the year 1000 to 2999", field="time", value=text
        )
    return text


def _number(text: str | None) -> float | int | None:
    if not text or not text.strip():
        return None
    try:
        value = float(text)
    except ValueError as error:
        raise CorrectionError("«%(value)s» is no number", value=text) from error
    if not 0 <= value <= MOST:
        raise CorrectionError("«%(value)s»: give a number from 0 to %(most)s", value=text, most=MOST)
    return int(value) if value == int(value) else value


def _json(value: Any) -> str:
    return msgspec.json.encode(value).decode()
