"""Assignment 04: what goes wrong with the statistics that batch normalization uses and keeps."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from autograder.core.exercise import Family
from autograder.exercises.normalization import scaling
from autograder.exercises.normalization.sharing import BATCH, PIXELS, Sharing, per_feature
from autograder.reference.backend import torch
from autograder.reference.normalization import in_turn

if TYPE_CHECKING:
    from torch import Tensor

Statistics = tuple["Tensor", "Tensor"]
"""A mean and a variance for each feature."""


@dataclass(frozen=True)
class Pass:
    """One call of a batch normalization, split into the steps that can go wrong."""

    x: Tensor
    gamma: Tensor
    beta: Tensor
    running_mean: Tensor
    running_var: Tensor
    momentum: float = 0.1
    eps: float = 1e-5
    train: bool = True

    @property
    def sharing(self) -> Sharing:
        return BATCH if self.x.ndim == 2 else PIXELS

    @property
    def running(self) -> Statistics:
        return self.running_mean, self.running_var

    def batch(self, *, unbiased: bool = False) -> Statistics:
        """The statistics of the batch itself."""
        mean, var = self.sharing.mean(self.x), self.sharing.var(self.x, unbiased=unbiased)
        first = 0 if self.x.ndim == 2 else (0, slice(None), 0, 0)
        return mean[first], var[first]

    def out(
        self, mean: Tensor, var: Tensor, scaled: scaling.Scaling = scaling.right, **changed: Any
    ) -> Tensor:
        """The output with these statistics."""
        vectors = {"mean": mean, "var": var, "gamma": self.gamma, "beta": self.beta, **changed}
        fitted = {name: per_feature(v, self.x) for name, v in vectors.items()}
        return scaled(x=self.x, eps=self.eps, **fitted)

    def right_out(self, scaled: scaling.Scaling = scaling.right) -> Tensor:
        return self.out(*(self.batch() if self.train else self.running), scaled=scaled)

    def moved(self, mean: Tensor, var: Tensor) -> Statistics:
        """The running averages after an update with these statistics."""
        old, new = 1 - self.momentum, self.momentum
        return old * self.running_mean + new * mean, old * self.running_var + new * var

    def right_averages(self) -> Statistics:
        return self.moved(*self.batch(unbiased=True)) if self.train else self.running


Wrong = Callable[[Pass], Any]

AVERAGES = Family()
"""What can go wrong in either batch normalization."""


def batches(wrong: Wrong) -> Callable[..., Any]:
    """Turn one wrong pass into a whole layer, which also takes batches in turn."""

    @functools.wraps(wrong)
    def layer(**given: Any) -> Any:
        return wrong(Pass(**given))

    return in_turn(layer)


def scaled_batches(scaled: scaling.Scaling) -> Callable[..., Any]:
    """Turn a wrong scaling into a whole layer, whose running averages are right."""
    return batches(lambda p: (p.right_out(scaled), *p.right_averages()))


@AVERAGES.misconception(
    "The batch is normalized with its unbiased variance, divided by n − 1. That one is for the "
    "running average; normalize with the one divided by n."
)
def unbiased_in_training(p: Pass) -> Any:
    used = p.batch(unbiased=True) if p.train else p.running
    return p.out(*used), *p.right_averages()


@AVERAGES.misconception(
    "The biased variance, divided by n, enters the running average. The running average is an "
    "estimate for future samples, and the biased variance is too small on average."
)
def biased_kept(p: Pass) -> Any:
    return p.right_out(), *(p.moved(*p.batch()) if p.train else p.running)


@AVERAGES.misconception(
    "The two variances are swapped: the unbiased one normalizes, and the biased one goes into the "
    "running average."
)
def variances_exchanged(p: Pass) -> Any:
    return unbiased_in_training(p)[0], *biased_kept(p)[1:]


@AVERAGES.misconception(
    "The weights of old and new are swapped in the running averages. In this course, as in "
    "PyTorch, momentum is the weight of the new batch; in Keras it is the weight of the old "
    "average."
)
def weights_exchanged(p: Pass) -> Any:
    return p.right_out(), *replace(p, momentum=1 - p.momentum).right_averages()


@AVERAGES.misconception(
    "In the running averages the weights of old and new are swapped, and the biased variance "
    "enters, divided by n. momentum is the weight of the new batch, and the variance you keep is "
    "divided by n − 1."
)
def weights_exchanged_and_biased_kept(p: Pass) -> Any:
    return biased_kept(replace(p, momentum=1 - p.momentum))


@AVERAGES.misconception("The running variance comes back before the running mean.")
def averages_exchanged(p: Pass) -> Any:
    mean, var = p.right_averages()
    return p.right_out(), var, mean


@AVERAGES.misconception("The new batch enters with weight 0.1, whatever momentum says.")
def momentum_fixed(p: Pass) -> Any:
    return p.right_out(), *replace(p, momentum=0.1).right_averages()


@AVERAGES.misconception("Neither momentum nor eps is used: both have their default values.")
def settings_fixed(p: Pass) -> Any:
    plain = replace(p, momentum=0.1, eps=1e-5)
    return plain.right_out(), *plain.right_averages()


@AVERAGES.misconception(
    "momentum, eps and train are not used: every call trains, with the default values. If you call "
    "another of your functions, do you pass them on?"
)
def defaults_alone(p: Pass) -> Any:
    return settings_fixed(replace(p, train=True))


@AVERAGES.misconception(
    "In the running averages the new batch is added to the old value, which keeps its full weight: "
    "they grow from batch to batch."
)
def old_not_faded(p: Pass) -> Any:
    if not p.train:
        return p.right_out(), *p.running
    mean, var = p.batch(unbiased=True)
    return p.right_out(), p.running_mean + p.momentum * mean, p.running_var + p.momentum * var


@AVERAGES.misconception(
    "In test mode the batch is normalized with its own statistics. A single sample would then "
    "become beta: test mode uses the running averages from training."
)
def batch_used_in_test(p: Pass) -> Any:
    return p.out(*p.batch()), *p.right_averages()


@AVERAGES.misconception(
    "train is not used: test mode does everything that training does.", in_part=True
)
def always_training(p: Pass) -> Any:
    return replace(p, train=True).right_out(), *replace(p, train=True).right_averages()


@AVERAGES.misconception("train is not used: training does what test mode should do.")
def never_training(p: Pass) -> Any:
    return replace(p, train=False).right_out(), *p.running


@AVERAGES.misconception(
    "The modes are swapped: what belongs to training happens when train is False."
)
def modes_exchanged(p: Pass) -> Any:
    other = replace(p, train=not p.train)
    return other.right_out(), *other.right_averages()


@AVERAGES.misconception(
    "In training the batch is normalized with the running averages that came in. They are for test "
    "mode; training uses the batch's own statistics."
)
def old_averages_used(p: Pass) -> Any:
    return p.out(*p.running), *p.right_averages()


@AVERAGES.misconception(
    "In training the batch is normalized with the running averages, after their update. They are "
    "for test mode; training uses the batch's own statistics."
)
def new_averages_used(p: Pass) -> Any:
    averages = p.right_averages()
    return p.out(*averages), *averages


@AVERAGES.misconception(
    "The running averages change in test mode too. Only training may change them: test data must "
    "leave no trace."
)
def moved_in_test(p: Pass) -> Any:
    return p.right_out(), *replace(p, train=True).right_averages()


@AVERAGES.misconception(
    "The running averages come back as they came in: the batch never enters them."
)
def averages_not_moved(p: Pass) -> Any:
    return p.right_out(), *p.running


@AVERAGES.misconception(
    "The batch's own statistics come back as running averages: the old averages are forgotten."
)
def averages_replaced(p: Pass) -> Any:
    return p.right_out(), *(p.batch(unbiased=True) if p.train else p.running)


@AVERAGES.misconception(
    "The running variance gets the standard deviation of the batch, not its variance."
)
def deviation_kept(p: Pass) -> Any:
    mean, var = p.batch(unbiased=True)
    return p.right_out(), *(p.moved(mean, torch.sqrt(var)) if p.train else p.running)


@AVERAGES.misconception("The running variance contains eps. Add eps only when you divide.")
def eps_kept(p: Pass) -> Any:
    mean, var = p.batch(unbiased=True)
    return p.right_out(), *(p.moved(mean, var + p.eps) if p.train else p.running)


@AVERAGES.misconception(
    "All numbers of the batch share one mean and one variance: does mean() lack its axis?"
)
def one_for_all(p: Pass) -> Any:
    mean, var = (torch.ones_like(p.gamma) * s for s in (p.x.mean(), p.x.var(correction=0)))
    count = p.x.numel()
    averages = p.moved(mean, var * count / (count - 1))
    return (p.out(mean, var), *averages) if p.train else (p.right_out(), *p.running)
