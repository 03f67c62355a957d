"""Points in the plane in two or three classes: sets whose boundary can be seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

Points = tuple[np.ndarray, np.ndarray]


class Toy(NamedTuple):
    """How to make a set from n, noise and rng; its usual noise; its classes."""

    make: Callable[[int, float, np.random.Generator], Points]
    noise: float
    classes: tuple[str, ...]


def toy(name: str, n: int = 600, noise: float | None = None, seed: int = 0) -> Points:
    """A set of points in the plane: x (n, 2), float64, mostly from −1 to 1; y (n,), int64.

    name: one of ``toy_names()``.
    noise: how far points stray, as a standard deviation in the units of the plane (of the
    spiral: of the angle, in radians); 0 for none, None for the usual amount.
    seed: another number gives other points of the same kind.

    The points come in no particular order. Raises ValueError for an unknown name, fewer
    points than classes, or negative noise.
    """
    if name not in TOYS:
        raise ValueError(f"no toy set {name!r}; there are {', '.join(toy_names())}")
    kind = TOYS[name]
    spread = kind.noise if noise is None else noise
    if n < len(kind.classes) or spread < 0:
        raise ValueError(f"{name} needs n >= {len(kind.classes)} and noise >= 0: {n=}, {noise=}")
    rng = np.random.default_rng(seed)
    x, y = kind.make(n, spread, rng)
    order = rng.permutation(n)
    return x[order], y[order].astype(np.int64)


def toy_names() -> tuple[str, ...]:
    """The names that ``toy`` knows."""
    return tuple(TOYS)


def spiral(n: int, noise: float, rng: np.random.Generator) -> Points:
    """Three arms that wind around each other."""
    y = np.arange(n) * 3 // n
    radius = np.sqrt(rng.uniform(0.01, 1, n))
    angle = 2 * np.pi * (y / 3 + 0.85 * radius) + noise * rng.standard_normal(n)
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1), y


def _ring(n: int, noise: float, rng: np.random.Generator) -> Points:
    """A ring around a smaller one."""
    from sklearn.datasets import make_circles

    return make_circles(n, noise=noise, factor=0.45, random_state=_seed(rng))


def _xor(n: int, noise: float, rng: np.random.Generator) -> Points:
    """Opposite quarters of a square belong together; noise moves points after that."""
    x = rng.uniform(-1, 1, (n, 2))
    y = (x[:, 0] * x[:, 1] > 0).astype(np.int64)
    return x + noise * rng.standard_normal(x.shape), y


def _blobs(n: int, noise: float, rng: np.random.Generator) -> Points:
    """Three heaps at the corners of a triangle."""
    angles = np.pi / 2 + 2 * np.pi * np.arange(3) / 3
    centres = 0.7 * np.stack([np.cos(angles), np.sin(angles)], axis=1)
    from sklearn.datasets import make_blobs

    return make_blobs(n, centers=centres, cluster_std=noise, random_state=_seed(rng))


def _moons(n: int, noise: float, rng: np.random.Generator) -> Points:
    """Two half moons that reach into each other."""
    from sklearn.datasets import make_moons

    x, y = make_moons(n, noise=1.5 * noise, random_state=_seed(rng))
    return (x - (0.5, 0.25)) / 1.5, y


def _seed(rng: np.random.Generator) -> int:
    return int(rng.integers(2**31))


TOYS = {
    "spiral": Toy(spiral, 0.15, ("arm 1", "arm 2", "arm 3")),
    "ring": Toy(_ring, 0.1, ("outside", "inside")),
    "xor": Toy(_xor, 0.05, ("signs differ", "signs agree")),
    "blobs": Toy(_blobs, 0.25, ("heap 1", "heap 2", "heap 3")),
    "moons": Toy(_moons, 0.1, ("upper", "lower")),
}
