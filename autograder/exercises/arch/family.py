"""What the exercises of assignment 07 share: how an exercise about a module is declared.

    lenet = architecture(
        "arch.lenet",
        title="LeNet(classes, width) is the network that read handwritten digits in 1998.",
        points=4,
        reference=ref.lenet,
        full=(Net("LeNet-5", x=((1, 1, 32, 32),)),),
        narrow=(Net("a third of the width, 7 classes", x=((3, 1, 32, 32),), args=(7, 1 / 3)),),
        hints=("…", "…"),
        mistakes=(("Max pooling in place of average pooling.", builder), …),
    )

``reference``, and the second half of a mistake, is a builder: it takes what the student's
constructor takes and returns an nn.Module. Several references, in a tuple, are as right as each
other. ``full`` are networks in their real size, of which parameters are counted and the shape of
the output is seen, on ``meta``; ``narrow`` are small enough to compute in float64 in tenths of a
second: output, gradients, a step in training. Widths must leave every number of channels whole, and
at least 4×4 places at the deepest layer. ``OURS`` among a Net's arguments gives the student's
network a block of the judge's own (``worker/child/modules.py``), and the builders likewise.
Each mistake must change a look at a narrow network; its name is that of its first six words.

``block=True`` says that the module is a block: its attribute ``channels`` is judged as well.

Everything else, that is seeds, cases, comparison and causes, follows.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.core.exercise import Case, Exercise, Misconception, Value, exercise
from autograder.core.modules import OURS, Built, Net
from autograder.reference.arch.parts import relu, same
from autograder.reference.arch.residual import nothing, plain, projection, shortcut
from autograder.reference.backend import device
from autograder.worker.runtime import PYTORCH

__all__ = ["OURS", "Net", "architecture"]

if TYPE_CHECKING:
    from torch.nn import Module

Builder = Callable[..., "Module"]
Mistakes = tuple[tuple[str, Builder], ...]

STUBS = {
    "lenet": "LeNet", "alexnet": "AlexNet", "zfnet": "ZFNet", "vgg": "VGG",
    "inception": "Inception", "googlenet": "GoogLeNet", "basic_block": "BasicBlock",
    "preactivation": "PreActivation", "bottleneck": "Bottleneck", "resnet": "ResNet",
    "squeeze_excite": "SqueezeExcite", "wide": "wide_resnet50", "resnext": "resnext50",
    "dense_layer": "DenseLayer", "densenet": "DenseNet", "separable": "Separable",
    "mobilenet": "MobileNet", "mbconv": "MBConv", "nas_cell": "NASCell",
}  # fmt: skip
"""What the student's class, or function, is called."""
TWO_CONVOLUTIONS: dict[str, Any] = {
    "block": True,
    "full": (
        Net("64 to 64", x=((1, 64, 56, 56),), args=(64, 64)),
        Net("64 to 128 at stride 2", x=((1, 64, 56, 56),), args=(64, 128), options={"stride": 2}),
    ),
    "narrow": (
        Net("the input fits", x=((3, 6, 9, 11),), args=(6, 6)),
        Net("more maps", x=((2, 5, 8, 7),), args=(5, 7)),
        Net("stride 2", x=((2, 6, 9, 11),), args=(6, 6, 2)),
        Net("more maps at stride 2", x=((3, 4, 10, 8),), args=(4, 6), options={"stride": 2}),
    ),
}
"""The cases of blocks that take (c, f, stride) and return f maps."""
NARROW = ("output", "gradients", "training")
SEEDS = 2**31


def measured(student: Any, *given: Any) -> Any:
    """The probe; ``modules`` is the worker's own."""
    import modules  # type: ignore[import-not-found]

    return modules.measured(student, *given)


def measure(build: Builder) -> Callable[..., Value]:
    """A function of a case: what is measured of the builder's module."""

    def function(**case: Any) -> Value:
        from autograder.worker.child import modules

        return modules.measured(build, **case, device=str(device()))

    return function


def alternatives(builders: tuple[Builder, ...]) -> Callable[..., Value]:
    """The same of several builders, in a list."""
    return lambda **case: [measure(build)(**case) for build in builders]


def architecture(
    id: str,
    /,
    *,
    title: str,
    points: float,
    reference: Builder | tuple[Builder, ...],
    hints: tuple[str, ...],
    narrow: tuple[Net, ...],
    full: tuple[Net, ...] = (),
    mistakes: Mistakes = (),
    looks: tuple[str, ...] = NARROW,
    block: bool = False,
    **more: Any,
) -> Exercise:
    """Declare an exercise about a module; see above. ``more`` goes to ``exercise``."""

    def cases(rng: np.random.Generator) -> Iterator[Case]:
        for net in full:
            yield Built(net, "block" if block else "parameters", _named(first, net))
        for net in narrow:
            for look in looks:
                yield Built(net, look, _named(first, net), int(rng.integers(SEEDS)))

    cases.__doc__ = title
    first = reference[0] if isinstance(reference, tuple) else reference
    expected = alternatives(reference) if isinstance(reference, tuple) else measure(reference)
    settings: dict[str, Any] = {
        "stub": f"cs_cnn.arch:{STUBS.get(id.partition('.')[2])}", "reference": expected,
        "probe": measured, "runtime": PYTORCH, "adapt": measure,
        "seconds": 15.0, "rtol": 1e-7, "atol": 1e-12, "of_largest": 1e-9,
    }  # fmt: skip
    declared = exercise(id, points=points, hints=hints, **(settings | more))(cases)
    for sentence, build in mistakes:
        declared.adopt(Misconception(_name_of(sentence), sentence, build), measure)
    return declared


def residual_mistakes(build: Builder) -> Mistakes:
    """Mistakes of blocks with a shortcut that end in a ReLU, as their builder makes them."""
    return (
        ("There is no ReLU behind the sum.", partial(build, end=same)),
        (
            "The last ReLU comes before the sum, so that a block can only add. It comes after it.",
            partial(build, last=relu, end=same),
        ),
        (
            "There is a ReLU in front of the sum, so that a block can only add. There is one after "
            "it alone.",
            partial(build, last=relu),
        ),
        (
            "The shortcut's 1×1 convolution has no norm behind it.",
            partial(build, way=partial(shortcut, way=plain)),
        ),
        (
            "The shortcut has a convolution even where the input fits. There it is the input "
            "itself.",
            partial(build, way=projection),
        ),
        ("There is no shortcut.", partial(build, way=nothing)),
    )


def _named(build: Builder, net: Net) -> dict[str, Any]:
    """What the builder is called with, by name; what is left out has its default."""
    bound = inspect.signature(build).bind(*net.args, **net.options)
    bound.apply_defaults()
    own = ("POSITIONAL_OR_KEYWORD",)
    kinds = inspect.signature(build).parameters
    return {k: v for k, v in bound.arguments.items() if kinds[k].kind.name in own}


def _name_of(sentence: str) -> str:
    """The first words of a sentence, as a name."""
    return "_".join(re.findall(r"\w+", sentence.lower())[:6])
