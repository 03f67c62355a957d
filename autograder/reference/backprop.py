"""Assignment 01 in PyTorch. Gradients come from autograd.

Letters: N samples, D features, M outputs, K classes. Every function takes the inputs of
a case by name and float64 tensors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from autograder.reference.backend import F, gradients, torch, value_and_gradients, vjp

Tensors = dict[str, "torch.Tensor"]
Graph = Iterable[tuple[str, str, tuple[str, ...]]]
"""Nodes in the order of the forward pass: output name, operation, input names."""


def surface(x: torch.Tensor, a: torch.Tensor) -> torch.Tensor:
    """A scalar function of all entries of x whose slopes depend on all of them."""
    return (a * x**3).sum() + (a * x).sum() ** 2


def numerical_gradient(x: torch.Tensor, a: torch.Tensor, h: float = 1e-5) -> torch.Tensor:
    """Central differences of ``surface``, like x."""
    steps = torch.diag(torch.full_like(x, h).flatten()).reshape(-1, *x.shape)
    slopes = [(surface(x + step, a) - surface(x - step, a)) / (2 * h) for step in steps]
    return torch.stack(slopes).reshape(x.shape)


def perceptron(
    w: torch.Tensor, b: float, x: torch.Tensor, d: torch.Tensor, lr: float
) -> list[tuple[torch.Tensor, torch.Tensor]]:
    """One step from the same w (D,) and b for each sample of x (N, D) with answer d (N,)."""
    errors = d - (x @ w + b > 0).to(x.dtype)
    return [(w + lr * e * sample, b + lr * e) for sample, e in zip(x, errors, strict=True)]


def affine(x: torch.Tensor, w: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    """x (N, D), w (D, M), b (M,) → (N, M). ValueError: x has another D than w."""
    if x.shape[1] != len(w):
        raise ValueError(f"x has {x.shape[1]} columns, w has {len(w)} rows")
    return F.linear(x, w.T, b)


def sigmoid(x: torch.Tensor) -> torch.Tensor:
    """1 / (1 + e^−x), any shape."""
    return torch.sigmoid(x)


def tanh(x: torch.Tensor) -> torch.Tensor:
    """(e^x − e^−x) / (e^x + e^−x), any shape."""
    return torch.tanh(x)


def relu(x: torch.Tensor) -> torch.Tensor:
    """max(0, x), any shape."""
    return F.relu(x)


def leaky_relu(x: torch.Tensor, slope: float = 0.1) -> torch.Tensor:
    """x where x > 0, slope·x elsewhere, any shape."""
    return F.leaky_relu(x, slope)


def elu(x: torch.Tensor, alpha: float = 1.0) -> torch.Tensor:
    """x where x > 0, alpha (e^x − 1) elsewhere, any shape."""
    return F.elu(x, alpha)


def maxout(
    x: torch.Tensor, w1: torch.Tensor, b1: torch.Tensor, w2: torch.Tensor, b2: torch.Tensor
) -> torch.Tensor:
    """The larger of two affine functions: x (N, D), w (D, M), b (M,) → (N, M)."""
    return torch.maximum(affine(x, w1, b1), affine(x, w2, b2))


affine_backward = gradients(affine, of=("x", "w", "b"))
sigmoid_backward = gradients(sigmoid, of=("x",))
tanh_backward = gradients(tanh, of=("x",))
relu_backward = gradients(relu, of=("x",))
leaky_relu_backward = gradients(leaky_relu, of=("x",))
elu_backward = gradients(elu, of=("x",))
maxout_backward = gradients(maxout, of=("x", "w1", "b1", "w2", "b2"))


def relu_jacobian(x: torch.Tensor) -> torch.Tensor:
    """The matrix of all ∂relu(x)_i / ∂x_j: x (D,) → (D, D)."""
    jacobian: torch.Tensor = torch.autograd.functional.jacobian(relu, x)  # type: ignore[no-untyped-call]
    return jacobian


def jacobian_bytes(n: int, d: int, m: int, itemsize: int = 4) -> int:
    """The size of dy/dx for y = xw; a meta tensor has a shape but no memory."""
    return torch.empty(n, m, n, d, device="meta").numel() * itemsize


def cross_entropy(scores: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    """Softmax cross-entropy, the mean over the batch: scores (N, K), y (N,)."""
    return F.cross_entropy(scores, y)


def hinge(scores: torch.Tensor, y: torch.Tensor, margin: float = 1.0) -> torch.Tensor:
    """Multiclass hinge loss, the mean over the batch. PyTorch divides by K as well."""
    return F.multi_margin_loss(scores, y, margin=margin) * scores.shape[1]


softmax_loss = value_and_gradients(cross_entropy, of=("scores",))
svm_loss = value_and_gradients(hinge, of=("scores",))


def scores_of(
    x: torch.Tensor, params: Tensors, activation: Callable[[torch.Tensor], torch.Tensor] = relu
) -> torch.Tensor:
    """The scores (N, K) of affine layers w1, b1, … with an activation between them."""
    out = affine(x, params["w1"], params["b1"])
    for layer in range(2, len(params) // 2 + 1):
        out = affine(activation(out), params[f"w{layer}"], params[f"b{layer}"])
    return out


def penalty(params: Tensors, lam: float) -> torch.Tensor:
    """lam times the sum of all squared weights; biases are not penalised."""
    squares = [p.square().sum() for name, p in params.items() if name.startswith("w")]
    return lam * torch.stack(squares).sum()


def differentiate(objective: Callable[[Tensors], torch.Tensor], params: Tensors) -> Any:
    """The objective's value and its gradient for each parameter, by name."""
    leaves = {name: value.clone().requires_grad_() for name, value in params.items()}
    loss = objective(leaves)
    found = torch.autograd.grad(loss, list(leaves.values()))
    return loss, dict(zip(leaves, found, strict=True))


