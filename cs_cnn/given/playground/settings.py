"""What the knobs of the playground say, and the same in one line of text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

import numpy as np

from cs_cnn.given.data import toy_names
from cs_cnn.given.networks.optimizers import STATES

POINTS = 600
"""In all: a share of them to learn from, the others to test with."""

FEATURES: dict[str, Callable[[np.ndarray, np.ndarray], np.ndarray]] = {
    "x1": lambda x1, x2: x1,
    "x2": lambda x1, x2: x2,
    "x1^2": lambda x1, x2: x1**2,
    "x2^2": lambda x1, x2: x2**2,
    "x1*x2": lambda x1, x2: x1 * x2,
    "sin(x1)": lambda x1, x2: np.sin(np.pi * x1),
    "sin(x2)": lambda x1, x2: np.sin(np.pi * x2),
    "radius": np.hypot,
    "angle": lambda x1, x2: np.arctan2(x2, x1) / np.pi,
}
"""What the network may be given of a point; the angle goes from −1 to 1."""

LABELS = dict(
    zip(
        FEATURES,
        ("x₁", "x₂", "x₁²", "x₂²", "x₁x₂", "sin πx₁", "sin πx₂", "radius", "angle"),
        strict=True,
    )
)
"""The same as they are shown."""

LAYERS, UNITS = 4, 32
"""The most hidden layers, and the most units in each of them."""

_PENALTIES = (0.0, 1e-5, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2)

CHOICES: dict[str, tuple[Any, ...]] = {
    "data": toy_names(),
    "noise": tuple(round(0.05 * i, 2) for i in range(13)),
    "share": tuple(round(0.1 * i, 1) for i in range(1, 10)),
    "batch": (1, 8, 32, 64, 128, POINTS),
    "seed": tuple(range(10)),
    "features": tuple(FEATURES),
    "widths": tuple(range(1, UNITS + 1)),
    "activation": ("relu", "leaky_relu", "elu", "tanh", "sigmoid"),
    "optimizer": tuple(STATES),
    "rate": (1e-4, 3e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0),
    "l1": _PENALTIES,
    "l2": _PENALTIES,
}
"""What each knob offers; for features and widths, what each of them may be."""

HIDEABLE = (*CHOICES, "units", "text")
"""What a lesson may hide: knobs, the small maps, the line of text."""


class BadSetting(ValueError):
    """What a text asks for does not exist: one sentence."""


@dataclass
class Settings:
    """What the knobs say.

    share: of the points, those to learn from. features: what the network is given of a point.
    widths: the units of each hidden layer. seed: of the first weights, and of the batches. hide:
    names of what is not shown (``HIDEABLE``).
    """

    data: str = "moons"
    noise: float = 0.2
    share: float = 0.3
    batch: int = 32
    seed: int = 0
    features: tuple[str, ...] = ("x1", "x2")
    widths: tuple[int, ...] = (8, 8)
    activation: str = "relu"
    optimizer: str = "sgd"
    rate: float = 0.1
    l1: float = 0.0
    l2: float = 0.0
    hide: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name, value in asdict(self).items():
            chosen = value if isinstance(value, tuple | list) else (value,)
            for each in chosen:
                if each not in (choices := _choices(name)):
                    offered = (
                        ", ".join(map(_word, choices)) if name != "widths" else f"1 to {UNITS}"
                    )
                    raise BadSetting(f"{name} cannot be {_word(each)}; it can be {offered}.")
        self.features, self.widths = tuple(self.features), tuple(self.widths)
        self.hide = tuple(self.hide)
        if not self.features:
            raise BadSetting("A network needs at least one of the features.")
        if len(self.widths) > LAYERS:
            raise BadSetting(f"There can be {LAYERS} hidden layers, not {len(self.widths)}.")

    def __str__(self) -> str:
        return " ".join(f"{name}={_text(value)}" for name, value in asdict(self).items())

    @classmethod
    def read(cls, text: str, others: Mapping[str, Any] | None = None) -> Settings:
        """The settings of a text such as ``str`` gives; what it leaves out is as usual.

        others: settings that count more than the text. Raises BadSetting, one sentence.
        """
        found: dict[str, Any] = {}
        for part in text.split():
            name, equals, value = part.partition("=")
            if not equals:
                raise BadSetting(f"{part!r} is no setting: write a name and a value, as noise=0.1.")
            if name not in (known := [field.name for field in fields(cls)]):
                raise BadSetting(f"There is no setting {name!r}; there are {', '.join(known)}.")
            if name in found:
                raise BadSetting(f"{name} is there twice.")
            found[name] = _value(name, value)
        return cls(**{**found, **(others or {})})


def _choices(name: str) -> tuple[Any, ...]:
    return HIDEABLE if name == "hide" else CHOICES[name]


def _text(value: Any) -> str:
    """A value as it stands after the name; nothing for an empty list of them."""
    return ",".join(map(_word, value)) if isinstance(value, tuple) else _word(value)


def _word(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _value(name: str, text: str) -> Any:
    """What a text stands for: the choice that is written like it, or the same number."""
    words = {_word(choice): choice for choice in _choices(name)}
    if name in ("features", "widths", "hide"):
        return tuple(words.get(word, word) for word in text.split(",") if word)
    try:
        return words.get(_word(float(text)), text)
    except ValueError:
        return words.get(text, text)
