"""The layers of three well-known networks, as numbers to count with.

From A. Krizhevsky et al., 2012 (with the 227 pixels that fit), K. Simonyan and A. Zisserman, 2014,
and table 1 of C. Szegedy et al., Going deeper with convolutions, 2014, without auxiliary heads.
"""

from __future__ import annotations

import itertools

Layer = tuple[int, int, int, int]
"""Filters, channels, rows and columns of the window; a fully connected layer is one place."""
Window = tuple[int, int, int]
"""Side, stride, padding: a convolution's or a pool's."""

POOL: Window = (3, 2, 0)

ALEXNET_WINDOWS: list[Window] = [(11, 4, 0), POOL, (5, 1, 2), POOL, *[(3, 1, 1)] * 3, POOL]
"""On 227 × 227 pixels, up to the fully connected layers."""

_VGG16 = ((64, 2), (128, 2), (256, 3), (512, 3), (512, 3))

VGG16_WINDOWS: list[Window] = [
    window for _, count in _VGG16 for window in [*[(3, 1, 1)] * count, (2, 2, 0)]
]
"""On 224 × 224 pixels, up to the fully connected layers."""

_INCEPTION = (
    (192, 64, 96, 128, 16, 32, 32),
    (256, 128, 128, 192, 32, 96, 64),
    (480, 192, 96, 208, 16, 48, 64),
    (512, 160, 112, 224, 24, 64, 64),
    (512, 128, 128, 256, 24, 64, 64),
    (512, 112, 144, 288, 32, 64, 64),
    (528, 256, 160, 320, 32, 128, 128),
    (832, 256, 160, 320, 32, 128, 128),
    (832, 384, 192, 384, 48, 128, 128),
)


def _vgg16() -> list[Layer]:
    maps = [3] + [f for f, count in _VGG16 for _ in range(count)]
    layers = [(f, c, 3, 3) for c, f in itertools.pairwise(maps)]
    return [*layers, (4096, 512, 7, 7), (4096, 4096, 1, 1), (1000, 4096, 1, 1)]


def _inception(c: int, c1: int, r3: int, c3: int, r5: int, c5: int, proj: int) -> list[Layer]:
    one_by_one = [(f, c, 1, 1) for f in (c1, r3, r5, proj)]
    return [*one_by_one, (c3, r3, 3, 3), (c5, r5, 5, 5)]


VGG16: list[Layer] = _vgg16()
GOOGLENET: list[Layer] = [
    *[(64, 3, 7, 7), (64, 64, 1, 1), (192, 64, 3, 3)],
    *(layer for module in _INCEPTION for layer in _inception(*module)),
    (1000, 1024, 1, 1),
]
