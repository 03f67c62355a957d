"""Optimizers with a state, and their walks over losses of two weights."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pytest

import cs_cnn
from autograder.solutions import optim
from cs_cnn.given.networks.optimizers import STATES, Optimizer, stepper
from cs_cnn.given.pictures import landscapes
from cs_cnn.given.pictures.landscapes import RAVINE, SADDLE, TWO_VALLEYS, Landscape

TURNED = landscapes.turned(RAVINE, 30)
every_landscape = pytest.mark.parametrize("landscape", [RAVINE, TWO_VALLEYS, SADDLE, TURNED])


@pytest.fixture(autouse=True)
def _written(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the student had written everything."""
    monkeypatch.setattr(cs_cnn, "optim", optim, raising=False)


@every_landscape
def test_a_gradient_is_the_slope_of_its_loss(landscape: Landscape) -> None:
    w, h = np.random.default_rng(0).standard_normal((20, 2)), 1e-6
    for entry in np.eye(2):
        rise = landscape.loss(w + h * entry) - landscape.loss(w - h * entry)
        np.testing.assert_allclose(landscape.gradient(w) @ entry, rise / (2 * h), atol=1e-6)


@every_landscape
def test_nothing_on_the_map_is_lower_than_the_lowest(landscape: Landscape) -> None:
    left, right, lower, upper = landscape.box
    places = np.stack(np.meshgrid(np.linspace(left, right, 801), np.linspace(lower, upper, 801)))
    heights = landscape.loss(np.moveaxis(places, 0, -1)) - landscape.lowest
    assert 0 <= heights.min() < 1e-3


@every_landscape
def test_the_start_is_on_the_map(landscape: Landscape) -> None:
    (x, y), (left, right, lower, upper) = landscape.start, landscape.box
    assert left < x < right
    assert lower < y < upper


def test_momentum_does_not_notice_that_a_landscape_was_turned_and_adam_does() -> None:
    def losses(name: str, lr: float, landscape: Landscape) -> np.ndarray:
        return landscape.loss(landscapes.walk(landscape, stepper(name, lr=lr), 50))

    straight = losses("momentum", 0.008, RAVINE)
    np.testing.assert_allclose(losses("momentum", 0.008, TURNED), straight)
    assert losses("adam", 0.1, TURNED)[-1] > 10 * losses("adam", 0.1, RAVINE)[-1]


@pytest.mark.parametrize("name", STATES)
def test_a_rule_keeps_a_memory_for_each_parameter(name: str) -> None:
    rng = np.random.default_rng(1)
    start = {"w": rng.standard_normal((2, 3)), "b": rng.standard_normal(3)}
    slopes = [{key: rng.standard_normal(w.shape) for key, w in start.items()} for _ in range(4)]
    optimizer, params = Optimizer(name, lr=0.1), start
    for grads in slopes:
        params = optimizer.step(params, grads)
    for key, w in start.items():
        alone, way = Optimizer(name, lr=0.1), w
        for grads in slopes:
            way = alone.step({"x": way}, {"x": grads[key]})["x"]
        np.testing.assert_array_equal(params[key], way)
    assert optimizer.steps == 4


def test_a_rule_counts_for_adam_and_takes_a_rate_for_each_step() -> None:
    optimizer, w, g = Optimizer("adam", lr=0.5), np.zeros(1), np.ones(1)
    first = optimizer.step({"w": w}, {"w": g})
    second = optimizer.step(first, {"w": g}, lr=0.25)
    np.testing.assert_allclose((first["w"], second["w"]), ((-0.5,), (-0.75,)), rtol=1e-6)


def test_a_walk_begins_at_the_start_and_follows_the_step() -> None:
    way = landscapes.walk(RAVINE, stepper("sgd", lr=0.018), 2)
    np.testing.assert_allclose(way, [(-4, 1), (-3.928, -0.8), (-3.857296, 0.64)])


def test_noise_is_the_same_for_all_who_walk_with_its_seed() -> None:
    rate = 0.001
    one, again, other = (
        landscapes.walk(RAVINE, stepper("sgd", lr=rate), 1, noise=2, seed=seed)
        for seed in (3, 3, 4)
    )
    np.testing.assert_array_equal(one, again)
    assert not np.array_equal(one, other)


def test_a_race_shows_the_first_and_the_last_step() -> None:
    ways = {"SGD": landscapes.walk(RAVINE, stepper("sgd", lr=0.018), 50)}
    page = landscapes.race(RAVINE, ways, "A ravine", frames=5)._repr_mimebundle_()["text/html"]
    assert page.count("<img") == 5
    assert 'max="5"' in page
    assert "<output>step 0 of 50</output>" in page, "steps of the descent are counted, not pictures"
    assert page.count('alt="step 50 of 50"') == 1


def test_a_ring_of_slopes_lies_around_the_place_and_the_arrow_along_the_gradient() -> None:
    _, ax = plt.subplots()
    here, arrows = np.array([1.0, -2.0]), np.array([[1.0, 0], [0, 1], [-1, 0], [0, -1]])
    g = np.array([3.0, 4.0])
    landscapes.around(ax, lambda w: float(w @ g), here, arrows, arrows @ g, g)
    np.testing.assert_allclose(ax.collections[-1].get_offsets(), here + arrows)
    np.testing.assert_allclose(ax.texts[0].xy, [1.6, -1.2])  # type: ignore[attr-defined]
    assert ax.collections[-1].get_clim() == (-4, 4)
    plt.close("all")


def test_a_walk_that_leaves_all_numbers_can_be_drawn(recwarn: pytest.WarningsRecorder) -> None:
    way = landscapes.walk(TWO_VALLEYS, lambda w, g, t: w + g, 30)
    assert not np.isfinite(way[-1]).all()
    landscapes.race(TWO_VALLEYS, {"uphill": way, "nowhere": 0 * way[:1].repeat(31, 0)}, "", 2)
    assert not recwarn
