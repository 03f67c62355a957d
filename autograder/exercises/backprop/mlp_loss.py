"""Assignment 01: the loss of networks, two layers deep and deeper."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.backprop.activations import relu, relu_backward
from autograder.exercises.backprop.affine import affine_backward, affine_forward
from autograder.exercises.backprop.inputs import away_from_zero, labels, network
from autograder.exercises.backprop.losses import softmax_loss
from autograder.exercises.inputs import signed, sizes, until
from autograder.reference import backprop as ref
from autograder.reference.backend import torch

if TYPE_CHECKING:
    from torch import Tensor

Params = dict[str, Any]


def _batch(rng: np.random.Generator, *widths: int) -> tuple[np.ndarray, np.ndarray, Params]:
    """x, y and parameters of a network of these widths whose ReLUs stay away from 0."""
    n = max(widths) + 1

    def draw() -> tuple[np.ndarray, np.ndarray, Params]:
        return signed(rng, n, widths[0]), labels(rng, n, widths[-1]), network(rng, *widths)

    return until(lambda drawn: _off_kinks(drawn[0], drawn[2]), draw)


def _off_kinks(x: np.ndarray, params: Params) -> bool:
    before = []
    for layer in range(1, len(params) // 2):
        before.append(x @ params[f"w{layer}"] + params[f"b{layer}"])
        x = np.maximum(0, before[-1])
    return away_from_zero(*before)


@exercise(
    "backprop.two_layer_loss",
    points=6,
    stub="cs_cnn.backprop:two_layer_loss",
    reference=ref.two_layer_loss,
    outputs=("loss", "grads"),
    needs=(affine_forward, affine_backward, relu, relu_backward, softmax_loss),
    hints=(
        "Forward: affine, relu, affine, softmax loss. Keep what each step was given.",
        "Backward: the same steps in reverse; each backward function takes what the step after "
        "it left behind as dx.",
        "The penalty adds to the loss, and 2 lam w to the gradient of each w. Biases: nothing.",
    ),
)
def two_layer_loss(rng: np.random.Generator) -> Iterator[Case]:
    """two_layer_loss differentiates W2 max(0, W1 x), the penalty included."""
    for lam in (0.0, 0.1, 0.03, 0.5):
        d, m, k = sizes(rng, 3)
        x, y, params = _batch(rng, d, m, k)
        yield Case(f"{d}-{m}-{k} network, lam {lam:g}", x=x, y=y, **params, lam=lam)


@exercise(
    "backprop.mlp_loss",
    points=6,
    stub="cs_cnn.backprop:mlp_loss",
    reference=ref.mlp_loss,
    outputs=("loss", "grads"),
    needs=(affine_forward, affine_backward, relu, relu_backward, softmax_loss),
    hints=(
        "How many layers? params has a weight and a bias for each.",
        "One loop forward that remembers the input of every step, one loop backward over the "
        "same steps in reverse.",
        'The names are f"w{layer}" and f"b{layer}"; relu stands after every layer but the last.',
    ),
)
def mlp_loss(rng: np.random.Generator) -> Iterator[Case]:
    """mlp_loss does the same for any number of layers."""
    for depth, lam in ((1, 0.2), (2, 0.05), (3, 0.0), (3, 0.1), (5, 0.02)):
        widths = sizes(rng, depth + 1)
        x, y, params = _batch(rng, *widths)
        name = f"{'-'.join(map(str, widths))} network, lam {lam:g}"
        yield Case(name, x=x, y=y, params=params, lam=lam)


Loss = Callable[["Tensor", "Tensor", ref.Tensors, float], Any]


def _both(sentence: str) -> Callable[[Loss], Loss]:
    """Declare a misconception of a network of any depth, and so of two layers."""

    def declare(wrong: Loss) -> Loss:
        @functools.wraps(wrong)
        def of_two(x: Tensor, y: Tensor, *, lam: float, **params: Tensor) -> Any:
            return wrong(x, y, params, lam)

        two_layer_loss.misconception(sentence)(of_two)
        return mlp_loss.misconception(sentence)(wrong)

    return declare


def _data_loss(x: Tensor, y: Tensor, params: ref.Tensors) -> Tensor:
    return ref.cross_entropy(ref.scores_of(x, params), y)


@_both(
    "The gradient of the penalty is lam w here. The penalty is lam Σ w², whose slope is 2 lam w."
)
def half_penalty_gradient(x: Tensor, y: Tensor, params: ref.Tensors, lam: float) -> Any:
    loss, _ = ref.mlp_loss(x, y, params, lam)
    return loss, ref.mlp_loss(x, y, params, lam / 2)[1]


@_both("The penalty is halved: lam/2 Σ w². In this course it is lam Σ w².")
def half_penalty(x: Tensor, y: Tensor, params: ref.Tensors, lam: float) -> Any:
    return ref.mlp_loss(x, y, params, lam / 2)


@_both("The biases are penalised too. The penalty is about the weights alone.")
def biases_penalised(x: Tensor, y: Tensor, params: ref.Tensors, lam: float) -> Any:
    def objective(p: ref.Tensors) -> Tensor:
        squares = torch.stack([value.square().sum() for value in p.values()])
        return _data_loss(x, y, p) + lam * squares.sum()

    return ref.differentiate(objective, params)


@_both("The penalty is divided by N. It belongs to the weights, not to the samples.")
def penalty_averaged(x: Tensor, y: Tensor, params: ref.Tensors, lam: float) -> Any:
    return ref.mlp_loss(x, y, params, lam / len(x))


@_both("The penalty is missing, in the loss and in the gradients.")
def no_penalty(x: Tensor, y: Tensor, params: ref.Tensors, lam: float) -> Any:
    return ref.mlp_loss(x, y, params, 0.0)


@_both("The penalty is in the loss but not in the gradients of the weights.")
def penalty_in_loss_alone(x: Tensor, y: Tensor, params: ref.Tensors, lam: float) -> Any:
    return ref.mlp_loss(x, y, params, lam)[0], ref.mlp_loss(x, y, params, 0.0)[1]


@_both("The penalty is in the gradients but not in the loss.")
def penalty_in_gradients_alone(x: Tensor, y: Tensor, params: ref.Tensors, lam: float) -> Any:
    return ref.mlp_loss(x, y, params, 0.0)[0], ref.mlp_loss(x, y, params, lam)[1]


@_both(
    "On the way back the gradient passes ReLU as if it were not there. Where the layer's output "
    "was cut to 0, no gradient goes through."
)
def relu_forgotten_backward(x: Tensor, y: Tensor, params: ref.Tensors, lam: float) -> Any:
    def objective(p: ref.Tensors) -> Tensor:
        scores = ref.scores_of(x, p, lambda z: z + (ref.relu(z) - z).detach())
        return ref.cross_entropy(scores, y) + ref.penalty(p, lam)

    return ref.differentiate(objective, params)


@_both("There is no ReLU between the layers, so the network is one linear map, however deep.")
def no_relu(x: Tensor, y: Tensor, params: ref.Tensors, lam: float) -> Any:
    def objective(p: ref.Tensors) -> Tensor:
        scores = ref.scores_of(x, p, lambda z: z)
        return ref.cross_entropy(scores, y) + ref.penalty(p, lam)

    return ref.differentiate(objective, params)


@_both("ReLU stands after the last layer too. Scores may be negative.")
def relu_after_last(x: Tensor, y: Tensor, params: ref.Tensors, lam: float) -> Any:
    def objective(p: ref.Tensors) -> Tensor:
        scores = ref.relu(ref.scores_of(x, p))
        return ref.cross_entropy(scores, y) + ref.penalty(p, lam)

    return ref.differentiate(objective, params)


@_both("The data loss is a sum over the batch. It should be the mean.")
def summed(x: Tensor, y: Tensor, params: ref.Tensors, lam: float) -> Any:
    def objective(p: ref.Tensors) -> Tensor:
        return len(x) * _data_loss(x, y, p) + ref.penalty(p, lam)

    return ref.differentiate(objective, params)


@mlp_loss.misconception(
    "Only the first and the last layer are penalised. The penalty is about the weights of every "
    "layer."
)
def outer_layers_penalised(x: Tensor, y: Tensor, params: ref.Tensors, lam: float) -> Any:
    def objective(p: ref.Tensors) -> Tensor:
        outer = {name: p[name] for name in ("w1", f"w{len(p) // 2}")}
        return _data_loss(x, y, p) + ref.penalty(outer, lam)

    return ref.differentiate(objective, params)
