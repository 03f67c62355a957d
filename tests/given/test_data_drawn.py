"""The sets that are drawn on the spot: shapes, letters, and points in the plane."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression, RidgeClassifier

from autograder.solutions import conv
from cs_cnn.given import data
from cs_cnn.given.data import famous
from cs_cnn.given.data.shapes import CLASSES, shapes
from cs_cnn.given.data.toys import TOYS

FAMOUS = (famous.VGG16, famous.GOOGLENET)


@pytest.mark.parametrize("name", data.toy_names())
def test_points_are_as_many_as_asked_and_of_every_class(name: str) -> None:
    x, y = data.toy(name, n=301, noise=0.1, seed=3)
    assert (x.shape, x.dtype) == ((301, 2), np.float64)
    assert (y.shape, y.dtype) == ((301,), np.int64)
    assert np.bincount(y).min() > 301 / len(TOYS[name].classes) * 0.6
    assert np.abs(x).max() < 2
    assert len(set(y[:20])) == len(TOYS[name].classes), "in no particular order"


@pytest.mark.parametrize("name", data.toy_names())
def test_points_depend_on_the_seed_alone(name: str) -> None:
    first, again, other = (data.toy(name, seed=seed) for seed in (1, 1, 2))
    assert np.array_equal(first[0], again[0])
    assert np.array_equal(first[1], again[1])
    assert not np.array_equal(first[0], other[0])


@pytest.mark.parametrize("name", data.toy_names())
def test_more_noise_mixes_the_classes(name: str) -> None:
    """Without noise a point's nearest neighbour is of its class; with much it often is not."""
    calm, wild = (strangers(*data.toy(name, n=400, noise=noise)) for noise in (0, 0.6))
    assert calm < 0.05
    assert wild > 0.12


def strangers(x: np.ndarray, y: np.ndarray) -> float:
    """How many points have a nearest neighbour of another class."""
    apart = np.sum((x[:, None] - x) ** 2, axis=2)
    np.fill_diagonal(apart, np.inf)
    return float(np.mean(y[apart.argmin(axis=1)] != y))


@pytest.mark.parametrize("name", ["spiral", "ring", "xor", "moons"])
def test_no_straight_line_parts_them(name: str) -> None:
    points = data.load(name)
    line = LogisticRegression().fit(points.x_train, points.y_train)
    assert line.score(points.x_test, points.y_test) < 0.93


@pytest.mark.parametrize("wrong", [{"name": "rings"}, {"n": 1}, {"noise": -0.1}], ids=str)
def test_points_that_cannot_be(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"no toy set|needs n"):
        data.toy(**{"name": "ring", **wrong})


def test_every_shape_is_there_equally_often() -> None:
    x, y = shapes(205, seed=1)
    assert (x.shape, x.dtype, y.dtype) == ((205, 3, 32, 32), np.float64, np.int64)
    assert set(np.bincount(y)) == {20, 21}
    assert x.min() >= 0
    assert x.max() <= 1
    assert not np.array_equal(x, shapes(205, seed=2)[0])


def test_every_shape_is_whole_and_stands_out() -> None:
    """The border is background alone; inside, many pixels differ clearly from the border."""
    x, _ = shapes(200, seed=5)
    border = np.concatenate([x[:, :, 0], x[:, :, -1], x[:, :, :, 0], x[:, :, :, -1]], axis=2)
    middle = border.mean(axis=2)[:, :, None, None]
    clear = np.abs(x - middle).mean(axis=1) > 0.2
    assert clear.sum(axis=(1, 2)).min() > 30
    assert clear[:, 0].mean() < 0.05


def test_no_line_tells_shapes_apart_by_their_pixels() -> None:
    """Ten classes, so chance is 10%."""
    x, y = shapes(900, seed=3)
    rows = x.reshape(len(x), -1)
    line = RidgeClassifier(alpha=1e3).fit(rows[:600], y[:600])
    assert len(CLASSES) == 10
    assert line.score(rows[600:], y[600:]) < 0.2


def test_samples_are_the_first_of_each_part() -> None:
    few, all_ = data.load("digits", samples=360), data.load("digits")
    assert [len(few.x_train), len(few.x_val), len(few.x_test)] == [360, 359, 360]
    assert np.array_equal(few.x_train, all_.x_train[:360])
    assert np.array_equal(few.y_test, all_.y_test[:360])


def test_famous_networks_have_their_known_numbers_of_parameters_and_sides() -> None:
    counts = [sum(conv.parameter_count(*each) for each in layers) for layers in FAMOUS]
    assert counts == [138_357_544, 6_998_552]
    for side, windows, last in ((227, famous.ALEXNET_WINDOWS, 6), (224, famous.VGG16_WINDOWS, 7)):
        for window in windows:
            side = conv.output_size(side, *window)
        assert side == last
