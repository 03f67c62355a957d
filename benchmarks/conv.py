"""Assignment 02's model solutions beside PyTorch: time and peak memory on one CPU thread.

    python benchmarks/conv.py            about ten seconds
    python benchmarks/conv.py --quick    each is timed once

conv_forward_im2col against conv2d, and conv_backward_im2col against PyTorch's backward with
all three gradients, in float32. After a check that both agree, the two take turns; a figure
is the median CPU time of one call, NumPy's first. Peak memory is what one call needs on top
of its inputs, results included, in a process of its own (on Linux).
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import platform
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")

import numpy as np
import torch
import torch.nn.functional as F

from autograder.solutions.conv import conv_backward_im2col, conv_forward_im2col

AIMS = {"forward": 3.0, "backward": 1.5}  # NumPy's time over PyTorch's, at most
SET_BACK = Path("/proc/self/clear_refs")  # a 5 there: memory's high-water mark is set to now
Run = Callable[[], object]


@dataclass(frozen=True)
class Layer:
    """The shapes of one convolution layer's images and filters."""

    x: tuple[int, int, int, int]
    w: tuple[int, int, int, int]
    stride: int
    pad: int

    def __str__(self) -> str:
        return f"{self.x} × {self.w}, stride {self.stride}, pad {self.pad}"

    def arrays(self) -> list[np.ndarray]:
        """x, w, b and dout, the same ones each time."""
        sides = [(self.x[i] + 2 * self.pad - self.w[i]) // self.stride + 1 for i in (2, 3)]
        shapes = [self.x, self.w, self.w[:1], (self.x[0], self.w[0], *sides)]
        rng = np.random.default_rng(0)
        return [rng.standard_normal(shape, dtype=np.float32) for shape in shapes]


LAYERS = [
    Layer((64, 3, 32, 32), (32, 3, 5, 5), stride=1, pad=2),
    Layer((32, 64, 16, 16), (128, 64, 3, 3), stride=1, pad=1),
    Layer((8, 3, 227, 227), (96, 3, 11, 11), stride=4, pad=0),
]
SMALL = Layer((2, 3, 8, 8), (4, 3, 3, 3), stride=1, pad=1)


def numpy_passes(layer: Layer) -> dict[str, Run]:
    x, w, b, dout = layer.arrays()
    return {
        "forward": lambda: conv_forward_im2col(x, w, b, layer.stride, layer.pad),
        "backward": lambda: conv_backward_im2col(dout, x, w, b, layer.stride, layer.pad),
    }


def torch_passes(layer: Layer) -> dict[str, Run]:
    x, w, b, dout = map(torch.from_numpy, layer.arrays())
    given = ([len(b)], [layer.stride] * 2, [layer.pad] * 2, [1, 1], False, [0, 0], 1, [True] * 3)
    return {
        "forward": lambda: F.conv2d(x, w, b, layer.stride, layer.pad),
        "backward": lambda: torch.ops.aten.convolution_backward(dout, x, w, *given),
    }


CONTENDERS = {"NumPy": numpy_passes, "PyTorch": torch_passes}


def assert_agreement(ours: object, theirs: object) -> None:
    """Equal but for rounding, which goes with the largest of the sums."""
    both = [value if isinstance(value, tuple) else (value,) for value in (ours, theirs)]
    for mine, other in zip(*both, strict=True):
        np.testing.assert_allclose(mine, other, rtol=0, atol=1e-5 * float(abs(other).max()))


def milliseconds(run: Run) -> float:
    start = time.process_time()
    run()
    return 1e3 * (time.process_time() - start)


def high_water() -> float:
    """The most memory that this process held since its mark was set back, in MiB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def growth(contender: str, layer: Layer, direction: str) -> float:
    """Run once; a small layer first, since code that loads at its first use is no data."""
    CONTENDERS[contender](SMALL)[direction]()
    run = CONTENDERS[contender](layer)[direction]
    SET_BACK.write_text("5")
    before = high_water()
    run()
    return high_water() - before


def peaks(layer: Layer, direction: str) -> str:
    if not SET_BACK.exists():
        return "not known here"
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["torch", "autograder.solutions.conv"])
    with context.Pool(1, maxtasksperchild=1) as fresh:
        grown = [fresh.apply(growth, (contender, layer, direction)) for contender in CONTENDERS]
    return " / ".join(f"{size:.1f}" for size in grown) + " MiB"


def compare(layer: Layer, rounds: int) -> None:
    print(f"\n{layer}")
    contenders = [passes(layer) for passes in CONTENDERS.values()]
    for direction, aim in AIMS.items():
        runs = [passes[direction] for passes in contenders]
        assert_agreement(*[run() for run in runs])
        turns = [[milliseconds(run) for run in runs] for _ in range(rounds)]
        ours, theirs = map(median, zip(*turns, strict=True))
        print(f"  {direction:8}  {ours:5.1f} / {theirs:5.1f} ms  ratio {ours / theirs:.2f}", end="")
        met = "met" if ours <= aim * theirs else "not met"
        print(f"  aim {aim}: {met:7}  peak memory {peaks(layer, direction)}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true", help="each is timed once")
    rounds = 1 if parser.parse_args().quick else 15
    versions = f"NumPy {np.__version__} / PyTorch {torch.__version__}"
    print(f"{versions}, Python {platform.python_version()}, one thread of {os.cpu_count()} cores")
    for layer in LAYERS:
        compare(layer, rounds)


if __name__ == "__main__":
    torch.set_num_threads(1)
    main()
