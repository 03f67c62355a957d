"""Small colour pictures of ten shapes, drawn on the spot.

A shape is given by its signed distance: negative inside, positive outside, and about 0
within a pixel of the edge. Its place, size, rotation and colours are drawn anew for each
picture, so no single pixel tells the class.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

SIDE = 32
"""Pixels along a side."""

Distance = Callable[[np.ndarray, np.ndarray], np.ndarray]


def shapes(n: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """n pictures of shapes: x (n, 3, 32, 32), float64 from 0 to 1; y (n,), int64.

    Every class occurs n/10 times, or once more. ``CLASSES`` has their names.
    """
    rng = np.random.default_rng(seed)
    y = rng.permutation(np.arange(n) % len(CLASSES))
    return drawn(y, rng).astype(np.float64), y


def drawn(y: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Pictures of the classes y (n,): (n, 3, 32, 32), float32 from 0 to 1."""
    inside = _coverage(y, rng)[:, None]
    ground, ink = _colours(len(y), rng)
    x = ground + inside * (ink - ground)
    x += rng.uniform(0.01, 0.06, (len(y), 1, 1, 1)) * rng.standard_normal(x.shape, dtype=np.float32)
    return np.clip(x, 0, 1).astype(np.float32)


def _coverage(y: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """How much of each pixel the shape covers, (N, 32, 32) from 0 to 1."""
    size = rng.uniform(8.5, 13, len(y))
    room = SIDE / 2 - size
    places = _turned(rng.uniform(-room, room, (2, len(y))), rng.uniform(0, 2 * np.pi, len(y)), size)
    covered = np.empty((len(y), SIDE, SIDE), dtype=np.float32)
    for number, distance in enumerate(_DISTANCES.values()):
        mine = y == number
        edge = distance(places[0][mine], places[1][mine]) * size[mine, None, None]
        covered[mine] = np.clip(0.5 - edge, 0, 1)
    return covered


def _turned(centre: np.ndarray, angle: np.ndarray, size: np.ndarray) -> tuple[np.ndarray, ...]:
    """Every pixel's place relative to its shape, u and v (N, 32, 32): 1 is the shape's size."""
    pixels = (np.arange(SIDE) - (SIDE - 1) / 2).astype(np.float32)
    right, down = (pixels - offset[:, None] for offset in centre.astype(np.float32))
    cos, sin = (np.asarray(f(angle) / size, np.float32)[:, None, None] for f in (np.cos, np.sin))
    right, down = right[:, None, :], down[:, :, None]
    return cos * right + sin * down, cos * down - sin * right


def _colours(n: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """A background that changes from side to side, and the shape's colour.

    One of them is darker than the other in red, green and blue; which one is left to chance.
    """
    dark = rng.uniform(0, 0.5, (n, 3, 1, 1)).astype(np.float32)
    light = dark + rng.uniform(0.3, 0.5, dark.shape).astype(np.float32)
    night = rng.random((n, 1, 1, 1)) < 0.5
    slope = rng.uniform(-0.2, 0.2, (2, n, 1, 1, 1)).astype(np.float32)
    line = np.linspace(-0.5, 0.5, SIDE, dtype=np.float32)
    ramp = slope[0] * line[:, None] + slope[1] * line
    return np.where(night, dark, light) + ramp, np.where(night, light, dark)


def _disc(u: np.ndarray, v: np.ndarray) -> np.ndarray:
    return np.hypot(u, v) - 1


def _ring(u: np.ndarray, v: np.ndarray) -> np.ndarray:
    return np.abs(np.hypot(u, v) - 0.8) - 0.2


def _half_disc(u: np.ndarray, v: np.ndarray) -> np.ndarray:
    return np.maximum(np.hypot(u, v + 0.4) - 1, -v - 0.4)


def _box(u: np.ndarray, v: np.ndarray, width: float, height: float) -> np.ndarray:
    return np.maximum(np.abs(u) - width, np.abs(v) - height)


def _square(u: np.ndarray, v: np.ndarray) -> np.ndarray:
    return _box(u, v, 0.75, 0.75)


def _frame(u: np.ndarray, v: np.ndarray) -> np.ndarray:
    return np.abs(_box(u, v, 0.6, 0.6)) - 0.17


def _bar(u: np.ndarray, v: np.ndarray) -> np.ndarray:
    return _box(u, v, 1, 0.35)


def _cross(u: np.ndarray, v: np.ndarray) -> np.ndarray:
    return np.minimum(_box(u, v, 1, 0.25), _box(u, v, 0.25, 1))


def _corner(u: np.ndarray, v: np.ndarray) -> np.ndarray:
    return np.minimum(_box(u, v - 0.6, 0.8, 0.25), _box(u - 0.55, v, 0.25, 0.85))


def _triangle(u: np.ndarray, v: np.ndarray) -> np.ndarray:
    return np.maximum(-v, np.sqrt(0.75) * np.abs(u) + 0.5 * v) - 0.5


def _star(u: np.ndarray, v: np.ndarray) -> np.ndarray:
    """Five points: the plane is folded into one tenth of the circle, then cut by a line."""
    fifth = 2 * np.pi / 5
    angle = np.abs((np.arctan2(u, v) + fifth / 2) % fifth - fifth / 2)
    radius = np.hypot(u, v)
    return np.cos(angle - 1.06) * radius - np.cos(1.06)


_DISTANCES: dict[str, Distance] = {
    "disc": _disc,
    "ring": _ring,
    "half disc": _half_disc,
    "square": _square,
    "frame": _frame,
    "bar": _bar,
    "cross": _cross,
    "corner": _corner,
    "triangle": _triangle,
    "star": _star,
}

CLASSES = tuple(_DISTANCES)
"""The ten shapes, in the order of their numbers."""
