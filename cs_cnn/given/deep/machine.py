"""Where PyTorch computes: on which device, on one core of it, or only on paper."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np
import torch
from torch import nn


def device() -> torch.device:
    """The GPU if PyTorch sees one, else the CPU."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


@contextmanager
def one_thread() -> Iterator[None]:
    """A single thread, and afterwards as many as before.

    Narrow networks on small images gain little from a second one, and lose nearly everything where
    something else keeps one of the cores: each layer then waits for the slower thread.
    """
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def on_paper(build: Callable[[], nn.Module]) -> nn.Module:
    """Build a network that has shapes and no numbers: at once, whatever its size."""
    with torch.device("meta"):
        return build().eval()


def seeded(build: Callable[[], nn.Module], seed: int = 0) -> nn.Module:
    """Build a network with the same numbers at every call, on ``device()``.

    The weights of convolutions and fully connected layers start as He's initialization has them
    (assignment 04), biases as zeros; all else starts as it was built.
    """
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        model = build()
        for layer in model.modules():
            if isinstance(layer, nn.Conv2d | nn.Linear) and layer.weight is not None:
                nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
                if layer.bias is not None:
                    nn.init.zeros_(layer.bias)
        return model.to(device())


def latency(model: nn.Module, x: torch.Tensor, times: int = 5) -> float:
    """Seconds from images to scores, on a GPU or one core: the median after one to warm up."""
    measured = []
    with one_thread(), torch.no_grad():
        for _ in range(times + 1):
            began = time.perf_counter()
            model(x).sum().item()  # waits until a GPU is done
            measured.append(time.perf_counter() - began)
    return float(np.median(measured[1:]))


def images(x: np.ndarray) -> torch.Tensor:
    """Images as float32 tensors on ``device()``, moved to values around 0: 2x − 1."""
    return 2 * torch.as_tensor(x, dtype=torch.float32, device=device()) - 1


def labels(y: np.ndarray) -> torch.Tensor:
    """Class numbers as a tensor on ``device()``."""
    return torch.as_tensor(y, dtype=torch.int64, device=device())
