"""What is a reader told where something cannot be done? Messages of errors in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable

from fastapi import HTTPException

from marsad.errors import MarsadError
from marsad.web.filtering import TITLES
from marsad.web.i18n import Language

_SETS = {"field": "fields", "action": "actions"}
"""Values of messages that are codes of the codebook, and its set of labels for each."""
NAMED = ("viewer", "reviewer", "admin", "somebody")
"""Values that are messages themselves."""
_ISOLATED = "\u2068%s\u2069"


class Refused(HTTPException):
    """An answer with a status that says why; the ``values`` fill the ``%(name)s`` of the ``message``."""

    def __init__(self, status: int, message: str, headers: dict[str, str] | None = None, **values: object) -> None:
        super().__init__(status, message % values if values else message, headers)
        self.message = message
        self.values = values


def said(error: Exception, spoken: Language) -> str:
    """The message of an error in the language of the reader; values that may run the other way stand apart."""
    if isinstance(error, Refused | MarsadError):
        shown = {name: _value(name, value, spoken) for name, value in error.values.items()}
        return spoken.text(error.message, **shown)
    return spoken.text(str(getattr(error, "detail", error)))


def listed(names: Iterable[object]) -> str:
    """Names in a message, with commas between."""
    return ", ".join(map(str, names))


def _value(name: str, value: object, spoken: Language) -> str:
    if isinstance(value, Exception):
        return said(value, spoken)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return spoken.number(value)
    if name in ("role", "by"):
        return spoken.text(str(value)) if value in NAMED else _ISOLATED % str(value)
    if name == "filter":
        return spoken.text(TITLES.get(str(value), str(value)))
    if name in _SETS:
        return spoken.label(_SETS[name], str(value))
    return _ISOLATED % str(value)
