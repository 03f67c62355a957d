"""Networks of layers, the plain loop that trains them, and the curves of what came of it."""

from __future__ import annotations

from collections.abc import Iterator

import matplotlib as mpl
import numpy as np
import pytest

mpl.use("Agg")

from matplotlib import pyplot as plt

import cs_cnn
from autograder.solutions import backprop, normalization, regularization
from cs_cnn.given import data, pictures
from cs_cnn.given.networks import descent, layers
from cs_cnn.given.pictures import plots

Norm = type[layers.Norm] | None
every_norm = pytest.mark.parametrize(
    "norm", [None, layers.BatchNorm, layers.LayerNorm, layers.GroupNorm]
)


@pytest.fixture(autouse=True)
def _written(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As if the student had written everything."""
    for module in (backprop, normalization, regularization):
        name = module.__name__.rpartition(".")[2]
        monkeypatch.setattr(cs_cnn, name, module, raising=False)
    yield
    plt.close("all")


def small(norm: Norm, dropout: float = 0.0) -> layers.Network:
    return layers.connected((5, 16, 8, 3), np.random.default_rng(0), dropout, norm)


def batch() -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(1)
    return rng.standard_normal((7, 5)), rng.integers(3, size=7)


@every_norm
def test_every_gradient_of_a_network_is_the_measured_one(norm: Norm) -> None:
    network, (x, y) = small(norm), batch()

    def loss(x: np.ndarray) -> float:
        return backprop.softmax_loss(network.forward(x, train=True), y)[0]

    _, dout = backprop.softmax_loss(network.forward(x, train=True), y)
    dx = network.backward(dout)
    assert plots.relative_error(dx, backprop.numerical_gradient(loss, x)) < 1e-6
    for layer in network.layers:
        for name, value in layer.params.items():

            def nudged(new: np.ndarray, layer=layer, name=name) -> float:
                old, layer.params[name] = layer.params[name], new
                result = loss(x)
                layer.params[name] = old
                return result

            measured = backprop.numerical_gradient(nudged, value)
            assert np.allclose(layer.grads[name], measured, atol=1e-7)


@every_norm
def test_an_answer_at_test_time_does_not_depend_on_the_rest_of_the_batch(norm: Norm) -> None:
    network, (x, _) = small(norm, dropout=0.5), batch()
    network.forward(x, train=True)
    assert np.allclose(network.forward(x)[2:3], network.forward(x[2:3]))


def test_dropout_is_at_work_while_learning_alone() -> None:
    network, (x, _) = small(None, dropout=0.5), batch()
    assert np.array_equal(network.forward(x), network.forward(x))
    assert not np.array_equal(network.forward(x, train=True), network.forward(x, train=True))


def test_an_epoch_shows_every_sample_once_and_leaves_the_data_alone() -> None:
    x, y = np.arange(100.0).reshape(50, 2), np.arange(50)
    kept, shown = x.copy(), []

    def loss(out: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
        shown.append(y)
        return 0.0, np.zeros_like(out)

    network = layers.connected((2, 3), np.random.default_rng(0))
    descent.epoch(network, x, y, np.random.default_rng(1), batch=8, loss=loss)
    assert sorted(np.concatenate(shown)) == list(range(50))
    assert {len(part) for part in shown} == {8, 9}
    assert np.array_equal(x, kept)


def test_weights_are_charged_and_biases_are_not() -> None:
    network = layers.connected((2, 3), np.random.default_rng(0))
    (layer,) = network.layers
    layer.params["b"] += 1
    before = dict(layer.params)
    descent.epoch(
        network,
        np.zeros((4, 2)),
        np.zeros(4),
        np.random.default_rng(0),
        lr=0.5,
        loss=lambda out, y: (0.0, np.zeros_like(out)),
        penalty=lambda w: regularization.l2_penalty(w, 0.1),
    )
    assert np.allclose(layer.params["w"], 0.9 * before["w"])
    assert np.array_equal(layer.params["b"], before["b"])


@every_norm
def test_a_network_learns_to_read_digits(norm: Norm) -> None:
    digits, rng = data.load("digits").flat(), np.random.default_rng(0)
    network = layers.connected((64, 32, 10), rng, norm=norm)
    descent.fit(network, digits.x_train, digits.y_train, 10, rng)
    assert descent.error(network, digits.x_val, digits.y_val) < 10


def test_a_repeated_curve_has_its_mean_and_a_band_from_lowest_to_highest() -> None:
    _, ax = plt.subplots()
    pictures.train_and_val(ax, [1, 2], [[(0, 5), (1, 5)], [(2, 7), (5, 9)]])
    train, val = ax.lines
    assert list(train.get_ydata()) == [1, 3]
    assert list(val.get_ydata()) == [6, 7]
    low, high = np.transpose(ax.collections[0].get_datalim(ax.transData).get_points())[1]
    assert (low, high) == (0, 5)


def test_weights_are_drawn_side_by_side_with_a_gap() -> None:
    _, ax = plt.subplots()
    plots.weights(ax, np.arange(1.0, 13).reshape(4, 3), 1, 3, "three units of 2×2")
    sheet = ax.images[0].get_array()
    assert sheet.shape == (2, 8)
    assert np.isnan(np.ma.filled(sheet, np.nan)[:, [2, 5]]).all()
    assert sheet.max() == 1
