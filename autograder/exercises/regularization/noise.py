"""Assignment 04: normal noise, judged by properties of every right answer, however it draws.

In one submission chance decides fewer than 100 properties. Each is wrong with a probability
below 8e-9, all together with less than one in a million.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.core.exercise import Case, Family, exercise
from autograder.exercises.inputs import signed
from autograder.exercises.regularization import chance
from autograder.reference import regularization as ref
from autograder.reference.backend import torch

if TYPE_CHECKING:
    from torch import Tensor

OWN = tuple(f"every {each} gets noise of its own" for each in ("image", "channel", "row", "column"))
X_ITSELF = "how often the answer contains x, to the nearest whole number,"
OF_NOISE = (
    "the noise must have mean 0",
    "the spread of the noise, to the nearest sigma/2,",
    "the noise must have standard deviation sigma",
    "68% of the noise must lie within its standard deviation",
    "every number must get its own noise",
)
"""Properties by name; the spread shows a misconception about sigma."""


def four_times(student: Callable[..., Any], x: Any, sigma: float, seed: int) -> Any:
    """Twice from one generator, once more from its seed, once from another seed.

    At the end, whether numpy.random is as it was.
    """
    before = np.random.get_state()
    rng = np.random.default_rng(seed)
    first, second = student(x, sigma, rng), student(x, sigma, rng)
    again = student(x, sigma, np.random.default_rng(seed))
    other = student(x, sigma, np.random.default_rng(seed + 1))
    return first, second, again, other, all(map(np.array_equal, before, np.random.get_state()))


def properties(answer: tuple[Any, ...], x: np.ndarray, sigma: float, seed: int) -> dict[str, Any]:
    """Properties of four noisy copies of x."""
    *noisy, untouched = answer
    first, second, again, other = noisy
    repeats = bool((first == again).all())
    same = {
        "the same seed must give the same noise": repeats,
        "numpy.random must stay untouched": untouched or not repeats,
    }
    if sigma == 0:
        return {"noise of sigma 0 must change nothing": bool((np.stack(noisy) == x).all()), **same}
    with np.errstate(all="ignore"):
        measured = _measured(np.stack([first, second, other]) - x, x, sigma)
    return {
        **measured,
        **same,
        "another seed must give other noise": bool((first != other).any()),
        "the next batch from the same generator must get other noise": bool(
            (first != second).any()
        ),
    }


def _measured(noise: np.ndarray, x: np.ndarray, sigma: float) -> dict[str, Any]:
    """Of (3, N, C, H, W). Only noise that was added to x number by number is measured further."""
    own = {name: not chance.is_constant_along(noise, axis) for axis, name in enumerate(OWN, 1)}
    share = float(np.round(1 + np.vdot(noise.mean(axis=0), x) / np.vdot(x, x)))
    plain = all(own.values()) and share == 1
    dark = np.broadcast_to(np.abs(x) <= np.median(np.abs(x)), noise.shape)
    added = plain and chance.have_one_spread(noise[dark], noise[~dark])
    return {
        **own,
        X_ITSELF: share,
        "the noise must not depend on x": added or not plain,
        **(_of_noise(noise, sigma) if added else _of_noise_as_it_should_be(sigma)),
    }


def _of_noise(noise: np.ndarray, sigma: float) -> dict[str, Any]:
    rounded = float(np.round(2 * noise.std() / sigma)) / 2 * sigma
    alone = [chance.is_independent_along(noise, axis) for axis, _ in enumerate(OWN, 1)]
    return dict(zip(OF_NOISE, (
        chance.has_mean_0(noise), rounded, chance.has_spread(noise, sigma),
        chance.is_bell(noise), all(alone),
    ), strict=True))  # fmt: skip


def _of_noise_as_it_should_be(sigma: float) -> dict[str, Any]:
    return dict(zip(OF_NOISE, (True, sigma, True, True, True), strict=True))


def four(noisy: Callable[..., Tensor], x: Tensor, sigma: float) -> tuple[Any, ...]:
    """Three draws, of which the first occurs twice; numpy.random is untouched."""
    first, second, other = (noisy(x, sigma) for _ in range(3))
    return first, second, first, other, True


@exercise(
    "regularization.noise",
    points=3,
    stub="cs_cnn.regularization:add_noise",
    reference=lambda x, sigma, seed: four(ref.add_noise, x, sigma),
    outputs=("first", "second", "again", "other", "numpy.random is untouched"),
    probe=four_times,
    properties=properties,
    hints=(
        "A generator has a method for normal numbers; it takes the shape you need.",
        "If z has standard deviation 1, which standard deviation does sigma z have?",
        "How many numbers must you draw if every channel of every pixel gets its own?",
    ),
)
def noise(rng: np.random.Generator) -> Iterator[Case]:
    """add_noise adds normal noise to every number, from the generator that it is given."""
    for sigma in (0.1, 3.0, 0.5):
        n, c, h, w = (int(size) for size in rng.permutation([6, 7, 8, 9]))
        x = signed(rng, n, c, h, w) * 2
        yield Case(f"sigma {sigma:g}", x=x, sigma=sigma, seed=int(rng.integers(10**6)))
    x = np.maximum(signed(rng, 7, 6, 9, 8), 0) / 2
    yield Case(
        "sigma 0.1, half of the numbers are 0", x=x, sigma=0.1, seed=int(rng.integers(10**6))
    )
    x = signed(rng, 1, 1, 6, 5)
    yield Case("sigma 0", x=x, sigma=0.0, seed=int(rng.integers(10**6)))


def _repeated(noisy: Callable[..., Tensor]) -> Callable[..., tuple[Tensor, ...]]:
    """Four answers, with new noise at every call."""

    def wrong(x: Tensor, sigma: float, seed: int) -> tuple[Any, ...]:
        return four(noisy, x, sigma)

    return wrong


WRONG_NOISE = Family()
WRONG_NOISE.join(noise, _repeated)


@WRONG_NOISE.misconception(
    "You use sigma as the variance, so the noise has standard deviation √sigma. sigma is the "
    "standard deviation."
)
def sigma_as_variance(x: Tensor, sigma: float) -> Tensor:
    return ref.add_noise(x, sigma**0.5)


@WRONG_NOISE.misconception(
    "The standard deviation of the noise is sigma². NumPy's normal() takes the standard deviation, "
    "not the variance."
)
def sigma_squared(x: Tensor, sigma: float) -> Tensor:
    return ref.add_noise(x, sigma**2)


@WRONG_NOISE.misconception("sigma is not used: the noise always has standard deviation 1.")
def sigma_left_out(x: Tensor, sigma: float) -> Tensor:
    return ref.add_noise(x, 1.0)


@WRONG_NOISE.misconception("sigma is the mean of your noise: which one does normal() take first?")
def sigma_as_mean(x: Tensor, sigma: float) -> Tensor:
    return ref.add_noise(x + sigma, 1.0)


@WRONG_NOISE.misconception(
    "The noise is multiplied by x: dark pixels get little noise, and black ones none. Add it "
    "instead."
)
def multiplied(x: Tensor, sigma: float) -> Tensor:
    return x * ref.add_noise(torch.ones_like(x), sigma)


@WRONG_NOISE.misconception("The noise comes back alone, without x.")
def without_x(x: Tensor, sigma: float) -> Tensor:
    return ref.add_noise(torch.zeros_like(x), sigma)


@WRONG_NOISE.misconception("There is no noise: x comes back as it is.")
def nothing_added(x: Tensor, sigma: float) -> Tensor:
    return x.clone()


@WRONG_NOISE.misconception(
    "The noise is never negative, so all images become brighter. Are the draws uniform between 0 "
    "and sigma?"
)
def uniform_above_0(x: Tensor, sigma: float) -> Tensor:
    return x + sigma * torch.rand_like(x)


@WRONG_NOISE.misconception(
    "The noise is uniform between −sigma and sigma. Normal noise has no bounds, and most of it is "
    "near 0."
)
def uniform(x: Tensor, sigma: float) -> Tensor:
    return x + sigma * (2 * torch.rand_like(x) - 1)


@WRONG_NOISE.misconception("The noise is never negative: it has lost its sign.")
def absolute(x: Tensor, sigma: float) -> Tensor:
    return x + sigma * torch.randn_like(x).abs()


@WRONG_NOISE.misconception(
    "All images get the same noise. Draw for the whole batch: what is its shape?"
)
def same_for_images(x: Tensor, sigma: float) -> Tensor:
    return x + sigma * torch.randn_like(x[0])


@WRONG_NOISE.misconception(
    "All channels of an image get the same noise: it is grey. Every number gets its own."
)
def same_for_channels(x: Tensor, sigma: float) -> Tensor:
    return x + sigma * torch.randn_like(x[:, :1])


@WRONG_NOISE.misconception(
    "All pixels of an image get the same noise: it becomes brighter or darker. Draw a number for "
    "each."
)
def one_for_an_image(x: Tensor, sigma: float) -> Tensor:
    return x + sigma * torch.randn_like(x[:, :1, :1, :1])


@WRONG_NOISE.misconception(
    "You draw one number and add it everywhere. Did you say how many numbers you need?"
)
def one_for_all(x: Tensor, sigma: float) -> Tensor:
    return x + sigma * torch.randn_like(x[0, 0, 0, 0])


@WRONG_NOISE.misconception("Values outside the range from 0 to 1 are clipped. Here they must stay.")
def clipped(x: Tensor, sigma: float) -> Tensor:
    return ref.add_noise(x, sigma).clamp(0, 1)


@noise.misconception(
    "You do not draw from rng: the same seed gives other noise every time. Do you use np.random, "
    "or a new generator?"
)
def other_generator(x: Tensor, sigma: float, seed: int) -> tuple[Any, ...]:
    first, second, _, other, untouched = four(ref.add_noise, x, sigma)
    return first, second, ref.add_noise(x, sigma), other, untouched


@noise.misconception(
    "Every call gives the same noise, whatever rng is. Does your function create a generator with "
    "its own seed?"
)
def seed_inside(x: Tensor, sigma: float, seed: int) -> tuple[Any, ...]:
    return *[ref.add_noise(x, sigma)] * 4, True
