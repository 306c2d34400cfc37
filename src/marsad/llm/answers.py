"""What may a model answer? The shape of its claims, as records and as the JSON schema that the request carries."""

from __future__ import annotations

from typing import Any

import msgspec

from marsad.codebook import codebook


class Place(msgspec.Struct, frozen=True):
    """A place by its words, in its role."""

    text: str
    role: str = "at"


class Count(msgspec.Struct, frozen=True):
    """A counted phrase by its words, and the category of what is counted."""

    text: str
    what: str


class Answered(msgspec.Struct, frozen=True):
    """A claim as a model gives it: words of the text, and values of the codebook's closed sets."""

    sentence: str
    trigger: str
    type: str
    status: str = "reported"
    actors: list[str] = []
    targets: list[str] = []
    places: list[Place] = []
    time: str | None = None
    quantities: list[Count] = []
    sources: list[str] = []
    claimed_by: list[str] = []
    means: list[str] = []


class Document(msgspec.Struct, frozen=True):
    """The claims of one article of the request, by its number."""

    article: int
    claims: list[Answered] = []


class Answer(msgspec.Struct, frozen=True):
    """The whole answer."""

    documents: list[Document]


def schema() -> dict[str, Any]:
    """The JSON schema of an answer, with the codebook's values as the only ones."""
    book = codebook()
    words = {"type": "string", "minLength": 1}
    many = {"type": "array", "items": words}
    place = _object(text=words, role={"enum": list(book.roles)})
    count = _object(text=words, what={"enum": list(book.quantities)})
    claim = _object(
        sentence=words,
        trigger=words,
        type={"enum": list(book.types)},
        status={"enum": list(book.statuses)},
        actors=many,
        targets=many,
        places={"type": "array", "items": place},
        time={"type": ["string", "null"]},
        quantities={"type": "array", "items": count},
        sources=many,
        claimed_by=many,
        means=many,
    )
    document = _object(article={"type": "integer"}, claims={"type": "array", "items": claim})
    return _object(documents={"type": "array", "items": document})


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
