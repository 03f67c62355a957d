"""What several exercises on a whole ConvNet share: networks on paper, errors, a probe."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.exercises.inputs import signed

Layer = tuple[Any, ...]
Layers = list[Layer]
Volume = tuple[int, ...]

RELU: Layer = ("relu",)
VGG_16: Layers = [
    layer
    for filters, convolutions in ((64, 2), (128, 2), (256, 3), (512, 3), (512, 3))
    for layer in (*(("conv", filters, 3, 1, 1), RELU) * convolutions, ("pool", 2, 2))
]
VGG_16 += [("fc", 4096), RELU, ("fc", 4096), RELU, ("fc", 1000)]
"""Configuration D of Simonyan and Zisserman, for images of (3, 224, 224)."""


def answer_or_error(student: Callable[..., Any], *inputs: Any) -> Any:
    """The student's answer; where the last input says what an error must name, words for that.

    The number must be in the error's message, with few others that the inputs do not hold.
    """
    import re

    if not isinstance(inputs[-1], dict):
        return student(*inputs)
    [(what, number)] = inputs[-1].items()
    try:
        answer = student(*inputs[:-1])
    except ValueError as error:
        known = re.findall(r"\d+", str(inputs[:-1]))
        said = {int(digits) for digits in re.findall(r"\d+", str(error)) if digits not in known}
        if number not in said or len(said) > 6:
            text = f"{error} (a ValueError is right, but its message does not name the {what})"
            raise ValueError(text).with_traceback(error.__traceback__) from None
        return f"a raised ValueError that names the {what}"
    return "words" if isinstance(answer, str) else answer


def is_free(number: int, *inputs: Any) -> bool:
    """Whether an error that says the number cannot mean one of the inputs."""
    return str(number) not in re.findall(r"\d+", str(inputs))


def unless_named(function: Callable[..., Any]) -> Callable[..., Any]:
    """What a function makes of the inputs; where an error must name something, the right one."""

    @functools.wraps(function)
    def either(must_name: dict[str, int] | None = None, **inputs: Any) -> Any:
        return which_error(must_name) if must_name else function(**inputs)

    return either


def which_error(must_name: dict[str, int]) -> str:
    """What ``answer_or_error`` returns if the error is right."""
    return f"a raised ValueError that names the {next(iter(must_name))}"


def pairs(rng: np.random.Generator, low: int, high: int) -> tuple[int, int]:
    """Two different numbers from low to high."""
    first, second = rng.choice(np.arange(low, high + 1), 2, replace=False)
    return int(first), int(second)


def weights(rng: np.random.Generator, *image: int, hidden: int, classes: int) -> dict[str, Any]:
    """Of the judge's small network, for images (C, H, W): one hidden layer of tanh."""
    numbers = math.prod(image)
    return {
        "w1": signed(rng, numbers, hidden) / numbers**0.5,
        "b1": signed(rng, hidden),
        "w2": signed(rng, hidden, classes),
    }


def with_network(student: Callable[..., Any], weights: dict[str, Any], *inputs: Any) -> Any:
    """Ask the student's function with a network that has these weights."""

    class Network:
        def forward(self, x: Any) -> Any:
            if np.ndim(x) != 4:
                raise ValueError(f"forward takes images (N, C, H, W), not {np.shape(x)}")
            self.shape = np.shape(x)
            flat = np.reshape(x, (self.shape[0], -1))
            self.hidden = np.tanh(flat @ weights["w1"] + weights["b1"])
            return self.hidden @ weights["w2"]

        def backward(self, dscores: Any) -> Any:
            if not hasattr(self, "hidden"):
                raise RuntimeError(
                    "backward goes back from the last call of forward; call it first"
                )
            shape = (self.shape[0], weights["w2"].shape[1])
            if np.shape(dscores) != shape:
                raise ValueError(f"dscores must be (N, K) = {shape}, not {np.shape(dscores)}")
            slopes = dscores @ weights["w2"].T * (1 - self.hidden**2)
            return (slopes @ weights["w1"].T).reshape(self.shape)

    return student(Network(), *inputs)


def with_scores(student: Callable[..., Any], weights: dict[str, Any], *inputs: Any) -> Any:
    """Ask the student's function with the scores of the same network."""

    def scores(x: Any) -> Any:
        if np.ndim(x) != 4:
            raise ValueError(f"scores takes images (N, C, H, W), not {np.shape(x)}")
        flat = np.reshape(x, (np.shape(x)[0], -1))
        return np.tanh(flat @ weights["w1"] + weights["b1"]) @ weights["w2"]

    return student(scores, *inputs)
