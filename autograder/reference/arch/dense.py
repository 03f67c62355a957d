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
from autograder.reference.arch.residual import stem, stem_pool

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
    reduced: bool = True,
) -> Module:
    """``inner``: how many times k maps the 1×1 has. ``step``: norm, ReLU and convolution."""
    narrow = chain(step(c, inner * k, 1), step(inner * k, k, 3))
    new = narrow if reduced else step(c, k, 3)
    return join(same(), new) if old_first else join(new, same())


def transition(c: int, f: int, *, pool: Build = mean_pool, step: Build = norm_conv) -> Module:
    """Norm, ReLU, 1×1, pool."""
    return chain(step(c, f, 1), pool(2))


def densenet(
    repeats: Sequence[int],
    k: int = 32,
    classes: int = 1000,
    *,
    first: int = 2,
    pool: Callable[[], Module] = stem_pool,
    layer: Build = dense_layer,
    between: Build = transition,
    half: Callable[[int], int] = lambda c: c // 2,
    last_too: bool = False,
    end: Callable[[int], Module] = lambda c: chain(norm(c), relu()),
    last: Build = scores,
) -> Module:
    """``first``: how many times k maps the stem has. ``half``: maps behind a transition."""
    c = first * k
    parts = [stem(c, pool=pool)]
    for block, count in enumerate(repeats, 1):
        for _ in range(count):
            parts.append(layer(c, k))
            c += k
        if block < len(repeats) or last_too:
            parts.append(between(c, half(c)))
            c = half(c)
    return chain(*parts, end(c), last(c, classes))
