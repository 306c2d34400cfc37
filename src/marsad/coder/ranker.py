"""Ranks the candidates that the grammar proposes: a linear model over rules and shapes, never over words of a text.

The weights are a data file made by ``scripts/train_ranker.py``; every feature is a plain string that a person can read.
"""

from __future__ import annotations

import functools
import math
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import ParamSpec, TypeVar, cast

import msgspec

WEIGHTS = Path(__file__).parent / "data" / "weights.json"

P = ParamSpec("P")
N = TypeVar("N", float, complex)


class Bundle:
    """Features that always come together, weighed as one."""

    __slots__ = ("names",)

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names


Feature = str | Bundle


def together(make: Callable[P, tuple[str, ...]]) -> Callable[P, Bundle]:
    """Makes the features that hang on a few facts once for each combination of the facts, which must be few."""

    def made(*facts: P.args, **named: P.kwargs) -> Bundle:
        return Bundle(make(*facts, **named))

    return cast("Callable[P, Bundle]", functools.cache(made))


def names(features: Iterable[Feature]) -> Iterator[str]:
    """The features one by one."""
    for feature in features:
        if isinstance(feature, str):
            yield feature
        else:
            yield from feature.names


class Model(msgspec.Struct, frozen=True, dict=True):
    """One model: its classes in order, and for every feature a weight per class; ``cut`` is the least probability."""

    classes: list[str]
    weights: dict[str, list[float]]
    cut: float = 0.5

    def probabilities(self, features: Sequence[Feature]) -> list[float]:
        """A probability for each class, in the order of ``classes``; they sum to one."""
        totals = [0.0] * len(self.classes)
        weights = self.weights
        for name in names(features):
            if name in weights:
                for at, weight in enumerate(weights[name]):
                    totals[at] += weight
        top = max(totals)
        powers = [math.exp(total - top) for total in totals]
        whole = sum(powers)
        return [power / whole for power in powers]

    def roles(self, features: Sequence[Feature]) -> tuple[float, float]:
        """The probabilities of the second and the third of three classes."""
        total, known = 0j, self._pairs
        for feature in features:
            if feature in known:
                total += known[feature]
            elif isinstance(feature, Bundle):
                total += _weighed(feature, known, 0j)
        second, third = total.real, total.imag
        top = max(0.0, second, third)
        second, third = math.exp(second - top), math.exp(third - top)
        whole = math.exp(-top) + second + third
        return second / whole, third / whole

    def chance(self, features: Sequence[Feature]) -> float:
        """The probability of the second of two classes."""
        total, known = 0.0, self._ones
        for feature in features:
            if feature in known:
                total += known[feature]
            elif isinstance(feature, Bundle):
                total += _weighed(feature, known, 0.0)
        return 1.0 / (1.0 + math.exp(-total)) if total > -60 else 0.0

    @functools.cached_property
    def _ones(self) -> dict[Feature, float]:
        """Of two classes: what each feature, and each bundle that was met, says for the second."""
        return {sys.intern(name): row[0] for name, row in self.weights.items()}

    @functools.cached_property
    def _pairs(self) -> dict[Feature, complex]:
        """Of three classes: what each says for the second and the third over the first, as one number of two parts."""
        return {
            sys.intern(name): complex(second - first, third - first)
            for name, (first, second, third) in self.weights.items()
        }


def _weighed(bundle: Bundle, known: dict[Feature, N], nothing: N) -> N:
    """What a bundle says, known from then on."""
    found = known[bundle] = sum((known[name] for name in bundle.names if name in known), nothing)
    return found


@functools.cache
def models(path: Path = WEIGHTS) -> dict[str, Model]:
    """The models by name; an empty table where none have been trained yet."""
    if not path.exists():
        return {}
    return msgspec.json.decode(path.read_bytes(), type=dict[str, Model])
