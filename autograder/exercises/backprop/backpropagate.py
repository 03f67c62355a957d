"""Assignment 01: backpropagation through any graph."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.inputs import signed, sizes
from autograder.reference import backprop as ref
from autograder.reference.backend import torch, vjp

if TYPE_CHECKING:
    from torch import Tensor


Graph = list[tuple[str, str, tuple[str, ...]]]


def record_and_go_back(
    student: Callable[..., Any], graph: Any, leaves: dict[str, Any], doutput: Any
) -> Any:
    """Run the graph, record its tape, and let the student walk it. Each vjp works once."""
    values = dict(leaves)
    operations: dict[str, tuple[Callable[..., Any], Callable[..., Any]]] = {
        "add": (lambda a, b: a + b, lambda d, a, b: (d, d)),
        "mul": (lambda a, b: a * b, lambda d, a, b: (d * b, d * a)),
        "matmul": (lambda a, b: a @ b, lambda d, a, b: (d @ b.T, a.T @ d)),
        "tanh": (np.tanh, lambda d, a: (d * (1 - np.tanh(a) ** 2),)),
        "exp": (np.exp, lambda d, a: (d * np.exp(a),)),
        "relu": (lambda a: np.maximum(0, a), lambda d, a: (d * (a > 0),)),
    }

    def once(name: str, back: Callable[..., Any], arguments: list[Any]) -> Callable[[Any], Any]:
        called: list[str] = []

        def vjp(dout: Any) -> Any:
            if called:
                raise RuntimeError(f"the vjp of {name} was called a second time")
            called.append(name)
            return back(dout, *arguments)

        return vjp

    tape = []
    for output, operation, inputs in graph:
        forward, back = operations[operation]
        arguments = [values[name] for name in inputs]
        values[output] = forward(*arguments)
        tape.append((output, tuple(inputs), once(output, back, arguments)))
    return student(tape, doutput)


@exercise(
    "backprop.backpropagate",
    points=7,
    reference=ref.backpropagate,
    probe=record_and_go_back,
    outputs=("gradients",),
    may_share=("doutput",),
    hints=(
        "You know the gradient of the last output before you start. Which gradients can you get "
        "from it?",
        "When is the gradient of a value complete? When all nodes that use it have had their "
        "turn. That is why the walk goes backwards.",
        "A value may already have a gradient when another one arrives. Add to it, and make the "
        "sum a new array: the old one may belong to somebody else.",
    ),
)
def backpropagate(rng: np.random.Generator) -> Iterator[Case]:
    """backpropagate sends gradients back through a recorded graph and adds them up."""
    graph: Graph
    numbers = {"x": np.array(3.0), "y": np.array(2.0)}
    graph = [("s", "add", ("x", "y")), ("L", "mul", ("s", "x"))]
    yield _case("L = (x + y) x at x = 3, y = 2", graph, numbers, np.array(1.0))
    n, d, m = sizes(rng, 3)
    x, y = signed(rng, n, d), signed(rng, n, d)
    graph = [("a", "tanh", ("x",)), ("b", "mul", ("a", "y")), ("c", "exp", ("b",))]
    yield _case("a chain", graph, {"x": x / 2, "y": y / 2}, signed(rng, n, d))
    graph = [("s", "mul", ("x", "x")), ("t", "mul", ("s", "s"))]
    yield _case("used twice by the same node", graph, {"x": x}, signed(rng, n, d))
    graph = [("a", "tanh", ("x",)), ("b", "mul", ("a", "y")), ("c", "add", ("a", "b"))]
    yield _case("a diamond", graph, {"x": x, "y": y}, signed(rng, n, d))
    graph = [("s", "add", ("x", "y")), ("t", "add", ("s", "x")), ("u", "add", ("t", "s"))]
    yield _case(
        "sums of sums, whose vjp shares its arrays", graph, {"x": x, "y": y}, signed(rng, n, d)
    )
    graph = [("a", "tanh", ("x",)), ("dead", "mul", ("a", "z")), ("b", "mul", ("x", "y"))]
    leaves = {"x": x, "y": y, "z": signed(rng, n, d)}
    yield _case("a node that nothing uses", graph, leaves, signed(rng, n, d))
    leaves = {"x": signed(rng, n, d), "w": signed(rng, d, d), "v": signed(rng, d, m)}
    graph = [("h", "matmul", ("x", "w")), ("r", "relu", ("h",)), ("i", "matmul", ("r", "w"))]
    graph += [("o", "matmul", ("i", "v"))]
    yield _case("a network that uses its weights twice", graph, leaves, signed(rng, n, m))


def _case(name: str, graph: Graph, leaves: dict[str, np.ndarray], doutput: np.ndarray) -> Case:
    return Case(name, graph=graph, leaves=leaves, doutput=doutput)


def _walk(
    graph: Graph,
    leaves: ref.Tensors,
    doutput: Tensor,
    arrive: Callable[[ref.Tensors, tuple[str, ...], tuple[Tensor, ...]], None],
) -> ref.Tensors:
    """Reverse mode in which ``arrive`` decides what becomes of the gradients of a node."""
    values: ref.Tensors = dict(leaves)
    backs = []
    for output, operation, inputs in graph:
        arguments = [values[name] for name in inputs]
        values[output], back = _with_vjp(operation, arguments)
        backs.append((output, inputs, back))
    gradients = {backs[-1][0]: doutput}
    for output, inputs, back in reversed(backs):
        if output in gradients:
            arrive(gradients, inputs, back(gradients[output]))
    return gradients


def _with_vjp(operation: str, arguments: list[Tensor]) -> tuple[Tensor, Callable[..., Any]]:
    """An operation's value and its vector-Jacobian product."""
    leaves = [argument.detach().requires_grad_() for argument in arguments]
    value = getattr(torch, operation)(*leaves)
    return value.detach(), lambda gradient: vjp(value, leaves, gradient)


