"""The fit behind both models of words: logistic regression with a Gaussian prior on its weights."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from advisor.interview.word_model import Weights

PRIOR_VARIANCE = 10.0
"""Of a weight, in the unit of the features; 3 and 30 tell a point less of texts that were left out."""
MOST_ROUNDS = 3000
"""Rounds of the search; the fits on all that ships take 140 to 600."""
FOLDS = 5
"""Parts of which each is left out once to measure the errors."""
Floats: TypeAlias = NDArray[np.float64]


def feature_matrix(rows: Sequence[Mapping[str, float]], names: Sequence[str]) -> csr_matrix:
    """Return features as texts x names.

    Args:
        rows: Of each text its features by name.
        names: Every name that occurs in a row.
    """
    place = {name: index for index, name in enumerate(names)}
    values = [value for row in rows for value in row.values()]
    columns = [place[name] for row in rows for name in row]
    starts = np.cumsum([0, *(len(row) for row in rows)])
    return csr_matrix((values, columns, starts), shape=(len(rows), len(names)))


def most_likely(
    matrix: csr_matrix, wanted: Floats, *, several: bool = False, variance: float = PRIOR_VARIANCE
) -> tuple[Floats, Floats]:
    """Return the weights and the bias with the least loss.

    loss = sum of -log share(labels of the text) + sum of weight² / (2 x variance)

    Args:
        matrix: Features of the texts, texts x features.
        wanted: 1 for the labels of each text, or shares that sum to 1 where several judges spoke, texts x
            labels.
        several: Whether the labels stand each for itself (logistic); else they exclude one another (softmax).
        variance: Of a weight, in the unit of the features, before the fit.

    Returns:
        Features x labels, and one for each label.

    Raises:
        RuntimeError: When the search ends before it settles.
    """
    count = wanted.shape[1]
    size = matrix.shape[1] * count

    def loss(flat: Floats) -> tuple[float, Floats]:
        table = flat[:size].reshape(-1, count)
        shares, cost = _shares(matrix @ table + flat[size:], wanted, several=several)
        slope = matrix.T @ (shares - wanted) + table / variance
        whole = cost + 0.5 / variance * float((table**2).sum())
        return whole, np.concatenate([slope.ravel(), (shares - wanted).sum(axis=0)])

    start = np.zeros(size + count)
    done = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": MOST_ROUNDS})
    if not done.success:
        raise RuntimeError(f"the fit did not settle: {done.message}")
    return done.x[:size].reshape(-1, count), done.x[size:]


def _shares(sums: Floats, wanted: Floats, *, several: bool) -> tuple[Floats, float]:
    """Return the shares of the labels, and the sum of -log share of those that are wanted."""
    if several:
        shares = 1.0 / (1.0 + np.exp(-np.clip(sums, -50, 50)))
        cost = -(wanted * np.log(shares + 1e-12) + (1 - wanted) * np.log(1 - shares + 1e-12)).sum()
    else:
        shares = np.exp(sums - sums.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        cost = -(wanted * np.log(shares + 1e-12)).sum()
    return shares, float(cost)


def large_weights(names: Sequence[str], weights: Floats, least: float) -> Weights:
    """Return the weights of at least a size, rounded to two places, by the name of their feature."""
    found = {}
    for name, row in zip(names, weights, strict=True):
        large = [(place, round(float(w), 2)) for place, w in enumerate(row) if abs(w) >= least]
        if large:
            found[name] = large
    return found


def as_table(weights: Weights) -> dict[str, dict[str, float]]:
    """Return weights as they are written, in the order of their names."""
    return {name: {str(place): w for place, w in row} for name, row in sorted(weights.items())}


def as_text(document: Mapping[str, object]) -> str:
    """Return a document of weights as JSON without blanks, one feature a line."""
    return json.dumps(document, separators=(",", ":"), ensure_ascii=False).replace('},"', '},\n"') + "\n"
