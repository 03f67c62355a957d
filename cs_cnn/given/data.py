"""Data for the experiments. All of it is on your disk already: nothing is downloaded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from sklearn.datasets import load_digits, load_sample_image


@dataclass(frozen=True)
class Dataset:
    """A data set in three parts that share no sample.

    Learn from ``train``, choose on ``val``, and look at ``test`` once, at the end.
    Every x is float64 with one sample per row (images are (N, C, H, W), values from
    0 to 1); every y holds the N class numbers, int64, counting from 0.
    """

    x_train: np.ndarray
    y_train: np.ndarray
    x_val: np.ndarray
    y_val: np.ndarray
    x_test: np.ndarray
    y_test: np.ndarray
    classes: tuple[str, ...]
    licence: str
    source: str

    def flat(self) -> Dataset:
        """The same data with every sample as one row of numbers: x is (N, D)."""
        parts = {name: getattr(self, name) for name in ("x_train", "x_val", "x_test")}
        return replace(self, **{name: x.reshape(len(x), -1) for name, x in parts.items()})


@dataclass(frozen=True)
class Photograph:
    """A photograph: ``pixels`` (3, H, W), red, green and blue, float64 from 0 to 1."""

    pixels: np.ndarray
    licence: str
    source: str

    @property
    def grey(self) -> np.ndarray:
        """The mean of the three colours, (H, W)."""
        return self.pixels.mean(axis=0)


def load(name: str) -> Dataset:
    """The data set of this name, the same at every call. ``names()`` lists them all."""
    if name not in _MAKERS:
        raise ValueError(f"no data set {name!r}; there are {', '.join(names())}")
    return _MAKERS[name]()


def photograph(shrink: int = 2) -> Photograph:
    """A temple above a lake; every pixel is the mean of shrink × shrink of the original.

    The original has 427×640 pixels; shrink 2 gives 213×320. Rows and columns that are
    left over are cut off.
    """
    original = load_sample_image("china.jpg") / 255
    height, width = (side // shrink for side in original.shape[:2])
    cut = original[: height * shrink, : width * shrink]
    blocks = cut.reshape(height, shrink, width, shrink, 3)
    return Photograph(
        blocks.mean(axis=(1, 3)).transpose(2, 0, 1),
        licence="CC BY 2.0, https://creativecommons.org/licenses/by/2.0/ (made smaller here)",
        source="danielbuechele, https://www.flickr.com/photos/danielbuechele/6061409035/ "
        "(china.jpg, as bundled with scikit-learn)",
    )


def names() -> tuple[str, ...]:
    """The names that ``load`` knows."""
    return tuple(_MAKERS)


def _digits() -> Dataset:
    """1797 handwritten digits, 8x8 pixels, 10 classes."""
    bundle = load_digits()
    return _split(
        bundle.images[:, None] / 16,
        bundle.target,
        classes=tuple("0123456789"),
        licence="CC BY 4.0",
        source="E. Alpaydin and C. Kaynak, Optical Recognition of Handwritten Digits, UCI "
        "Machine Learning Repository, 1998, https://doi.org/10.24432/C50P49 (the test "
        "images, as bundled with scikit-learn)",
    )


def _letters() -> Dataset:
    """400 drawings of the letters F and E, 20x20 pixels, shifted and with specks."""
    rng = np.random.default_rng(1957)
    y = rng.permutation(np.arange(400) % 2)
    x = np.stack([_drawing(_GLYPHS[label], rng) for label in y])
    return _split(x[:, None], y, classes=("F", "E"), licence="MIT", source="drawn by this course")


def _spiral(arms: int = 3, each: int = 200) -> Dataset:
    """Points on three arms that wind around each other: no straight line parts them."""
    rng = np.random.default_rng(1986)
    y = np.repeat(np.arange(arms), each)
    radius = np.sqrt(rng.uniform(0.01, 1, len(y)))
    angle = 2 * np.pi * (y / arms + 0.85 * radius) + 0.15 * rng.standard_normal(len(y))
    x = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)
    classes = tuple(f"arm {arm + 1}" for arm in range(arms))
    return _split(x, y, classes, licence="MIT", source="drawn by this course")


def _drawing(glyph: tuple[str, ...], rng: np.random.Generator) -> np.ndarray:
    """A glyph at a random place of a 20x20 retina; one pixel in twenty is flipped."""
    ink = np.array([[mark == "#" for mark in row] for row in glyph]).repeat(2, 0).repeat(2, 1)
    retina = np.zeros((20, 20), dtype=bool)
    top, left = 3 + rng.integers(-3, 4), 5 + rng.integers(-4, 5)
    retina[top : top + ink.shape[0], left : left + ink.shape[1]] = ink
    return (retina ^ (rng.random(retina.shape) < 0.05)).astype(np.float64)


def _split(
    x: np.ndarray, y: np.ndarray, classes: tuple[str, ...], licence: str, source: str
) -> Dataset:
    """Shuffled once, for ever in the same order; 60% train, 20% val, 20% test."""
    order = np.random.default_rng(0).permutation(len(x))
    cuts = [len(x) * 6 // 10, len(x) * 8 // 10]
    x_parts = np.split(x[order].astype(np.float64), cuts)
    y_parts = np.split(y[order].astype(np.int64), cuts)
    pairs = [part for pair in zip(x_parts, y_parts, strict=True) for part in pair]
    return Dataset(*pairs, classes=classes, licence=licence, source=source)


_GLYPHS = (
    ("#####", "#....", "#....", "####.", "#....", "#....", "#...."),
    ("#####", "#....", "#....", "####.", "#....", "#....", "#####"),
)

_MAKERS: dict[str, Callable[[], Dataset]] = {
    "digits": _digits,
    "letters": _letters,
    "spiral": _spiral,
}
