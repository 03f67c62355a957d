"""A training loop with a budget of seconds, and a bar that shows how it goes."""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import torch
import torch.nn.functional as F
from torch import nn
from tqdm.auto import tqdm

from cs_cnn.given.deep.machine import one_thread

Batch = tuple[torch.Tensor, torch.Tensor]
Step = Callable[[nn.Module, torch.optim.Optimizer, torch.Tensor, torch.Tensor], float]
Prepare = Callable[[torch.Tensor], torch.Tensor]

BAR = "{l_bar}{bar}| {remaining} left{postfix}"
LOOKS = 4
"""How often, in equal parts of the budget, the validation images are classified."""


@dataclass
class Run:
    """What a training left behind.

    seconds: how long it took. images: how many it saw, repetitions included. losses: of every step.
    looks: (seconds so far, share of validation images right), the last one at the end.
    """

    seconds: float = 0.0
    images: int = 0
    losses: list[float] = field(default_factory=list)
    looks: list[tuple[float, float]] = field(default_factory=list)

    @property
    def accuracy(self) -> float:
        """At the end, from 0 to 1."""
        return self.looks[-1][1]

    @property
    def loss(self) -> float:
        """The mean over the last tenth of the steps: one batch says little."""
        last = self.losses[-max(1, len(self.losses) // 10) :]
        return sum(last) / len(last)


def over(steps: int, seconds: float, budget: float) -> bool:
    """Whether a training ends after so many steps and seconds."""
    return seconds >= budget and steps > 0


def plain_step(
    model: nn.Module, optimizer: torch.optim.Optimizer, x: torch.Tensor, y: torch.Tensor
) -> float:
    """One step of training on the cross-entropy. Returns the loss before it."""
    model.train()
    loss = F.cross_entropy(model(x), y)
    optimizer.zero_grad()
    torch.autograd.backward(loss)
    optimizer.step()
    return loss.item()


def train(
    model: nn.Module,
    data: Batch,
    validation: Batch,
    seconds: float,
    *,
    rate: float = 3e-3,
    size: int = 64,
    seed: int = 0,
    name: str = "",
    step: Step = plain_step,
    prepare: Prepare = lambda x: x,
) -> Run:
    """Train a network for so many seconds: AdamW, whose rate falls to 0 along a cosine.

    data, validation: images and labels on the model's device. rate: at the start. size: images of
    a batch. seed: of the order of the batches. name: in front of the bar. step: takes a step, and
    returns the loss; ``fine_tune_step``, say. prepare: makes of a batch of images what the network
    sees. Looking at the validation images does not count.
    """
    run = Run()
    optimizer = torch.optim.AdamW([p for p in model.parameters() if p.requires_grad], lr=rate)
    with one_thread(), tqdm(
        total=seconds, desc=name, file=sys.stdout, leave=False, bar_format=BAR
    ) as bar:  # fmt: skip
        for x, y in _batches(*data, size, seed):
            for group in optimizer.param_groups:
                group["lr"] = rate * _cosine(run.seconds / seconds)
            began = time.perf_counter()
            run.losses.append(step(model, optimizer, prepare(x), y))
            run.seconds += time.perf_counter() - began
            run.images += len(x)
            ended = over(len(run.losses), run.seconds, seconds)
            if ended or run.seconds >= seconds * (len(run.looks) + 1) / LOOKS:
                run.looks.append((run.seconds, accuracy(model, *validation, prepare)))
            _show(bar, run, seconds)
            if ended:
                break
    return run


def _cosine(done: float) -> float:
    """From 1 to 0 while ``done`` goes from 0 to 1."""
    return 0.5 + 0.5 * math.cos(math.pi * min(done, 1.0))


def _batches(x: torch.Tensor, y: torch.Tensor, size: int, seed: int) -> Iterator[Batch]:
    """Without end; every image once before any comes again. The last of an epoch may be missing."""
    chance = torch.Generator().manual_seed(seed)
    size = min(size, len(x))
    while True:
        order = torch.randperm(len(x), generator=chance).to(x.device)
        for rows in torch.split(order[: len(x) // size * size], size):
            yield x[rows], y[rows]


def _show(bar: tqdm, run: Run, seconds: float) -> None:
    bar.update(min(run.seconds, seconds) - bar.n)
    shown = {"loss": f"{run.loss:.3f}"}
    if run.looks:
        shown["right"] = f"{run.accuracy:.0%}"
    bar.set_postfix(shown, refresh=False)


@torch.no_grad()
def accuracy(
    model: nn.Module, x: torch.Tensor, y: torch.Tensor, prepare: Prepare = lambda x: x
) -> float:
    """The share of images, from 0 to 1, that a network classifies right. It learns nothing."""
    was_training = model.training
    model.eval()
    parts = zip(torch.split(x, 100), torch.split(y, 100), strict=True)
    right = sum(int((model(prepare(part)).argmax(1) == truth).sum()) for part, truth in parts)
    model.train(was_training)
    return right / len(y)
