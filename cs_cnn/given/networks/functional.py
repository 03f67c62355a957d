"""Fully connected networks made of your own functions."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import numpy as np


def start(sizes: tuple[int, ...], rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Random weights and zero biases: ``sizes`` (64, 32, 10) gives w1 (64, 32), b1, w2, b2.

    The weights' standard deviation is sqrt(2 / D), so that relu layers neither blow the
    signal up nor let it fade (He et al. 2015, https://arxiv.org/abs/1502.01852).
    """
    params = {}
    for i, (d, m) in enumerate(itertools.pairwise(sizes), start=1):
        params[f"w{i}"] = rng.standard_normal((d, m)) * np.sqrt(2 / d)
        params[f"b{i}"] = np.zeros(m)
    return params


def scores(x: np.ndarray, params: dict[str, np.ndarray]) -> np.ndarray:
    """The K scores of each of N samples: x (N, D) in, (N, K) out. relu between layers."""
    from cs_cnn import backprop

    layers = len(params) // 2
    for i in range(1, layers + 1):
        x = backprop.affine_forward(x, params[f"w{i}"], params[f"b{i}"])
        x = backprop.relu(x) if i < layers else x
    return x


def answers(x: np.ndarray, params: dict[str, np.ndarray]) -> np.ndarray:
    """The class with the highest score for each of N samples: x (N, D) in, (N,) out."""
    return scores(x, params).argmax(axis=1)


def accuracy(x: np.ndarray, y: np.ndarray, params: dict[str, np.ndarray]) -> float:
    """The share of samples that get the right answer, from 0 to 1."""
    return float(np.mean(answers(x, params) == y))


def measured(
    loss: Callable[[dict[str, np.ndarray]], tuple[float, dict[str, np.ndarray]]],
    params: dict[str, np.ndarray],
) -> dict[str, np.ndarray]:
    """Your numerical gradient of a loss, for every parameter by name.

    ``loss`` takes params and returns the loss and its gradients, of which only the loss
    is used here.
    """
    from cs_cnn import backprop

    def one(name: str) -> np.ndarray:
        return backprop.numerical_gradient(
            lambda value: loss({**params, name: value})[0], params[name]
        )

    return {name: one(name) for name in params}
