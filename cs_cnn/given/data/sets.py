"""Data for the experiments.

Most sets are on your disk already, or are drawn on the spot. Three are fetched, once and only
when you ask for it: ``cs-cnn data cifar10`` in a terminal. ``load`` never downloads anything.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import numpy as np

from cs_cnn.given.data import fetched, shapes, xo
from cs_cnn.given.data.letters import letters
from cs_cnn.given.data.registry import FETCHED
from cs_cnn.given.data.toys import TOYS, Points, spiral, toy

Parts = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]
"""x_train, y_train, x_val, y_val, x_test, y_test."""


@dataclass(frozen=True)
class Dataset:
    """A data set in three parts that share no sample.

    Learn from ``train``, choose on ``val``, and look at ``test`` once, at the end.
    Every x is float64 with one sample per row (images are (N, C, H, W), values from
    0 to 1; those of ``xo`` are −1 or 1); every y holds the N class numbers, int64, counting
    from 0. Only the fetched sets are float32: in float64 the 60,000 images of CIFAR-10
    take 1.4 GiB.
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

    def first(self, samples: int) -> Dataset:
        """The first ``samples`` of each part, or all of a part that has fewer."""
        parts = ("x_train", "y_train", "x_val", "y_val", "x_test", "y_test")
        return replace(self, **{name: getattr(self, name)[:samples] for name in parts})


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


def load(name: str, samples: int | None = None) -> Dataset:
    """The data set of this name, the same at every call: one of names() and fetched_names().

    samples: how many of each part to keep; the first ones, which are a fair sample of it. None
    keeps all. Raises ValueError for an unknown name, and DataError, which says what to do, for
    a set that is not fetched yet. ``load`` never downloads anything.
    """
    known = (*names(), *fetched_names())
    if name not in known:
        raise ValueError(f"no data set {name!r}; there are {', '.join(known)}")
    if name in FETCHED:
        return _from_files(name, samples)
    make, classes, licence, source = _ALWAYS_HERE[name]
    dataset = Dataset(*split(*make()), classes=classes, licence=licence, source=source)
    return dataset if samples is None else dataset.first(samples)


def names() -> tuple[str, ...]:
    """The sets that are always here."""
    return tuple(_ALWAYS_HERE)


def fetched_names() -> tuple[str, ...]:
    """The sets that must be fetched first; ``ready`` says whether one is here."""
    return tuple(FETCHED)


def ready(name: str) -> bool:
    """Whether this set is here, so that ``load`` returns it, or these weights."""
    return name in _ALWAYS_HERE or fetched.official(name) or fetched.unofficial(name)


def photograph(shrink: int = 2) -> Photograph:
    """A temple above a lake; every pixel is the mean of shrink × shrink of the original.

    The original has 427×640 pixels; shrink 2 gives 213×320. Rows and columns that are
    left over are cut off.
    """
    from PIL import Image

    with Image.open(_bundled("images/china.jpg")) as image:
        original = np.asarray(image) / 255
    height, width = (side // shrink for side in original.shape[:2])
    cut = original[: height * shrink, : width * shrink]
    blocks = cut.reshape(height, shrink, width, shrink, 3)
    return Photograph(
        blocks.mean(axis=(1, 3)).transpose(2, 0, 1),
        licence="CC BY 2.0, https://creativecommons.org/licenses/by/2.0/ (made smaller here)",
        source="danielbuechele, https://www.flickr.com/photos/danielbuechele/6061409035/ "
        "(china.jpg, as bundled with scikit-learn)",
    )


def _digits() -> Points:
    table = np.loadtxt(_bundled("data/digits.csv.gz"), delimiter=",")
    return table[:, :-1].reshape(-1, 1, 8, 8) / 16, table[:, -1]


def _bundled(file: str) -> Path:
    """A file among scikit-learn's data sets: importing the package takes a second or more."""
    package = importlib.util.find_spec("sklearn")
    assert package is not None
    assert package.submodule_search_locations
    return Path(package.submodule_search_locations[0]) / "datasets" / file


def _from_files(name: str, samples: int | None) -> Dataset:
    """A tenth of the training images, the last in their file, are the validation part."""
    images, spec = fetched.read(name), FETCHED[name]
    cut = len(images.x_train) * 9 // 10
    x_train, x_val = np.split(images.x_train, [cut])
    y_train, y_val = np.split(images.y_train, [cut])
    # The test images of MNIST come sorted by kind of writer: the first ones are no fair sample.
    order = np.random.default_rng(0).permutation(len(images.x_test))
    parts = (x_train, y_train, x_val, y_val, images.x_test[order], images.y_test[order])
    licence, source = spec.licence, spec.source
    if fetched.unofficial(name):
        licence, source = "unknown", f"your own archive, laid out like the official {source}"
    whole = Dataset(*parts, classes=images.classes, licence=licence, source=source)
    return _scaled(whole if samples is None else whole.first(samples))


def _scaled(dataset: Dataset) -> Dataset:
    """Bytes from 0 to 255 as float32 from 0 to 1."""
    names = ("x_train", "x_val", "x_test")
    x = {name: np.divide(getattr(dataset, name), 255, dtype=np.float32) for name in names}
    return replace(dataset, **x)


def split(x: np.ndarray, y: np.ndarray) -> Parts:
    """Shuffled, in the same order every time; 60% train, 20% val, 20% test."""
    order = np.random.default_rng(0).permutation(len(x))
    cuts = [len(x) * 6 // 10, len(x) * 8 // 10]
    x_train, x_val, x_test = np.split(x[order].astype(np.float64, copy=False), cuts)
    y_train, y_val, y_test = np.split(y[order].astype(np.int64, copy=False), cuts)
    return x_train, y_train, x_val, y_val, x_test, y_test


class _Set(NamedTuple):
    make: Callable[[], Points]
    classes: tuple[str, ...]
    licence: str
    source: str


def _ours(make: Callable[[], Points], classes: tuple[str, ...]) -> _Set:
    return _Set(make, classes, licence="MIT", source="drawn by this course")


def _seeded(seed: int) -> np.random.Generator:
    return np.random.default_rng(seed)


_ALWAYS_HERE = {
    "digits": _Set(
        _digits,
        classes=tuple("0123456789"),
        licence="CC BY 4.0",
        source="E. Alpaydin and C. Kaynak, Optical Recognition of Handwritten Digits, UCI "
        "Machine Learning Repository, 1998, https://doi.org/10.24432/C50P49 (the test "
        "images, as bundled with scikit-learn)",
    ),
    "letters": _ours(lambda: letters(400, _seeded(1957)), ("F", "E")),
    "shapes": _ours(lambda: shapes.shapes(5000, seed=1998), shapes.CLASSES),
    "xo": _ours(lambda: xo.anywhere(600, _seeded(2016)), ("X", "O")),
    "spiral": _ours(lambda: spiral(600, 0.15, _seeded(1986)), TOYS["spiral"].classes),
    "ring": _ours(lambda: toy("ring"), TOYS["ring"].classes),
    "xor": _ours(lambda: toy("xor"), TOYS["xor"].classes),
    "blobs": _ours(lambda: toy("blobs"), TOYS["blobs"].classes),
    "moons": _ours(lambda: toy("moons"), TOYS["moons"].classes),
}
