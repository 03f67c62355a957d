"""Assignment 06: an image as a bag of visual words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from autograder.core.exercise import Case, exercise
from autograder.exercises.features.choices import CHOICES
from autograder.exercises.features.inputs import vocabulary
from autograder.exercises.features.nearest_word import nearest_word
from autograder.exercises.inputs import signed, sizes
from autograder.reference import features as ref
from autograder.reference.backend import F, torch

if TYPE_CHECKING:
    from torch import Tensor

CORNER = np.array([[[[2.0, 2, 0], [2, 2, 0], [0, 0, 0], [0, 0, 0]]]])
"""Six patches of 2×2 pixels: one is full, two are empty, three have one or two bright pixels."""


@exercise(
    "features.bag_of_words",
    points=4,
    reference=ref.bag_of_words,
    needs=(nearest_word,),
    hints=(
        "How many patches of 2×2 pixels does an image of 3×4 pixels have? Write them as rows.",
        "im2col of assignment 02 has the same patches as columns, in the order that words have.",
        "One image has P indices from nearest_word. np.bincount with a minlength counts them.",
    ),
)
def bag_of_words(rng: np.random.Generator) -> Iterator[Case]:
    """bag_of_words counts how often each visual word occurs in an image."""
    words = rng.permutation(np.array([[0.0, 0, 0, 0], [2, 2, 2, 2], [1, 1, 0, 0]]))
    yield Case("4×3 pixels by hand, patches of 2×2", x=CORNER, words=words, size=2)
    n, c, h, w, k = sizes(rng, 5, low=4)
    yield _drawn(rng, "a batch, several channels, patches of 3×3", (n, c, h, w), k, 3)
    yield _drawn(rng, "one channel, patches of 2×2", (n, 1, w, h), k, 2)
    yield _drawn(rng, "square images", (n, c, h, h), k, 2)
    yield _drawn(rng, "one image", (1, 3, h, w), k, 3)
    yield _drawn(rng, "patches of one pixel with three channels", (n, 3, h, w), k, 1)
    yield _drawn(rng, "the patch is the whole image", (n + 5, c, 4, 4), k, 4)
    yield _drawn(rng, "as high as a patch, but wider", (n, 2, 4, w), k, 4)
    yield _drawn(rng, "one word: it has all votes", (n, 2, h, w), 1, 3)
    yield _drawn(rng, "more words than patches: most have no votes", (2, 2, 5, 6), 40, 4)
    case = _drawn(rng, "nobody chooses the first and the last word", (n, 2, h, w), k, 2)
    case.inputs["words"][[0, -1]] += 30
    yield case
    x = rng.integers(0, 5, (n, 1, h, w)).astype(float)
    words = rng.permutation(np.array([[0.0], [2], [4], [2]]))
    yield Case("pixels halfway between two words, two words are the same", x=x, words=words, size=1)


def _drawn(
    rng: np.random.Generator, name: str, shape: tuple[int, int, int, int], k: int, size: int
) -> Case:
    x = signed(rng, *shape)
    windows = sliding_window_view(x, (size, size), axis=(2, 3)).transpose(0, 2, 3, 1, 4, 5)
    patches = windows.reshape(-1, shape[1] * size * size)
    return Case(name, x=x, words=vocabulary(rng, patches, k), size=size)


def by_choice(choose: Callable[..., Tensor]) -> Callable[..., Tensor]:
    """A bag of words in which patches choose the wrong one."""

    def bag(x: Tensor, words: Tensor, size: int) -> Tensor:
        each = [choose(patches, words) for patches in ref.patches(x, size)]
        return F.one_hot(torch.stack(each), len(words)).to(x).mean(1)

    return bag


CHOICES.join(bag_of_words, by_choice)


@bag_of_words.misconception(
    "These are counts. A large image would have large numbers: divide by the number of votes."
)
def counts(x: Tensor, words: Tensor, size: int) -> Tensor:
    return ref.bag_of_words(x, words, size) * ref.patches(x, size).shape[1]


@bag_of_words.misconception(
    "The counts are divided by H·W. There are fewer patches than pixels, so the shares do not add "
    "up to 1."
)
def divided_by_pixels(x: Tensor, words: Tensor, size: int) -> Tensor:
    return counts(x, words, size) / x[0, 0].numel()


@bag_of_words.misconception(
    "The counts are divided by K, the number of words. A share is a part of all votes."
)
def divided_by_words(x: Tensor, words: Tensor, size: int) -> Tensor:
    return counts(x, words, size) / len(words)


@bag_of_words.misconception(
    "The shares are whole numbers, so nearly all are 0: // drops what follows the point, / does "
    "not."
)
def whole_numbers(x: Tensor, words: Tensor, size: int) -> Tensor:
    return ref.bag_of_words(x, words, size).floor()


@bag_of_words.misconception(
    "The counts go on from one image to the next. They should start at 0 for each image."
)
def counts_go_on(x: Tensor, words: Tensor, size: int) -> Tensor:
    return ref.bag_of_words(x, words, size).cumsum(0)


@bag_of_words.misconception(
    "The counts are divided by the votes of the whole batch. The shares of each image add up to 1."
)
def divided_by_batch(x: Tensor, words: Tensor, size: int) -> Tensor:
    return ref.bag_of_words(x, words, size) / len(x)


@bag_of_words.misconception(
    "Each word is divided by the votes that it has in all images. It should be divided by the "
    "votes of the image."
)
def divided_by_word(x: Tensor, words: Tensor, size: int) -> Tensor:
    out = ref.bag_of_words(x, words, size)
    return out / out.sum(0).clamp(min=1e-12)


@bag_of_words.misconception(
    "The shares have length 1: you divided by the root of the sum of squares. They should add up "
    "to 1."
)
def length_one(x: Tensor, words: Tensor, size: int) -> Tensor:
    out = ref.bag_of_words(x, words, size)
    return out / ref.lengths(out)


@bag_of_words.misconception("You say whether a word occurs, 1 or 0. Here it counts how often.")
def occurs(x: Tensor, words: Tensor, size: int) -> Tensor:
    return (ref.bag_of_words(x, words, size) > 0).to(x)


@bag_of_words.misconception(
    "A patch votes for all words that are nearer than average ('triangle'). Here it has one vote, "
    "for the nearest word."
)
def triangle(x: Tensor, words: Tensor, size: int) -> Tensor:
    each = [ref.squared_distances(patches, words).sqrt() for patches in ref.patches(x, size)]
    distances = torch.stack(each)
    return (distances.mean(2, keepdim=True) - distances).clamp(min=0).mean(1)


@bag_of_words.misconception(
    "All images have the same shares, those of the whole batch. Each image has its own."
)
def one_for_all(x: Tensor, words: Tensor, size: int) -> Tensor:
    out = ref.bag_of_words(x, words, size)
    return out.mean(0, keepdim=True).expand_as(out)


@bag_of_words.misconception(
    "Patches lie side by side. There should be one at each place where it fits: the next one "
    "starts one pixel farther."
)
def side_by_side(x: Tensor, words: Tensor, size: int) -> Tensor:
    return ref.shares(ref.patches(x, size, size), words)


@bag_of_words.misconception(
    "The last row and the last column of patches are missing. Count: how many patches of two "
    "pixels fit in three?"
)
def last_places_missing(x: Tensor, words: Tensor, size: int) -> Tensor:
    if min(x.shape[2:]) <= size:
        return x.new_full((len(x), len(words)), float("nan"))
    return ref.bag_of_words(x[:, :, :-1, :-1], words, size)


@bag_of_words.misconception(
    "Patches reach beyond the image, where you see zeros. A patch should lie entirely on it."
)
def padded(x: Tensor, words: Tensor, size: int) -> Tensor:
    before, after = (size - 1) // 2, size // 2
    return ref.bag_of_words(F.pad(x, (before, after, before, after)), words, size)


def _ordered(x: Tensor, words: Tensor, size: int, order: tuple[int, ...]) -> Tensor:
    """Patches whose axes (C, rows, columns), or all six, are in another order."""
    windows = x.unfold(2, size, 1).unfold(3, size, 1).permute(0, 2, 3, *order)
    return ref.shares(windows.flatten(3).flatten(1, 2), words)


@bag_of_words.misconception(
    "A patch is written pixel by pixel, all channels of one together. Words are written channel by "
    "channel."
)
def pixel_by_pixel(x: Tensor, words: Tensor, size: int) -> Tensor:
    return _ordered(x, words, size, (4, 5, 1))


@bag_of_words.misconception(
    "A patch is read column by column. Words are written row by row within a channel."
)
def column_by_column(x: Tensor, words: Tensor, size: int) -> Tensor:
    return _ordered(x, words, size, (1, 5, 4))


@bag_of_words.misconception(
    "The axes are flattened before they are in order, so a row mixes pixels of many patches: "
    "reshape never moves an axis."
)
def written_without_order(x: Tensor, words: Tensor, size: int) -> Tensor:
    windows = x.unfold(2, size, 1).unfold(3, size, 1)
    return ref.shares(windows.reshape(len(x), -1, words.shape[1]), words)


@bag_of_words.misconception(
    "The columns of im2col are flattened as if they were rows, so a row mixes pixels of many "
    "patches: reshape never moves an axis, .T or transpose does."
)
def columns_as_rows(x: Tensor, words: Tensor, size: int) -> Tensor:
    return ref.shares(F.unfold(x, size).reshape(len(x), -1, words.shape[1]), words)


@bag_of_words.misconception(
    "The mean of each patch is subtracted before it chooses. Patches choose as they are."
)
def centered(x: Tensor, words: Tensor, size: int) -> Tensor:
    patches = ref.patches(x, size)
    return ref.shares(patches - patches.mean(2, keepdim=True), words)


@bag_of_words.misconception(
    "Each word that occurs has one vote, however often it does: `out[chosen] += 1` adds once for "
    "each word. np.add.at or np.bincount adds all."
)
def added_once(x: Tensor, words: Tensor, size: int) -> Tensor:
    return occurs(x, words, size) / ref.patches(x, size).shape[1]
