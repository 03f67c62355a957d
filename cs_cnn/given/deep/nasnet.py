"""NASNet-A mobile, the network of 2017, around normal cells that somebody else has written.

In front of them and between them are reduction cells, which halve the image; the search found
them, too.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import nn

Cell = Callable[[int, int, int], nn.Module]


class NASNet(nn.Module):
    """NASNet-A (4 @ 1056): three times four normal cells, made by ``cell(left, right, f)``.

    f: maps in the first normal cells, a multiple of 8; each of two reductions doubles them.
    Takes images (N, 3, H, W), returns (N, classes). 5,289,978 parameters with f = 44. Where its
    left input is the larger one, a normal cell gets every second row and column of it; in the
    authors' code half of its maps see the places between.

    Source: B. Zoph, V. Vasudevan, J. Shlens, Q. Le, Learning transferable architectures for
    scalable image recognition, 2018, figure 4 and appendix A.
    """

    def __init__(self, cell: Cell, classes: int = 1000, f: int = 44) -> None:
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, 32, 3, 2, bias=False), nn.BatchNorm2d(32))
        first = Reduction(nn.Identity(), 32, 32, f // 4)
        cells: list[nn.Module] = [first, Reduction(_Halved(32, f // 2), f // 2, f, f // 2)]
        left, right = f, 2 * f
        for maps in (f, 2 * f, 4 * f):
            if maps > f:
                cells.append(Reduction(_squeezed(left, maps), maps, right, maps))
                left, right = right, 4 * maps
            for _ in range(4):
                cells.append(cell(left, right, maps))
                left, right = right, 6 * maps
        self.cells = nn.ModuleList(cells)
        self.end = nn.Sequential(nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten())
        self.scores = nn.Linear(right, classes)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        left = right = self.stem(x)
        for cell in self.cells:
            larger = left.shape[2] > right.shape[2] and not isinstance(cell, Reduction)
            thinned = left[:, :, ::2, ::2] if larger else left
            left, right = right, cell(thinned, right)
        scores: torch.Tensor = self.scores(self.end(right))
        return scores


class Reduction(nn.Module):
    """NASNet-A's reduction cell: five sums at stride 2, of which four are concatenated.

    bring: what brings the left input, of c maps then, to the size of the right one.
    """

    def __init__(self, bring: nn.Module, c: int, right: int, f: int) -> None:
        super().__init__()
        self.left, self.right = bring, _squeezed(right, f)
        self.right5, self.left7 = _separable(f, f, 5, 2), _separable(c, f, 7, 2)
        self.also7, self.left5 = _separable(c, f, 7, 2), _separable(c, f, 5, 2)
        self.sum3 = _separable(f, f, 3)
        self.largest = nn.MaxPool2d(3, 2, 1)
        self.mean = nn.AvgPool2d(3, 2, 1, count_include_pad=False)
        self.mean_of_sum = nn.AvgPool2d(3, 1, 1, count_include_pad=False)

    def forward(self, left_input: torch.Tensor, right_input: torch.Tensor) -> torch.Tensor:
        left, right = self.left(left_input), self.right(right_input)
        first = self.right5(right) + self.left7(left)
        second = self.largest(right) + self.also7(left)
        sums = [
            second,
            self.mean(right) + self.left5(left),
            self.mean_of_sum(first) + second,
            self.sum3(first) + self.largest(right),
        ]
        return torch.cat(sums, dim=1)


class _Halved(nn.Module):
    """Half as many rows and columns: half of the maps from even places, half from odd ones."""

    def __init__(self, c: int, f: int) -> None:
        super().__init__()
        self.even, self.odd = (nn.Conv2d(c, f // 2, 1, 2, bias=False) for _ in range(2))
        self.moved, self.norm = nn.ZeroPad2d((-1, 1, -1, 1)), nn.BatchNorm2d(f)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = x.relu()
        out: torch.Tensor = self.norm(torch.cat([self.even(x), self.odd(self.moved(x))], dim=1))
        return out


def _squeezed(c: int, f: int) -> nn.Sequential:
    """ReLU, 1×1, norm."""
    return nn.Sequential(nn.ReLU(), nn.Conv2d(c, f, 1, bias=False), nn.BatchNorm2d(f))


def _separable(c: int, f: int, kernel: int, stride: int = 1) -> nn.Sequential:
    """Twice: ReLU, depthwise, pointwise, norm. The stride is in the first."""
    depthwise = nn.Conv2d(c, c, kernel, stride, kernel // 2, groups=c, bias=False)
    again = nn.Conv2d(f, f, kernel, 1, kernel // 2, groups=f, bias=False)
    return nn.Sequential(nn.ReLU(), depthwise, *_pointwise(c, f), nn.ReLU(), again,
                         *_pointwise(f, f))  # fmt: skip


def _pointwise(c: int, f: int) -> tuple[nn.Module, nn.Module]:
    return nn.Conv2d(c, f, 1, bias=False), nn.BatchNorm2d(f)
