"""Assignment 06: an image that a class likes better and better."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.convnet.inputs import weights, with_network
from autograder.exercises.convnet.saliency import saliency
from autograder.exercises.inputs import signed, sizes
from autograder.reference import convnet as ref
from autograder.reference.backend import torch

if TYPE_CHECKING:
    from torch import Tensor

    from autograder.reference.backprop import Tensors


@exercise(
    "convnet.ascend",
    points=3,
    reference=ref.ascend,
    probe=with_network,
    outputs=("image",),
    needs=(saliency,),
    hints=(
        "In which direction does gradient descent go, and where do you want to go here?",
        "The slope is another one after each step. What has to be called again?",
        "What is the slope of lam Σ x²? It is subtracted, and lr multiplies it like the rest.",
    ),
)
def ascend(rng: np.random.Generator) -> Iterator[Case]:
    """ascend changes an image so that the score of a class rises."""
    yield _case(rng, "one step", lr=0.5, lam=0.1, steps=1)
    yield _case(rng, "one step without a penalty", lr=0.8, lam=0.0, steps=1)
    yield _case(rng, "five steps without a penalty", lr=0.6, lam=0.0, steps=5)
    yield _case(rng, "seven steps", lr=0.4, lam=0.15, steps=7)
    yield _case(rng, "twenty steps", lr=0.25, lam=0.05, steps=20)
    yield _case(rng, "no step", lr=0.5, lam=0.1, steps=0)
    yield _case(rng, "from a black image", lr=0.7, lam=0.2, steps=4, black=True)
    yield _case(
        rng, "the penalty alone counts: lr is small, lam is large", lr=0.01, lam=9.0, steps=3
    )


def _case(
    rng: np.random.Generator, name: str, lr: float, lam: float, steps: int, black: bool = False
) -> Case:
    c, h, w, k = sizes(rng, 4, low=2)
    net = weights(rng, c, h, w, hidden=6, classes=k)
    x = np.zeros((1, c, h, w)) if black else signed(rng, 1, c, h, w)
    y = int(rng.integers(k))
    return Case(name, weights=net, x=x, y=y, lr=lr, lam=lam, steps=steps)


def _climbed(
    x: Tensor, steps: int, step: Callable[[Tensor], Tensor], begin: Tensor | None = None
) -> Tensor:
    """x after some steps that are added to it."""
    image = x if begin is None else begin
    for _ in range(steps):
        image = image + step(image)
    return image.clone()


@ascend.misconception(
    "The image goes downhill: the step is subtracted, as in a descent. Here the score should rise."
)
def downhill(weights: Tensors, x: Tensor, y: int, lr: float, lam: float, steps: int) -> Tensor:
    def step(image: Tensor) -> Tensor:
        return -lr * (ref.score_slopes(weights, image, y) - 2 * lam * image)

    return _climbed(x, steps, step)


@ascend.misconception(
    "The slope is subtracted, and so is the penalty's. The score's slope points uphill: add it."
)
def score_downhill(
    weights: Tensors, x: Tensor, y: int, lr: float, lam: float, steps: int
) -> Tensor:
    def step(image: Tensor) -> Tensor:
        return -lr * (ref.score_slopes(weights, image, y) + 2 * lam * image)

    return _climbed(x, steps, step)


@ascend.misconception(
    "The slope of the penalty is added: the image grows by itself. It is lam Σ x² that is taken "
    "off the score."
)
def penalty_added(weights: Tensors, x: Tensor, y: int, lr: float, lam: float, steps: int) -> Tensor:
    return ref.ascend(weights, x, y, lr, -lam, steps)


@ascend.misconception("The slope of lam Σ x² is 2 lam x; you take lam x off.")
def half_the_penalty(
    weights: Tensors, x: Tensor, y: int, lr: float, lam: float, steps: int
) -> Tensor:
    return ref.ascend(weights, x, y, lr, lam / 2, steps)


@ascend.misconception("The penalty is not used: nothing keeps the image small.")
def no_penalty(weights: Tensors, x: Tensor, y: int, lr: float, lam: float, steps: int) -> Tensor:
    return ref.ascend(weights, x, y, lr, 0.0, steps)


@ascend.misconception(
    "lr does not multiply the slope of the penalty. It multiplies the whole step."
)
def penalty_without_lr(
    weights: Tensors, x: Tensor, y: int, lr: float, lam: float, steps: int
) -> Tensor:
    return ref.ascend(weights, x, y, lr, lam / lr, steps)


@ascend.misconception(
    "The slope is asked for once, at the beginning. After a step the image is another one, and so "
    "is the slope: call forward and backward again."
)
def slope_of_the_first(
    weights: Tensors, x: Tensor, y: int, lr: float, lam: float, steps: int
) -> Tensor:
    slope = ref.score_slopes(weights, x, y)
    return _climbed(x, steps, lambda image: lr * (slope - 2 * lam * image))


@ascend.misconception(
    "The penalty is that of the image you began with. It is the image of the moment that it keeps "
    "small."
)
def penalty_of_the_first(
    weights: Tensors, x: Tensor, y: int, lr: float, lam: float, steps: int
) -> Tensor:
    def step(image: Tensor) -> Tensor:
        return lr * (ref.score_slopes(weights, image, y) - 2 * lam * x)

    return _climbed(x, steps, step)


@ascend.misconception("One step is taken, however many are asked for.")
def one_step(weights: Tensors, x: Tensor, y: int, lr: float, lam: float, steps: int) -> Tensor:
    return ref.ascend(weights, x, y, lr, lam, min(steps, 1))


@ascend.misconception("You take a step too many.")
def one_too_many(weights: Tensors, x: Tensor, y: int, lr: float, lam: float, steps: int) -> Tensor:
    return ref.ascend(weights, x, y, lr, lam, steps + 1)


@ascend.misconception("You take a step too few.")
def one_too_few(weights: Tensors, x: Tensor, y: int, lr: float, lam: float, steps: int) -> Tensor:
    return ref.ascend(weights, x, y, lr, lam, steps - 1)


@ascend.misconception(
    "The slopes are those of all scores together: dscores is 1 everywhere. Only class y has a 1."
)
def all_classes(weights: Tensors, x: Tensor, y: int, lr: float, lam: float, steps: int) -> Tensor:
    def step(image: Tensor) -> Tensor:
        classes = weights["w2"].shape[1]
        slopes = sum(ref.score_slopes(weights, image, k) for k in range(classes))
        return lr * (slopes - 2 * lam * image)

    return _climbed(x, steps, step)


@ascend.misconception(
    "You climb the probability's logarithm, not the score: the softmax lets the other scores fall "
    "as well."
)
def of_the_softmax(
    weights: Tensors, x: Tensor, y: int, lr: float, lam: float, steps: int
) -> Tensor:
    def step(image: Tensor) -> Tensor:
        image = image.clone().requires_grad_()
        log_chance = ref.network_scores(weights, image).log_softmax(1)[0, y]
        return lr * (torch.autograd.grad(log_chance, image)[0] - 2 * lam * image.detach())

    return _climbed(x, steps, step)


@ascend.misconception("You return the sum of all steps. It is the image that they lead to.")
def steps_alone(weights: Tensors, x: Tensor, y: int, lr: float, lam: float, steps: int) -> Tensor:
    return ref.ascend(weights, x, y, lr, lam, steps) - x


@ascend.misconception("The axis of the images is gone. The image is (1, C, H, W), as it came.")
def without_the_axis(
    weights: Tensors, x: Tensor, y: int, lr: float, lam: float, steps: int
) -> Tensor:
    return ref.ascend(weights, x, y, lr, lam, steps)[0]


@ascend.misconception(
    "You climb the probability, not the score: the softmax lets the other scores fall as well."
)
def of_the_probability(
    weights: Tensors, x: Tensor, y: int, lr: float, lam: float, steps: int
) -> Tensor:
    def step(image: Tensor) -> Tensor:
        image = image.clone().requires_grad_()
        chance = ref.network_scores(weights, image).softmax(1)[0, y]
        return lr * (torch.autograd.grad(chance, image)[0] - 2 * lam * image.detach())

    return _climbed(x, steps, step)


@ascend.misconception(
    "The penalty's slope is that of the image after the score's step. Both slopes of a step belong "
    "to the image before it."
)
def penalty_of_the_next(
    weights: Tensors, x: Tensor, y: int, lr: float, lam: float, steps: int
) -> Tensor:
    for _ in range(steps):
        x = (x + lr * ref.score_slopes(weights, x, y)) * (1 - 2 * lr * lam)
    return x.clone()


@ascend.misconception("The score is sent back where 1 belongs: the slope is multiplied by it.")
def scores_for_ones(
    weights: Tensors, x: Tensor, y: int, lr: float, lam: float, steps: int
) -> Tensor:
    def step(image: Tensor) -> Tensor:
        score = ref.network_scores(weights, image)[0, y]
        return lr * (score * ref.score_slopes(weights, image, y) - 2 * lam * image)

    return _climbed(x, steps, step)


@ascend.misconception("The class with the highest score is made to rise. You are asked about y.")
def of_the_highest(
    weights: Tensors, x: Tensor, y: int, lr: float, lam: float, steps: int
) -> Tensor:
    def step(image: Tensor) -> Tensor:
        best = ref.network_scores(weights, image).argmax(1)
        return lr * (ref.score_slopes(weights, image, best) - 2 * lam * image)

    return _climbed(x, steps, step)


@ascend.misconception("The slope is divided by its length. A step takes it as it is.")
def slope_of_length_one(
    weights: Tensors, x: Tensor, y: int, lr: float, lam: float, steps: int
) -> Tensor:
    def step(image: Tensor) -> Tensor:
        slope = ref.score_slopes(weights, image, y)
        return lr * (slope / float(slope.norm()) - 2 * lam * image)

    return _climbed(x, steps, step)
