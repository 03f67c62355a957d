"""Assignment 06, a whole ConvNet, in PyTorch. What is planned on paper is plain Python."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from autograder.reference.backend import F, torch
from autograder.reference.backprop import Tensors, cross_entropy, differentiate, penalty, relu

if TYPE_CHECKING:
    from torch import Tensor

Layers = Sequence[tuple[Any, ...]]
Unit = Callable[["Tensor"], "Tensor"]

WORDS = ("INPUT", "CONV", "RELU", "POOL", "FC")
_PART = re.compile(r"->|[A-Za-z]+|[][]")


def mistake(pattern: str) -> int | None:
    """The position of the first mistake in a pattern, if it has one."""
    opened: list[int] = []
    behind_a_part = False
    for match in _PART.finditer(pattern):
        part, at = match.group(), match.start()
        wrong_here = part == "]" and not opened
        if wrong_here or (part not in ("->", "]") and (behind_a_part or not _known(part))):
            return at
        if part == "[":
            opened.append(at)
        elif part == "]":
            opened.pop()
        behind_a_part = part not in ("->", "[")
    return opened[-1] if opened else None


def _known(part: str) -> bool:
    return part == "[" or part in WORDS


def written_out(
    pattern: str, optional: bool = True, times: Callable[[int, int], int] = lambda n, depth: n
) -> list[str]:
    """The words of a pattern without mistakes, its brackets replaced from inside out.

    ``times`` says how often a row is there behind which n stands, or 1; depth counts the brackets
    that have been inside of it.
    """
    text = pattern if optional else re.sub(r"[A-Za-z]+\s*\?", "", pattern)
    row, depth = re.compile(r"\[([^][]*)\](?:\s*\*\s*(\d+))?"), 0
    while row.search(text):
        text = row.sub(lambda m: f" {m[1]} " * times(int(m[2] or 1), depth), text)  # noqa: B023
        depth += 1
    return re.findall("[A-Za-z]+", text)


def _module(layer: tuple[Any, ...], shape: tuple[int, ...]) -> torch.nn.Module:
    """A layer of PyTorch's own for an input of this shape, without memory."""
    kind, *settings = layer
    if kind == "conv":
        filters, kernel, stride, pad = settings
        return torch.nn.Conv2d(shape[0], filters, kernel, stride, pad, device="meta")
    if kind == "pool":
        return torch.nn.MaxPool2d(*settings)
    if kind == "fc":
        [units] = settings
        linear = torch.nn.Linear(math.prod(shape), units, device="meta")
        return torch.nn.Sequential(torch.nn.Flatten(0), linear)
    return torch.nn.ReLU()


def _built(
    layers: Layers, input: tuple[int, ...]
) -> Iterator[tuple[torch.nn.Module, tuple[int, ...]]]:
    """Each layer and the shape of what it gives."""
    x = torch.empty(input, device="meta")
    for layer in layers:
        module = _module(layer, tuple(x.shape))
        x = module(x)
        yield module, tuple(x.shape)


def shapes(layers: Layers, input: tuple[int, ...]) -> list[tuple[int, ...]]:
    """One for each layer, as PyTorch computes them."""
    return [shape for _, shape in _built(layers, input)]


def costs(layers: Layers, input: tuple[int, ...]) -> list[tuple[int, int, int, int]]:
    """Numbers, weights, biases and multiply-adds of each layer."""
    return [_cost(module, shape) for module, shape in _built(layers, input)]


def _cost(module: torch.nn.Module, shape: tuple[int, ...]) -> tuple[int, int, int, int]:
    numbers = 0 if isinstance(module, torch.nn.ReLU) else math.prod(shape)
    counts = {name.rpartition(".")[2]: each.numel() for name, each in module.named_parameters()}
    weights = counts.get("weight", 0)
    return numbers, weights, counts.get("bias", 0), weights * math.prod(shape[1:])


def totals(layers: Layers, input: tuple[int, ...]) -> tuple[int, int]:
    """The numbers of all layers, and all their weights and biases."""
    numbers, weights, biases, _ = map(sum, zip(*costs(layers, input), strict=True))
    return numbers, weights + biases


def training_bytes(
    layers: Layers, input: tuple[int, ...], batch: int, itemsize: int = 4, moments: int = 2
) -> int:
    """Numbers with their gradients for every image; parameters, gradients and moments once."""
    numbers, parameters = totals(layers, input)
    return itemsize * (2 * batch * numbers + (2 + moments) * parameters)


def volumes(layers: Layers, input: tuple[int, ...]) -> list[int]:
    """How many numbers the image and the output of each layer hold, those in place left out."""
    return [math.prod(input), *(numbers for numbers, *_ in costs(layers, input) if numbers)]


def inference_bytes(layers: Layers, input: tuple[int, ...], itemsize: int = 4) -> int:
    """The two neighbours that are largest together."""
    return itemsize * max(map(sum, itertools.pairwise(volumes(layers, input))))


