"""The sum behind an activation is what the layer returned."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import cs_cnn
from autograder.solutions import backprop, conv, normalization, optim, pooling, regularization
from cs_cnn.given import networks
from cs_cnn.given.liveview.passes import Passes, passes, shown, title
from cs_cnn.given.liveview.sums import behind

PLAN = [
    ("conv", 16, 3, 2, 1), ("norm",), ("relu",), ("conv", 16, 2), ("group",), ("elu",),
    ("pool", 2, 2), ("average", 2, 1), ("l2", 2, 1), ("dropout", 0.5), ("fc", 5), ("norm",),
    ("tanh",), ("fc", 3),
]  # fmt: skip
RNG = np.random.default_rng(0)
IMAGE = RNG.standard_normal((2, 15, 17))


@pytest.fixture(autouse=True)
def _written(monkeypatch: pytest.MonkeyPatch) -> None:
    for solution in (backprop, conv, normalization, optim, pooling, regularization):
        name = solution.__name__.rpartition(".")[2]
        monkeypatch.setattr(cs_cnn, name, solution, raising=False)


def network(plan: list[tuple[Any, ...]], shape: tuple[int, ...] = (2, 15, 17)) -> networks.Network:
    """Every parameter and average drawn, so that none can be mistaken for another."""
    made = networks.stacked(plan, shape, np.random.default_rng(1))
    drawn = {name: RNG.uniform(0.5, 1.5, value.shape) for name, value in made.state.items()}
    made.take(drawn)
    return made


def places(values: np.ndarray) -> list[tuple[int, ...]]:
    """The first, the last, and one in between."""
    last = tuple(side - 1 for side in values.shape)
    return [tuple(0 for _ in last), tuple(side // 2 for side in last), last]


def test_every_kind_of_layer_adds_up_to_what_it_returned() -> None:
    made = network(PLAN)
    found = passes(made, IMAGE, 1)
    for number in shown(made)[1:]:
        for place in places(found.values[number]):
            opened = behind(made, found, number, place)
            assert opened.given == found.values[number][place]
            assert opened.result == pytest.approx(opened.given), title(made, number)


def test_units_of_a_group_norm_and_a_layer_norm_add_up_too() -> None:
    layers = [networks.Affine(4, 16, RNG), networks.GroupNorm(16), networks.LayerNorm(16)]
    made = networks.Network(layers)
    made.take({name: RNG.uniform(0.5, 1.5, value.shape) for name, value in made.state.items()})
    found = passes(made, RNG.standard_normal(4), 3)
    for number in (1, 2, 3):
        for place in places(found.values[number]):
            opened = behind(made, found, number, place)
            assert opened.result == pytest.approx(opened.given), title(made, number)


def test_a_convolution_shows_its_window_filter_and_bias() -> None:
    made = network([("conv", 4, 3, 2, 1)])
    found = Passes([IMAGE, made.forward(IMAGE[None])[0]], [])
    opened = behind(made, found, 1, (3, 0, 2))
    assert opened.corner == (-1, 3)
    np.testing.assert_array_equal(opened.window[:, 1:], IMAGE[:, :2, 3:6])
    np.testing.assert_array_equal(opened.window[:, 0], np.zeros((2, 3)))
    assert opened.weights is not None
    np.testing.assert_array_equal(opened.weights, made.params["w1"][3])
    assert opened.bias == made.params["b1"][3]


def test_a_pool_shows_the_window_of_its_own_channel() -> None:
    made = network([("pool", 3, 2)])
    found = Passes([IMAGE, made.forward(IMAGE[None])[0]], [])
    opened = behind(made, found, 1, (1, 2, 3))
    assert (opened.how, opened.corner, opened.channel) == ("largest", (4, 6), 1)
    np.testing.assert_array_equal(opened.window[0], IMAGE[1, 4:7, 6:9])


def test_a_fully_connected_unit_shows_the_channels_that_were_flattened() -> None:
    made = network([("pool", 5, 5), ("fc", 3)])
    found = passes(made, IMAGE, 0)
    opened = behind(made, found, 3, (1,))
    np.testing.assert_array_equal(opened.window, found.values[1])
    assert opened.weights is not None
    assert opened.weights[1, 2, 0] == made.params["w1"].reshape(2, 3, 3, 3)[1, 2, 0, 1]


def test_a_wrong_function_shows_beside_the_sum(monkeypatch: pytest.MonkeyPatch) -> None:
    right = conv.conv_forward_im2col
    monkeypatch.setattr(conv, "conv_forward_im2col", lambda x, w, b, *how: right(x, w, 2 * b, *how))
    made = network([("conv", 4, 3, 1, 1), ("fc", 2)])
    found = passes(made, IMAGE, 0)
    opened = behind(made, found, 1, (0, 4, 4))
    assert opened.given - opened.result == pytest.approx(opened.bias)


def test_the_gradients_are_those_of_the_loss_at_test_time() -> None:
    made = network([layer for layer in PLAN if layer[0] not in ("group", "pool")])
    found = passes(made, IMAGE, 1)

    def loss(image: np.ndarray) -> float:
        return backprop.softmax_loss(made.forward(image[None]), np.array([1]))[0]

    for place in ((0, 0, 0), (1, 7, 8), (0, 5, 3)):
        bump = np.zeros_like(IMAGE)
        bump[place] = 1e-6
        measured = (loss(IMAGE + bump) - loss(IMAGE - bump)) / 2e-6
        assert found.gradients[0][place] == pytest.approx(measured, rel=1e-4, abs=1e-9)
