"""Networks of layers, the plain loop that trains them, and the curves of what came of it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import matplotlib as mpl
import numpy as np
import pytest

mpl.use("Agg")

from matplotlib import pyplot as plt

import cs_cnn
from autograder.solutions import backprop, conv, normalization, pooling, regularization
from cs_cnn.given import data, networks, pictures
from cs_cnn.given.networks import descent, loops
from cs_cnn.given.networks.checkpoint import BrokenCheckpoint
from cs_cnn.given.pictures import plots

Norm = type[networks.Norm] | None
every_norm = pytest.mark.parametrize(
    "norm", [None, networks.BatchNorm, networks.LayerNorm, networks.GroupNorm]
)

CONV = ("conv", 8, 3, 1, 1)
STACKS: dict[str, list[tuple]] = {
    "conv": [("conv", 4, 3, 2, 1)],
    "max pool": [CONV, ("relu",), ("pool", 3, 2)],
    "average pool": [CONV, ("average", 2, 2), ("tanh",)],
    "L2 pool": [CONV, ("l2", 2, 2), ("leaky_relu",)],
    "global average": [CONV, ("elu",), ("global",)],
    "batch normalization": [CONV, ("norm",), ("sigmoid",), ("fc", 5), ("norm",)],
    "group normalization": [CONV, ("group",), ("fc", 16), ("group",)],
}
"""Layers before the last one, for images (2, 7, 6)."""


@pytest.fixture(autouse=True)
def _written(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As if the student had written everything."""
    for module in (backprop, conv, normalization, pooling, regularization):
        name = module.__name__.rpartition(".")[2]
        monkeypatch.setattr(cs_cnn, name, module, raising=False)
    yield
    plt.close("all")


def small(norm: Norm, dropout: float = 0.0) -> networks.Network:
    return networks.connected((5, 16, 8, 3), np.random.default_rng(0), dropout, norm)


def of_images(name: str, dtype: Any = np.float64) -> networks.Network:
    plan = [*STACKS[name], ("fc", 3)]
    return networks.stacked(plan, (2, 7, 6), np.random.default_rng(0), dtype)


def batch(shape: tuple[int, ...] = (5,)) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(1)
    return rng.standard_normal((7, *shape)), rng.integers(3, size=7)


def assert_gradients_as_measured(network: networks.Network, x: np.ndarray, y: np.ndarray) -> None:
    """Of the input and of every parameter."""

    def loss(x: np.ndarray) -> float:
        return backprop.softmax_loss(network.forward(x, train=True), y)[0]

    def with_another(name: str, value: np.ndarray) -> float:
        network.take({name: value})
        return loss(x)

    _, dout = backprop.softmax_loss(network.forward(x, train=True), y)
    dx, grads, params = network.backward(dout), network.grads, network.params
    assert plots.relative_error(dx, backprop.numerical_gradient(loss, x)) < 1e-6
    assert grads.keys() == params.keys()
    for name, value in params.items():
        measured = backprop.numerical_gradient(lambda new, n=name: with_another(n, new), value)
        network.take(params)
        assert np.allclose(grads[name], measured, atol=1e-7), name


@every_norm
def test_every_gradient_of_a_network_is_the_measured_one(norm: Norm) -> None:
    assert_gradients_as_measured(small(norm), *batch())


@pytest.mark.parametrize("name", STACKS)
def test_every_gradient_of_a_layer_for_images_is_the_measured_one(name: str) -> None:
    assert_gradients_as_measured(of_images(name), *batch((2, 7, 6)))


@pytest.mark.parametrize("name", STACKS)
def test_float32_stays_float32(name: str) -> None:
    network, (x, y) = of_images(name, np.float32), batch((2, 7, 6))
    scores = network.forward(x.astype(np.float32), train=True)
    dx = network.backward(backprop.softmax_loss(scores, y)[1])
    arrays = [scores, dx, *network.state.values(), *network.grads.values()]
    assert {array.dtype for array in arrays} == {np.dtype(np.float32)}


def test_a_connected_network_keeps_its_dtype_through_an_epoch() -> None:
    rng, (x, y) = np.random.default_rng(0), batch()
    network = networks.connected((5, 8, 3), rng, 0.5, networks.BatchNorm, np.float32)
    networks.epoch(network, x, y, rng)
    assert {array.dtype for array in network.state.values()} == {np.dtype(np.float32)}


