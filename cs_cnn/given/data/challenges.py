"""What makes a picture hard to recognize, at any strength from 0 to 1."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

Change = Callable[[np.ndarray, float, np.random.Generator], np.ndarray]


def challenge(name: str, x: np.ndarray, strength: float, rng: np.random.Generator) -> np.ndarray:
    """Images (N, C, H, W) from 0 to 1 under one of ``CHALLENGES``; 0 leaves them as they are.

    viewpoint: seen from the side, foreshortened along some direction. illumination: darker, and
    more so towards one side. deformation: bent by a wave. occlusion: grey squares in front.
    clutter: pieces of other images of the batch around it. variation: striped objects.
    """
    return np.clip(CHALLENGES[name](x, strength, rng), 0, 1) if strength else x.copy()


def _viewpoint(x: np.ndarray, strength: float, rng: np.random.Generator) -> np.ndarray:
    angle = rng.uniform(0, np.pi, (len(x), 1, 1))
    down, right = _from_middle(x)
    along = np.cos(angle) * right + np.sin(angle) * down
    stretch = along * (1 / (1 - 0.6 * strength) - 1)
    return _moved(x, stretch * np.sin(angle), stretch * np.cos(angle))


def _illumination(x: np.ndarray, strength: float, rng: np.random.Generator) -> np.ndarray:
    down, right = _from_middle(x)
    angle = rng.uniform(0, 2 * np.pi, (len(x), 1, 1))
    slope = (np.cos(angle) * right + np.sin(angle) * down) / x.shape[-1]
    return x * (1 - strength * (0.6 + 0.5 * slope))[:, None]


def _deformation(x: np.ndarray, strength: float, rng: np.random.Generator) -> np.ndarray:
    down, right = _from_middle(x)
    side = x.shape[-1]
    phases = rng.uniform(0, 2 * np.pi, (2, len(x), 1, 1))
    waves = [
        np.sin(4 * np.pi * each / side + p) for each, p in zip((right, down), phases, strict=True)
    ]
    return _moved(x, *(0.13 * side * strength * wave for wave in waves))


def _occlusion(x: np.ndarray, strength: float, rng: np.random.Generator) -> np.ndarray:
    out, size = x.copy(), round(0.6 * strength * min(x.shape[2:]))
    for image in out:
        top, left = (rng.integers(0, n - size + 1) for n in x.shape[2:])
        image[:, top : top + size, left : left + size] = 0.5
    return out


def _clutter(x: np.ndarray, strength: float, rng: np.random.Generator) -> np.ndarray:
    out, size = x.copy(), min(x.shape[2:]) // 4
    last = np.array(x.shape[2:]) - size
    for image in out:
        for _ in range(round(8 * strength)):
            piece = x[rng.integers(len(x))]
            (top, left), (i, j) = rng.integers(0, last + 1, (2, 2))
            image[:, top : top + size, left : left + size] = piece[:, i : i + size, j : j + size]
    return out


def _variation(x: np.ndarray, strength: float, rng: np.random.Generator) -> np.ndarray:
    down, right = _from_middle(x)
    angle = rng.uniform(0, np.pi, (len(x), 1, 1))
    stripes = np.sin(10 * np.pi * (np.cos(angle) * right + np.sin(angle) * down) / x.shape[-1])
    return x + 0.4 * strength * stripes[:, None]


def _from_middle(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Rows below the middle (H, 1), columns right of it (1, W)."""
    down, right = (np.arange(n) - (n - 1) / 2 for n in x.shape[2:])
    return down[:, None], right[None]


def _moved(x: np.ndarray, dy: np.ndarray, dx: np.ndarray) -> np.ndarray:
    """Every pixel from a place that lies dy (N, H, W) further down and dx to the right."""
    from scipy.ndimage import map_coordinates

    rows, columns = np.indices(x.shape[2:])
    shape = (len(x), *x.shape[2:])
    places = zip(
        np.broadcast_to(rows + dy, shape), np.broadcast_to(columns + dx, shape), strict=True
    )
    moved = [
        [map_coordinates(channel, place, order=1, mode="nearest") for channel in image]
        for image, place in zip(x, places, strict=True)
    ]
    return np.array(moved, x.dtype)


CHALLENGES: dict[str, Change] = {
    "viewpoint": _viewpoint,
    "illumination": _illumination,
    "deformation": _deformation,
    "occlusion": _occlusion,
    "clutter": _clutter,
    "variation": _variation,
}
