"""The live view itself: the kernel's side of ``liveview.js``.

The page sends small messages, ``{"do": "play"}``; what it draws travels to it as binary arrays, a
frame at a time, and no more than a few before the page has drawn them. Everything happens in the
kernel's main thread: between two steps of training it runs cells and hears messages.
"""

from __future__ import annotations

import asyncio
import base64
import time
from collections.abc import Callable
from copy import deepcopy
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import Any

import anywidget
import numpy as np

from cs_cnn.given.data import Dataset
from cs_cnn.given.experiment import explain
from cs_cnn.given.liveview import frames, static
from cs_cnn.given.liveview.sums import behind
from cs_cnn.given.liveview.trainer import USUAL, Settings, Trainer
from cs_cnn.given.networks import checkpoint
from cs_cnn.given.networks.network import Network
from cs_cnn.given.networks.optimizers import STATES
from cs_cnn.given.presence import Presence

CHOICES: dict[str, tuple[Any, ...]] = {
    "optimizer": tuple(STATES),
    "rate": (1e-4, 3e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0),
    "memory": (0.0, 0.5, 0.8, 0.9, 0.95, 0.99),
    "batch": (1, 4, 16, 64, 256),
    "decay": (0.0, 1e-5, 1e-4, 1e-3, 1e-2, 0.1),
}
"""What the page offers for each setting."""

WHY = (
    "The preset is a good one to begin with. Adadelta finds the size of its steps by itself, so "
    "that you need not look for a rate; ConvNetJS trains its network for CIFAR-10 with it, too. "
    "With that network and the shapes of this course, 800 steps of 16 images give 88% right "
    "answers to new images; Adam at 0.001 gives 84%, momentum at 0.01 80%, plain sgd at 0.01 32%."
)
"""One run each, seed 0, weight decay 0.0001, the first 500 validation images."""

SHARE, SHORTEST = 9, 1 / 15
"""Training gets so many times the time that a frame takes; seconds from frame to frame."""
SWEEP, SWEPT, RARELY = 16, 256, 25
"""The first so many validation images are tried, a few after each step; between two such sweeps
training gets so many times the time that one takes.
"""
AHEAD = 3
"""Frames that may be on their way to the page: it takes its time to answer."""
TURNS = 5
"""Of the kernel's loop between two steps: a message needs several until it is heard."""
TRIAL = 40, 3.0
"""Steps, and seconds, of the trial that the static picture shows; it trains a copy."""


