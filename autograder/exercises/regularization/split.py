"""Assignment 04: training, validation and test set, judged by properties of every right deal."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.core.exercise import Case, Family, Value, exercise
from autograder.exercises.inputs import signed
from autograder.reference import regularization as ref
from autograder.reference.backend import torch

if TYPE_CHECKING:
    from torch import Generator, Tensor

Fractions = tuple[float, float, float]

PARTS = ("x_train", "y_train", "x_val", "y_val", "x_test", "y_test")
RARE = 1e12
"""If a set can be chosen in more ways than this, a coincidence does not count as luck.

Of the C(N, n) ways to choose n of N samples, N − n + 1 are blocks, and a second seed chooses the
same samples with a probability of 1/C(N, n), likewise the next call: with N below 200, three sets
and three deals, fewer than one right answer in 10⁹ cases is refused.
"""


def four_deals(student: Any, x: Any, y: Any, fractions: Fractions, seed: int) -> Any:
    """Two deals in a row from one seed, the first of them again, one from another seed.

    At the end, whether numpy.random is as it was.

    An empty set may have any shape: np.array([]) will do.
    """

    def shaped(part: Any, like: Any) -> Any:
        return like[:0] if isinstance(part, np.ndarray) and part.shape[:1] == (0,) else part

    before = np.random.get_state()
    one, again, other = (np.random.default_rng(each) for each in (seed, seed, seed + 1))
    deals = [student(x, y, fractions, rng) for rng in (one, one, again, other)]
    if all(isinstance(deal, (tuple, list)) and len(deal) == 6 for deal in deals):
        deals = [list(map(shaped, deal, [x, y] * 3)) for deal in deals]
    return [*deals, all(map(np.array_equal, before, np.random.get_state()))]


def properties(
    answer: Value, x: np.ndarray, y: np.ndarray, fractions: Fractions, seed: int
) -> dict[str, Value]:
    """What holds for every right deal, whatever its order."""
    *deals, untouched = answer
    found = [[_places(part, x) for part in deal[::2]] for deal in deals]
    first, following, _, other = found
    new, repeats = (first, following, other), all(map(np.array_equal, deals[0], deals[2]))
    return {
        "every row of x_train, x_val and x_test must be a row of x": all(
            (places >= 0).all() for deal in new for places in deal
        ),
        "no sample may occur twice in one set": all(
            len(set(places)) == len(places) for deal in new for places in deal
        ),
        "no sample may occur in two sets": all(
            sum(len(set(places)) for places in deal) == len(set(np.concatenate(deal)))
            for deal in new
        ),
        "every sample must be in one of the sets": all(
            set(np.concatenate(deal)) >= set(range(len(x))) for deal in new
        ),
        "every label must stay with its sample": all(
            np.array_equal(labels, y[places])
            for deal, sets in zip(deals, found, strict=True)
            for labels, places in zip(deal[1::2], sets, strict=True)
        ),
        "samples must be dealt at random, not in their original order": not any(
            _is_block(places, len(x)) for deal in new for places in deal
        ),
        "the same seed must deal the samples in the same way": repeats,
        "the next call with the same rng must deal them in another way": _unlike(
            first, following, len(x)
        ),
        "another seed must deal the samples in another way": _unlike(first, other, len(x)),
        "numpy.random must stay untouched": untouched or not repeats,
    }


def _places(part: np.ndarray, x: np.ndarray) -> np.ndarray:
    """The place of each row in x; −1 if it is not in x."""
    if part.shape[1:] != x.shape[1:]:
        return np.full(len(part), -1)
    same = (part[:, None] == x[None]).all(axis=tuple(range(2, x.ndim + 1)))
    return np.where(same.any(axis=1), same.argmax(axis=1), -1)


def _many_ways(n: int, chosen: int) -> bool:
    return math.comb(n, chosen) > RARE


def _unlike(one: list[np.ndarray], other: list[np.ndarray], n: int) -> bool:
    """Whether no set holds the same samples in both deals, unless there are few ways to choose."""
    pairs = zip(one, other, strict=True)
    return not any(_many_ways(n, len(a)) and set(a) == set(b) for a, b in pairs)


def _is_block(places: np.ndarray, n: int) -> bool:
    """Whether these samples stood side by side, which shuffling prevents."""
    return _many_ways(n, len(places)) and int(np.ptp(places)) == len(places) - 1


@exercise(
    "regularization.split",
    points=4,
    stub="cs_cnn.regularization:train_val_test_split",
    reference=ref.four_deals(ref.split),
    probe=four_deals,
    properties=properties,
    outputs=(*[PARTS] * 4, "numpy.random is untouched"),
    hints=(
        "rng.permutation(n) gives the numbers from 0 to n − 1 in a random order.",
        "x[places] picks the rows at these places. Which places does y need?",
        "Three rounded sizes need not add up to N. Which set gets what the other two leave?",
    ),
)
def split(rng: np.random.Generator) -> Iterator[Case]:
    """train_val_test_split deals every sample into one of three sets, with its label."""
    for name, n, shape, fractions in (
        ("ten samples", 10, (3,), (0.6, 0.3, 0.1)),
        ("100 samples", 100, (4,), (0.5, 0.3, 0.2)),
        ("sizes have to be rounded", 71, (5,), (0.6, 0.25, 0.15)),
        ("a size is rounded up", 93, (2,), (0.4, 0.35, 0.25)),
        ("images", 72, (2, 3, 4), (0.56, 0.26, 0.18)),
        ("no test set", 86, (3,), (0.75, 0.25, 0.0)),
        ("no validation set", 79, (), (0.8, 0.0, 0.2)),
        ("no training set", 77, (2,), (0.0, 0.6, 0.4)),
        ("everything for training", 74, (2,), (1.0, 0.0, 0.0)),
    ):
        x, y = signed(rng, n, *shape), rng.integers(10, size=n)
        yield Case(name, x=x, y=y, fractions=fractions, seed=int(rng.integers(10**6)))
    x, y = signed(rng, 120, 6), np.repeat(np.arange(10), 12)
    seed = int(rng.integers(10**6))
    yield Case("sorted by label", x=x, y=y, fractions=(0.7, 0.2, 0.1), seed=seed)


WRONG_DEALS = Family()
WRONG_DEALS.join(split, ref.four_deals)


def _order(x: Tensor, rng: Generator) -> Tensor:
    return torch.randperm(len(x), generator=rng).to(x.device)


def _sizes(x: Tensor, fractions: Fractions) -> list[int]:
    """The right sizes."""
    n_val, n_test = (round(len(x) * fraction) for fraction in fractions[1:])
    return [len(x) - n_val - n_test, n_val, n_test]


def _dealt(x: Tensor, y: Tensor, order: Tensor, sizes: list[int]) -> Any:
    ends = [sum(sizes[:i]) for i in range(4)]
    return ref.parts(x, y, *(order[low:high] for low, high in itertools.pairwise(ends)))


@WRONG_DEALS.misconception(
    "The samples are dealt in their original order. If they are sorted by label, one set holds "
    "labels that another never sees."
)
def not_shuffled(x: Tensor, y: Tensor, fractions: Fractions, rng: Generator) -> Any:
    return _dealt(x, y, torch.arange(len(x), device=x.device), _sizes(x, fractions))


@WRONG_DEALS.misconception(
    "x and y are not shuffled in the same way: labels end up with other samples."
)
def shuffled_apart(x: Tensor, y: Tensor, fractions: Fractions, rng: Generator) -> Any:
    return ref.split(x, y[_order(x, rng)], fractions, rng)


@WRONG_DEALS.misconception(
    "All three sizes are rounded down, and the samples that are left over get lost."
)
def samples_lost(x: Tensor, y: Tensor, fractions: Fractions, rng: Generator) -> Any:
    return _dealt(x, y, _order(x, rng), [int(len(x) * part) for part in fractions])


@WRONG_DEALS.misconception(
    "Sizes are rounded down. Here they are rounded to the nearest whole number."
)
def rounded_down(x: Tensor, y: Tensor, fractions: Fractions, rng: Generator) -> Any:
    n_val, n_test = (int(len(x) * part) for part in fractions[1:])
    return _dealt(x, y, _order(x, rng), [len(x) - n_val - n_test, n_val, n_test])


@WRONG_DEALS.misconception(
    "The training set is rounded, and the test set gets what is left over. Here the training set "
    "gets it."
)
def test_gets_the_rest(x: Tensor, y: Tensor, fractions: Fractions, rng: Generator) -> Any:
    n_train, n_val = (round(len(x) * part) for part in fractions[:2])
    return _dealt(x, y, _order(x, rng), [n_train, n_val, len(x) - n_train - n_val])


@WRONG_DEALS.misconception(
    "You round the borders between the sets. Round the sizes of the validation and the test set "
    "instead."
)
def borders_rounded(x: Tensor, y: Tensor, fractions: Fractions, rng: Generator) -> Any:
    first, second = (round(len(x) * sum(fractions[:count])) for count in (1, 2))
    return _dealt(x, y, _order(x, rng), [first, second - first, len(x) - second])


@WRONG_DEALS.misconception(
    "The borders between the sets are rounded down, so that the last set gets what is left over. "
    "Here the training set gets it."
)
def borders_cut_off(x: Tensor, y: Tensor, fractions: Fractions, rng: Generator) -> Any:
    first, second = (int(len(x) * sum(fractions[:count])) for count in (1, 2))
    return _dealt(x, y, _order(x, rng), [first, second - first, len(x) - second])


@WRONG_DEALS.misconception(
    "An empty set gets all samples: −0 is 0, so the slice [-n:] is everything if n is 0."
)
def all_for_none(x: Tensor, y: Tensor, fractions: Fractions, rng: Generator) -> Any:
    order, (n_train, n_val, n_test) = _order(x, rng), _sizes(x, fractions)
    return ref.parts(x, y, order[:n_train], order[n_train : n_train + n_val], order[-n_test:])


@WRONG_DEALS.misconception(
    "The sets overlap: each is drawn from all samples, so that samples you train on are in the "
    "validation or test set too, and others are in none."
)
def overlapping(x: Tensor, y: Tensor, fractions: Fractions, rng: Generator) -> Any:
    places = (_order(x, rng)[:size] for size in _sizes(x, fractions))
    return ref.parts(x, y, *places)


@WRONG_DEALS.misconception(
    "Samples are drawn with replacement: some occur several times, others not at all."
)
def put_back(x: Tensor, y: Tensor, fractions: Fractions, rng: Generator) -> Any:
    order = torch.randint(len(x), (len(x),), generator=rng).to(x.device)
    return _dealt(x, y, order, _sizes(x, fractions))


@WRONG_DEALS.misconception("The samples of the validation set stay in the training set too.")
def validation_stays(x: Tensor, y: Tensor, fractions: Fractions, rng: Generator) -> Any:
    order, (n_train, n_val, _) = _order(x, rng), _sizes(x, fractions)
    rest = order[: n_train + n_val]
    return ref.parts(x, y, rest, order[n_train : n_train + n_val], order[n_train + n_val :])


@WRONG_DEALS.misconception("The validation set and the test set are swapped.")
def exchanged(x: Tensor, y: Tensor, fractions: Fractions, rng: Generator) -> Any:
    train, labels, *rest = ref.split(x, y, fractions, rng)
    return train, labels, *rest[2:], *rest[:2]


@WRONG_DEALS.misconception(
    "All parts of x come first, then those of y. Here the y of a set follows its x."
)
def x_first(x: Tensor, y: Tensor, fractions: Fractions, rng: Generator) -> Any:
    parts = ref.split(x, y, fractions, rng)
    return *parts[::2], *parts[1::2]


@WRONG_DEALS.misconception(
    "Every call deals the samples the same way, whatever rng is: do you draw from a generator with "
    "its own seed?"
)
def own_seed(x: Tensor, y: Tensor, fractions: Fractions, rng: Generator) -> Any:
    return ref.split(x, y, fractions, ref.generator(0))


@WRONG_DEALS.misconception(
    "The same seed deals the samples differently every time: do you draw only from rng?"
)
def not_from_rng(x: Tensor, y: Tensor, fractions: Fractions, rng: Generator) -> Any:
    fresh = torch.Generator()
    fresh.seed()
    return ref.split(x, y, fractions, fresh)
