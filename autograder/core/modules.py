"""A case whose answer is a PyTorch module: what is measured of it crosses, not the module."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from autograder.core.exercise import Case, Value

OURS = "a block of ours"
"""Stands for a block of the judge's own among the arguments of a constructor."""

CHANNELS = ("c", "f", "k", "left", "right", "c1", "r3", "c3", "r5", "c5", "proj")
"""Arguments of constructors that count channels."""
Shape = tuple[int, ...]

LOOKS = {
    "parameters": "its parameters",
    "block": "its parameters",
    "output": "its output",
    "gradients": "its gradients",
    "training": "in training",
}
"""What ``worker/child/modules.py`` looks at, and how a case is named after it."""


@dataclass(frozen=True)
class Net:
    """One way to call the student's constructor, and the shapes of the inputs of its module.

    ``Net("BasicBlock(16, 32, stride=2)", x=((2, 16, 9, 11),), args=(16, 32), options={"stride":
    2})``: ``args`` go by position, ``options`` by name. Where an argument is ``OURS``, the
    network gets a block of the judge's own.
    """

    name: str
    x: tuple[Shape, ...]
    args: tuple[Any, ...] = ()
    options: dict[str, Any] = field(default_factory=dict)


class Built(Case):
    """One look at what the student's constructor makes. The answer is compared part by part.

    What the judge expects may be alternatives, in a list: of several references, the one whose
    parameters are the answer's is compared. ``names`` are the constructor's arguments by name.
    """

    def __init__(self, net: Net, look: str, names: dict[str, Value], seed: int = 0) -> None:
        super().__init__(
            f"{net.name}: {LOOKS[look]}",
            look=look, args=net.args, options=net.options, x=net.x, seed=seed,
        )  # fmt: skip
        self._net = net
        self._names = names

    @property
    def settings(self) -> dict[str, Value]:
        """Without numbers of channels, of which each network has its own."""
        return {name: value for name, value in self._names.items() if name not in CHANNELS}

    @property
    def text(self) -> str:
        given = [*map(repr, self._net.args), *(f"{k}={v!r}" for k, v in self._net.options.items())]
        return f"called with ({', '.join(given)}), on {' and '.join(map(str, self._net.x))}"


class OnModel(Case):
    """A case whose input ``model`` is a description, as ``worker/child/models.py`` reads it."""

    @property
    def text(self) -> str:
        model = f"model = {_described(self.inputs['model'])}"
        more = (f"{k}={v!r}" for k, v in self.inputs.items() if k not in ("model", "seed"))
        return ", ".join([model, *more])


def _described(part: Any) -> str:
    """``("Conv2d", 3, 8, 3, {"stride": 2})`` as it is written in Python."""
    if not isinstance(part, (tuple, list)) or not part or not isinstance(part[0], str):
        return repr(part)
    name, *given = part
    options = given.pop() if given and isinstance(given[-1], dict) else {}
    words = [*map(_described, given), *(f"{key}={value!r}" for key, value in options.items())]
    return f"{name}({', '.join(words)})"
