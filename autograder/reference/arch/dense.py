"""Dense layers and DenseNet-BC."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from autograder.reference.arch.parts import (
    Build,
    chain,
    concatenated,
    mean_pool,
    norm,
    norm_conv,
    relu,
    same,
    scores,
)  # fmt: skip
from autograder.reference.arch.residual import stem

if TYPE_CHECKING:
    from torch.nn import Module


def dense_layer(
    c: int,
    k: int,
    *,
    old_first: bool = True,
    inner: int = 4,
    step: Build = norm_conv,
    join: Build = concatenated,
) -> Module:
    """``inner``: how many times k maps the 1×1 has. ``step``: norm, ReLU and convolution."""
    new = chain(step(c, inner * k, 1), step(inner * k, k, 3))
    return join(same(), new) if old_first else join(new, same())


def transition(c: int, f: int, *, pool: Build = mean_pool, step: Build = norm_conv) -> Module:
    """Norm, ReLU, 1×1, pool."""
    return chain(step(c, f, 1), pool(2))


def densenet(
    repeats: Sequence[int],
    k: int = 32,
    classes: int = 1000,
    *,
    layer: Build = dense_layer,
    first: int = 2,
    between: Build = transition,
    half: Callable[[int], int] = lambda c: c // 2,
    end: Callable[[int], Module] = lambda c: chain(norm(c), relu()),
) -> Module:
    """``first``: how many times k maps the stem has. ``half``: maps behind a transition."""
    c = first * k
    parts = [stem(c)]
    for block, count in enumerate(repeats):
        if block:
            parts.append(between(c, half(c)))
            c = half(c)
        for _ in range(count):
            parts.append(layer(c, k))
            c += k
    return chain(*parts, end(c), scores(c, classes))