class LiveView(anywidget.AnyWidget):
    """A network in training, to watch and to steer; the last line of a cell shows it.

    network: a ``Network`` of the given layers, which is trained itself, not a copy. dataset: as
    from ``data.load`` or ``data.folder``. settings: those to begin with (``Settings``); the
    preset ones suit most networks. A trial with a copy of the network comes first, so that a
    missing function shows at once. Without a running kernel a picture of that trial stands there.
    shown counts the frames that were sent to the page.
    """

    _esm = Path(__file__).with_name("liveview.js")

    def __init__(self, network: Network, dataset: Dataset, **settings: Any) -> None:
        self.trainer = Trainer(network, dataset, Settings(**settings))
        self._printed = _trial(self.trainer)
        self._preset = replace(self.trainer.settings)
        self.playing = False
        self._training: asyncio.Task[None] | None = None
        self._said, self._watched = "", 0
        self._open: tuple[int, tuple[int, ...]] | None = None
        self.shown = 0
        self._next = self._next_sweep = self._swept = 0.0
        try:
            self._loop: asyncio.AbstractEventLoop | None = asyncio.get_running_loop()
        except RuntimeError:
            self._loop = None
        super().__init__()
        self._page = Presence(self._stop)
        self.on_msg(self._heard)

    def _repr_mimebundle_(self, **how: Any) -> Any:
        """The widget, and the picture that takes its place."""
        bundle = super()._repr_mimebundle_(**how)
        shown, *rest = bundle if isinstance(bundle, tuple) else (bundle,)
        shown = {**(shown or {}), "image/png": base64.b64encode(self._printed).decode()}
        return (shown, *rest) if rest else shown

    def _heard(self, _: object, message: dict[str, Any], __: object) -> None:
        """A message from the page, which may arrive in another thread of the kernel."""
        act = partial(self._guarded, partial(self._act, message))
        if self._loop is None or self._loop is _running():
            act()
        else:
            self._loop.call_soon_threadsafe(act)

    def _act(self, message: dict[str, Any]) -> None:
        do, value = message["do"], message.get("value")
        if do == "drawn":
            self._page.answered()
            return
        self._said = ""
        _ACTIONS[do](self, value)
        self._tell()

    def _hello(self, _: None) -> None:
        """A page that has just appeared."""
        self._page.begin()
        self._tell_all()
        self._show()

    def _play(self, on: bool) -> None:
        self.playing = on
        self._page.begin()
        if on and self._training is None:
            self._training = asyncio.get_running_loop().create_task(self._train())

    def _step(self, _: None) -> None:
        self.playing = False
        self.trainer.step()
        self._show()

    def _reset(self, _: None) -> None:
        self.trainer.reset()
        self._tell_all()
        self._show()

    def _set(self, value: dict[str, Any]) -> None:
        """Change settings; another optimizer brings a rate and a memory that suit it."""
        changed = {**USUAL.get(value.get("optimizer", ""), {}), **value}
        self.trainer.settings = replace(self.trainer.settings, **changed)

    def _back_to_preset(self, _: None) -> None:
        self.trainer.settings = replace(self._preset)

    def _watch(self, image: int) -> None:
        self._watched = image
        self._show()

    def _explain(self, place: list[int] | None) -> None:
        """The sum behind an activation: [layer, channel, row, column], [layer, unit] or None."""
        self._open = (place[0], tuple(place[1:])) if place else None
        self._show()

    def _save(self, name: str) -> None:
        self.trainer.save(name)
        self._said = f"Saved to {name}, in this notebook's folder."

    def _load(self, name: str) -> None:
        self.trainer.load(name)
        self._tell_all()
        self._show()
        self._said = f"Loaded from {name}, {self.trainer.steps:,} steps in."

    async def _train(self) -> None:
        """Step after step; between two of them the kernel hears what the learner does."""
        while self.playing:
            began = time.perf_counter()
            self._guarded(self._learn)
            if self._page.gone(time.perf_counter() - began):
                self._stop()
            for _ in range(TURNS):
                await asyncio.sleep(0)
        self._training = None

    def _learn(self) -> None:
        self.trainer.step()
        if time.perf_counter() >= self._next_sweep:
            self._try_some()
        if self._page.unanswered < AHEAD and time.perf_counter() >= self._next:
            self._show()

    def _try_some(self) -> None:
        """A slice of the validation images; after the last one, say when it begins again."""
        began = time.perf_counter()
        whole = self.trainer.try_some(SWEEP, SWEPT)
        now = time.perf_counter()
        self._swept += now - began
        if whole:
            self._next_sweep, self._swept = now + RARELY * self._swept, 0.0

    def _show(self) -> None:
        """Send a frame, and say when the next is due."""
        began = time.perf_counter()
        frame, found = frames.look(self.trainer, self._watched)
        self.trainer.mark()
        arrays = frame.arrays
        about = {**frame.numbers, **self._numbers(), "shapes": [a.shape for a in arrays[2:]]}
        if self._open:
            opened = behind(self.trainer.network, found, *self._open)
            about["sum"] = {name: getattr(opened, name) for name in _SAID_OF_A_SUM}
            about["sum"] |= {"place": [self._open[0], *self._open[1]], "shape": opened.window.shape}
            weights = [] if opened.weights is None else [opened.weights]
            arrays = [*arrays, *(np.asarray(a, np.float32) for a in (opened.window, *weights))]
        self._page.sent()
        self.shown += 1
        self.send({"is": "frame", **about}, [np.ascontiguousarray(a).data for a in arrays])
        now = time.perf_counter()
        self._next = now + max(SHORTEST, SHARE * (now - began))

    def _numbers(self) -> dict[str, Any]:
        trainer = self.trainer
        return {
            "steps": trainer.steps,
            "images": trainer.images,
            "epochs": trainer.images / len(trainer.dataset.x_train),
            "forward": 1e3 * trainer.times[0],
            "backward": 1e3 * trainer.times[1],
            "watched": self._watched,
            "curve": _plain(trainer.curve[-1:]),
            "new": _plain(trainer.new[-1:]),
        }

    def _tell(self) -> None:
        """What the controls show."""
        state = {"playing": self.playing, "said": self._said, **asdict(self.trainer.settings)}
        self.send({"is": "state", **state, "why": WHY})

    def _tell_all(self) -> None:
        """All that stays the same from frame to frame, and the curves so far."""
        trainer, data = self.trainer, self.trainer.dataset
        pixels = frames.pixels(data.x_val[: frames.IMAGES])
        about = {
            "classes": data.classes,
            "choices": CHOICES,
            "layers": frames.layers(trainer.network, data.x_val[0]),
            "labels": data.y_val[: frames.IMAGES].tolist(),
            "size": pixels.shape[2:],
            "curve": _plain(trainer.curve),
            "new": _plain(trainer.new),
        }
        self.send({"is": "setup", **about}, [np.ascontiguousarray(pixels).data])

    def _guarded(self, action: Callable[[], None]) -> None:
        """Do it; if your code raises, stop and say in one line what it waits for."""
        try:
            action()
        except (checkpoint.BrokenCheckpoint, OSError) as error:
            self._stop(str(error))
        except Exception as error:
            self._stop(explain(error))

    def _stop(self, said: str = "") -> None:
        self.playing, self._said = False, said
        self._tell()


_ACTIONS: dict[str, Callable[[LiveView, Any], None]] = {
    "hello": LiveView._hello,
    "play": LiveView._play,
    "step": LiveView._step,
    "reset": LiveView._reset,
    "set": LiveView._set,
    "preset": LiveView._back_to_preset,
    "watch": LiveView._watch,
    "explain": LiveView._explain,
    "save": LiveView._save,
    "load": LiveView._load,
}
"""What the page may ask for."""

_SAID_OF_A_SUM = ("how", "words", "bias", "corner", "channel", "given", "result")


def _running() -> asyncio.AbstractEventLoop | None:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


def _plain(points: list[tuple[float, float, float]]) -> list[list[float | None]]:
    """Points for JSON, which knows no infinity."""
    return [[number if np.isfinite(number) else None for number in point] for point in points]


def _trial(trainer: Trainer) -> bytes:
    """The picture of a short training; the network itself stays as it is."""
    copy = Trainer(deepcopy(trainer.network), trainer.dataset, replace(trainer.settings))
    steps, seconds = TRIAL
    end = time.perf_counter() + seconds
    for _ in range(steps):
        copy.step()
        copy.mark()
        if time.perf_counter() > end:
            break
    return static.picture(copy)
