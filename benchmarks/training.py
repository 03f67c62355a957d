"""Training with the model solutions beside PyTorch, and what such a training reaches.

    python benchmarks/training.py              the time of one step, about ten seconds
    python benchmarks/training.py --quick      each is timed once
    python benchmarks/training.py --model 5    five seeds of the model run on shapes
    python benchmarks/training.py --model 1 --data digits
    python benchmarks/training.py --model 1 --write autograder/solutions/convnet.npz

A step is forward, backward and update with a batch of 64 images in float32, once by ``Solver``
with the model solutions and once by PyTorch on the CPU. After a check that both agree, the two
take turns; a figure is the median of one step, NumPy's first: CPU time where both have one
thread, time on the clock where PyTorch has two. ``Solver`` keeps to one thread in any case.
"""

from __future__ import annotations

import argparse
import os
import platform
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")

import model
import numpy as np
import torch
from torch import nn

from cs_cnn.given import networks
from cs_cnn.given.networks import Network, Solver

AIM = 3.0  # NumPy's time over PyTorch's, at most
BATCH = 64
LAYERS: dict[str, Callable[..., nn.Module]] = {
    "conv": lambda shape, f, kernel, stride, pad: nn.Conv2d(shape[0], f, kernel, stride, pad),
    "relu": lambda shape: nn.ReLU(),
    "pool": lambda shape, size, stride: nn.MaxPool2d(size, stride),
}


def batch() -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(0)
    return rng.random((BATCH, *model.IMAGE), dtype=np.float32), rng.integers(10, size=BATCH)


def ours(plan: model.Plan) -> Solver:
    rng = np.random.default_rng(0)
    network = networks.stacked(plan, model.IMAGE, rng, np.float32)
    return Solver.of(network, "momentum", lr=0.01, rng=rng, size=BATCH)


def theirs(plan: model.Plan, network: Network) -> nn.Sequential:
    """The same network with the same parameters."""
    shape, built = model.IMAGE, []
    flat = [layer for layer in network.layers if not isinstance(layer, networks.Flatten)]
    for (word, *sizes), layer in zip(plan, flat, strict=True):
        if word == "fc":
            built += [nn.Flatten(), nn.Linear(int(np.prod(shape)), *sizes)]
        else:
            built.append(LAYERS[word](shape, *sizes))
        shape = layer.output(shape)
    twin = nn.Sequential(*built)
    with torch.no_grad():
        for parameter, value in zip(twin.parameters(), network.params.values(), strict=True):
            parameter.copy_(torch.tensor(value.T if value.ndim == 2 else value))
    return twin


def numpy_step(solver: Solver) -> Callable[[], object]:
    """An epoch of a single batch."""
    x, y = batch()
    return lambda: solver.train(x, y, solver.epochs + 1, progress=False)


def torch_step(twin: nn.Sequential) -> Callable[[], object]:
    x, y = map(torch.from_numpy, batch())
    optimizer = torch.optim.SGD(twin.parameters(), lr=0.01, momentum=0.9)

    def step() -> None:
        optimizer.zero_grad()
        nn.functional.cross_entropy(twin(x), y).backward()
        optimizer.step()

    return step


def assert_agreement(solver: Solver, twin: nn.Sequential) -> None:
    """Parameters differ by rounding alone."""
    for value, parameter in zip(solver.params.values(), twin.parameters(), strict=True):
        other = parameter.detach().numpy()
        other = other.T if other.ndim == 2 else other
        np.testing.assert_allclose(value, other, rtol=0, atol=1e-4 * float(abs(other).max()))


def milliseconds(run: Callable[[], object], clock: Callable[[], float]) -> float:
    start = clock()
    run()
    return 1e3 * (clock() - start)


def compare(name: str, plan: model.Plan, threads: int, rounds: int) -> None:
    torch.set_num_threads(threads)
    solver = ours(plan)
    twin = theirs(plan, solver.network)
    steps = numpy_step(solver), torch_step(twin)
    for step in steps:
        step()
    assert_agreement(solver, twin)
    clock = time.process_time if threads == 1 else time.perf_counter
    turns = [[milliseconds(step, clock) for step in steps] for _ in range(rounds)]
    mine, other = map(median, zip(*turns, strict=True))
    print(f"{name:9}  {mine:5.1f} / {other:5.1f} ms  ratio {mine / other:.2f}", end="  ")
    met = "met" if mine <= AIM * other else "not met"
    print(f"aim {AIM}: {met}, one thread" if threads == 1 else "PyTorch with 2 threads", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true", help="each is timed once")
    parser.add_argument("--model", type=int, metavar="SEEDS", help="train the model network")
    parser.add_argument("--data", choices=model.RUNS, default="shapes")
    parser.add_argument("--write", type=Path, help="an .npz file for the last one's parameters")
    given = parser.parse_args()
    print(
        f"NumPy {np.__version__} / PyTorch {torch.__version__}, Python "
        f"{platform.python_version()}, {os.cpu_count()} cores"
    )
    model.use_solutions()
    if given.model:
        model.run(given.data, given.model, given.write)
        return
    for threads in (1, 2):
        for name, plan in model.PLANS.items():
            compare(name, plan, threads, rounds=1 if given.quick else 15)


if __name__ == "__main__":
    main()