def test_a_function_that_returns_float64_does_not_make_others_compute_in_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As np.zeros and np.empty without a dtype do."""
    seen = []

    def widened(*inputs: Any, function: Any) -> Any:
        seen.extend(each.dtype for each in inputs if isinstance(each, np.ndarray))
        out = function(*inputs)
        return (
            tuple(each.astype(float) for each in out)
            if isinstance(out, tuple)
            else out.astype(float)
        )

    for module, name in ((conv, "conv_{}_im2col"), (backprop, "affine_{}")):
        for way in (name.format("forward"), name.format("backward")):
            monkeypatch.setattr(module, way, partial(widened, function=getattr(module, way)))
    network = of_images("average pool", np.float32)
    network.backward(network.forward(batch((2, 7, 6))[0]))
    assert set(seen) == {np.dtype(np.float32)}


@pytest.mark.parametrize("name", STACKS)
def test_a_layer_knows_the_shape_of_its_output(name: str) -> None:
    x, shape = batch((2, 7, 6))[0], (2, 7, 6)
    for layer in of_images(name).layers:
        x, shape = layer.forward(x, train=False), layer.output(shape)
        assert x.shape[1:] == shape


def test_a_convolution_starts_as_he_and_others_say() -> None:
    w = networks.Conv(30, 40, 5, np.random.default_rng(0)).params["w"]
    assert w.std() == pytest.approx(np.sqrt(2 / (30 * 25)), rel=0.02)
    assert w.mean() == pytest.approx(0, abs=1e-3)


@every_norm
def test_an_answer_at_test_time_does_not_depend_on_the_rest_of_the_batch(norm: Norm) -> None:
    network, (x, _) = small(norm, dropout=0.5), batch()
    network.forward(x, train=True)
    assert np.allclose(network.forward(x)[2:3], network.forward(x[2:3]))
    assert np.allclose(network.scores(x, size=3), network.forward(x))


def test_dropout_is_at_work_while_learning_alone() -> None:
    network, (x, _) = small(None, dropout=0.5), batch()
    assert np.array_equal(network.forward(x), network.forward(x))
    assert not np.array_equal(network.forward(x, train=True), network.forward(x, train=True))


def unwritten(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    for name in names:

        def stub(*_: Any, exercise: str = f"conv.{name.removeprefix('conv_')}") -> Any:
            raise NotImplementedError(exercise)

        monkeypatch.setattr(conv, name, stub)


def test_loops_take_the_place_of_products_and_say_once_what_they_cost(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    x, _ = batch((2, 7, 6))
    fast = of_images("conv")
    out, dx = fast.forward(x), fast.backward(np.ones((7, 3)))
    assert capsys.readouterr().out == ""
    unwritten(monkeypatch, "conv_forward_im2col", "conv_backward_im2col")
    slow_clock(monkeypatch, 1.0)
    slow = of_images("conv")
    assert np.allclose(slow.forward(x), out)
    assert np.allclose(slow.backward(np.ones((7, 3))), dx)
    slow.forward(x)
    assert capsys.readouterr().out.count("write conv.forward_im2col and conv.backward_im2col") == 1


def test_a_product_that_a_file_lacks_counts_as_one_that_is_not_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delattr(conv, "conv_forward_im2col")
    slow_clock(monkeypatch, 1.0)
    assert not networks.fast()
    of_images("conv").forward(batch((2, 7, 6))[0])
    assert "write conv.forward_im2col first" in capsys.readouterr().out


@pytest.mark.parametrize("missing", ["conv_forward_im2col", "conv_backward_im2col"])
def test_it_is_fast_once_both_products_are_written(
    monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    assert networks.fast()
    unwritten(monkeypatch, missing)
    assert not networks.fast()
    unwritten(monkeypatch, missing.removesuffix("_im2col"))
    with pytest.raises(NotImplementedError):
        networks.fast()


@pytest.mark.parametrize(("seconds", "said"), [(8.0, "28 minutes"), (0.05, "10 seconds")])
def test_what_loops_cost_is_measured(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    seconds: float,
    said: str,
) -> None:
    slow_clock(monkeypatch, seconds)
    monkeypatch.setattr("cs_cnn.given.networks.loops.BACKWARD", 1 / 211)
    unwritten(monkeypatch, "conv_backward_im2col")
    network, (x, y) = of_images("conv"), batch((2, 7, 6))
    descent.epoch(network, np.repeat(x, 30, axis=0), np.repeat(y, 30), np.random.default_rng(0))
    assert capsys.readouterr().out == (
        "Your convolutions run in loops, about 200 times slower than matrix products: 210 "
        f"images would take {said}, forward and backward; write conv.backward_im2col first.\n"
    )


def test_loops_that_cost_little_are_not_mentioned(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    slow_clock(monkeypatch, 0.009)
    unwritten(monkeypatch, "conv_backward_im2col")
    of_images("conv").forward(batch((2, 7, 6))[0])
    assert capsys.readouterr().out == ""


def test_the_product_that_loops_are_compared_with_is_a_convolution() -> None:
    rng = np.random.default_rng(0)
    x, w, b = rng.random((1, 3, 7, 6)), rng.random((4, 3, 3, 2)), rng.random(4)
    out = conv.conv_forward(x, w, b, 2, 1)
    np.testing.assert_allclose(loops._by_products(x, w, b, 2, 1), out.reshape(4, -1))


def slow_clock(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """Whatever is measured takes so many seconds."""
    readings = itertools.count(0.0, seconds)
    clock = SimpleNamespace(perf_counter=lambda: next(readings))
    monkeypatch.setattr("cs_cnn.given.networks.loops.time", clock)


def test_a_convolution_that_is_not_written_at_all_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    unwritten(monkeypatch, "conv_forward_im2col", "conv_forward")
    with pytest.raises(NotImplementedError, match=r"^conv\.forward$"):
        of_images("conv").forward(batch((2, 7, 6))[0])


def test_tuples_become_a_network() -> None:
    plan = [("conv", 6, 5, 1, 2), ("relu",), ("pool", 2, 2), ("dropout", 0.5), ("fc", 10)]
    network = networks.stacked(plan, (3, 32, 32), np.random.default_rng(0))
    assert {name: value.shape for name, value in network.params.items()} == {
        "w1": (6, 3, 5, 5), "b1": (6,), "w2": (6 * 16 * 16, 10), "b2": (10,),
    }  # fmt: skip
    assert network.forward(np.zeros((2, 3, 32, 32))).shape == (2, 10)
    assert network.plan == plan


@pytest.mark.parametrize(
    ("plan", "sentence"),
    [
        ([("relu",), ("pol", 2, 2)], r"layer 2, \('pol', 2, 2\): no such layer; there are conv, "),
        ([("pool", 4, 4), ("pool", 2, 2), CONV[:3]], r"layer 2, .*2×2 does not fit 1×2, pad 0"),
        ([("conv", 4, 7, 1, 1)], r"layer 1, .*: a window of 7×7 does not fit 4×8, pad 1"),
    ],
)
def test_tuples_that_fit_nothing_are_named(plan: list[tuple], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        networks.stacked(plan, (2, 4, 8), np.random.default_rng(0))


def parsing(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    """A student's ``parse`` that returns these words."""
    asked = SimpleNamespace(parse=lambda pattern, optional=True: words.split())
    monkeypatch.setattr(cs_cnn, "convnet", asked, raising=False)


