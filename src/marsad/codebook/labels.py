"""What is a reader shown for a value of the codebook? Short labels in English and Arabic, read once from data."""

from __future__ import annotations

import functools

import msgspec

from marsad.codebook.load import DATA, table

LANGUAGES = ("ar", "en")


class Label(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A value's label in both languages."""

    en: str
    ar: str


@functools.cache
def labels() -> dict[str, dict[str, Label]]:
    """Set (``types``, ``statuses`` ...) to value to label."""
    return table(DATA / "labels.toml", dict[str, dict[str, Label]])


def label(kind: str, value: str | None, language: str) -> str:
    """The label of a value in ``en`` or ``ar``; the value itself where the codebook has none, empty for nothing."""
    found = labels().get(kind, {}).get(value or "")
    return (value or "") if found is None else found.ar if language == "ar" else found.en
