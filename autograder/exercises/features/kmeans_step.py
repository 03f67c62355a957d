"""Assignment 06: one step of k-means."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.features.choices import CHOICES
from autograder.exercises.features.inputs import halfway, vocabulary
from autograder.exercises.features.nearest_word import nearest_word
from autograder.exercises.inputs import signed, sizes
from autograder.reference import features as ref
from autograder.reference.backend import F, torch

if TYPE_CHECKING:
    from torch import Tensor

LINE = np.array([[0.0], [2], [4], [11], [13], [30]])
"""Patches of one pixel. Of the words 1, 12 and 100 the last one is nobody's choice."""


@exercise(
    "features.kmeans_step",
    points=3,
    reference=ref.kmeans_step,
    outputs=("words",),
    needs=(nearest_word,),
    hints=(
        "Patches 0, 2, 4, 11 and words 1, 12: who chooses whom, and where do the words move?",
        "`patches[chosen == k]` holds the patches of word k. What is its mean if it is empty?",
        "Start from a copy of the words, and move only those that somebody chose.",
    ),
)
def kmeans_step(rng: np.random.Generator) -> Iterator[Case]:
    """kmeans_step moves each word to the mean of the patches that chose it."""
    start = float(rng.integers(-30, 30))
    words = np.array([[1.0], [20], [100]])
    name = "patches of one pixel by hand; nobody chooses the last word"
    yield Case(name, patches=LINE + start, words=words + start)
    p, k, d = sizes(rng, 3, low=4)
    yield _drawn(rng, "many patches, some words", 8 * p, k, d)
    yield _drawn(rng, "more words than patches: most stay", k, 5 * k, d)
    yield _drawn(rng, "one word moves to the mean of all", p, 1, d)
    yield _drawn(rng, "one patch", 1, k, d)
    case = _drawn(rng, "a word far away that nobody chooses", 6 * p, k, d)
    patches, words = case.inputs.values()
    words[1] += 40
    yield Case(case.name, patches=patches, words=words)
    yield settled(rng, k, d)
    patches, words = halfway(rng)
    yield Case("words at equal distance, two words are the same", patches=patches, words=words)


def _drawn(rng: np.random.Generator, name: str, p: int, k: int, d: int) -> Case:
    patches = signed(rng, p, d)
    return Case(name, patches=patches, words=vocabulary(rng, patches, k))


def settled(rng: np.random.Generator, k: int, d: int) -> Case:
    """Small clusters, each around one word: a step moves the first word alone."""
    words = 10 * signed(rng, k, d) + 40 * np.arange(k)[:, None]
    around = signed(rng, k, d)
    patches = np.concatenate([words + around, words - around, words])
    start = words + np.eye(k)[0][:, None]
    name = "all words but the first are means already"
    return Case(name, patches=rng.permutation(patches), words=start)


def by_choice(choose: Callable[..., Tensor]) -> Callable[..., Tensor]:
    """A step in which patches choose the wrong word."""
    return lambda patches, words: ref.means(patches, words, choose(patches, words))


CHOICES.join(kmeans_step, by_choice)


def _mine(patches: Tensor, words: Tensor) -> Tensor:
    """(K, P): 1 where a patch chose a word."""
    return F.one_hot(ref.nearest_word(patches, words), len(words)).T.to(patches)


@kmeans_step.misconception(
    "A word that nobody chose becomes 0. It should stay where it is: perhaps somebody chooses it "
    "next time."
)
def abandoned_is_zero(patches: Tensor, words: Tensor) -> Tensor:
    mine = _mine(patches, words)
    return mine @ patches / mine.sum(1, keepdim=True).clamp(min=1)


@kmeans_step.misconception(
    "A word that nobody chose becomes NaN: the mean of nothing is 0 divided by 0. It should stay "
    "where it is."
)
def abandoned_is_nan(patches: Tensor, words: Tensor) -> Tensor:
    mine = _mine(patches, words)
    return mine @ patches / mine.sum(1, keepdim=True)


@kmeans_step.misconception(
    "A word that nobody chose jumps to the mean of all patches. It should stay where it is."
)
def abandoned_is_the_mean(patches: Tensor, words: Tensor) -> Tensor:
    chosen = _mine(patches, words).sum(1, keepdim=True) > 0
    return torch.where(chosen, ref.kmeans_step(patches, words), patches.mean(0))


@kmeans_step.misconception(
    "Words that nobody chose are gone: you return fewer words than came in. They should stay, in "
    "their places."
)
def abandoned_is_dropped(patches: Tensor, words: Tensor) -> Tensor:
    return ref.kmeans_step(patches, words)[_mine(patches, words).sum(1) > 0]