def mlp_loss(x: torch.Tensor, y: torch.Tensor, params: Tensors, lam: float) -> Any:
    """Loss and gradients of a network of any depth: x (N, D), y (N,)."""
    return differentiate(lambda p: cross_entropy(scores_of(x, p), y) + penalty(p, lam), params)


def two_layer_loss(x: torch.Tensor, y: torch.Tensor, *, lam: float, **params: torch.Tensor) -> Any:
    """The same for the parameters w1, b1, w2, b2."""
    return mlp_loss(x, y, params, lam)


def backpropagate(graph: Graph, leaves: Tensors, doutput: torch.Tensor) -> Tensors:
    """The gradient of every value that influences the graph's output, by name."""
    values = {name: value.clone().requires_grad_() for name, value in leaves.items()}
    output = ""
    for output, operation, inputs in graph:
        values[output] = getattr(torch, operation)(*(values[name] for name in inputs))
    found = vjp(values[output], list(values.values()), doutput, allow_unused=True)
    return {name: g for name, g in zip(values, found, strict=True) if g is not None}


def softmax_regression(x: torch.Tensor, y: torch.Tensor, params: Tensors) -> torch.Tensor:
    """The cross-entropy of one affine layer; its two parameters may have any name."""
    w, b = params.values()
    return cross_entropy(affine(x, w, b), y)


def bowl(params: Tensors) -> torch.Tensor:
    """A loss of any parameters, steeper where the name is longer."""
    return torch.stack([len(name) * (p**4).sum() / 4 for name, p in params.items()]).sum()


def gradient_descent(
    params: Tensors, x: torch.Tensor | None, y: torch.Tensor | None, lr: float, steps: int
) -> tuple[Tensors, list[torch.Tensor]]:
    """``steps`` steps down ``softmax_regression``, or ``bowl`` without x; the loss before each."""

    def objective(p: Tensors) -> torch.Tensor:
        return bowl(p) if x is None or y is None else softmax_regression(x, y, p)

    history = []
    for _ in range(steps):
        loss, grads = differentiate(objective, params)
        history.append(loss)
        params = {name: value - lr * grads[name] for name, value in params.items()}
    return params, history