def test_a_pattern_becomes_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    parsing(monkeypatch, "INPUT CONV RELU POOL CONV RELU POOL FC RELU FC")
    pattern, rng = "INPUT -> [CONV -> RELU -> POOL]*2 -> FC -> RELU -> FC", np.random.default_rng(0)
    network = networks.planned(pattern, (3, 8, 8), rng, filters=(4, 6), kernel=5, units=20)
    assert network.plan == [
        ("conv", 4, 5, 1, 2), ("relu",), ("pool", 2, 2), ("conv", 6, 5, 1, 2), ("relu",),
        ("pool", 2, 2), ("fc", 20), ("relu",), ("fc", 10),
    ]  # fmt: skip
    with pytest.raises(ValueError, match=r"more layers than filters has numbers: \(4,\)"):
        networks.planned(pattern, (3, 8, 8), rng, filters=(4,))


def test_a_network_goes_to_a_file_and_comes_back(tmp_path: Path) -> None:
    network, (x, _) = of_images("batch normalization"), batch((2, 7, 6))
    network.forward(x, train=True)
    network.save(tmp_path / "network.npz")
    plan = [*STACKS["batch normalization"], ("fc", 3)]
    other = networks.stacked(plan, (2, 7, 6), np.random.default_rng(9), np.float32)
    assert other.load(tmp_path / "network.npz") is other
    assert np.allclose(other.forward(x), network.forward(x), atol=1e-5)
    assert other.dtype == np.float32


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"w2": np.zeros((3, 3))}, r"w2 is \(3, 3\) there and \(112, 3\) here; nothing was loaded"),
        ({"w3": np.zeros(3)}, r"w3 is \(3,\) there and missing here"),
        ({"b1": np.array(["a", "b"])}, r"b1 is of type <U1 there and \(4,\) here"),
        (
            {"b1": np.array([print] * 4)},
            "is not a checkpoint, or is incomplete; nothing was loaded",
        ),
    ],
)
def test_a_file_that_does_not_fit_is_refused_in_one_sentence(
    tmp_path: Path, change: dict[str, np.ndarray], sentence: str
) -> None:
    network = networks.stacked(
        [("conv", 4, 3), ("fc", 3)], (2, 9, 6), np.random.default_rng(0)
    )  # fmt: skip
    before = {name: value.copy() for name, value in network.state.items()}
    np.savez(tmp_path / "network.npz", **{**before, "w1": 1 + before["w1"], **change})
    with pytest.raises(BrokenCheckpoint, match=sentence):
        network.load(tmp_path / "network.npz")
    assert all(np.array_equal(value, network.state[name]) for name, value in before.items())


def test_an_epoch_shows_every_sample_once_and_leaves_the_data_alone() -> None:
    x, y = np.arange(100.0).reshape(50, 2), np.arange(50)
    kept, shown = x.copy(), []

    def loss(out: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
        shown.append(y)
        return 0.0, np.zeros_like(out)

    network = networks.connected((2, 3), np.random.default_rng(0))
    descent.epoch(network, x, y, np.random.default_rng(1), batch=8, loss=loss)
    assert sorted(np.concatenate(shown)) == list(range(50))
    assert {len(part) for part in shown} == {8, 9}
    assert np.array_equal(x, kept)


def test_weights_are_charged_and_biases_are_not() -> None:
    network = networks.connected((2, 3), np.random.default_rng(0))
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
    network = networks.connected((64, 32, 10), rng, norm=norm)
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
