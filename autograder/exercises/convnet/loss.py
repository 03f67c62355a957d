"""Assignment 06: the loss of a small ConvNet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.convnet.inputs import pairs
from autograder.exercises.inputs import signed
from autograder.reference import convnet as ref
from autograder.reference.backend import F
from autograder.reference.backprop import cross_entropy, differentiate, penalty, relu

if TYPE_CHECKING:
    from torch import Tensor

    from autograder.reference.backprop import Tensors


@exercise(
    "convnet.loss",
    points=8,
    stub="cs_cnn.convnet:convnet_loss",
    reference=ref.convnet_loss,
    outputs=("loss", "grads"),
    hints=(
        "Write the seven steps from x to the loss in a column, with the shape behind each. The way "
        "back is the same column from below.",
        "Each backward function wants what its forward function got. Keep it on the way.",
        "On the way back the flat array becomes a volume again before the pool gets it. What was "
        "its shape?",
        "If the loss is right and a gradient is not: compare it with numerical_gradient, beginning "
        "with w3.",
    ),
)
def loss(rng: np.random.Generator) -> Iterator[Case]:
    """convnet_loss computes the loss of a small ConvNet and its gradients."""
    for kernel, lam in ((3, 0.0), (3, 0.1), (1, 0.05), (5, 0.02)):
        n, c = pairs(rng, 2, 4)
        h, w = pairs(rng, 2, 4)
        name = f"filters of {kernel}×{kernel}, lam {lam:g}"
        yield _case(rng, name, (n, c, 2 * h, 2 * w), kernel, lam)
    yield _case(rng, "rows and columns left over by the pool", (3, 2, 5, 7), 3, 0.1)
    yield _case(rng, "one image", (1, 3, 4, 6), 3, 0.2)
    yield _case(rng, "square images", (4, 3, 6, 6), 3, 0.03)
    yield _case(rng, "one channel", (5, 1, 4, 6), 3, 0.0)
    yield _case(rng, "small weights, as at the start", (4, 2, 6, 4), 3, 0.0, scale=1e-3)


def _case(
    rng: np.random.Generator,
    name: str,
    shape: tuple[int, int, int, int],
    kernel: int,
    lam: float,
    scale: float = 1.0,
) -> Case:
    n, c, h, w = shape
    f, m, k = (int(number) for number in rng.choice(np.arange(3, 8), 3, replace=False))
    units = f * (h // 2) * (w // 2)
    sides = {"w1": (f, c, kernel, kernel), "w2": (units, m), "w3": (m, k)}
    biases = {"b1": f, "b2": m, "b3": k}
    params = {
        name: each
        for weight, bias in zip(sides, biases, strict=True)
        for name, each in (
            (weight, scale * signed(rng, *sides[weight]) / _seen(sides[weight]) ** 0.5),
            (bias, scale * signed(rng, biases[bias])),
        )
    }
    x, y = signed(rng, *shape), rng.integers(k, size=n)
    return Case(name, params=params, x=x, y=y, lam=lam)


def _seen(shape: tuple[int, ...]) -> int:
    """How many numbers a filter or a unit sees."""
    return int(np.prod(shape[1:])) if len(shape) > 2 else shape[0]


def _with(params: Tensors, x: Tensor, y: Tensor, lam: float, **steps: Any) -> Any:
    """Loss and gradients of a network of which some step is another one."""
    return differentiate(
        lambda p: cross_entropy(ref.convnet_scores(p, x, **steps), y) + penalty(p, lam), params
    )


def _same(x: Tensor) -> Tensor:
    return x


def _passed_back(x: Tensor) -> Tensor:
    """A ReLU whose gradient is 1 everywhere."""
    return x + (relu(x) - x).detach()


@loss.misconception("The first ReLU is missing, behind the convolution.")
def no_first_relu(params: Tensors, x: Tensor, y: Tensor, lam: float) -> Any:
    return _with(params, x, y, lam, relus=(_same, relu))


@loss.misconception("The second ReLU is missing, between the fully connected layers.")
def no_second_relu(params: Tensors, x: Tensor, y: Tensor, lam: float) -> Any:
    return _with(params, x, y, lam, relus=(relu, _same))


@loss.misconception("Both ReLUs are missing: without them the layers are no more than one.")
def no_relus(params: Tensors, x: Tensor, y: Tensor, lam: float) -> Any:
    return _with(params, x, y, lam, relus=(_same, _same))


@loss.misconception(
    "On the way back the first ReLU is left out: gradients pass where it gave 0. Its mask belongs "
    "behind the pool's backward step."
)
def first_mask_forgotten(params: Tensors, x: Tensor, y: Tensor, lam: float) -> Any:
    return _with(params, x, y, lam, relus=(_passed_back, relu))


@loss.misconception("On the way back the second ReLU is left out: gradients pass where it gave 0.")
def second_mask_forgotten(params: Tensors, x: Tensor, y: Tensor, lam: float) -> Any:
    return _with(params, x, y, lam, relus=(relu, _passed_back))


@loss.misconception("The pool averages. It should keep the maximum of each window.")
def average_pool(params: Tensors, x: Tensor, y: Tensor, lam: float) -> Any:
    return _with(params, x, y, lam, pool=lambda volume: F.avg_pool2d(volume, 2))


@loss.misconception(
    "The volume is flattened with its channels last. Flatten it as it lies there: channel by "
    "channel, each row by row."
)
def channels_last(params: Tensors, x: Tensor, y: Tensor, lam: float) -> Any:
    return _with(params, x, y, lam, flat=lambda volume: volume.movedim(1, -1).flatten(1))


@loss.misconception(
    "The filters are flipped, as in a convolution of signal processing. The layer does not flip."
)
def flipped(params: Tensors, x: Tensor, y: Tensor, lam: float) -> Any:
    return differentiate(
        lambda p: (
            cross_entropy(ref.convnet_scores({**p, "w1": p["w1"].flip(2, 3)}, x), y)
            + penalty(p, lam)
        ),
        params,
    )


@loss.misconception(
    "The loss is a sum over the images. It should be their mean, and so should the gradients."
)
def summed(params: Tensors, x: Tensor, y: Tensor, lam: float) -> Any:
    return differentiate(
        lambda p: len(x) * cross_entropy(ref.convnet_scores(p, x), y) + penalty(p, lam), params
    )


@loss.misconception(
    "The gradients are those of a sum over the images, the loss is a mean. Where does 1/N belong?"
)
def gradients_summed(params: Tensors, x: Tensor, y: Tensor, lam: float) -> Any:
    return ref.convnet_loss(params, x, y, lam)[0], summed(params, x, y, lam)[1]


@loss.misconception(
    "The penalty is missing in the gradients: 2 lam w for each of the three weights."
)
def no_slope_of_the_penalty(params: Tensors, x: Tensor, y: Tensor, lam: float) -> Any:
    return ref.convnet_loss(params, x, y, lam)[0], ref.convnet_loss(params, x, y, 0.0)[1]


@loss.misconception("The penalty is missing in the loss, and there in the gradients.")
def penalty_not_in_the_loss(params: Tensors, x: Tensor, y: Tensor, lam: float) -> Any:
    return ref.convnet_loss(params, x, y, 0.0)[0], ref.convnet_loss(params, x, y, lam)[1]


@loss.misconception("There is no penalty: lam is not used.")
def no_penalty(params: Tensors, x: Tensor, y: Tensor, lam: float) -> Any:
    return ref.convnet_loss(params, x, y, 0.0)


@loss.misconception("The gradients hold lam w. The slope of lam w² is 2 lam w.")
def half_a_slope(params: Tensors, x: Tensor, y: Tensor, lam: float) -> Any:
    return ref.convnet_loss(params, x, y, lam)[0], ref.convnet_loss(params, x, y, lam / 2)[1]


@loss.misconception("The penalty is lam/2 Σ w², with lam w as its slope. Here it is lam Σ w².")
def half_the_penalty(params: Tensors, x: Tensor, y: Tensor, lam: float) -> Any:
    return ref.convnet_loss(params, x, y, lam / 2)


@loss.misconception("The biases are penalised. Only weights are.")
def biases_penalised(params: Tensors, x: Tensor, y: Tensor, lam: float) -> Any:
    def objective(p: Tensors) -> Tensor:
        biases = sum(p[name].square().sum() for name in ("b1", "b2", "b3"))
        scores = ref.convnet_scores(p, x)
        return cross_entropy(scores, y) + penalty(p, lam) + lam * biases

    return differentiate(objective, params)


@loss.misconception("The filters w1 are not penalised. The penalty is on all three weights.")
def filters_not_penalised(params: Tensors, x: Tensor, y: Tensor, lam: float) -> Any:
    def objective(p: Tensors) -> Tensor:
        fully_connected = {name: p[name] for name in ("w2", "w3")}
        return cross_entropy(ref.convnet_scores(p, x), y) + penalty(fully_connected, lam)

    return differentiate(objective, params)


@loss.misconception(
    "Only the loss is returned. The exercise asks for the loss and a dict of gradients."
)
def the_loss_alone(params: Tensors, x: Tensor, y: Tensor, lam: float) -> Any:
    return ref.convnet_loss(params, x, y, lam)[0]


@loss.misconception("A ReLU cuts the scores. Scores may be negative: no ReLU is behind them.")
def relu_on_scores(params: Tensors, x: Tensor, y: Tensor, lam: float) -> Any:
    return differentiate(
        lambda p: cross_entropy(relu(ref.convnet_scores(p, x)), y) + penalty(p, lam), params
    )


@loss.misconception(
    "The penalty in the loss is a sum of lengths, roots of Σ w²: norm() takes one. No root here."
)
def lengths_penalised(params: Tensors, x: Tensor, y: Tensor, lam: float) -> Any:
    total, grads = ref.convnet_loss(params, x, y, lam)
    lengths = sum(params[name].norm() for name in ("w1", "w2", "w3"))
    return total - penalty(params, lam) + lam * lengths, grads
