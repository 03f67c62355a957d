"""Assignment 06, a whole ConvNet, in NumPy: a drop-in file for ``cs_cnn/convnet.py``."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from math import prod
from typing import Any

import numpy as np

from cs_cnn.backprop import affine_backward, affine_forward, relu, relu_backward, softmax_loss
from cs_cnn.conv import conv_backward_im2col, conv_forward_im2col
from cs_cnn.pooling import max_pool_backward, max_pool_fast, max_pool_forward


def parse(pattern: str, optional: bool = True) -> list[str]:
    """A stack of rows, the innermost open bracket on top; each bracket is kept with its place."""
    rows: list[list[str]] = [[]]
    brackets: list[int] = []
    part_is_done = False
    for match in re.finditer(r"->|\*\s*\d+|[A-Za-z]+|\S", pattern):
        part, at = match.group(), match.start()
        if part == "->":
            part_is_done = False
        elif part == "?":
            rows[-1] = rows[-1] if optional else rows[-1][:-1]
        elif part == "]":
            if not brackets:
                raise ValueError(f"position {at}: this bracket was never opened")
            brackets.pop()
            row = rows.pop()
            rows[-1] += row
            part_is_done = True
        elif part[0] == "*":
            rows[-1] = rows[-1][: len(rows[-1]) - len(row)] + row * int(part[1:])
        else:
            _check_part(part, at, part_is_done)
            part_is_done = part != "["
            if part == "[":
                brackets.append(at)
                rows.append([])
            else:
                rows[-1].append(part)
    if brackets:
        raise ValueError(f"position {brackets[-1]}: this bracket is never closed")
    return rows[0]


def _check_part(part: str, at: int, part_is_done: bool) -> None:
    if part_is_done:
        raise ValueError(f"position {at}: an arrow is missing in front of {part}")
    if part not in ("[", "INPUT", "CONV", "RELU", "POOL", "FC"):
        raise ValueError(f"position {at}: {part} is no layer")


def shapes(layers: Sequence[tuple], input: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Every layer makes its shape of the last one."""
    found, shape = [], tuple(input)
    for number, (kind, *settings) in enumerate(layers):
        if kind == "fc":
            shape = (settings[0],)
        elif kind != "relu":
            kernel, stride, pad = _window((kind, *settings))
            sides = [(n + 2 * pad - kernel) // stride + 1 for n in shape[1:]]
            if min(sides) < 1:
                raise ValueError(f"layer {number}: a window of {kernel} does not fit")
            shape = (settings[0] if kind == "conv" else shape[0], *sides)
        found.append(shape)
    return found


def costs(layers: Sequence[tuple], input: tuple[int, ...]) -> list[tuple[int, int, int, int]]:
    """A filter or a unit has weights for all it sees; each is used once at every place."""
    found, before = [], input
    for (kind, *settings), shape in zip(layers, shapes(layers, input), strict=True):
        numbers = prod(shape)
        if kind == "relu":
            found.append((0, 0, 0, 0))
        elif kind == "pool":
            found.append((numbers, 0, 0, 0))
        else:
            seen = before[0] * settings[1] ** 2 if kind == "conv" else prod(before)
            found.append((numbers, seen * shape[0], shape[0], seen * numbers))
        before = shape
    return found


def training_bytes(
    layers: Sequence[tuple],
    input: tuple[int, ...],
    batch: int,
    itemsize: int = 4,
    moments: int = 2,
) -> int:
    """Of numbers there are two arrays for each image, of parameters two and the moments."""
    numbers, weights, biases, _ = np.sum(costs(layers, input), axis=0, dtype=int)
    return int(itemsize * (2 * batch * numbers + (2 + moments) * (weights + biases)))


def inference_bytes(layers: Sequence[tuple], input: tuple[int, ...], itemsize: int = 4) -> int:
    """What a ReLU would have between its neighbours is 0: it makes no volume."""
    volumes = [prod(input), *(numbers for numbers, *_ in costs(layers, input) if numbers)]
    return itemsize * max(a + b for a, b in pairwise(volumes))


def seen_by(layers: Sequence[tuple], i: int, j: int) -> tuple[int, int, int, int]:
    """From the last layer back to the image, with the first and the last row and column."""
    first, last = np.array([i, j]), np.array([i, j])
    for layer in reversed(layers):
        kernel, stride, pad = _window(layer)
        first = first * stride - pad
        last = last * stride - pad + kernel - 1
    return int(first[0]), int(last[0]) + 1, int(first[1]), int(last[1]) + 1


def _window(layer: tuple) -> tuple[int, int, int]:
    """Kernel, stride and padding."""
    kind, *settings = layer
    if kind == "fc":
        raise ValueError("a fully connected layer has no windows")
    return {"conv": (*settings[1:],), "pool": (*settings, 0), "relu": (1, 1, 0)}[kind]


def fc_to_conv(w: np.ndarray, c: int, h: int, w_in: int) -> np.ndarray:
    """A unit is a column: it becomes a row before it is cut up."""
    return w.T.copy().reshape(-1, c, h, w_in)


def interleave(maps: Sequence[Sequence[np.ndarray]]) -> np.ndarray:
    """Every second row and column, beginning at (dy, dx)."""
    *before, h, w = maps[0][0].shape
    out = np.zeros((*before, h + maps[1][0].shape[-2], w + maps[0][1].shape[-1]))
    for dy, dx in np.ndindex(2, 2):
        out[..., dy::2, dx::2] = maps[dy][dx]
    return out


def convnet_loss(
    params: dict[str, np.ndarray], x: np.ndarray, y: np.ndarray, lam: float
) -> tuple[float, dict[str, np.ndarray]]:
    """All steps forward, with their inputs kept; then the same steps backward."""
    w1, b1, w2, b2, w3, b3 = (params[name] for name in ("w1", "b1", "w2", "b2", "w3", "b3"))
    pad = w1.shape[2] // 2
    maps = conv_forward_im2col(x, w1, b1, 1, pad)
    pooled, switches = max_pool_forward(relu(maps), 2, 2)
    flat = pooled.reshape(len(x), -1)
    hidden = affine_forward(flat, w2, b2)
    active = relu(hidden)
    loss, dscores = softmax_loss(affine_forward(active, w3, b3), y)

    grads = {}
    dactive, grads["w3"], grads["b3"] = affine_backward(dscores, active, w3, b3)
    dflat, grads["w2"], grads["b2"] = affine_backward(relu_backward(dactive, hidden), flat, w2, b2)
    drelu = max_pool_backward(dflat.reshape(pooled.shape), switches, maps.shape)
    dmaps = relu_backward(drelu, maps)
    _, grads["w1"], grads["b1"] = conv_backward_im2col(dmaps, x, w1, b1, 1, pad)

    for name in ("w1", "w2", "w3"):
        loss += lam * (params[name] ** 2).sum()
        grads[name] = grads[name] + 2 * lam * params[name]
    return loss, grads


def scores(params: dict[str, np.ndarray], x: np.ndarray) -> np.ndarray:
    """Three times convolution, ReLU and pooling, then two affine layers."""
    weights = {name: array.astype(np.float32) for name, array in params.items()}
    out = x
    for w, b in (("w1", "b1"), ("w2", "b2"), ("w3", "b3")):
        out = conv_forward_im2col(out, weights[w], weights[b], pad=weights[w].shape[-1] // 2)
        out = max_pool_fast(relu(out), 2, 2)
    hidden = relu(affine_forward(out.reshape(len(x), -1), weights["w4"], weights["b4"]))
    return affine_forward(hidden, weights["w5"], weights["b5"])


def topk_error(scores: np.ndarray, y: np.ndarray, k: int) -> float:
    """The right class is as high as itself, and so is counted too: more than k, not k."""
    right = scores[np.arange(len(y)), y]
    return float(((scores >= right[:, None]).sum(axis=1) > k).mean())


def confusion(scores: np.ndarray, y: np.ndarray, classes: int) -> np.ndarray:
    """np.add.at adds for every image; ``out[y, taken] += 1`` would add once at each place."""
    out = np.zeros((classes, classes), dtype=int)
    np.add.at(out, (y, scores.argmax(axis=1)), 1)
    return out


def saliency(network: Any, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Asked with 1 for the class of each image and 0 elsewhere, backward gives its slopes."""
    return np.abs(_slopes(network, x, y)).max(axis=1)


def occlusion(
    scores: Callable[[np.ndarray], np.ndarray],
    x: np.ndarray,
    y: int,
    size: int,
    stride: int,
    fill: float,
) -> np.ndarray:
    """Row by row: all places of one row of squares are one batch."""
    tops, lefts = (range(0, n - size + 1, stride) for n in x.shape[1:])
    out = np.zeros((len(tops), len(lefts)))
    for i, top in enumerate(tops):
        images = np.repeat(x[None], len(lefts), axis=0)
        for image, left in zip(images, lefts, strict=True):
            image[:, top : top + size, left : left + size] = fill
        out[i] = scores(images)[:, y]
    return out


def ascend(network: Any, x: np.ndarray, y: int, lr: float, lam: float, steps: int) -> np.ndarray:
    """The slope changes with the image, so it is asked for at every step."""
    image = x.copy()
    for _ in range(steps):
        image += lr * (_slopes(network, image, y) - 2 * lam * image)
    return image


def _slopes(network: Any, x: np.ndarray, y: np.ndarray | int) -> np.ndarray:
    """The gradient of every image's score of its class."""
    dscores = np.zeros_like(network.forward(x))
    dscores[np.arange(len(x)), y] = 1
    return network.backward(dscores)
