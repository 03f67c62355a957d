"""The playground: its knobs and buttons, without a browser."""

from __future__ import annotations

import asyncio
import base64

import matplotlib as mpl
import numpy as np
import pytest

mpl.use("Agg")

import cs_cnn
import cs_cnn.optim
import cs_cnn.regularization
from autograder.solutions import backprop, optim, regularization
from cs_cnn import backprop as stubs
from cs_cnn.given.data import toy_names
from cs_cnn.given.networks.optimizers import STATES
from cs_cnn.given.playground.picture import Picture
from cs_cnn.given.playground.trainee import ACTIVATIONS, Settings, Trainee
from cs_cnn.given.playground.widgets import _KNOBS, AT_ONCE, Playground

PNG = b"\x89PNG"


@pytest.fixture
def _written(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the student had written everything."""
    for solution in (backprop, optim, regularization):
        name = solution.__name__.rpartition(".")[2]
        monkeypatch.setattr(cs_cnn, name, solution)


written = pytest.mark.usefixtures("_written")


def epochs(ground: Playground) -> int:
    return len(ground.trainee.losses) - 1


def knob(ground: Playground, name: str) -> object:
    return ground._knobs[name]


@written
@pytest.mark.parametrize("data", toy_names())
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_every_set_is_learned_with_every_activation(data: str, activation: str) -> None:
    trainee = Trainee(Settings(data=data, activation=activation, optimizer="adam", rate=0.03))
    for _ in range(30):
        trainee.learn()
    assert len(trainee.losses) == len(trainee.wrong) == 31
    assert trainee.losses[-1][0] < 0.8 * trainee.losses[0][0]


@written
@pytest.mark.parametrize("optimizer", STATES)
def test_every_optimizer_can_be_switched_to_while_it_learns(optimizer: str) -> None:
    trainee = Trainee(Settings())
    trainee.learn()
    trainee.settings.optimizer = optimizer
    trainee.learn()
    assert trainee.optimizer.name == optimizer


@written
def test_the_gradient_is_that_of_the_whole_network_and_its_penalties() -> None:
    settings = Settings(
        activation="tanh", l1=0.01, l2=0.03, rate=1e-3, batch=200, layers=1, width=3
    )
    trainee = Trainee(settings)
    before = [layer.params for layer in trainee.network.layers if layer.params]
    (w1, b1), (w2, b2) = ((params["w"], params["b"]) for params in before)
    x, y = trainee.train

    def loss(w: np.ndarray) -> float:
        scores = np.tanh(x @ w + b1) @ w2 + b2
        return backprop.softmax_loss(scores, y)[0] + 0.01 * abs(w).sum() + 0.03 * (w**2).sum()

    slopes = backprop.numerical_gradient(loss, w1)
    trainee.learn()
    after = trainee.network.layers[0].params["w"]
    np.testing.assert_allclose((w1 - after) / 1e-3, slopes, rtol=1e-6)


@written
def test_a_rate_that_is_too_high_is_drawn_without_a_warning() -> None:
    trainee = Trainee(Settings(rate=1e6, data="blobs"))
    picture = Picture(trainee)
    for _ in range(5):
        trainee.learn()
    assert not np.isfinite(trainee.losses[-1][0]) or trainee.losses[-1][0] > 100
    assert picture.png(trainee).startswith(PNG)


@written
def test_without_a_frontend_it_leaves_one_picture() -> None:
    ground = Playground()
    bundle = ground._repr_mimebundle_()
    printed = base64.b64decode(bundle["image/png"])
    assert printed.startswith(PNG)
    assert printed != ground._image.value
    assert "application/vnd.jupyter.widget-view+json" in bundle


@written
def test_the_trial_is_not_counted() -> None:
    assert epochs(Playground()) == 0


@written
def test_a_button_makes_one_epoch_and_another_starts_again() -> None:
    ground = Playground()
    first = ground._image.value
    ground._step.click()
    ground._step.click()
    assert epochs(ground) == 2
    assert ground._image.value != first
    ground._reset.click()
    assert epochs(ground) == 0
    assert ground._image.value == first


@written
@pytest.mark.parametrize("name", [name for name, _ in _KNOBS])
def test_a_knob_does_what_it_says(name: str) -> None:
    ground = Playground()
    ground._step.click()
    widget = knob(ground, name)
    options = [option[1] if isinstance(option, tuple) else option for option in widget.options]
    other = next(option for option in options if option != widget.value)
    widget.value = other
    assert getattr(ground.trainee.settings, name) == other
    assert epochs(ground) == (1 if name in AT_ONCE else 0)
    assert ground._line.value == ""


@written
def test_it_plays_until_it_is_told_to_stop() -> None:
    async def watch(ground: Playground) -> int:
        ground._play.value = True
        while epochs(ground) < 3:
            await asyncio.sleep(0.01)
        ground._play.value = False
        await asyncio.sleep(0.2)
        stopped = epochs(ground)
        await asyncio.sleep(0.2)
        assert epochs(ground) == stopped
        assert ground._playing is None
        return stopped

    assert asyncio.run(watch(Playground())) >= 3


def test_nothing_is_drawn_before_there_is_something_to_draw_with() -> None:
    with pytest.raises(NotImplementedError, match=r"backprop\.affine_forward"):
        Playground()


@written
def test_what_is_not_written_yet_is_said_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    ground = Playground()
    monkeypatch.setattr(backprop, "tanh", stubs.tanh)
    knob(ground, "activation").value = "tanh"
    said = (
        "<pre>This experiment comes alive once you have written tanh in cs_cnn/backprop.py.</pre>"
    )
    assert ground._line.value == said
    ground._step.click()
    assert (ground._line.value, epochs(ground)) == (said, 0)
    knob(ground, "activation").value = "elu"
    assert ground._line.value == ""


@written
def test_a_notebook_of_0_1_0_says_rule_for_optimizer() -> None:
    assert Playground(rule="momentum", width=4).trainee.settings.optimizer == "momentum"
