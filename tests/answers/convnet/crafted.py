"""A hand-in by somebody who knows what else is legal: classes, generators, odd types."""

import itertools
import re
from dataclasses import dataclass
from functools import reduce

import numpy as np

from cs_cnn import backprop, conv, pooling


class PatternError(ValueError):
    """It shows the pattern, and where it breaks off."""

    def __init__(self, pattern, at, why):
        super().__init__(f"{why}\n{pattern}\n{'^':>{at + 1}} (character {at} of {len(pattern)})")


class Reader:
    KNOWN = ("INPUT", "CONV", "RELU", "POOL", "FC")

    def __init__(self, pattern, optional):
        self.pattern, self.optional = pattern, optional
        tokens = re.finditer(r"->|[A-Za-z]+|\d+|[][*?]", pattern)
        self.tokens = [(token.group(), token.start()) for token in tokens]

    def fail(self, at, why):
        raise PatternError(self.pattern, at, why)

    def take(self, *wanted):
        if self.tokens and self.tokens[0][0] in wanted:
            return self.tokens.pop(0)
        return None

    def row(self):
        names = list(self.item())
        while self.tokens and self.tokens[0][0] != "]":
            if not self.take("->"):
                self.fail(self.tokens[0][1], "Two parts of a row need an arrow between them.")
            names.extend(self.item())
        return tuple(names)

    def item(self):
        text, at = self.tokens.pop(0)
        if text == "[":
            inside = self.row()
            if not self.take("]"):
                self.fail(at, "Where does this bracket end?")
            times = int(self.tokens.pop(0)[0]) if self.take("*") else 1
            return itertools.chain.from_iterable(itertools.repeat(inside, times))
        if text not in self.KNOWN:
            self.fail(at, f"What is {text}?")
        return [text] if not self.take("?") or self.optional else []


def parse(pattern, optional=True):
    reader = Reader(pattern, optional)
    names = reader.row()
    if reader.tokens:
        reader.fail(reader.tokens[0][1], "This bracket closes nothing.")
    return names


class DoesNotFit(ValueError):
    """It says all that is known of the layer."""


@dataclass(frozen=True)
class Sliding:
    kernel: int
    stride: int = 1
    pad: int = 0
    filters: int = 0

    @classmethod
    def of(cls, layer):
        kinds = {
            "conv": lambda f, k, s, p: cls(k, s, p, f),
            "pool": lambda k, s: cls(k, s),
            "relu": lambda: cls(1),
        }
        if layer[0] not in kinds:
            raise ValueError(f"{layer} does not slide")
        return kinds[layer[0]](*layer[1:])

    def __call__(self, volume):
        sides = (np.array(volume[1:]) + 2 * self.pad - self.kernel) // self.stride + 1
        return [np.int64(self.filters or volume[0]), *sides]

    def back(self, slices):
        spans = np.array(slices).reshape(2, 2) * self.stride - self.pad
        return (spans + np.array([0, self.kernel - self.stride])).ravel()


def shapes(layers, input):
    found = [input]
    for number, layer in enumerate(layers):
        found.append([layer[1]] if layer[0] == "fc" else Sliding.of(layer)(found[-1]))
        if min(found[-1]) <= 0:
            raise DoesNotFit(f"{layers} on {input}: #{number} does not fit on {found[-2]}")
    return found[1:]


def costs(layers, input):
    found, before = [], [input, *shapes(layers, input)]
    for layer, seen, given in zip(layers, before, before[1:], strict=False):
        sliding = layer[0] == "conv"
        weights = np.prod([given[0], seen[0], layer[2] ** 2] if sliding else [given[0], *seen])
        learned = [weights, given[0], weights * np.prod(given[1:], dtype=int)]
        numbers = np.prod(given, dtype=int) * (layer[0] != "relu")
        found.append((numbers, *(learned if layer[0] in ("conv", "fc") else [0] * 3)))
    return found


def training_bytes(layers, input, batch, itemsize=4, moments=2):
    table = np.array(costs(layers, input), dtype=object)
    return int(table[:, :3].sum(axis=0) @ [2 * batch, 2 + moments, 2 + moments]) * itemsize


def inference_bytes(layers, input, itemsize=4):
    volumes = np.array([np.prod(input), *(cost[0] for cost in costs(layers, input))])
    volumes = volumes[volumes > 0]
    return (volumes[1:] + volumes[:-1]).max() * itemsize


