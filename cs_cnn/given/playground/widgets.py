"""A playground: turn a knob, and watch the boundary move while the network learns.

It needs a running kernel. A printed notebook shows a single picture, that of a trial run.
"""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import ipywidgets as widgets

from cs_cnn.given.data import toy_names
from cs_cnn.given.experiment import explain
from cs_cnn.given.networks.optimizers import STATES
from cs_cnn.given.playground.picture import Picture
from cs_cnn.given.playground.trainee import ACTIVATIONS, TRAIN, Settings, Trainee

PENALTIES = (0.0, 1e-5, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2)
RATES = (1e-4, 3e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0)
TRIAL = 50
"""Epochs of the trial run."""

AT_ONCE = ("l1", "l2", "optimizer", "rate", "batch")
"""Knobs that may be turned while it learns; any other knob starts it again."""

_WIDE = {"layout": {"width": "270px"}, "style": {"description_width": "95px"}}


class Playground:
    """Knobs, three buttons and a picture; the last line of a cell shows it.

    A trial run with another network comes first, so that a missing function shows at once.
    """

    def __init__(self, **settings: Any) -> None:
        self._playing: asyncio.Task[None] | None = None
        if "rule" in settings:  # its name in notebooks of 0.1.0
            settings["optimizer"] = settings.pop("rule")
        self._start(Settings(**settings))
        self._printed = self._tried(self.trainee.settings)
        self._knobs = {name: knob(getattr(self.trainee.settings, name)) for name, knob in _KNOBS}
        for name, widget in self._knobs.items():
            widget.observe(self._turned(name), "value")
        self._play = widgets.ToggleButton(description="play", icon="play", layout={"width": "90px"})
        self._play.observe(lambda change: self._toggled(change["new"]), "value")
        self._step = widgets.Button(description="one epoch", layout={"width": "100px"})
        self._step.on_click(lambda _: self._guarded(self._learn))
        self._reset = widgets.Button(description="start again", layout={"width": "100px"})
        self._reset.on_click(lambda _: self._guarded(self._again))
        self._line = widgets.HTML()
        self._image = widgets.Image(value=self._png, format="png", layout={"max_width": "860px"})
        self.box = self._laid_out()

    def _repr_mimebundle_(self, **how: Any) -> dict[str, Any]:
        bundle = self.box._repr_mimebundle_(**how)
        shown = dict(bundle[0] if isinstance(bundle, tuple) else bundle)
        return {**shown, "image/png": base64.b64encode(self._printed).decode()}

    @staticmethod
    def _tried(settings: Settings) -> bytes:
        """What such a network has learned after some epochs."""
        trial = Trainee(replace(settings))
        for _ in range(TRIAL):
            trial.learn()
        return Picture(trial).png(trial)

    def _laid_out(self) -> widgets.VBox:
        columns = (("data", "noise", "batch"), ("layers", "width", "activation"),
                   ("optimizer", "rate", "l1", "l2"))  # fmt: skip
        knobs = [widgets.VBox([self._knobs[name] for name in names]) for names in columns]
        buttons = widgets.HBox([self._play, self._step, self._reset])
        return widgets.VBox([widgets.HBox(knobs), buttons, self._line, self._image])

    def _start(self, settings: Settings) -> None:
        self._outdated = True  # until the network is what the knobs say
        self.trainee = Trainee(settings)
        self._picture = Picture(self.trainee)
        self._png = self._picture.png(self.trainee)
        self._outdated = False

    def _learn(self) -> None:
        if self._outdated:
            self._again()
        self.trainee.learn()
        self._show()

    def _again(self) -> None:
        self._start(replace(self.trainee.settings))
        self._image.value = self._png

    def _show(self) -> None:
        self._png = self._picture.png(self.trainee)
        self._image.value = self._png

    def _turned(self, name: str) -> Callable[[dict[str, Any]], None]:
        def turn(change: dict[str, Any]) -> None:
            setattr(self.trainee.settings, name, change["new"])
            if name not in AT_ONCE:
                self._guarded(self._again)

        return turn

    def _toggled(self, on: bool) -> None:
        self._play.icon, self._play.description = ("pause", "pause") if on else ("play", "play")
        if on and self._playing is None:
            self._playing = asyncio.get_running_loop().create_task(self._go_on())

    async def _go_on(self) -> None:
        """Epoch after epoch; between two of them the kernel hears what the learner does."""
        while self._play.value:
            self._guarded(self._learn)
            await asyncio.sleep(0.05)
        self._playing = None

    def _guarded(self, action: Callable[[], None]) -> None:
        """Do it; if your code raises, stop and say in one line what it waits for."""
        try:
            action()
            self._line.value = ""
        except Exception as error:
            self._play.value = False
            self._line.value = f"<pre>{_escaped(explain(error))}</pre>"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _choice(label: str, options: tuple[Any, ...]) -> Callable[[Any], widgets.Widget]:
    return lambda value: widgets.Dropdown(options=options, value=value, description=label, **_WIDE)


def _slider(label: str, options: tuple[Any, ...]) -> Callable[[Any], widgets.Widget]:
    shown = [(f"{option:g}", option) for option in options]
    return lambda value: widgets.SelectionSlider(
        options=shown, value=value, description=label, continuous_update=False, **_WIDE
    )


_KNOBS = (
    ("data", _choice("data", toy_names())),
    ("noise", _slider("noise", tuple(round(0.05 * i, 2) for i in range(13)))),
    ("batch", _slider("batch size", (1, 8, 32, 64, 128, TRAIN))),
    ("layers", _slider("hidden layers", (0, 1, 2, 3, 4))),
    ("width", _slider("units in each", (1, 2, 3, 4, 6, 8, 12, 16, 32))),
    ("activation", _choice("activation", ACTIVATIONS)),
    ("optimizer", _choice("optimizer", tuple(STATES))),
    ("rate", _slider("learning rate", RATES)),
    ("l1", _slider("L1, λ", PENALTIES)),
    ("l2", _slider("L2, λ", PENALTIES)),
)
"""Each knob's name in ``Settings``, and what makes it."""