def window(layer: tuple[Any, ...]) -> tuple[int, int, int]:
    """Kernel, stride and padding of a layer that slides; ValueError if it does not."""
    kind, *settings = layer
    if kind == "fc":
        raise ValueError
    return {"conv": (*settings[1:],), "pool": (*settings, 0), "relu": (1, 1, 0)}[kind]


def seen_by(layers: Layers, i: int, j: int) -> tuple[int, int, int, int]:
    """From the output back to the image: first and last row and column, the last one excluded."""
    ends = [i, i, j, j]
    for kernel, stride, pad in map(window, reversed(layers)):
        ends = [
            end * stride - pad + way * (kernel - 1)
            for end, way in zip(ends, (0, 1, 0, 1), strict=True)
        ]
    top, bottom, left, right = ends
    return top, bottom + 1, left, right + 1


def topk_error(scores: Tensor, y: Tensor, k: int) -> float:
    """The share of images for which k or more other classes are at least as high."""
    right = scores.gather(1, y[:, None])
    ahead = (scores >= right).sum(1) - 1
    return (ahead >= k).double().mean().item()


def confusion(scores: Tensor, y: Tensor, classes: int) -> Tensor:
    """Rows are the truth; argmax takes the first of equals, as NumPy's does."""
    best = scores == scores.amax(1, keepdim=True)
    taken = best.int().argmax(1)
    return torch.bincount(y * classes + taken, minlength=classes**2).reshape(classes, classes)


def fc_to_conv(w: Tensor, c: int, h: int, w_in: int) -> Tensor:
    """(C·H·W, M) to (M, C, H, W)."""
    return w.reshape(c, h, w_in, -1).movedim(-1, 0)


def interleave(maps: Sequence[Sequence[Tensor]]) -> Tensor:
    """Rows, then columns: each in turn from one map and the other."""
    return _in_turn([_in_turn(row, -1) for row in maps], -2)


def _in_turn(pair: Sequence[Tensor], axis: int) -> Tensor:
    even, odd = pair
    places = torch.arange(even.shape[axis] + odd.shape[axis], device=even.device)
    order = torch.cat([places[::2], places[1::2]]).argsort()
    return torch.cat([even, odd], axis).index_select(axis, order)


def convnet_scores(
    params: Tensors,
    x: Tensor,
    relus: tuple[Unit, Unit] = (relu, relu),
    pool: Unit = lambda volume: F.max_pool2d(volume, 2),
    flat: Unit = lambda volume: volume.flatten(1),
) -> Tensor:
    """conv, ReLU, pool, fully connected, ReLU, fully connected: (N, C, H, W) to (N, K)."""
    w1 = params["w1"]
    volume = pool(relus[0](F.conv2d(x, w1, params["b1"], padding=w1.shape[-1] // 2)))
    hidden = relus[1](flat(volume) @ params["w2"] + params["b2"])
    return hidden @ params["w3"] + params["b3"]


def convnet_loss(params: Tensors, x: Tensor, y: Tensor, lam: float) -> Any:
    """The loss, and its gradients by name."""
    return differentiate(lambda p: cross_entropy(convnet_scores(p, x), y) + penalty(p, lam), params)


def network_scores(weights: Tensors, x: Tensor) -> Tensor:
    """The judge's small network: (N, C, H, W) to (N, K)."""
    return torch.tanh(x.flatten(1) @ weights["w1"] + weights["b1"]) @ weights["w2"]


def score_slopes(weights: Tensors, x: Tensor, y: Tensor | int) -> Tensor:
    """The gradient of each image's score of its class with respect to the image."""
    x = x.clone().requires_grad_()
    scores = network_scores(weights, x)
    classes = torch.as_tensor(y, device=x.device).reshape(-1, 1)
    return torch.autograd.grad(scores.gather(1, classes).sum(), x)[0]


def saliency(weights: Tensors, x: Tensor, y: Tensor) -> Tensor:
    """(N, H, W): the steepest slope of a pixel's channels."""
    return score_slopes(weights, x, y).abs().amax(1)


def covered(x: Tensor, size: int, stride: int, fill: float) -> Tensor:
    """(HO, WO, C, H, W): the image under a square, at all places."""
    rows, columns = (range(0, n - size + 1, stride) for n in x.shape[1:])
    images = x.repeat(len(rows), len(columns), 1, 1, 1)
    for (i, top), (j, left) in itertools.product(enumerate(rows), enumerate(columns)):
        images[i, j, :, top : top + size, left : left + size] = fill
    return images


def occlusion(weights: Tensors, x: Tensor, y: int, size: int, stride: int, fill: float) -> Tensor:
    """(HO, WO): the score of class y at all places."""
    images = covered(x, size, stride, fill)
    return network_scores(weights, images.flatten(0, 1))[:, y].reshape(images.shape[:2])


def ascend(weights: Tensors, x: Tensor, y: int, lr: float, lam: float, steps: int) -> Tensor:
    """Gradient ascent on a score less lam times the squares of the image."""
    for _ in range(steps):
        x = x + lr * (score_slopes(weights, x, y) - 2 * lam * x)
    return x.clone()