def seen_by(layers, i, j):
    every = map(Sliding.of, layers[::-1])
    return list(reduce(lambda ends, each: each.back(ends), every, np.array([i, i + 1, j, j + 1])))


def topk_error(scores, y, k):
    def wrong(row, label):
        others = sorted(np.delete(row, label), reverse=True)
        return any(each >= row[label] for each in others[k - 1 : k])

    return np.float32(np.mean([wrong(*each) for each in zip(scores, y, strict=True)]))


def confusion(scores, y, classes):
    truth = np.identity(classes, np.int32)[y]
    taken = np.identity(classes, np.int32)[np.argmax(scores, axis=-1)]
    return np.einsum("nt,np->tp", truth, taken)


def fc_to_conv(w, c, h, w_in):
    return np.stack([unit.reshape((c, h, w_in)) for unit in w.transpose()])


def interleave(maps):
    rows = [_zipped(row, -1) for row in maps]
    return _zipped(rows, -2)


def _zipped(pair, axis):
    even, odd = (np.moveaxis(each, axis, 0) for each in pair)
    in_turn = itertools.zip_longest(even, odd)
    found = [each for both in in_turn for each in both if each is not None]
    return np.moveaxis(np.array(found), 0, axis)


class Step:
    """A layer with its way back, for whatever comes in."""

    def __init__(self, forward, backward):
        self.forward, self.backward = forward, backward


def convnet_loss(params, x, y, lam):
    grads = dict.fromkeys(params, 0.0)
    kept = []

    def keep(value):
        kept.append(value)
        return value

    def affine(number):
        w, b = params[f"w{number}"], params[f"b{number}"]

        def back(dout, given):
            dx, grads[f"w{number}"], grads[f"b{number}"] = backprop.affine_backward(
                dout, given, w, b
            )
            return dx

        return Step(lambda given: backprop.affine_forward(given, w, b), back)

    def convolve(w, b):
        pad = w.shape[-1] // 2

        def back(dout, given):
            dx, grads["w1"], grads["b1"] = conv.conv_backward_im2col(dout, given, w, b, 1, pad)
            return dx

        return Step(lambda given: conv.conv_forward_im2col(given, w, b, 1, pad), back)

    def unpool(dout, given):
        _, switches = pooling.max_pool_forward(given, 2, 2)
        return pooling.max_pool_backward(dout, switches, given.shape)

    relu = Step(backprop.relu, backprop.relu_backward)
    pool = Step(lambda given: pooling.max_pool_forward(given, 2, 2)[0], unpool)
    flat = Step(lambda g: g.reshape(len(g), -1), lambda dout, g: dout.reshape(g.shape))
    steps = [convolve(params["w1"], params["b1"]), pool, relu, flat, affine(2), relu, affine(3)]
    scores = reduce(lambda value, step: step.forward(keep(value)), steps, x)
    loss, dout = backprop.softmax_loss(scores, y)
    for step in reversed(steps):
        dout = step.backward(dout, kept.pop())
    for name in filter(lambda name: name.startswith("w"), params):
        loss = loss + lam * np.vdot(params[name], params[name])
        grads[name] = grads[name] + lam * (params[name] + params[name])
    return [np.float64(loss), dict(sorted(grads.items()))]


def saliency(network, x, y):
    classes = network.forward(x).shape[1]
    slopes = network.backward(np.eye(classes)[y])
    return np.maximum(slopes.max(axis=1), -slopes.min(axis=1))


def occlusion(scores, x, y, size, stride, fill):
    @np.vectorize
    def score(top, left):
        image = np.array(x)
        image[(slice(None), *np.ogrid[top : top + size, left : left + size])] = fill
        return scores(image[np.newaxis]).item(y)

    tops, lefts = (range(0, n - size + 1, stride) for n in np.shape(x)[1:])
    return score(*np.meshgrid(tops, lefts, indexing="ij"))


def ascend(network, x, y, lr, lam, steps):
    def climb(image, _):
        scores = network.forward(image)
        uphill = network.backward(np.eye(scores.shape[1])[[y]])
        return (1 - 2 * lam * lr) * image + lr * uphill

    return np.array(list(itertools.accumulate(range(steps), climb, initial=x)))[-1]
