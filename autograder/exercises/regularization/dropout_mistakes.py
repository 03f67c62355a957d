"""Assignment 04: what goes wrong in dropout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.core.exercise import Family
from autograder.exercises.regularization.dropout_forward import dropout_forward
from autograder.reference import regularization as ref
from autograder.reference.backend import torch

if TYPE_CHECKING:
    from torch import Generator, Tensor

    Pair = tuple[Tensor, Tensor]

WRONG_CALLS = Family()
WRONG_CALLS.join(dropout_forward, ref.six_calls)


def _kept(x: Tensor, p: float, rng: Generator) -> Tensor:
    """1 with probability 1 − p, else 0."""
    return ref.kept(x, p, rng)


def _with(x: Tensor, mask: Tensor) -> Pair:
    return x * mask, mask


@WRONG_CALLS.misconception(
    "You use p as the probability of keeping a unit. Here it is the probability of dropping it."
)
def p_keeps(x: Tensor, p: float, rng: Generator, train: bool) -> Pair:
    return (
        _with(x, (1 - _kept(x, p, rng)) / x.new_tensor(p))
        if train
        else ref.dropout(x, p, rng, train)
    )


@WRONG_CALLS.misconception(
    "Units are dropped, and those that stay are not scaled up: the mean shrinks by the factor 1 − "
    "p. At test time, when all units are there, the next layer gets larger inputs than in "
    "training."
)
def not_scaled(x: Tensor, p: float, rng: Generator, train: bool) -> Pair:
    return _with(x, _kept(x, p, rng) if train else torch.ones_like(x))


@WRONG_CALLS.misconception(
    "This is dropout as first published: nothing is scaled in training, everything at test time. "
    "Inverted dropout scales in training, so that test time needs no scaling."
)
def scaled_at_test_time(x: Tensor, p: float, rng: Generator, train: bool) -> Pair:
    return _with(x, _kept(x, p, rng) if train else torch.full_like(x, 1 - p))


@WRONG_CALLS.misconception(
    "You scale in training and once more at test time. The mean is already right: at test time "
    "everything stays as it is."
)
def scaled_twice(x: Tensor, p: float, rng: Generator, train: bool) -> Pair:
    return ref.dropout(x, p, rng, True) if train else _with(x, torch.full_like(x, 1 - p))


@WRONG_CALLS.misconception(
    "Nothing is scaled in training, and out is shrunk at test time, as in the original dropout. "
    "Inverted dropout scales in training, and at test time out is x."
)
def out_scaled_at_test_time(x: Tensor, p: float, rng: Generator, train: bool) -> Pair:
    ones = torch.ones_like(x)
    return _with(x, _kept(x, p, rng)) if train else (x * (1 - p), ones)


@WRONG_CALLS.misconception(
    "The factor 1 / (1 − p) is applied at test time too, when no unit is missing and nothing needs "
    "compensation."
)
def factor_at_test_time(x: Tensor, p: float, rng: Generator, train: bool) -> Pair:
    return ref.dropout(x, p, rng, True) if train else _with(x, torch.full_like(x, 1 / (1 - p)))


@WRONG_CALLS.misconception("Units are dropped at test time too: train is not used.")
def train_ignored(x: Tensor, p: float, rng: Generator, train: bool) -> Pair:
    return ref.dropout(x, p, rng, True)


@WRONG_CALLS.misconception(
    "The units that stay are divided by p, the probability of dropping. The scaling must "
    "compensate for the share that stays."
)
def divided_by_p(x: Tensor, p: float, rng: Generator, train: bool) -> Pair:
    return _with(x, _kept(x, p, rng) / x.new_tensor(p) if train else torch.ones_like(x))


@WRONG_CALLS.misconception(
    "The units that stay are multiplied by 1 − p. The mean has shrunk by that factor already."
)
def multiplied(x: Tensor, p: float, rng: Generator, train: bool) -> Pair:
    return _with(x, _kept(x, p, rng) * (1 - p) if train else torch.ones_like(x))


@WRONG_CALLS.misconception(
    "mask is True and False. dropout_backward gets only mask, so mask must contain the factor."
)
def mask_of_bools(x: Tensor, p: float, rng: Generator, train: bool) -> Pair:
    out, mask = ref.dropout(x, p, rng, train)
    return out, mask > 0


@WRONG_CALLS.misconception(
    "out is scaled and mask is not. dropout_backward gets only mask, so mask must contain the "
    "factor too."
)
def mask_without_factor(x: Tensor, p: float, rng: Generator, train: bool) -> Pair:
    mask = _kept(x, p, rng) if train else torch.ones_like(x)
    return (x * mask / (1 - p) if train else x), mask


@WRONG_CALLS.misconception("mask marks the units that are dropped. It should be what multiplies x.")
def mask_of_dropped(x: Tensor, p: float, rng: Generator, train: bool) -> Pair:
    out, mask = ref.dropout(x, p, rng, train)
    return out, (mask == 0).to(x)


@WRONG_CALLS.misconception("You draw and return mask, but out is x: nothing is dropped.")
def mask_not_used(x: Tensor, p: float, rng: Generator, train: bool) -> Pair:
    return x, ref.dropout(x, p, rng, train)[1]


@WRONG_CALLS.misconception(
    "You compute out with one mask and return another: draw once, and use the same mask for both."
)
def drawn_twice(x: Tensor, p: float, rng: Generator, train: bool) -> Pair:
    return ref.dropout(x, p, rng, train)[0], ref.dropout(x, p, rng, train)[1]


@WRONG_CALLS.misconception("The two are swapped: out comes first, then mask.")
def mask_first(x: Tensor, p: float, rng: Generator, train: bool) -> Pair:
    out, mask = ref.dropout(x, p, rng, train)
    return mask, out


@WRONG_CALLS.misconception(
    "All samples of a batch share one mask. Every sample must lose its own units; otherwise the "
    "whole batch trains the same smaller network."
)
def one_mask_for_all(x: Tensor, p: float, rng: Generator, train: bool) -> Pair:
    return _with(x, ref.dropout(x[:1], p, rng, train)[1].expand_as(x))


@WRONG_CALLS.misconception(
    "Whole samples are dropped, with all their units. Each unit must be drawn on its own."
)
def whole_samples(x: Tensor, p: float, rng: Generator, train: bool) -> Pair:
    one = x.flatten(1)[:, 0].reshape(-1, *[1] * (x.ndim - 1))
    return _with(x, ref.dropout(one, p, rng, train)[1].expand_as(x))


@WRONG_CALLS.misconception(
    "Every sample loses the same number of units. Each unit is drawn on its own, so chance decides "
    "how many are dropped."
)
def same_number(x: Tensor, p: float, rng: Generator, train: bool) -> Pair:
    flat = x.flatten(1)
    ranks = torch.rand(flat.shape, generator=rng).argsort(1).argsort(1).to(x.device)
    mask = (ranks >= round(p * flat.shape[1])).reshape(x.shape).to(x) / (1 - p)
    return _with(x, mask if train else torch.ones_like(x))


@WRONG_CALLS.misconception(
    "Every call drops the same number of units, p of all. Each unit is drawn on its own, so chance "
    "decides how many are dropped."
)
def same_number_in_all(x: Tensor, p: float, rng: Generator, train: bool) -> Pair:
    ranks = torch.rand(x.numel(), generator=rng).argsort().argsort().to(x.device)
    mask = (ranks >= round(p * x.numel())).reshape(x.shape).to(x) / (1 - p)
    return _with(x, mask if train else torch.ones_like(x))


@WRONG_CALLS.misconception(
    "Every call drops the same units, whatever rng is: do you draw the mask from a generator with "
    "its own seed?"
)
def own_seed(x: Tensor, p: float, rng: Generator, train: bool) -> Pair:
    return ref.dropout(x, p, torch.Generator().manual_seed(0), train)


@WRONG_CALLS.misconception(
    "The same seed gives another mask every time: do you draw only from rng?"
)
def not_from_rng(x: Tensor, p: float, rng: Generator, train: bool) -> Pair:
    fresh = torch.Generator()
    fresh.seed()
    return ref.dropout(x, p, fresh, train)
