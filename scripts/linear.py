"""Fits the ranker's linear models: features as numbers, regularised logistic and softmax regression by L-BFGS."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import numpy as np
from scipy import sparse
from scipy.optimize import minimize

from marsad.coder.ranker import Feature, Model, names

RARE = 3
"""Features of fewer examples than this are left out."""
LEAST_OF_TWO = 0.005
"""A weight between two classes that is no more than this is left out of a model."""
LEAST_WEIGHT = 0.02
"""Features whose mean weight is no more than this for any class are left out of the mean."""
DOUBTED, DOUBT = "word.", 0.7
"""Features of classes of words come many at once and overlap: each is felt as so much of another feature."""


class Features:
    """Numbers the features of all models, each name once."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._numbers: dict[str, int] = {}

    def row(self, features: Sequence[Feature]) -> np.ndarray:
        """The numbers of one example's features."""
        found = []
        for name in dict.fromkeys(names(features)):
            number = self._numbers.setdefault(name, len(self._numbers))
            if number == len(self.names):
                self.names.append(name)
            found.append(number)
        return np.array(found, dtype=np.int32)


def fit(features: Features, examples: Sequence[tuple[Any, ...]], classes: Sequence[str], strength: float) -> Model:
    """The model of examples: rows, classes by number and, where they are not 1, weights.

    ``strength`` is the inverse of the regularisation.

    Two classes get one weight a feature, for the second; more get one a class. Weights next to zero are left out.
    """
    x = _matrix([row for row, *_ in examples], len(features.names))
    kept = np.flatnonzero(np.asarray(x.sum(0)).ravel() >= RARE)
    y = np.array([label for _, label, *_ in examples])
    importance = np.array([weight for _, _, *rest in examples for weight in rest or (1.0,)])
    felt = np.array([DOUBT if features.names[at].startswith(DOUBTED) else 1.0 for at in kept])
    felt_x = (x[:, kept] @ sparse.diags(felt)).tocsr()
    weights = _weights(felt_x, y, importance, 1 if len(classes) == 2 else len(classes), strength) * felt[:, None]
    least = LEAST_OF_TWO if len(classes) == 2 else 0.01
    telling = np.flatnonzero(np.abs(weights).max(1) > least)
    table = {features.names[kept[i]]: [round(float(w), 4) for w in weights[i]] for i in telling}
    return Model(list(classes), dict(sorted(table.items())), 0.5)


def choice(features: Features, sets: Sequence[Sequence[tuple[np.ndarray, int, float]]], strength: float) -> Model:
    """The model that picks one of several candidates or none, from sets of them: rows, 1 for a right one, weights.

    The loss of a set is the surprise at a right one being picked, or none where none is right; ``chance`` of the model
    is what one candidate has against none.
    """
    rows = [example for one in sets for example in one]
    x = _matrix([row for row, *_ in rows], len(features.names))
    kept = np.flatnonzero(np.asarray(x.sum(0)).ravel() >= RARE)
    x = x[:, kept].tocsr()
    of = np.repeat(np.arange(len(sets)), [len(one) for one in sets])
    right = np.array([float(label) for _, label, _ in rows])
    importance = np.array([one[0][2] for one in sets])
    turned, told = x.T.tocsr(), np.bincount(of, right, len(sets)) > 0

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        powers = np.exp(np.clip(x @ flat, -50, 50))
        whole = 1 + np.bincount(of, powers, len(sets))
        good = np.where(told, np.bincount(of, powers * right, len(sets)), 1.0)
        surprise = importance * (np.log(whole) - np.log(good))
        slope = importance[of] * powers * (1 / whole[of] - np.where(told[of], right / good[of], 0))
        return strength * float(surprise.sum()) + 0.5 * float(flat @ flat), strength * (turned @ slope) + flat

    found = _least(loss, len(kept))
    table = {
        features.names[at]: [round(float(w), 4)] for at, w in zip(kept, found, strict=True) if abs(w) > LEAST_OF_TWO
    }
    return Model(["no", "yes"], dict(sorted(table.items())), 0.5)


def _matrix(rows: Sequence[np.ndarray], width: int) -> sparse.csr_matrix:
    starts = np.zeros(len(rows) + 1, dtype=np.int64)
    starts[1:] = np.cumsum([len(row) for row in rows])
    columns = np.concatenate(rows)
    return sparse.csr_matrix((np.ones(len(columns)), columns, starts), shape=(len(rows), width))


def _weights(x: sparse.csr_matrix, y: np.ndarray, importance: np.ndarray, classes: int, strength: float) -> np.ndarray:
    """A column of weights a class (one for two classes) that makes the regularised loss least."""
    turned, count = x.T.tocsr(), x.shape[1]
    wanted = (y[:, None] == (np.arange(classes) if classes > 1 else 1)).astype(float)

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        totals = x @ flat.reshape(count, classes)
        if classes == 1:
            shares = 1 / (1 + np.exp(-totals))
            surprise = np.logaddexp(0, totals) - wanted * totals
        else:
            totals -= totals.max(1, keepdims=True)
            powers = np.exp(totals)
            whole = powers.sum(1, keepdims=True)
            shares = powers / whole
            surprise = wanted * (np.log(whole) - totals)
        slope = turned @ ((shares - wanted) * importance[:, None])
        return strength * float((surprise.sum(1) * importance).sum()) + 0.5 * float(
            flat @ flat
        ), strength * slope.ravel() + flat

    return _least(loss, count * classes).reshape(count, classes)


def _least(loss: Callable[[np.ndarray], tuple[float, np.ndarray]], width: int) -> np.ndarray:
    """Where a loss, given with its slope, is least."""
    options = {"maxiter": 60, "ftol": 1e-5}
    return minimize(loss, np.zeros(width), jac=True, method="L-BFGS-B", options=options).x


def mean(parts: Sequence[dict[str, Model]]) -> dict[str, Model]:
    """One model of each kind from those of several trainings; what weighs hardly anything is left out."""
    return {question: _mean([part[question] for part in parts]) for question in parts[0]}


def _mean(models: Sequence[Model]) -> Model:
    names = sorted({name for model in models for name in model.weights})
    nothing = [0.0] * len(next(iter(models[0].weights.values())))
    rows = {name: np.mean([model.weights.get(name, nothing) for model in models], axis=0).round(4) for name in names}
    kept = {name: row.tolist() for name, row in rows.items() if np.abs(row).max() > LEAST_WEIGHT}
    return msgspec.structs.replace(models[0], weights=kept, cut=min(model.cut for model in models))
