"""The knobs of the playground: each has a ``value``, that of a setting."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ipywidgets as widgets
import traitlets

from cs_cnn.given.playground.settings import CHOICES, LABELS, LAYERS, POINTS, UNITS

_WIDE = {"layout": {"width": "270px"}, "style": {"description_width": "95px"}}
_WORD = {"width": "95px", "display": "flex", "justify_content": "flex-end"}
_SMALL = {"width": "34px"}


class _Row(widgets.HBox):  # type: ignore[misc]
    """Small widgets that show ``value`` together, and that change it together."""

    value = traitlets.Tuple()
    _busy = False

    @traitlets.observe("value")  # type: ignore[untyped-decorator]
    def _changed(self, _: object) -> None:
        self._busy = True
        self._show()
        self._busy = False

    def _touched(self, _: object) -> None:
        if not self._busy:
            self._read()

    def _show(self) -> None:
        raise NotImplementedError

    def _read(self) -> None:
        raise NotImplementedError


class Switches(_Row):
    """A button for each feature; ``value`` has the names of those that are pressed."""

    def __init__(self, value: tuple[str, ...]) -> None:
        self._buttons = {
            name: widgets.ToggleButton(description=label, layout={"width": "68px"})
            for name, label in LABELS.items()
        }
        super().__init__([_label("features"), *self._buttons.values()])
        self.value = value
        for button in self._buttons.values():
            button.observe(self._touched, "value")

    def _show(self) -> None:
        for name, button in self._buttons.items():
            button.value = name in self.value

    def _read(self) -> None:
        pressed = tuple(name for name, button in self._buttons.items() if button.value)
        self.value = pressed or self.value
        if not pressed:  # a network needs something to look at
            self._changed({})


class Widths(_Row):
    """How many hidden layers, and how many units in each of them; ``value`` has the numbers."""

    def __init__(self, value: tuple[int, ...]) -> None:
        fewer = widgets.Button(description="−", tooltip="one layer less", layout=_SMALL)
        more = widgets.Button(description="+", tooltip="one layer more", layout=_SMALL)
        fewer.on_click(lambda _: self.set_trait("value", self.value[:-1]))
        more.on_click(lambda _: self.set_trait("value", self._one_more()))
        self._fixed = (_label("hidden layers"), fewer, more)
        super().__init__(self._fixed)
        self.value = value

    def _one_more(self) -> tuple[int, ...]:
        return (*self.value, self.value[-1] if self.value else 4)[:LAYERS]

    def _show(self) -> None:
        if len(self.value) != len(self._numbers()):
            new = [
                widgets.BoundedIntText(each, min=1, max=UNITS, layout={"width": "64px"})
                for each in self.value
            ]
            for number in new:
                number.observe(self._touched, "value")
            self.children = (*self._fixed, *new)
        for number, width in zip(self._numbers(), self.value, strict=True):
            number.value = width

    def _numbers(self) -> tuple[widgets.BoundedIntText, ...]:
        return self.children[len(self._fixed) :]

    def _read(self) -> None:
        self.value = tuple(number.value for number in self._numbers())


def _label(text: str) -> widgets.Label:
    return widgets.Label(text, layout=_WORD)


def _choice(name: str, label: str) -> Callable[[Any], widgets.Widget]:
    options = CHOICES[name]
    return lambda value: widgets.Dropdown(options=options, value=value, description=label, **_WIDE)


def _slider(
    name: str, label: str, said: Callable[[Any], str] = "{:g}".format
) -> Callable[[Any], widgets.Widget]:
    shown = [(said(option), option) for option in CHOICES[name]]
    return lambda value: widgets.SelectionSlider(
        options=shown, value=value, description=label, continuous_update=False, **_WIDE
    )


KNOBS: dict[str, Callable[[Any], widgets.Widget]] = {
    "data": _choice("data", "data"),
    "noise": _slider("noise", "noise"),
    "share": _slider("share", "to learn from", "{:.0%}".format),
    "batch": _slider("batch", "batch size", lambda size: "all" if size == POINTS else f"{size}"),
    "seed": _choice("seed", "seed"),
    "features": Switches,
    "widths": Widths,
    "activation": _choice("activation", "activation"),
    "optimizer": _choice("optimizer", "optimizer"),
    "rate": _slider("rate", "learning rate"),
    "l1": _slider("l1", "L1, λ"),
    "l2": _slider("l2", "L2, λ"),
}
"""What makes the knob of each setting from its value."""
