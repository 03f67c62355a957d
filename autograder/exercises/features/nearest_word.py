"""Assignment 06: the visual word of a patch."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.features.choices import CHOICES
from autograder.exercises.features.inputs import halfway, vocabulary
from autograder.exercises.inputs import signed, sizes
from autograder.reference import features as ref
from autograder.reference.backend import F, torch

if TYPE_CHECKING:
    from torch import Tensor

WORDS = np.array([[0.0, 1], [4, 3], [3, -1]])
"""Three words in a plane; the second is the longest."""


@exercise(
    "features.nearest_word",
    points=3,
    reference=ref.nearest_word,
    outputs=("index",),
    hints=(
        "Draw three words and a patch as points on paper. Which numbers go into each distance?",
        "patches[:, None] − words has the axes (P, K, D). Which of them is summed, and along which "
        "one do you look for the smallest?",
        "That array is large. ‖p − w‖² multiplied out has three parts, one of which is the same "
        "for all words, and one a matrix product.",
    ),
)
def nearest_word(rng: np.random.Generator) -> Iterator[Case]:
    """nearest_word finds the word that is most like each patch."""
    patches = rng.permutation(np.array([[1.0, 1], [3, 2], [2, -2], [-1, 5]]))
    yield Case("three words in a plane, by hand", patches=patches, words=WORDS)
    p, k, d = sizes(rng, 3, low=4)
    yield _drawn(rng, "many patches, some words", 8 * p, k, d)
    yield _drawn(rng, "more words than patches", k, 9 * k, d)
    yield _drawn(rng, "patches of one pixel", 5 * p, k, 1)
    yield _drawn(rng, "patches of 5×5 pixels", 3 * p, k, 25)
    yield _drawn(rng, "one patch", 1, k, d)
    case = _drawn(rng, "all numbers are near 50", 6 * p, k, d)
    yield Case(case.name, **{name: each + 50 for name, each in case.inputs.items()})
    words = 2 * rng.permutation(12).reshape(4, 3) - 12.0
    name = "each patch is a word, in another order"
    yield Case(name, patches=rng.permutation(np.repeat(words, 2, axis=0)), words=words)
    patches, words = halfway(rng)
    yield Case("words at equal distance, two words are the same", patches=patches, words=words)


def _drawn(rng: np.random.Generator, name: str, p: int, k: int, d: int) -> Case:
    patches = signed(rng, p, d)
    return Case(name, patches=patches, words=vocabulary(rng, patches, k))


CHOICES.join(nearest_word)


@nearest_word.misconception(
    "You return the nearest patch of every word. Each patch should get its word: look for the "
    "smallest along the other axis."
)
def nearest_patch(patches: Tensor, words: Tensor) -> Tensor:
    return ref.squared_distances(patches, words).argmin(0)


@nearest_word.misconception("Words are counted from 1. The first one has the index 0.")
def from_one(patches: Tensor, words: Tensor) -> Tensor:
    return ref.nearest_word(patches, words) + 1


@nearest_word.misconception(
    "You return the smallest distances. Which word is it? min gives a value, argmin its index."
)
def distances(patches: Tensor, words: Tensor) -> Tensor:
    return ref.squared_distances(patches, words).amin(1).sqrt()


@nearest_word.misconception("You return all distances, P × K. Of each patch: which is smallest?")
def all_distances(patches: Tensor, words: Tensor) -> Tensor:
    return ref.squared_distances(patches, words).sqrt()


@nearest_word.misconception("You return the words themselves. Here it is their indices.")
def the_words(patches: Tensor, words: Tensor) -> Tensor:
    return words[ref.nearest_word(patches, words)]


@nearest_word.misconception(
    "You return a table of zeros and ones, P × K. Here it is the index of the one."
)
def one_hot(patches: Tensor, words: Tensor) -> Tensor:
    return F.one_hot(ref.nearest_word(patches, words), len(words))


@nearest_word.misconception(
    "You return one number: the smallest of all distances, for all patches at once. Each patch has "
    "a word of its own."
)
def one_for_all(patches: Tensor, words: Tensor) -> int:
    return int(ref.squared_distances(patches, words).argmin())


@nearest_word.misconception(
    "All patches have the same word, the one that is nearest to all together. Each chooses alone."
)
def chosen_together(patches: Tensor, words: Tensor) -> Tensor:
    best = ref.squared_distances(patches, words).sum(0).argmin()
    return torch.full((len(patches),), int(best), device=patches.device)


@nearest_word.misconception(
    "Every patch has the first word: no distance is smaller than the one that your search starts "
    "with, or nothing is written into the result."
)
def always_the_first(patches: Tensor, words: Tensor) -> Tensor:
    return torch.zeros(len(patches), dtype=torch.long, device=patches.device)


@nearest_word.misconception(
    "The smallest distance of one patch is carried over to the next, which has to beat it. Start "
    "the search anew for each patch."
)
def carried_over(patches: Tensor, words: Tensor) -> Tensor:
    smallest, index = ref.squared_distances(patches, words).min(1)
    before = F.pad(smallest, (1, 0), value=torch.inf).cummin(0).values[:-1]
    return torch.where(smallest < before, index, 0)


@nearest_word.misconception(
    "The distances are summed over the words, not over the numbers of a patch. Each word has a "
    "distance of its own: sum along the last axis."
)
def summed_over_words(patches: Tensor, words: Tensor) -> Tensor:
    return (patches[:, None] - words).square().sum(1).argmin(1)


@nearest_word.misconception(
    "Each word is compared with the first one, not with the best so far: the last that beats the "
    "first wins. Remember the smaller distance, too."
)
def best_not_updated(patches: Tensor, words: Tensor) -> Tensor:
    squares = ref.squared_distances(patches, words)
    numbers = torch.arange(len(words), device=words.device)
    return torch.where(squares < squares[:, :1], numbers, 0).amax(1)


@nearest_word.misconception("The last word is never chosen: your search ends one word too early.")
def last_word_left_out(patches: Tensor, words: Tensor) -> Tensor:
    return ref.nearest_word(patches, words[:-1])
