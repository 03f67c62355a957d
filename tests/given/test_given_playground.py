"""The playground: its knobs and buttons, without a browser."""

from __future__ import annotations

import asyncio
import base64
import threading

import matplotlib as mpl
import numpy as np
import pytest

mpl.use("Agg")

import cs_cnn
import cs_cnn.optim
import cs_cnn.regularization
from autograder.solutions import backprop, optim, regularization
from cs_cnn import backprop as stubs
from cs_cnn.given import presence
from cs_cnn.given.data import toy_names
from cs_cnn.given.networks.optimizers import STATES
from cs_cnn.given.playground import widgets
from cs_cnn.given.playground.picture import Picture
from cs_cnn.given.playground.settings import CHOICES, FEATURES, BadSetting, Settings
from cs_cnn.given.playground.trainee import Trainee
from cs_cnn.given.playground.widgets import AT_ONCE, Playground

PNG = b"\x89PNG"


class Sketch:
    """In place of a picture, which takes its time: what would be drawn."""

    def __init__(self, trainee: Trainee) -> None:
        self.trainee = trainee

    def png(self, trainee: Trainee) -> bytes:
        assert trainee is self.trainee
        return PNG + f"{trainee.settings} {trainee.losses}".encode()


@pytest.fixture
def _written(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the student had written everything."""
    monkeypatch.setattr(widgets, "TRIAL", 1)
    monkeypatch.setattr(widgets, "Picture", Sketch)
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
@pytest.mark.parametrize("activation", CHOICES["activation"])
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
    settings = Settings(activation="tanh", l1=0.01, l2=0.03, rate=1e-3, batch=600, widths=(3,))
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
    trainee = Trainee(Settings(data="blobs"))
    trainee.settings.rate = 1e6
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
@pytest.mark.parametrize("name", CHOICES)
def test_a_knob_does_what_it_says(name: str) -> None:
    ground = Playground()
    ground._step.click()
    widget = knob(ground, name)
    several = {"features": ("x1", "radius"), "widths": (3, 5, 2)}
    other = several.get(name) or next(each for each in CHOICES[name] if each != widget.value)
    widget.value = other
    assert getattr(ground.trainee.settings, name) == other
    assert Settings.read(ground._text.value) == ground.trainee.settings
    assert epochs(ground) == (1 if name in AT_ONCE else 0)
    assert ground._line.value == ""


@written
def test_the_ring_needs_no_hidden_layer_if_it_is_given_the_radius() -> None:
    def wrong(*features: str) -> float:
        trainee = Trainee(Settings(data="ring", noise=0.1, features=features, widths=(), rate=1.0))
        for _ in range(30):
            trainee.learn()
        return trainee.wrong[-1][1]

    assert wrong("radius") < 0.02
    assert wrong("x1", "x2") > 0.3


def test_features_are_what_they_are_called() -> None:
    x1, x2 = np.array([0.5, -0.3]), np.array([0.0, 0.4])
    values = {name: feature(x1, x2) for name, feature in FEATURES.items()}
    np.testing.assert_allclose(values["x1^2"], [0.25, 0.09])
    np.testing.assert_allclose(values["x1*x2"], [0, -0.12])
    np.testing.assert_allclose(values["sin(x1)"], [1, np.sin(-0.3 * np.pi)])
    np.testing.assert_allclose(values["radius"], [0.5, 0.5])
    np.testing.assert_allclose(values["angle"] * np.pi, [0, np.arctan2(0.4, -0.3)])


@written
def test_a_small_map_shows_what_a_unit_gives_at_each_place() -> None:
    trainee = Trainee(Settings(features=("x1", "x2"), widths=(5,), seed=1))
    units = Picture(trainee).units
    assert units
    units.draw(trainee)
    (left, top), side = units.corners[0][1], 24
    square = units.sheet[top : top + side, left : left + side]  # of x2: red above, blue below
    assert square[0, 0, 0] > square[0, 0, 2]
    assert square[-1, 0, 0] < square[-1, 0, 2]
    np.testing.assert_array_equal(square, square[:, :1].repeat(side, axis=1))
    assert [len(corners) for corners in units.corners] == [2, 5]


@pytest.mark.parametrize(
    "settings",
    [
        Settings(),
        Settings(features=("radius", "sin(x2)"), widths=(), hide=("l1", "units"), l1=1e-5),
        Settings(data="xor", noise=0, share=0.9, batch=600, seed=9, widths=(1, 32, 3, 4)),
    ],
)
def test_a_text_holds_the_whole_setting(settings: Settings) -> None:
    assert Settings.read(str(settings)) == settings


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("noise", "'noise' is no setting: write a name and a value, as noise=0.1."),
        ("width=8", "There is no setting 'width'; there are data, noise, share"),
        ("seed=1 seed=2", "seed is there twice."),
        ("share=0.25", "share cannot be 0.25; it can be 0.1, 0.2"),
        ("widths=33", "widths cannot be 33; it can be 1 to 32."),
        ("widths=8,8,8,8,8", "There can be 4 hidden layers, not 5."),
        ("features=", "A network needs at least one of the features."),
        ("hide=play", "hide cannot be play; it can be data"),
    ],
)
def test_a_bad_text_is_said_in_one_sentence(text: str, said: str) -> None:
    with pytest.raises(BadSetting) as caught:
        Settings.read(text)
    assert str(caught.value).startswith(said)
    assert str(caught.value).count("\n") == 0


def test_a_number_may_be_written_in_another_way() -> None:
    assert Settings.read("rate=1e-3 noise=.10") == Settings(rate=0.001, noise=0.1)


@written
def test_a_text_that_is_typed_turns_the_knobs_and_starts_again() -> None:
    ground = Playground()
    ground._step.click()
    asked = "data=ring features=radius widths= seed=3 hide=l1,units"
    ground._text.value = asked
    settings = Settings.read(asked)
    assert ground.trainee.settings == settings
    assert all(knob(ground, name).value == getattr(settings, name) for name in CHOICES)
    assert ground._text.value == str(settings)
    assert epochs(ground) == 0
    assert knob(ground, "l1").layout.display == "none"
    assert knob(ground, "l2").layout.display is None
    ground._text.value = "data=moon"
    assert "data cannot be moon; it can be spiral" in ground._line.value
    assert ground.trainee.settings == settings


@written
def test_a_lesson_hides_knobs() -> None:
    ground = Playground("hide=seed", noise=0.1, hide=("noise", "text"))
    assert ground.trainee.settings.noise == 0.1
    assert knob(ground, "noise").layout.display == ground._text.layout.display == "none"
    assert knob(ground, "seed").layout.display is None


@written
def test_the_switches_leave_at_least_one_feature_and_layers_come_and_go() -> None:
    ground = Playground(features=("x2",), widths=())
    switches, widths = ground._knobs["features"], ground._knobs["widths"]
    switches._buttons["x2"].value = False
    assert switches.value == ("x2",)
    assert switches._buttons["x2"].value
    switches._buttons["x1"].value = True
    assert ground.trainee.settings.features == ("x1", "x2")
    fewer, more = widths.children[1:3]
    more.click()
    widths.children[-1].value = 7
    more.click()
    assert ground.trainee.settings.widths == (7, 7)
    fewer.click()
    assert ground.trainee.settings.widths == (7,)
    assert len(ground.trainee.network.layers) == 3


@written
@pytest.mark.parametrize("there", [True, False])
def test_it_stops_when_its_page_is_gone(monkeypatch: pytest.MonkeyPatch, there: bool) -> None:
    monkeypatch.setattr(presence, "PATIENCE", 0.005)
    ground = Playground()
    if there:
        monkeypatch.setattr(ground._page, "send", lambda _: ground._presence.answered())

    async def watch() -> bool:
        ground._play.value = True
        await asyncio.sleep(1)
        played = ground._play.value
        ground._play.value = False
        await asyncio.sleep(0.3)
        assert ground._playing is None
        return played

    assert asyncio.run(watch()) is there


@written
def test_a_second_one_stops_the_first() -> None:
    async def watch(first: Playground) -> None:
        first._play.value = True
        second = Playground()
        assert not first._play.value
        assert not second._play.value

    asyncio.run(watch(Playground()))


@written
def test_what_another_thread_asks_for_is_done_in_the_kernels_own() -> None:
    async def press() -> list[threading.Thread]:
        ground, threads = Playground(), []
        ground.trainee.learn = lambda: threads.append(threading.current_thread())
        await asyncio.to_thread(ground._step.click)
        await asyncio.sleep(0.01)
        return threads

    assert asyncio.run(press()) == [threading.main_thread()]


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
    settings = Playground(rule="momentum", width=4).trainee.settings
    assert (settings.optimizer, settings.widths) == ("momentum", (4, 4))
