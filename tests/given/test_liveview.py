"""The live view without a browser: training, frames, messages of the page."""

from __future__ import annotations

import asyncio
import base64
import json
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
import pytest

mpl.use("Agg")

import cs_cnn
from autograder.solutions import backprop, conv, normalization, optim, pooling, regularization
from cs_cnn import optim as optim_stubs
from cs_cnn import pooling as pooling_stubs
from cs_cnn.given import data, liveview, networks, presence
from cs_cnn.given.liveview import LiveView, frames, widget
from cs_cnn.given.liveview.trainer import MEMORIES, Settings, Trainer
from cs_cnn.given.networks.checkpoint import BrokenCheckpoint
from cs_cnn.given.networks.optimizers import STATES

SOLUTIONS = (backprop, conv, normalization, optim, pooling, regularization)
DIGITS = data.load("digits")
PLAN = [("conv", 4, 3, 1, 1), ("relu",), ("pool", 2, 2), ("fc", 10)]


@pytest.fixture
def _written(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the student had written everything."""
    for solution in SOLUTIONS:
        monkeypatch.setattr(cs_cnn, solution.__name__.rpartition(".")[2], solution, raising=False)


@pytest.fixture(autouse=True)
def _short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(widget, "TRIAL", (2, 60.0))


written = pytest.mark.usefixtures("_written")


def small(plan: list[tuple[Any, ...]] = PLAN) -> networks.Network:
    return networks.stacked(plan, (1, 8, 8), np.random.default_rng(0), np.float32)


def trainer(**settings: Any) -> Trainer:
    return Trainer(small(), DIGITS, Settings(**settings))


class Page:
    """A live view, and what it has sent to its page."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, **settings: Any) -> None:
        self.sent: list[dict[str, Any]] = []
        self.buffers: list[list[memoryview]] = []
        self.view = LiveView(small(), DIGITS, **settings)
        monkeypatch.setattr(self.view, "send", self.take)

    def take(self, content: dict[str, Any], buffers: list[memoryview] | None = None) -> None:
        self.sent.append(json.loads(json.dumps(content, allow_nan=False)))
        self.buffers.append(buffers or [])

    def say(self, do: str, value: object = None) -> None:
        self.view._handle_custom_msg({"do": do, "value": value}, [])

    def last(self, kind: str) -> dict[str, Any]:
        return next(each for each in reversed(self.sent) if each["is"] == kind)

    def count(self, kind: str) -> int:
        return sum(each["is"] == kind for each in self.sent)


@pytest.fixture
def page(_written: None, monkeypatch: pytest.MonkeyPatch) -> Page:
    return Page(monkeypatch)


@written
def test_it_learns_with_the_preset_settings() -> None:
    training = trainer()
    for _ in range(300):
        training.step()
    assert training.network.accuracy(DIGITS.x_val, DIGITS.y_val) > 0.7
    assert training.steps == 300
    assert min(training.times) > 0


@written
@pytest.mark.parametrize("optimizer", STATES)
def test_every_optimizer_can_be_switched_to_with_its_memory(
    monkeypatch: pytest.MonkeyPatch, optimizer: str
) -> None:
    given = []
    step = getattr(optim, optimizer)
    monkeypatch.setattr(optim, optimizer, lambda *a, **how: given.append(how) or step(*a, **how))
    training = trainer()
    training.step()
    given.clear()
    training.settings = Settings(optimizer=optimizer, rate=0.01, memory=0.8, decay=0.02)
    training.step()
    wanted: dict[str, float] = {"lr": 0.01}
    if optimizer in MEMORIES:
        wanted[MEMORIES[optimizer]] = 0.8
    if optimizer == "adamw":
        wanted["weight_decay"] = 0.02
    assert given == [wanted] * 4


@written
def test_weight_decay_pulls_weights_and_leaves_biases_alone() -> None:
    free, pulled = trainer(optimizer="sgd", rate=0.1, decay=0), trainer(optimizer="sgd", rate=0.1)
    before = pulled.network.params
    pulled.settings.decay = 0.5
    free.step()
    pulled.step()
    for name, value in pulled.network.params.items():
        pull = 0.1 * 0.5 * before[name] if name.startswith("w") else 0
        np.testing.assert_allclose(value, free.network.params[name] - pull, atol=1e-6)


@written
def test_another_batch_size_counts_from_the_next_step() -> None:
    training = trainer()
    training.step()
    training.settings.batch = 5
    training.step()
    assert training.images == 21


@written
def test_reset_returns_to_the_first_weights_and_the_same_training() -> None:
    training = trainer()
    for _ in range(3):
        training.step()
    after = training.network.params
    training.reset()
    assert (training.steps, training.curve) == (0, [])
    for name, value in small().params.items():
        np.testing.assert_array_equal(training.network.params[name], value)
    for _ in range(3):
        training.step()
    for name, value in after.items():
        np.testing.assert_array_equal(training.network.params[name], value)


@written
def test_a_snapshot_goes_on_where_it_was_taken(tmp_path: Path) -> None:
    training, other = trainer(optimizer="momentum", rate=0.03), trainer()
    for _ in range(3):
        training.step()
    training.mark()
    training.save(tmp_path / "run.npz")
    other.load(tmp_path / "run.npz")
    assert other.settings == training.settings
    assert (other.steps, other.images, other.curve) == (3, 48, training.curve)
    for name, value in training.network.state.items():
        np.testing.assert_array_equal(other.network.state[name], value)
    for each in (training, other):
        each._batches, each.rng = iter(()), np.random.default_rng(7)
        each.step()
    for name, value in training.network.params.items():
        np.testing.assert_array_equal(other.network.params[name], value)


@written
def test_a_snapshot_of_another_network_changes_nothing(tmp_path: Path) -> None:
    training = trainer()
    training.step()
    training.save(tmp_path / "run.npz")
    other = Trainer(small([("fc", 10)]), DIGITS, Settings(rate=0.5))
    before = other.network.params
    with pytest.raises(BrokenCheckpoint, match="snapshot of another network; nothing was loaded"):
        other.load(tmp_path / "run.npz")
    assert other.settings.rate == 0.5
    np.testing.assert_array_equal(other.network.params["w1"], before["w1"])


@written
def test_validation_images_are_tried_in_slices_and_count_once_all_are() -> None:
    training = trainer()
    assert [training.try_some(16, 40) for _ in range(3)] == [False, False, True]
    ((step, loss, share),) = training.new
    scores = training.network.scores(DIGITS.x_val[:40])
    y = DIGITS.y_val[:40]
    assert step == 0
    assert share == pytest.approx(np.mean(scores.argmax(axis=1) == y))
    assert loss == pytest.approx(backprop.softmax_loss(scores, y)[0], rel=1e-5)


def test_a_byte_holds_a_number_to_half_a_percent_of_the_largest() -> None:
    values = np.random.default_rng(0).standard_normal((3, 5, 5)).astype(np.float32)
    codes, scale = frames.coded(values)
    assert np.abs((codes - 128.0) / 127 * scale - values).max() <= scale / 254 + 1e-6


def test_what_is_not_finite_has_a_byte_of_its_own() -> None:
    codes, scale = frames.coded(np.array([np.nan, np.inf, -2.0, 0.0, 1.0]))
    assert (codes.tolist(), scale) == ([0, 0, 1, 128, 192], 2.0)


def test_the_page_gets_all_it_draws(page: Page) -> None:
    page.say("hello")
    setup, frame = page.last("setup"), page.last("frame")
    (pixels,) = page.buffers[page.sent.index(setup)]
    assert setup["classes"] == list(DIGITS.classes)
    assert pixels.nbytes == 10 * 3 * 8 * 8
    sizes = [int(np.prod(layer["drawn"])) for layer in setup["layers"]]
    assert sizes == [64, 4 * 64, 4 * 64, 4 * 16, 10]
    values, gradients, filters, shares = page.buffers[page.sent.index(frame)]
    assert values.nbytes == gradients.nbytes == sum(sizes)
    assert frame["shapes"] == [[4, 1, 3, 3], [10, 10]]
    assert (filters.nbytes, shares.nbytes) == (4 * 9, 4 * 100)
    np.testing.assert_allclose(
        np.frombuffer(shares, np.float32).reshape(10, 10).sum(axis=1), 1, rtol=1e-5
    )


def test_a_step_and_a_setting_do_what_they_say(page: Page) -> None:
    page.say("step")
    assert page.last("frame")["steps"] == 1
    page.say("set", {"optimizer": "adam"})
    assert page.view.trainer.settings == Settings("adam", rate=1e-3, memory=0.9)
    page.say("set", {"rate": 0.01})
    assert page.view.trainer.settings == Settings("adam", rate=0.01, memory=0.9)
    assert page.last("state")["rate"] == 0.01
    page.say("preset")
    assert page.view.trainer.settings == Settings()
    page.say("reset")
    assert page.last("frame")["steps"] == 0


def test_the_image_that_is_looked_into_can_be_chosen(page: Page) -> None:
    page.say("watch", 3)
    values = np.frombuffer(page.buffers[page.sent.index(page.last("frame"))][0], np.uint8)
    np.testing.assert_array_equal(values[:64], frames.coded(DIGITS.x_val[3].ravel())[0])


def test_a_click_opens_the_sum_behind_an_activation(page: Page) -> None:
    page.say("explain", [1, 2, 0, 7])
    opened = page.last("frame")["sum"]
    *_, window, weights = page.buffers[page.sent.index(page.last("frame"))]
    terms = np.frombuffer(window, np.float32) * np.frombuffer(weights, np.float32)
    assert opened["corner"] == [-1, 6]
    assert opened["given"] == pytest.approx(terms.sum() + opened["bias"], abs=1e-5)
    page.say("explain")
    assert "sum" not in page.last("frame")


def test_a_snapshot_lands_beside_the_notebook(
    page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    page.say("step")
    page.say("save", "run.npz")
    page.say("reset")
    page.say("load", "run.npz")
    assert page.last("frame")["steps"] == 1
    assert page.last("state")["said"] == "Loaded from run.npz, 1 steps in."
    page.say("load", "other.npz")
    assert "other.npz" in page.last("state")["said"]
    assert "No such file" in page.last("state")["said"]


def watch(page: Page, seconds: float, answers: bool = True) -> int:
    """Steps of a training that the page watches for some seconds."""

    async def train() -> int:
        page.view._loop = asyncio.get_running_loop()
        page.say("play", True)
        end = page.view._loop.time() + seconds
        while page.view.playing and page.view._loop.time() < end:
            await asyncio.sleep(0)
            if answers:
                page.say("drawn")
        played = page.view.playing
        page.say("play", False)
        await asyncio.sleep(0.05)
        assert page.view._training is None
        assert played is answers
        return page.view.trainer.steps

    return asyncio.run(train())


def test_it_trains_while_the_page_answers_and_frames_leave_it_time(page: Page) -> None:
    assert watch(page, 1.0) > 5
    assert 1 < page.count("frame") <= 1 / widget.SHORTEST + 1


def test_it_stops_when_no_page_answers(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presence, "PATIENCE", 2.0)
    watch(page, 60.0, answers=False)
    assert page.count("frame") == widget.AHEAD
    assert page.last("state")["playing"] is False


def test_a_message_from_another_thread_is_handled_in_the_kernels_own(page: Page) -> None:
    async def send() -> int:
        page.view._loop = asyncio.get_running_loop()
        await asyncio.to_thread(page.say, "step")
        await asyncio.sleep(0)
        return page.view.trainer.steps

    assert asyncio.run(send()) == 1


def test_what_is_not_written_yet_is_said_in_one_line(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(optim, "adam", optim_stubs.adam)
    page.say("set", {"optimizer": "adam"})
    page.say("step")
    said = "This experiment comes alive once you have written adam in cs_cnn/optim.py."
    assert page.last("state")["said"] == said
    assert page.view.trainer.steps == 0
    page.say("set", {"optimizer": "sgd"})
    page.say("step")
    assert (page.last("state")["said"], page.view.trainer.steps) == ("", 1)


@written
def test_a_missing_layer_is_said_before_anything_is_shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pooling, "max_pool_forward", pooling_stubs.max_pool_forward)
    liveview.show(small(), DIGITS)
    assert capsys.readouterr().out == (
        "This experiment comes alive once you have written max_pool_forward in cs_cnn/pooling.py.\n"
    )


def test_the_trial_trains_a_copy_and_leaves_a_picture(page: Page) -> None:
    for name, value in small().params.items():
        np.testing.assert_array_equal(page.view.trainer.network.params[name], value)
    bundle = page.view._repr_mimebundle_()
    shown = bundle[0] if isinstance(bundle, tuple) else bundle
    assert base64.b64decode(shown["image/png"]).startswith(b"\x89PNG")
    assert "application/vnd.jupyter.widget-view+json" in shown


@written
@pytest.mark.parametrize("name", ["moons", "digits"])
def test_rows_of_numbers_are_shown_too(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = data.load(name).flat()
    features, classes = rows.x_train.shape[1], len(rows.classes)
    plan = [("fc", 8), ("tanh",), ("norm",), ("dropout", 0.2), ("fc", classes)]
    network = networks.stacked(plan, (features,), np.random.default_rng(0))
    view = LiveView(network, rows)
    sent: list[dict[str, Any]] = []
    monkeypatch.setattr(view, "send", lambda content, buffers=None: sent.append(content))
    view._handle_custom_msg({"do": "step"}, [])
    view._handle_custom_msg({"do": "hello"}, [])
    (setup,) = (each for each in sent if each["is"] == "setup")
    titles = [layer["title"] for layer in setup["layers"]]
    assert titles == ["image", "fully connected, 8 units", "tanh", "batch norm",
                      f"fully connected, {classes} units"]  # fmt: skip
    assert setup["size"] == (1, features)


@written
def test_a_rate_that_is_too_high_is_shown_without_a_warning(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = Page(monkeypatch, optimizer="sgd", rate=1e30)
    for _ in range(4):
        page.say("step")
    assert page.last("state")["said"] == ""
    assert page.last("frame")["steps"] == 4


def test_nothing_is_loaded_from_the_net() -> None:
    script = Path(widget.__file__).with_name("liveview.js").read_text(encoding="utf-8")
    assert not any(word in script for word in ("http:", "https:", "import ", "fetch(", "import("))