def _add(gradients: ref.Tensors, inputs: tuple[str, ...], found: tuple[Tensor, ...]) -> None:
    for name, gradient in zip(inputs, found, strict=True):
        gradients[name] = gradients[name] + gradient if name in gradients else gradient


@backpropagate.misconception(
    "Where a node uses the same value twice, as in x·x, only one of its two gradients counts."
)
def one_per_node(graph: Graph, leaves: ref.Tensors, doutput: Tensor) -> ref.Tensors:
    def arrive(g: ref.Tensors, names: tuple[str, ...], found: tuple[Tensor, ...]) -> None:
        by_name = dict(zip(names, found, strict=True))
        _add(g, tuple(by_name), tuple(by_name.values()))

    return _walk(graph, leaves, doutput, arrive)


@backpropagate.misconception(
    "A new gradient replaces the one that is already there (= in place of +=). Where a value is "
    "used twice, it reaches the loss along both paths: add them up."
)
def overwritten(graph: Graph, leaves: ref.Tensors, doutput: Tensor) -> ref.Tensors:
    def arrive(g: ref.Tensors, names: tuple[str, ...], found: tuple[Tensor, ...]) -> None:
        g.update(zip(names, found, strict=True))

    return _walk(graph, leaves, doutput, arrive)


@backpropagate.misconception(
    "The first gradient that arrives at a value is kept and later ones are lost. Add them up."
)
def first_kept(graph: Graph, leaves: ref.Tensors, doutput: Tensor) -> ref.Tensors:
    def arrive(g: ref.Tensors, names: tuple[str, ...], found: tuple[Tensor, ...]) -> None:
        for name, gradient in zip(names, found, strict=True):
            g.setdefault(name, gradient)

    return _walk(graph, leaves, doutput, arrive)


@backpropagate.misconception(
    "The walk starts with 1 instead of doutput. What comes after the graph has a slope too."
)
def starts_with_one(graph: Graph, leaves: ref.Tensors, doutput: Tensor) -> ref.Tensors:
    return _walk(graph, leaves, torch.ones_like(doutput), _add)


@backpropagate.misconception(
    "The tape is walked forwards, so only the last node ever has a gradient to pass on. Walk it "
    "in reverse."
)
def forwards(graph: Graph, leaves: ref.Tensors, doutput: Tensor) -> ref.Tensors:
    right = ref.backpropagate(graph, leaves, doutput)
    output, operation, inputs = graph[-1]
    values = dict(leaves)
    for name, op, names in graph:
        values[name] = getattr(torch, op)(*(values[each] for each in names))
    _, back = _with_vjp(operation, [values[name] for name in inputs])
    gradients = {output: right[output]}
    _add(gradients, inputs, back(doutput))
    return gradients


@backpropagate.misconception(
    "Only the leaves are returned. The gradients of intermediate values and of the output belong "
    "to the answer too."
)
def leaves_alone(graph: Graph, leaves: ref.Tensors, doutput: Tensor) -> ref.Tensors:
    right = ref.backpropagate(graph, leaves, doutput)
    return {name: gradient for name, gradient in right.items() if name in leaves}