@kmeans_step.misconception("A word becomes the sum of its patches. It should be their mean.")
def sums(patches: Tensor, words: Tensor) -> Tensor:
    mine = _mine(patches, words)
    return torch.where(mine.sum(1, keepdim=True) > 0, mine @ patches, words)


@kmeans_step.misconception(
    "A word becomes the sum of its patches, and 0 if it has none. It should be their mean, and "
    "stay where it is if it has none."
)
def sums_or_zero(patches: Tensor, words: Tensor) -> Tensor:
    return _mine(patches, words) @ patches


@kmeans_step.misconception(
    "All numbers of a word are the same: the mean runs over the numbers in a patch, too. It should "
    "run over the patches alone."
)
def mean_of_numbers(patches: Tensor, words: Tensor) -> Tensor:
    chosen = _mine(patches, words).sum(1, keepdim=True) > 0
    moved = ref.kmeans_step(patches, words)
    return torch.where(chosen, moved.mean(1, keepdim=True), words)


@kmeans_step.misconception(
    "The sums are divided by the number of all patches. A mean counts only those that chose the "
    "word."
)
def divided_by_all(patches: Tensor, words: Tensor) -> Tensor:
    mine = _mine(patches, words)
    return torch.where(mine.sum(1, keepdim=True) > 0, mine @ patches / len(patches), words)


@kmeans_step.misconception(
    "The old word is one more patch in the mean. Only the patches that chose it count."
)
def word_is_a_patch(patches: Tensor, words: Tensor) -> Tensor:
    mine = _mine(patches, words)
    return (mine @ patches + words) / (mine.sum(1, keepdim=True) + 1)


@kmeans_step.misconception(
    "Your sums start with the old words, not with 0. Only patches are added up."
)
def sums_start_at_words(patches: Tensor, words: Tensor) -> Tensor:
    mine = _mine(patches, words)
    return (mine @ patches + words) / mine.sum(1, keepdim=True).clamp(min=1)


@kmeans_step.misconception(
    "Words move only half of the way. A step of k-means takes them all the way to the mean."
)
def half_way(patches: Tensor, words: Tensor) -> Tensor:
    return (ref.kmeans_step(patches, words) + words) / 2


@kmeans_step.misconception("Words become the median of their patches. k-means takes the mean.")
def medians(patches: Tensor, words: Tensor) -> Tensor:
    moved, chosen = words.clone(), ref.nearest_word(patches, words)
    for k in set(chosen.tolist()):
        moved[k] = patches[chosen == k].quantile(0.5, dim=0)
    return moved


@kmeans_step.misconception(
    "Words are patches: each becomes the one that is nearest to it. It should become the mean of "
    "those that chose it."
)
def nearest_patches(patches: Tensor, words: Tensor) -> Tensor:
    return patches[ref.squared_distances(patches, words).argmin(0)]


@kmeans_step.misconception("The words do not move: you return those that came in.")
def unmoved(patches: Tensor, words: Tensor) -> Tensor:
    return words


@kmeans_step.misconception(
    "The step is repeated until nothing changes. Take one step and return: the caller repeats it."
)
def until_settled(patches: Tensor, words: Tensor) -> Tensor:
    for _ in range(100):
        words = ref.kmeans_step(patches, words)
    return words


@kmeans_step.misconception(
    "Patches choose again after each word that moves. All should choose before any word moves."
)
def chosen_again(patches: Tensor, words: Tensor) -> Tensor:
    moved = words.clone()
    for k in range(len(words)):
        moved[k] = ref.kmeans_step(patches, moved)[k]
    return moved


def _last_patch(patches: Tensor, words: Tensor) -> Tensor:
    """The last patch that chose each word."""
    moved = words.clone()
    for patch, k in zip(patches, ref.nearest_word(patches, words), strict=True):
        moved[k] = patch
    return moved


@kmeans_step.misconception(
    "A word becomes the last patch that chose it; each replaces the one before (= for +=)."
)
def last_patch(patches: Tensor, words: Tensor) -> Tensor:
    return _last_patch(patches, words)


@kmeans_step.misconception(
    "Only the last patch that chose a word is in its sum: sums[chosen] += patches adds once for "
    "each word. np.add.at, or one word at a time, adds all."
)
def added_once(patches: Tensor, words: Tensor) -> Tensor:
    count = _mine(patches, words).sum(1, keepdim=True)
    return _last_patch(patches, words) / count.clamp(min=1)


@kmeans_step.misconception(
    "The means are written one after the other, so that a word that nobody chose is left out and "
    "the others move up: the k-th number in np.unique(chosen) need not be k."
)
def moved_up(patches: Tensor, words: Tensor) -> Tensor:
    moved = words.clone()
    for place, k in enumerate(ref.nearest_word(patches, words).unique()):
        moved[place] = ref.kmeans_step(patches, words)[k]
    return moved
