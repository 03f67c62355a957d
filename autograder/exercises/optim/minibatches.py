"""Assignment 05: an epoch, dealt out in batches."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.core.exercise import Case, Value, exercise
from autograder.exercises.inputs import signed
from autograder.reference import optim as ref
from autograder.reference.backend import torch

if TYPE_CHECKING:
    from torch import Tensor

FEWEST = 37
"""Samples in the smallest case.

If nothing is shuffled, or only whole batches are, more than half of the samples keep an old
neighbour. In a random order of N samples, k given pairs of neighbours stay together
in at most 2ᵏ (N − k)! of the N! orders, and there are (N − 1 choose k) ways to choose k pairs.
So k or more stay together with a probability below 2ᵏ/k!, which is 4·10⁻¹² for half of 37. Two
random orders are the same with one below 10⁻⁴². The correlation of a random order with the
old one has the variance 1/(N − 1): for it to be ``SORTED``, it must be 5.7 standard deviations
away from 0. Even the tails of a normal distribution, which are heavier, reach that far only once
in 10⁸. With four epochs in each of sixteen cases, of which six are this small, fewer than one
right answer in a million is refused.
"""

SORTED = 0.95
"""An order whose correlation with that of x is at least this high, or this low, is not shuffled."""


def four_epochs(
    student: Callable[..., Any], x: np.ndarray, y: np.ndarray, size: int, seed: int
) -> Any:
    """Two epochs in a row from one seed, the first of them again, and one from another seed.

    An endless epoch is cut off after one batch more than there are samples.
    """

    def epoch(rng: np.random.Generator) -> Any:
        batches = student(x, y, size, rng)
        if batches is None or isinstance(batches, str):
            return batches
        found: list[Any] = []
        for batch in batches:
            found.append(batch)
            if len(found) > len(x):
                break
        return found

    one, again, other = (np.random.default_rng(each) for each in (seed, seed, seed + 1))
    return [epoch(one), epoch(one), epoch(again), epoch(other)]


def properties(
    answer: Value, x: np.ndarray, y: np.ndarray, size: int, seed: int
) -> dict[str, Value]:
    """What holds for every right epoch, whatever its order."""
    of_x, of_y = (
        [_places(epoch, side, given) for epoch in answer] for side, given in ((0, x), (1, y))
    )
    first, following, again, other = of_x
    once = np.arange(len(x))
    return {
        "every sample of x must occur exactly once in an epoch": _all_equal(
            map(np.sort, of_x), once
        ),
        "every label of y must occur exactly once in an epoch": _all_equal(
            map(np.sort, of_y), once
        ),
        "every sample must be in the same batch and place as its label": all(
            map(np.array_equal, of_x, of_y)
        ),
        "shuffling must separate most samples from their old neighbours": all(
            _neighbours(places) <= len(places) / 2 for places in of_x
        ),
        "a batch must mix samples from everywhere in x": all(
            abs(_correlation(places)) < SORTED for places in of_x
        ),
        "the same seed must give the same batches": np.array_equal(first, again),
        "the next epoch from the same generator must have another order": not np.array_equal(
            first, following
        ),
        "another seed must give another order": not np.array_equal(first, other),
    }


def _places(epoch: Value, side: int, given: np.ndarray) -> np.ndarray:
    """The place in x (side 0) or y (side 1) of each sample of an epoch; −1 if it is in neither."""
    known = {row.tobytes(): place for place, row in enumerate(given)}
    with np.errstate(invalid="ignore"):  # NaN is no place in integers either
        rows = [row for batch in epoch for row in batch[side].astype(given.dtype)]
    return np.array([known.get(row.tobytes(), -1) for row in rows], dtype=int)


def _all_equal(found: Any, wanted: np.ndarray) -> bool:
    return all(np.array_equal(each, wanted) for each in found)


def _neighbours(places: np.ndarray) -> int:
    return int((np.abs(np.diff(places)) == 1).sum())


def _correlation(places: np.ndarray) -> float:
    """Of the new order with the old one; 0 if all places are the same."""
    if len(set(places)) < 2:
        return 0.0
    return float(np.corrcoef(places, np.arange(len(places)))[0, 1])


@exercise(
    "optim.minibatches",
    points=8,
    reference=ref.minibatches,
    probe=four_epochs,
    properties=properties,
    outputs=(
        "batches of the first epoch",
        "batches of the next epoch",
        "batches of the same seed again",
        "batches of another seed",
    ),
    hints=(
        "x and y are shuffled in the same way if you index both with the same list of places.",
        "rng.permutation(n) gives the numbers from 0 to n − 1 in a random order.",
        "range(0, n, size) gives the place where each batch starts, including the last, smaller "
        "one; a slice that reaches beyond the end just stops there.",
    ),
)
def minibatches(rng: np.random.Generator) -> Iterator[Case]:
    """minibatches deals out every sample once, in random order, with its label."""
    for name, n, size, shape, target in (
        ("size 8, the last batch is smaller", 8 * _several(rng) + 3, 8, (2,), ()),
        ("size 6, nothing is left over", 6 * _several(rng), 6, (3,), ()),
        ("size 10, a single sample is left over", 10 * _several(rng) + 1, 10, (2,), ()),
        ("images", 7 * _several(rng) + 4, 7, (3, 2, 4), ()),
        ("labels of two numbers each", 9 * _several(rng) + 5, 9, (4,), (2,)),
        ("size 1", FEWEST + int(rng.integers(9)), 1, (2,), ()),
        ("one batch holds all", FEWEST, FEWEST, (), ()),
        ("size is larger than N", FEWEST + int(rng.integers(9)), 50, (2,), ()),
    ):
        labels: Any = rng.permutation(100 * n)[: n * math.prod(target)].reshape(n, *target)
        labels = labels / 4 if target else labels
        yield Case(
            f"{name}: {n} samples",
            x=signed(rng, n, *shape), y=labels, size=size, seed=int(rng.integers(10**6)),
        )  # fmt: skip


def _several(rng: np.random.Generator) -> int:
    """Enough batches that two random orders of them are never the same by chance."""
    return int(rng.integers(13, 18))


Orders = list["Tensor"]


def _orders(x: Tensor, seed: int) -> Orders:
    """The orders of four right epochs."""
    one, other = (torch.Generator().manual_seed(each) for each in (seed, seed + 1))
    first, following = (torch.randperm(len(x), generator=one) for _ in range(2))
    return [first, following, first, torch.randperm(len(x), generator=other)]


def _dealt(x: Tensor, y: Tensor, size: int, orders: Orders) -> Any:
    return [ref.batches(x, y, torch.split(order, size)) for order in orders]


@minibatches.misconception(
    "The last, smaller batch is dropped. Its samples are missing from this epoch."
)
def last_dropped(x: Tensor, y: Tensor, size: int, seed: int) -> Any:
    return [
        ref.batches(x, y, torch.split(order[: len(x) // size * size], size))
        if len(x) >= size
        else []
        for order in _orders(x, seed)
    ]


@minibatches.misconception(
    "The last batch is filled up with samples that have already been used. It should hold only "
    "what is left."
)
def filled_up(x: Tensor, y: Tensor, size: int, seed: int) -> Any:
    count = -(-len(x) // size) * size
    return _dealt(x, y, size, [order.repeat(2)[:count] for order in _orders(x, seed)])


@minibatches.misconception(
    "Samples are drawn with replacement: some come twice in an epoch, others not at all."
)
def with_replacement(x: Tensor, y: Tensor, size: int, seed: int) -> Any:
    return _dealt(x, y, size, [order * order % len(x) for order in _orders(x, seed)])


@minibatches.misconception(
    "x and y are shuffled independently, or only one of them is: the samples lose their labels."
)
def pairs_broken(x: Tensor, y: Tensor, size: int, seed: int) -> Any:
    orders = _orders(x, seed)
    of_x, of_y = _dealt(x, y, size, orders), _dealt(x, y, size, [each.flip(0) for each in orders])
    return [
        [(first[0], second[1]) for first, second in zip(*pair, strict=True)]
        for pair in zip(of_x, of_y, strict=True)
    ]


@minibatches.misconception("Nothing is shuffled: the samples come in the order of x.")
def not_shuffled(x: Tensor, y: Tensor, size: int, seed: int) -> Any:
    return _dealt(x, y, size, [torch.arange(len(x))] * 4)


@minibatches.misconception(
    "The batches are shuffled, but not the samples: those that stand side by side in x always "
    "come together."
)
def batches_shuffled(x: Tensor, y: Tensor, size: int, seed: int) -> Any:
    blocks = torch.split(torch.arange(len(x)), size)
    return [ref.batches(x, y, _of(blocks, order)) for order in _orders(x, seed)]


def _of(blocks: Any, order: Tensor) -> Any:
    """The whole blocks in a random order, the smaller one last."""
    whole = [int(i) for i in order if i < len(blocks) - 1]
    return [*(blocks[i] for i in whole), blocks[-1]]


@minibatches.misconception(
    "The samples are shuffled only inside each batch: every batch holds the same samples in all "
    "epochs."
)
def shuffled_inside(x: Tensor, y: Tensor, size: int, seed: int) -> Any:
    inside = [order[(order // size).argsort(stable=True)] for order in _orders(x, seed)]
    return _dealt(x, y, size, inside)


@minibatches.misconception(
    "The order is the same for every seed and in every epoch: the random numbers come from a "
    "generator with its own seed, not from rng."
)
def own_seed(x: Tensor, y: Tensor, size: int, seed: int) -> Any:
    return _dealt(x, y, size, [_orders(x, 0)[0]] * 4)


@minibatches.misconception(
    "The same seed gives different batches: the random numbers come from elsewhere, not from rng."
)
def unseeded(x: Tensor, y: Tensor, size: int, seed: int) -> Any:
    first, following, _, other = _orders(x, seed)
    return _dealt(x, y, size, [first, following, other, first.flip(0)])


@minibatches.misconception("The pairs hold the labels first. x comes first, then y.")
def y_first(x: Tensor, y: Tensor, size: int, seed: int) -> Any:
    dealt = _dealt(x, y, size, _orders(x, seed))
    return [[pair[::-1] for pair in epoch] for epoch in dealt]


@minibatches.misconception(
    "You use size as the number of batches. It is the number of samples in a batch."
)
def size_many_batches(x: Tensor, y: Tensor, size: int, seed: int) -> Any:
    """As many batches as ``four_epochs`` takes."""
    parts = [order.tensor_split(size)[: len(x) + 1] for order in _orders(x, seed)]
    return [ref.batches(x, y, each) for each in parts]


@minibatches.misconception(
    "The samples are spread evenly over the batches. All batches hold size samples, except the "
    "last, which holds what is left."
)
def spread_evenly(x: Tensor, y: Tensor, size: int, seed: int) -> Any:
    count = -(-len(x) // size)
    parts = [order.tensor_split(count) for order in _orders(x, seed)]
    return [ref.batches(x, y, each) for each in parts]
