"""Pictures that are harder to recognize."""

from __future__ import annotations

import numpy as np
import pytest

from cs_cnn.given import data
from cs_cnn.given.data.shapes import shapes

every_challenge = pytest.mark.parametrize("name", data.CHALLENGES)


@pytest.fixture
def x() -> np.ndarray:
    return shapes(8, seed=3)[0]


def change(name: str, x: np.ndarray, strength: float) -> float:
    """How far the pixels are from those of x, on average."""
    harder = data.challenge(name, x, strength, np.random.default_rng(0))
    assert harder.shape == x.shape
    assert 0 <= harder.min() <= harder.max() <= 1
    return float(np.abs(harder - x).mean())


@every_challenge
def test_it_changes_more_the_stronger_it_is_and_nothing_at_0(name: str, x: np.ndarray) -> None:
    before = x.copy()
    changes = [change(name, x, strength) for strength in (0, 0.4, 1)]
    assert changes[0] == 0 < changes[1] < changes[2]
    np.testing.assert_array_equal(x, before)


@every_challenge
def test_images_need_not_be_square_or_many(name: str) -> None:
    image = np.random.default_rng(1).random((1, 3, 20, 31))
    assert change(name, image, 0.8) > 0


def test_a_foreshortened_disc_is_an_ellipse() -> None:
    down, right = np.mgrid[-20:21, -20:21]
    disc = (np.hypot(down, right) < 12).astype(float)[None, None]
    seen = data.challenge("viewpoint", disc, 0.5, np.random.default_rng(0)) > 0.5
    assert seen.sum() / disc.sum() == pytest.approx(0.7, abs=0.03)  # 1 − 0.6 · 0.5


def test_an_occluded_image_has_one_grey_square(x: np.ndarray) -> None:
    covered = data.challenge("occlusion", x, 0.5, np.random.default_rng(0))
    assert ((covered == 0.5).all(axis=1).sum(axis=(1, 2)) >= 10 * 10).all()
    assert ((covered != x).any(axis=1).sum(axis=(1, 2)) <= 10 * 10).all()
