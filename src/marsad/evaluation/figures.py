"""What does the scorer count, and how is it shown? Tallies, rates, and the report of a run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

FIELDS = ("trigger", "class", "type", "actors", "targets", "places", "time", "sources", "quantities", "record")
"""The rows of the table; ``record`` is a claim that is right in everything but its quantities and sources."""


class Tally(msgspec.Struct):
    """How many were right, of how many in the gold and how many coded."""

    right: int = 0
    gold: int = 0
    system: int = 0

    @property
    def precision(self) -> float:
        """Right ones among the coded."""
        return self.right / self.system if self.system else 0.0

    @property
    def recall(self) -> float:
        """Right ones among the gold."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def figures(self) -> dict[str, Any]:
        """The tally as the fields of a JSON report."""
        shares = {"p": round(self.precision, 4), "r": round(self.recall, 4), "f": round(self.f, 4)}
        return {**shares, "tp": self.right, "gold": self.gold, "system": self.system}


class Rate(msgspec.Struct):
    """How often something was right where it could be."""

    right: int = 0
    of: int = 0

    def count(self, right: bool) -> None:
        """One more case."""
        self.right += right
        self.of += 1

    @property
    def share(self) -> float:
        """Right ones of all."""
        return self.right / self.of if self.of else 0.0


class Slip(msgspec.Struct, frozen=True):
    """A gold claim that was missed, or a coded claim that the gold does not have."""

    kind: str
    doc: str
    type: str
    trigger: str
    sentence: str = ""

    def __str__(self) -> str:
        where = f" in: {self.sentence[:140]}" if self.sentence else ""
        return f"{self.kind:<8}{self.doc} {self.type:<16} «{self.trigger}»{where}"


class Report(msgspec.Struct):
    """The figures of one run over documents with gold."""

    fields: dict[str, Tally]
    rates: dict[str, Rate]
    types: dict[str, Tally]
    slips: list[Slip]

    def as_text(self, *, types: bool = False, errors: int = 0) -> str:
        """Tables for the terminal."""
        return "\n".join(self._lines(types, errors)) + "\n"

    def as_json(self) -> bytes:
        """Figures, rates and types as indented JSON."""
        return msgspec.json.format(msgspec.json.encode(self.figures()), indent=1)

    def figures(self) -> dict[str, Any]:
        """The figures as plain data."""
        return {
            "figures": {name: tally.figures() for name, tally in self.fields.items()},
            "rates": {name: round(rate.share, 4) for name, rate in self.rates.items()},
            "types": {name: tally.figures() for name, tally in sorted(self.types.items())},
        }

    def _lines(self, types: bool, errors: int) -> Iterator[str]:
        for name in FIELDS:
            yield _row(name, self.fields[name])
        for name, rate in self.rates.items():
            yield f"{name:<22} {rate.share:.3f}   ({rate.right} of {rate.of})"
        if types:
            yield ""
            yield from (_row(name, tally, width=17) for name, tally in sorted(self.types.items()))
        if errors:
            yield f"\nmissed and made up ({len(self.slips)})"
            yield from (str(slip) for slip in self.slips[:errors])


def _row(name: str, tally: Tally, width: int = 11) -> str:
    shares = f"P {tally.precision:.3f}  R {tally.recall:.3f}  F {tally.f:.3f}"
    return f"{name:<{width}} {shares}   ({tally.right} of {tally.gold} gold, {tally.system} coded)"
