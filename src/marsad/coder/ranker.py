"""Ranks the candidates that the grammar proposes: a linear model over rules, shapes and classes of words.

No feature is a word of a text; events and their parties see the classes of words that are used alike
(``wordclasses``).

The weights are a data file made by ``scripts/train_ranker.py``; every feature is a plain string that a person can read.
They are compiled, when the package is built, into rows of names and numbers, which open faster and take less memory.
"""

from __future__ import annotations

import functools
import itertools
import math
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Generic, ParamSpec, TypeVar, cast

import msgspec

from marsad.arabic import compiled

WEIGHTS = Path(__file__).parent / "data" / "weights.json"
BUILT = Path(__file__).parent.parent / "_built" / "weights.msgpack"
SOURCES: tuple[Path, ...] = (WEIGHTS, Path(__file__))
"""What the compiled weights are made of."""

P = ParamSpec("P")
N = TypeVar("N", float, complex)


class Bundle(msgspec.Struct, frozen=True, eq=False, gc=False):
    """Features that always come together, weighed as one; each is like itself alone."""

    names: tuple[str, ...]


Feature = str | Bundle


def together(make: Callable[P, tuple[str, ...]]) -> Callable[P, Bundle]:
    """Makes the features that hang on a few facts once for each combination of the facts, which must be few."""

    def made(*facts: P.args, **named: P.kwargs) -> Bundle:
        return Bundle(tuple(map(sys.intern, make(*facts, **named))))

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
    weights: Mapping[str, Sequence[float]]
    cut: float = 0.5

    def probabilities(self, features: Sequence[Feature]) -> list[float]:
        """A probability for each class, in the order of ``classes``; they sum to one."""
        rows = [row for row in map(self.weights.get, names(features)) if row is not None]
        totals = [sum(column, 0.0) for column in zip(*rows, strict=True)] or [0.0] * len(self.classes)
        top = max(totals)
        powers = [math.exp(total - top) for total in totals]
        whole = sum(powers)
        return [power / whole for power in powers]

    def roles(self, features: Sequence[Feature]) -> tuple[float, float]:
        """The probabilities of the second and the third of three classes."""
        total = sum(map(self._pairs.__getitem__, features), 0j)
        second, third = total.real, total.imag
        top = max(0.0, second, third)
        second, third = math.exp(second - top), math.exp(third - top)
        whole = math.exp(-top) + second + third
        return second / whole, third / whole

    def chance(self, features: Sequence[Feature]) -> float:
        """The probability of the second of two classes."""
        total = sum(map(self._ones.__getitem__, features), 0.0)
        return 1.0 / (1.0 + math.exp(-total)) if total > -60 else 0.0

    @functools.cached_property
    def _ones(self) -> _Known[float]:
        """Of two classes: what each feature, and each bundle that was met, says for the second."""
        if isinstance(self.weights, _Ones):
            return self.weights.known
        return _Known(0.0, ((name, row[0]) for name, row in self.weights.items()))

    @functools.cached_property
    def _pairs(self) -> _Known[complex]:
        """Of three classes: what each says for the second and the third over the first, as one number of two parts."""
        if isinstance(self.weights, _Pairs):
            return self.weights.known
        rows = self.weights.items()
        return _Known(0j, ((name, complex(row[1] - row[0], row[2] - row[0])) for name, row in rows))


ANY = Model(["no", "yes"], {}, 0.0)
"""Leaves out nothing: the models behind a question at a glance are trained without it."""


class _Known(dict[Feature, N], Generic[N]):
    """What features say; one that is not known says nothing, and a bundle what its features say, known from then on."""

    def __init__(self, nothing: N, rows: Iterable[tuple[Feature, N]]) -> None:
        super().__init__(rows)  # type: ignore[arg-type]
        self._nothing: N = nothing

    def __missing__(self, feature: Feature) -> N:
        if isinstance(feature, str):
            return self._nothing
        found = self[feature] = sum(map(self.get, feature.names, itertools.repeat(self._nothing)), self._nothing)
        return found


class _Rows(Mapping[str, Sequence[float]], Generic[N]):
    """Rows held as the numbers that are summed; bundles that were met stand among them, as no rows."""

    def __init__(self, known: _Known[N]) -> None:
        self.known: _Known[N] = known

    def __iter__(self) -> Iterator[str]:
        return (feature for feature in self.known if isinstance(feature, str))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _row(self, name: str) -> N:
        if name not in self.known:
            raise KeyError(name)
        return self.known[name]


class _Ones(_Rows[float]):
    """Of two classes: what a row says for the second."""

    def __getitem__(self, name: str) -> Sequence[float]:
        return (self._row(name),)


class _Pairs(_Rows[complex]):
    """Of three classes: what a row says for the second and the third over the first."""

    def __getitem__(self, name: str) -> Sequence[float]:
        row = self._row(name)
        return 0.0, row.real, row.imag


class _Packed(msgspec.Struct, frozen=True, array_like=True):
    """A model as it is compiled: the names of its features, and as many numbers in each column."""

    classes: list[str]
    cut: float
    names: list[str]
    columns: list[list[float]]

    def model(self) -> Model:
        if len(self.classes) == 2:
            return Model(self.classes, _Ones(_Known(0.0, zip(self.names, self.columns[0], strict=True))), self.cut)
        if len(self.classes) == 3:
            pairs = map(complex, *self.columns)
            return Model(self.classes, _Pairs(_Known(0j, zip(self.names, pairs, strict=True))), self.cut)
        return Model(self.classes, dict(zip(self.names, zip(*self.columns, strict=True), strict=True)), self.cut)


def _pack(model: Model) -> _Packed:
    rows: list[Sequence[float]] = list(model.weights.values())
    if len(model.classes) == 3:
        rows = [(row[1] - row[0], row[2] - row[0]) for row in rows]
    width = {2: 1, 3: 2}.get(len(model.classes), len(model.classes))
    columns = [[row[at] for row in rows] for at in range(width)]
    return _Packed(model.classes, model.cut, list(model.weights), columns)


def build(path: Path = BUILT) -> None:
    """Writes the compiled weights; called by the build hook."""
    compiled.write(path, SOURCES, _packed())


def _packed() -> bytes:
    trained = msgspec.json.decode(WEIGHTS.read_bytes(), type=dict[str, Model])
    return msgspec.msgpack.encode({name: _pack(model) for name, model in trained.items()})


@functools.cache
def models() -> dict[str, Model]:
    """The models by name; an empty table where none have been trained yet. Raises DataError for a damaged file."""
    if not WEIGHTS.exists():
        return {}
    packed = msgspec.msgpack.decode(compiled.read(BUILT, SOURCES, _packed), type=dict[str, _Packed])
    return {name: each.model() for name, each in packed.items()}
