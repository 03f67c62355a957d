"""Assignment 04: regularization. Model answers, a drop-in file for ``cs_cnn/regularization.py``."""

import numpy as np


def l1_penalty(w: np.ndarray, lam: float) -> tuple[float, np.ndarray]:
    """Large or small, a weight is pushed towards 0 with the same force."""
    return lam * np.abs(w).sum(), lam * np.sign(w)


def l2_penalty(w: np.ndarray, lam: float) -> tuple[float, np.ndarray]:
    """The push is proportional to the weight: large ones feel it most, small ones hardly."""
    return lam * (w**2).sum(), 2 * lam * w


def elastic_net_penalty(w: np.ndarray, lam1: float, lam2: float) -> tuple[float, np.ndarray]:
    """The gradient of a sum is the sum of the gradients."""
    l1, dl1 = l1_penalty(w, lam1)
    l2, dl2 = l2_penalty(w, lam2)
    return l1 + l2, dl1 + dl2


def max_norm(w: np.ndarray, limit: float) -> np.ndarray:
    """length / limit, but never below 1, divides a short column by 1: nothing is ever 0 / 0."""
    length = np.sqrt((w**2).sum(axis=0))
    return w / np.maximum(length / limit, 1)


def train_val_test_split(
    x: np.ndarray,
    y: np.ndarray,
    fractions: tuple[float, float, float],
    rng: np.random.Generator,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """One shuffled list of row numbers serves x and y, so that labels stay with their samples."""
    n_val, n_test = (round(fraction * len(x)) for fraction in fractions[1:])
    val, test, train = np.split(rng.permutation(len(x)), [n_val, n_val + n_test])
    return x[train], y[train], x[val], y[val], x[test], y[test]


def dropout_forward(
    x: np.ndarray, p: float, rng: np.random.Generator, train: bool = True
) -> tuple[np.ndarray, np.ndarray]:
    """rng.random is below p with probability p; whoever is not below stays, and is scaled up."""
    if not train:
        return x.copy(), np.ones_like(x)
    mask = (rng.random(x.shape) >= p) / (1 - p)
    return x * mask, mask


def dropout_backward(dout: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Forward every unit was multiplied by a number, so backward by the same number."""
    return dout * mask


class EarlyStopping:
    """Two numbers are enough: the best loss, and how many updates ago it came."""

    def __init__(self, patience: int, min_delta: float = 0.0) -> None:
        self.patience = patience
        self.min_delta = min_delta
        self.best = np.inf
        self.waited = 0

    def update(self, loss: float) -> bool:
        """Every comparison with NaN is False, so NaN is never an improvement."""
        if loss < self.best - self.min_delta:
            self.best = loss
            self.waited = 0
        else:
            self.waited += 1
        return self.waited >= self.patience
