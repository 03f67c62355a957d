"""A playground: turn a knob, and watch the boundary move while the network learns.

It needs a running kernel. A printed notebook shows a single picture, that of a trial run.
"""

from __future__ import annotations

import asyncio
import base64
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import anywidget
import ipywidgets as widgets

from cs_cnn.given.experiment import explain
from cs_cnn.given.playground.knobs import KNOBS
from cs_cnn.given.playground.picture import Picture
from cs_cnn.given.playground.settings import BadSetting, Settings
from cs_cnn.given.playground.trainee import Trainee
from cs_cnn.given.presence import Presence

TRIAL = 50
"""Epochs of the trial run."""
AHEAD = 3
"""Pictures that may be on their way to the page before it answers."""

AT_ONCE = ("l1", "l2", "optimizer", "rate", "batch")
"""Knobs that may be turned while it learns; any other knob starts it again."""


class Page(anywidget.AnyWidget):
    """Nothing that can be seen: it answers whatever it is sent, as long as the page is there."""

    _esm = """
    function render({ model }) {
      const answer = () => model.send({});
      model.on("msg:custom", answer);
      return () => model.off("msg:custom", answer);
    }
    export default { render };
    """


class Playground:
    """Knobs, three buttons, a picture and a line of text; the last line of a cell shows it.

    text: the whole setting, as the line below the picture has it; what it leaves out is as usual.
    settings: some of ``Settings`` by name, which count more than the text; ``hide`` for example
    takes the names of knobs away that a lesson does without. A trial run with another network comes
    first, so that a missing function shows at once.
    """

    def __init__(self, text: str = "", **settings: Any) -> None:
        self._start(Settings.read(text, _of_today(settings)))
        self._printed = self._tried(self.trainee.settings)
        self._playing: asyncio.Task[None] | None = None
        self._loop = _running()
        self._page = Page()
        self._make_knobs()
        self._make_buttons()
        self._line = widgets.HTML()
        self._image = widgets.Image(value=self._png, format="png", layout={"max_width": "860px"})
        self._text = widgets.Text(
            str(self.trainee.settings),
            continuous_update=False,
            description="the setting",
            layout={"width": "860px"},
        )
        self._text.observe(
            lambda change: self._guarded(lambda: self._typed(change["new"])), "value"
        )
        self.box = self._laid_out()
        self._hide()
        self._presence = Presence(self._stop)
        self._page.on_msg(lambda *_: self._presence.answered())

    def _make_knobs(self) -> None:
        self._knobs = {
            name: make(getattr(self.trainee.settings, name)) for name, make in KNOBS.items()
        }
        self._following = True  # of the knobs: whether what they say is done
        for name, widget in self._knobs.items():
            widget.observe(self._turned(name), "value")

    def _make_buttons(self) -> None:
        self._play = widgets.ToggleButton(description="play", icon="play", layout={"width": "90px"})
        self._play.observe(lambda change: self._toggled(change["new"]), "value")
        self._step = widgets.Button(description="one epoch", layout={"width": "100px"})
        self._step.on_click(lambda _: self._guarded(self._learn))
        self._reset = widgets.Button(description="start again", layout={"width": "100px"})
        self._reset.on_click(lambda _: self._guarded(self._again))

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
        columns = (("data", "noise", "share"), ("seed", "activation", "optimizer", "rate"),
                   ("batch", "l1", "l2"))  # fmt: skip
        knobs = [widgets.VBox([self._knobs[name] for name in names]) for names in columns]
        buttons = widgets.HBox([self._play, self._step, self._reset])
        network = (self._knobs["features"], self._knobs["widths"])
        seen = (buttons, self._line, self._image, self._text, self._page)
        return widgets.VBox([widgets.HBox(knobs), *network, *seen])

    def _hide(self) -> None:
        hidden = self.trainee.settings.hide
        for name, widget in {**self._knobs, "text": self._text}.items():
            widget.layout.display = "none" if name in hidden else None

    def _typed(self, text: str) -> None:
        """Do what the line of text says, unless it only says what is."""
        if text == str(self.trainee.settings):
            return
        settings = Settings.read(text)
        self._following = False
        for name, widget in self._knobs.items():
            widget.value = getattr(settings, name)
        self._following = True
        self._start(settings)
        self._image.value = self._png
        self._text.value = str(settings)
        self._hide()

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
            if not self._following:
                return
            setattr(self.trainee.settings, name, change["new"])
            self._text.value = str(self.trainee.settings)
            if name not in AT_ONCE:
                self._guarded(self._again)

        return turn

    def _toggled(self, on: bool) -> None:
        self._play.icon, self._play.description = ("pause", "pause") if on else ("play", "play")
        if on:
            self._guarded(self._begin)

    def _begin(self) -> None:
        self._presence.begin()
        if self._playing is None:
            self._playing = asyncio.get_running_loop().create_task(self._go_on())

    def _stop(self) -> None:
        self._play.value = False

    async def _go_on(self) -> None:
        """Epoch after epoch; between two of them the kernel hears what the learner does."""
        while self._play.value:
            began = time.perf_counter()
            self._guarded(self._learn)
            if self._presence.unanswered < AHEAD:
                self._presence.sent()
                self._page.send({})
            if self._presence.gone(time.perf_counter() - began):
                self._stop()
            await asyncio.sleep(0.05)
        self._playing = None

    def _guarded(self, action: Callable[[], None]) -> None:
        """Do it in the kernel's main thread; messages may arrive in another."""
        if self._loop is None or _running() is self._loop:
            self._do(action)
        else:
            self._loop.call_soon_threadsafe(self._do, action)

    def _do(self, action: Callable[[], None]) -> None:
        """If your code raises, stop and say in one line what it waits for."""
        try:
            action()
            self._line.value = ""
        except Exception as error:
            self._stop()
            said = str(error) if isinstance(error, BadSetting) else explain(error)
            self._line.value = f"<pre>{_escaped(said)}</pre>"


def _of_today(settings: dict[str, Any]) -> dict[str, Any]:
    """The settings by the names they have now; notebooks of earlier versions know others."""
    if "rule" in settings:
        settings["optimizer"] = settings.pop("rule")
    if {"layers", "width"} & settings.keys():
        usual = (settings.pop("width", 8),) * settings.pop("layers", 2)
        settings.setdefault("widths", usual)
    return settings


def _running() -> asyncio.AbstractEventLoop | None:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
