"""The model networks, and the model runs: which data, how long, how well."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np

import cs_cnn
from autograder.solutions import backprop, conv, normalization, optim, pooling, regularization
from cs_cnn.given import data, networks
from cs_cnn.given.data.formats import read_cifar
from cs_cnn.given.data.shapes import shapes
from cs_cnn.given.networks import checkpoint

Plan = list[tuple]
Parts = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]
"""x and y to learn from, x and y held out."""

IMAGE = (3, 32, 32)


def stages(*filters: int, kernel: int) -> Plan:
    """Convolutions that keep the size, each with a ReLU and a 2×2 pool; ten classes."""
    stage = [[("conv", f, kernel, 1, kernel // 2), ("relu",), ("pool", 2, 2)] for f in filters]
    return [*(layer for each in stage for layer in each), ("fc", 10)]


PLANS = {
    "ConvNetJS": stages(16, 20, 20, kernel=5),  # its network for CIFAR-10: 22,466 parameters
    "model": stages(16, 32, 32, kernel=3),
}


class Run(NamedTuple):
    """One kind of model run. make: from a seed to the data."""

    make: Callable[[int], Parts]
    plan: Plan
    epochs: int
    rate: float
    augment: Callable[[np.ndarray, np.random.Generator], np.ndarray] | None = None


def drawn(seed: int) -> Parts:
    """Shapes of two seeds of their own."""
    x, y = shapes(10_000, 2 * seed + 100)
    return x.astype(np.float32), y, *shapes(4000, 2 * seed + 101)


def digits(_: int) -> Parts:
    parts = data.load("digits")
    return parts.x_train.astype(np.float32), parts.y_train, parts.x_test, parts.y_test


def photographs(_: int) -> Parts:
    """CIFAR-10, or the archive of the same layout that CS_CNN_CIFAR10 names."""
    if archive := os.environ.get("CS_CNN_CIFAR10"):
        images = read_cifar(Path(archive))
        x_train, x_test = (x.astype(np.float32) / 255 for x in (images.x_train, images.x_test))
        return x_train, images.y_train, x_test, images.y_test
    parts = data.load("cifar10")
    return parts.x_train, parts.y_train, parts.x_test, parts.y_test


def moved(x: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Flipped by chance, shifted by up to 2 pixels."""
    flipped = regularization.horizontal_flip(x, rng.random(len(x)) < 0.5)
    dy, dx = rng.integers(-2, 3, (2, len(x)))
    return regularization.shift(flipped, dy, dx)


RUNS = {
    "shapes": Run(drawn, PLANS["model"], 12, 3e-3),
    "digits": Run(digits, stages(16, 32, kernel=3), 20, 3e-3),
    "cifar10": Run(photographs, stages(32, 32, 64, kernel=3), 12, 2e-3, moved),
}


def use_solutions() -> None:
    """As if the student had written everything."""
    for module in (backprop, conv, normalization, optim, pooling, regularization):
        name = module.__name__.rpartition(".")[2]
        sys.modules[f"cs_cnn.{name}"] = module
        setattr(cs_cnn, name, module)


def train(run: Run, parts: Parts, seed: int) -> networks.Solver:
    """Adam at a rate that falls with a cosine, after a short warm-up; pixels from −½ to ½."""
    x, y, *_ = parts
    rng = np.random.default_rng(seed)
    network = networks.stacked(run.plan, x.shape[1:], rng, np.float32)
    steps = run.epochs * -(-len(x) // 64)
    solver = networks.Solver.of(
        network,
        "adam",
        lr=run.rate,
        rng=rng,
        schedule=lambda t: optim.warmup(t + 1, optim.cosine(t, run.rate, steps), 50),
        penalty=lambda w: regularization.l2_penalty(w, 1e-4),
        augment=run.augment,
    )
    return solver.train(x - np.float32(0.5), y, run.epochs, progress=False)


def run(name: str, seeds: int, write: Path | None) -> None:
    """Train with each seed, and print how many held-out images get the right answer."""
    shares = []
    for seed in range(seeds):
        try:
            parts = RUNS[name].make(seed)
        except data.DataError as missing:
            print(missing)
            return
        start = time.perf_counter(), time.process_time()
        network = train(RUNS[name], parts, seed).network
        wall, cpu = time.perf_counter() - start[0], time.process_time() - start[1]
        shares.append(100 * network.accuracy(parts[2] - 0.5, parts[3]))
        print(
            f"{name}, seed {seed}: {shares[-1]:.2f}% of {len(parts[3])} held out, "
            f"{wall:.0f} s, {cpu:.0f} s of CPU time",
            flush=True,
        )
    if seeds > 1:
        error = np.std(shares, ddof=1) / np.sqrt(seeds)
        print(f"mean {np.mean(shares):.2f} ± {error:.2f}%, the worst {min(shares):.2f}%")
    if write is not None:
        halves = {key: value.astype(np.float16) for key, value in network.params.items()}
        checkpoint.write(write, halves)
        print(f"{write}: {write.stat().st_size:,} bytes")
