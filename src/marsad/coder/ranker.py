"""Ranks the candidates that the grammar proposes: a linear model over rules and shapes, never over words of a text.

The weights are a data file made by ``scripts/train_ranker.py``; every feature is a plain string that a person can read.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from pathlib import Path

import msgspec

WEIGHTS = Path(__file__).parent / "data" / "weights.json"


class Model(msgspec.Struct, frozen=True):
    """One model: its classes in order, and for every feature a weight per class; ``cut`` is the least probability."""

    classes: list[str]
    weights: dict[str, list[float]]
    cut: float = 0.5

    def probabilities(self, features: Sequence[str]) -> list[float]:
        """A probability for each class, in the order of ``classes``; they sum to one."""
        if len(self.classes) == 3:
            return self._of_three(features)
        totals = [0.0] * len(self.classes)
        weights = self.weights
        for feature in features:
            row = weights.get(feature)
            if row is not None:
                for at, weight in enumerate(row):
                    totals[at] += weight
        return _shares(totals)

    def _of_three(self, features: Sequence[str]) -> list[float]:
        """The same for three classes, which most questions have: no inner loop."""
        first = second = third = 0.0
        weights = self.weights
        for feature in features:
            if feature in weights:
                one, two, three = weights[feature]
                first += one
                second += two
                third += three
        return _shares([first, second, third])

    def chance(self, features: Sequence[str]) -> float:
        """The probability of the second of two classes."""
        total, weights = 0.0, self.weights
        for feature in features:
            if feature in weights:
                total += weights[feature][0]
        return 1.0 / (1.0 + math.exp(-total)) if total > -60 else 0.0


def _shares(totals: list[float]) -> list[float]:
    top = max(totals)
    powers = [math.exp(total - top) for total in totals]
    whole = sum(powers)
    return [power / whole for power in powers]


@functools.cache
def models(path: Path = WEIGHTS) -> dict[str, Model]:
    """The models by name; an empty table where none have been trained yet."""
    if not path.exists():
        return {}
    return msgspec.json.decode(path.read_bytes(), type=dict[str, Model])
