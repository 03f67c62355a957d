"""A case whose answer is a PyTorch module: what is measured of it crosses, not the module."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from autograder.core.exercise import Case

OURS = "a block of ours"
"""Stands for a block of the judge's own among the arguments of a constructor."""

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
    parameters are the answer's is compared.
    """

    def __init__(self, net: Net, look: str, seed: int = 0) -> None:
        super().__init__(
            f"{net.name}: {LOOKS[look]}",
            look=look, args=net.args, options=net.options, x=net.x, seed=seed,
        )  # fmt: skip
        self._net = net

    @property
    def text(self) -> str:
        given = [*map(repr, self._net.args), *(f"{k}={v!r}" for k, v in self._net.options.items())]
        return f"called with ({', '.join(given)}), on {' and '.join(map(str, self._net.x))}"
