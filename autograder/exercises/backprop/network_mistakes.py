"""Assignment 01: what goes wrong in the loss of a network, two layers deep or deeper."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from autograder.core.exercise import Family
from autograder.exercises.backprop.mlp_loss import mlp_loss
from autograder.exercises.backprop.two_layer_loss import two_layer_loss
from autograder.reference import backprop as ref
from autograder.reference.backend import torch

if TYPE_CHECKING:
    from torch import Tensor


def of_two(wrong: Callable[..., Any]) -> Callable[..., Any]:
    """The loss of a network of any depth, for one of two layers: every parameter by its name."""

    def two_layers(x: Tensor, y: Tensor, *, lam: float, **params: Tensor) -> Any:
        return wrong(x, y, params, lam)

    return two_layers


NETWORKS = Family()
NETWORKS.join(two_layer_loss, of_two)
NETWORKS.join(mlp_loss)


def _data_loss(x: Tensor, y: Tensor, params: ref.Tensors) -> Tensor:
    return ref.cross_entropy(ref.scores_of(x, params), y)


@NETWORKS.misconception(
    "Your gradient of the penalty is lam w. The penalty is lam Σ w², whose slope is 2 lam w."
)
def half_penalty_gradient(x: Tensor, y: Tensor, params: ref.Tensors, lam: float) -> Any:
    loss, _ = ref.mlp_loss(x, y, params, lam)
    return loss, ref.mlp_loss(x, y, params, lam / 2)[1]


@NETWORKS.misconception("The penalty is halved: lam/2 Σ w². In this course it is lam Σ w².")
def half_penalty(x: Tensor, y: Tensor, params: ref.Tensors, lam: float) -> Any:
    return ref.mlp_loss(x, y, params, lam / 2)


@NETWORKS.misconception("The biases are penalised too. The penalty concerns only the weights.")
def biases_penalised(x: Tensor, y: Tensor, params: ref.Tensors, lam: float) -> Any:
    def objective(p: ref.Tensors) -> Tensor:
        squares = torch.stack([value.square().sum() for value in p.values()])
        return _data_loss(x, y, p) + lam * squares.sum()

    return ref.differentiate(objective, params)


@NETWORKS.misconception(
    "The penalty is divided by N. It belongs to the weights, not to the samples."
)
def penalty_averaged(x: Tensor, y: Tensor, params: ref.Tensors, lam: float) -> Any:
    return ref.mlp_loss(x, y, params, lam / len(x))


@NETWORKS.misconception(
    "The penalty is lam times the norm, the root of Σ w². It is lam Σ w², without a root."
)
def penalty_of_norms(x: Tensor, y: Tensor, params: ref.Tensors, lam: float) -> Any:
    _, gradients = ref.mlp_loss(x, y, params, lam)
    norms = sum(value.norm() for name, value in params.items() if name.startswith("w"))
    return _data_loss(x, y, params) + lam * norms, gradients


@NETWORKS.misconception(
    "The scores pass through ReLU on the way forward, and the way back does not know of it. ReLU "
    "stands between layers, not behind the last one."
)
def relu_on_scores_forward_alone(x: Tensor, y: Tensor, params: ref.Tensors, lam: float) -> Any:
    def objective(p: ref.Tensors) -> Tensor:
        scores = ref.scores_of(x, p)
        return ref.cross_entropy(scores + (ref.relu(scores) - scores).detach(), y) + ref.penalty(
            p, lam
        )

    return ref.differentiate(objective, params)


@NETWORKS.misconception("The penalty is missing, in the loss and in the gradients.")
def no_penalty(x: Tensor, y: Tensor, params: ref.Tensors, lam: float) -> Any:
    return ref.mlp_loss(x, y, params, 0.0)


@NETWORKS.misconception("The penalty is in the loss but not in the gradients of the weights.")
def penalty_in_loss_alone(x: Tensor, y: Tensor, params: ref.Tensors, lam: float) -> Any:
    return ref.mlp_loss(x, y, params, lam)[0], ref.mlp_loss(x, y, params, 0.0)[1]


@NETWORKS.misconception("The penalty is in the gradients but not in the loss.")
def penalty_in_gradients_alone(x: Tensor, y: Tensor, params: ref.Tensors, lam: float) -> Any:
    return ref.mlp_loss(x, y, params, 0.0)[0], ref.mlp_loss(x, y, params, lam)[1]


@NETWORKS.misconception(
    "On the way back the gradient passes ReLU as if it were not there. Where ReLU has cut the "
    "output to 0, no gradient passes."
)
def relu_forgotten_backward(x: Tensor, y: Tensor, params: ref.Tensors, lam: float) -> Any:
    def objective(p: ref.Tensors) -> Tensor:
        scores = ref.scores_of(x, p, lambda z: z + (ref.relu(z) - z).detach())
        return ref.cross_entropy(scores, y) + ref.penalty(p, lam)

    return ref.differentiate(objective, params)


@NETWORKS.misconception(
    "There is no ReLU between the layers, so the network is one linear map, however deep."
)
def no_relu(x: Tensor, y: Tensor, params: ref.Tensors, lam: float) -> Any:
    def objective(p: ref.Tensors) -> Tensor:
        scores = ref.scores_of(x, p, lambda z: z)
        return ref.cross_entropy(scores, y) + ref.penalty(p, lam)

    return ref.differentiate(objective, params)


@NETWORKS.misconception("ReLU follows the last layer too. Scores may be negative.")
def relu_after_last(x: Tensor, y: Tensor, params: ref.Tensors, lam: float) -> Any:
    def objective(p: ref.Tensors) -> Tensor:
        scores = ref.relu(ref.scores_of(x, p))
        return ref.cross_entropy(scores, y) + ref.penalty(p, lam)

    return ref.differentiate(objective, params)


@NETWORKS.misconception("The data loss is a sum over the batch. It should be the mean.")
def summed(x: Tensor, y: Tensor, params: ref.Tensors, lam: float) -> Any:
    def objective(p: ref.Tensors) -> Tensor:
        return len(x) * _data_loss(x, y, p) + ref.penalty(p, lam)

    return ref.differentiate(objective, params)


@mlp_loss.misconception(
    "Only the first and the last layer are penalised. The penalty concerns the weights of every "
    "layer."
)
def outer_layers_penalised(x: Tensor, y: Tensor, params: ref.Tensors, lam: float) -> Any:
    def objective(p: ref.Tensors) -> Tensor:
        outer = {name: p[name] for name in ("w1", f"w{len(p) // 2}")}
        return _data_loss(x, y, p) + ref.penalty(outer, lam)

    return ref.differentiate(objective, params)
