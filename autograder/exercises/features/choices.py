"""How patches choose the wrong word, for all exercises in which they choose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from autograder.core.exercise import Family
from autograder.reference import features as ref

if TYPE_CHECKING:
    from torch import Tensor

CHOICES = Family()
"""(P, D) and (K, D) to (P,), as nearest_word."""


@CHOICES.misconception("A patch chooses the word that is least like it: the largest distance wins.")
def farthest(patches: Tensor, words: Tensor) -> Tensor:
    return ref.squared_distances(patches, words).argmax(1)


@CHOICES.misconception(
    "Of words at equal distance the last one is chosen. The first should win, so `<` and not `<=`."
)
def last_of_equals(patches: Tensor, words: Tensor) -> Tensor:
    return len(words) - 1 - ref.squared_distances(patches, words.flip(0)).argmin(1)


@CHOICES.misconception(
    "A patch chooses the word with the largest dot product. A long word wins too often that way; "
    "what counts is the distance."
)
def largest_product(patches: Tensor, words: Tensor) -> Tensor:
    return (patches @ words.T).argmax(1)


@CHOICES.misconception(
    "A patch chooses the word with the smallest dot product. That is no distance: a word far away "
    "on the other side has the smallest."
)
def smallest_product(patches: Tensor, words: Tensor) -> Tensor:
    return (patches @ words.T).argmin(1)


@CHOICES.misconception(
    "A patch chooses the word at the smallest angle (cosine). How long the two are counts as well "
    "in a distance."
)
def smallest_angle(patches: Tensor, words: Tensor) -> Tensor:
    return (patches @ (words / ref.lengths(words)).T).argmax(1)


@CHOICES.misconception(
    "Distances are sums of absolute differences. Euclid's adds up the squares of the differences."
)
def city_block(patches: Tensor, words: Tensor) -> Tensor:
    return (patches[:, None] - words).abs().sum(2).argmin(1)


@CHOICES.misconception(
    "Only the largest difference counts in your distances. Euclid's adds up the squares of all."
)
def largest_difference(patches: Tensor, words: Tensor) -> Tensor:
    return (patches[:, None] - words).abs().amax(2).argmin(1)


@CHOICES.misconception(
    "Differences are added up before their sum is squared or its sign is dropped, so that +1 and "
    "−1 cancel. Square each one first."
)
def differences_cancel(patches: Tensor, words: Tensor) -> Tensor:
    return (patches[:, None] - words).sum(2).abs().argmin(1)


@CHOICES.misconception(
    "Differences are added up with their signs, and the smallest sum wins: nothing is squared."
)
def signed_differences(patches: Tensor, words: Tensor) -> Tensor:
    return (patches[:, None] - words).sum(2).argmin(1)


@CHOICES.misconception(
    "The product p·w enters once. Multiply (p − w)·(p − w) out: how often is it there?"
)
def product_once(patches: Tensor, words: Tensor) -> Tensor:
    return (words.square().sum(1) - patches @ words.T).argmin(1)


@CHOICES.misconception(
    "The product p·w enters with a plus. Multiply (p − w)·(p − w) out: what is its sign?"
)
def product_added(patches: Tensor, words: Tensor) -> Tensor:
    return (words.square().sum(1) + 2 * patches @ words.T).argmin(1)


@CHOICES.misconception(
    "The length of the words enters without a square: ‖w‖ for ‖w‖² where (p − w)·(p − w) is "
    "multiplied out."
)
def length_not_squared(patches: Tensor, words: Tensor) -> Tensor:
    return (ref.lengths(words).T - 2 * patches @ words.T).argmin(1)
