"""Assignment 01: saying with one number how wrong the scores are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.exercises.backprop.inputs import away_from_zero, labels
from autograder.exercises.inputs import signed, sizes, until
from autograder.reference import backprop as ref
from autograder.reference.backend import F, torch

if TYPE_CHECKING:
    from torch import Tensor


@exercise(
    "backprop.softmax_loss",
    points=7,
    reference=ref.softmax_loss,
    outputs=("loss", "dscores"),
    hints=(
        "First the probabilities, then minus the logarithm of the right one, then the mean.",
        "Adding the same number to all scores of a sample changes no probability. Which number "
        "keeps every exponential from overflowing?",
        "If a probability rounds to 0, its logarithm is −∞. Write log p as a difference, so that "
        "you never take the logarithm of p itself.",
    ),
)
def softmax_loss(rng: np.random.Generator) -> Iterator[Case]:
    """softmax_loss turns scores into one loss and its gradient."""
    y = np.array([2, 0, 1, 2, 0])
    yield Case("at chance: all scores equal, the loss is log 3", scores=np.full((5, 3), 0.7), y=y)
    for _ in range(3):
        n, k = sizes(rng, 2)
        yield Case(f"{n} samples, {k} classes", scores=2 * signed(rng, n, k), y=labels(rng, n, k))
    n, k = sizes(rng, 2)
    high = 1000 + signed(rng, n, k)
    yield Case("scores near 1000", scores=high, y=labels(rng, n, k))
    far = 1000 * np.sign(signed(rng, n, k)) + signed(rng, n, k)
    y = labels(rng, n, k)
    y[0] = 1  # its score is near −1000, beside one near 1000: the probability rounds to 0
    yield Case("scores near 1000 and −1000", scores=far, y=y)
    heights = rng.permutation(np.linspace(-1000, 1000, n))[:, None]
    apart = heights + signed(rng, n, k)
    yield Case("every sample on its own level", scores=apart, y=labels(rng, n, k))
    yield Case("one sample", scores=signed(rng, 1, k), y=labels(rng, 1, k))
    yield Case("two classes", scores=signed(rng, n, 2), y=labels(rng, n, 2))


def _softmax(scores: Tensor, y: Tensor) -> tuple[Tensor, Tensor]:
    return F.softmax(scores, dim=1), F.one_hot(y, scores.shape[1])


@softmax_loss.misconception(
    "The loss and the gradient are sums over the batch. Both should be means, divided by N."
)
def softmax_sum(scores: Tensor, y: Tensor) -> Any:
    loss, dscores = ref.softmax_loss(scores=scores, y=y)
    return loss * len(y), dscores * len(y)


@softmax_loss.misconception(
    "The loss is a mean over the batch, but its gradient is not divided by N."
)
def softmax_gradient_not_divided(scores: Tensor, y: Tensor) -> Any:
    loss, dscores = ref.softmax_loss(scores=scores, y=y)
    return loss, dscores * len(y)


@softmax_loss.misconception(
    "The gradient is the probabilities alone. The right class gets p − 1: raising its score "
    "lowers the loss."
)
def softmax_no_one_hot(scores: Tensor, y: Tensor) -> Any:
    loss, _ = ref.softmax_loss(scores=scores, y=y)
    return loss, _softmax(scores, y)[0] / len(y)


@softmax_loss.misconception(
    "The exponentials overflow: e^1000 is larger than any double. Subtract the largest score of "
    "each sample from its scores first; that changes no probability."
)
def softmax_overflow(scores: Tensor, y: Tensor) -> Any:
    powers = scores.exp()
    p = powers / powers.sum(1, keepdim=True)
    loss = -p[range(len(y)), y].log().mean()
    return loss, (p - F.one_hot(y, scores.shape[1])) / len(y)


@softmax_loss.misconception(
    "The whole batch shares one maximum. In a sample far below it all exponentials are 0, and so "
    "is the sum that divides them: every sample needs its own maximum."
)
def softmax_one_maximum(scores: Tensor, y: Tensor) -> Any:
    powers = (scores - scores.max()).exp()
    p = powers / powers.sum(1, keepdim=True)
    return -p[range(len(y)), y].log().mean(), (p - F.one_hot(y, scores.shape[1])) / len(y)


@softmax_loss.misconception(
    "The logarithm of a probability that rounds to 0 is −∞, so the loss is infinite. Take log p = "
    "score − max − log Σ e^(score − max) instead of the logarithm of p."
)
def softmax_log_of_zero(scores: Tensor, y: Tensor) -> Any:
    p, one_hot = _softmax(scores, y)
    return -p[range(len(y)), y].log().mean(), (p - one_hot) / len(y)


@softmax_loss.misconception(
    "log Σ e^score overflows: e^1000 is larger than any double. Subtract the largest score of each "
    "sample from its scores first; that changes no probability."
)
def softmax_log_of_infinity(scores: Tensor, y: Tensor) -> Any:
    log_p = scores - scores.exp().sum(1, keepdim=True).log()
    dscores = (log_p.exp() - F.one_hot(y, scores.shape[1])) / len(y)
    return -log_p[range(len(y)), y].mean(), dscores


@softmax_loss.misconception(
    "A small number is added to p before the logarithm: it changes every loss a little and caps it "
    "where p rounds to 0. Take log p = score − max − log Σ e^(score − max) instead."
)
def softmax_small_number_added(scores: Tensor, y: Tensor) -> Any:
    p, one_hot = _softmax(scores, y)
    return -(p[range(len(y)), y] + 1e-8).log().mean(), (p - one_hot) / len(y)


@softmax_loss.misconception(
    "dscores[:, y] -= 1 subtracts 1 in every row, for each class that occurs in y. Each sample has "
    "one right class: index rows and classes together."
)
def softmax_one_hot_in_all_rows(scores: Tensor, y: Tensor) -> Any:
    loss, _ = ref.softmax_loss(scores=scores, y=y)
    p, one_hot = _softmax(scores, y)
    return loss, (p - one_hot.max(0).values) / len(y)


@softmax_loss.misconception(
    "The softmax runs over the samples of the batch. Every sample's own K scores become "
    "probabilities that add up to 1."
)
def softmax_over_batch(scores: Tensor, y: Tensor) -> Any:
    p = F.softmax(scores, dim=0)
    loss = -F.log_softmax(scores, dim=0)[range(len(y)), y].mean()
    return loss, (p - F.one_hot(y, scores.shape[1])) / len(y)


@softmax_loss.misconception(
    "The logarithm has base 2. It should be the natural one: at chance the loss is ln K."
)
def softmax_log2(scores: Tensor, y: Tensor) -> Any:
    loss, dscores = ref.softmax_loss(scores=scores, y=y)
    return loss / np.log(2), dscores


@softmax_loss.misconception(
    "The gradient has the wrong sign: it is p minus the one-hot vector, not the other way round."
)
def softmax_sign(scores: Tensor, y: Tensor) -> Any:
    loss, dscores = ref.softmax_loss(scores=scores, y=y)
    return loss, -dscores


_MARGINS: tuple[dict[str, Any], ...] = ({}, {}, {"margin": 0.5}, {"margin": 2.5})


@exercise(
    "backprop.svm_loss",
    points=6,
    reference=ref.svm_loss,
    outputs=("loss", "dscores"),
    hints=(
        "For one sample: which wrong classes come closer to the right one than the margin?",
        "Each of those adds its excess to the loss. By how much does the loss rise with its "
        "score, and with the score of the right class?",
        "The right class is not compared with itself: its margin of 1 would always count.",
    ),
)
def svm_loss(rng: np.random.Generator) -> Iterator[Case]:
    """svm_loss asks the right class to win by a margin."""
    scores = np.array([[3.2, 5.1, -1.7], [1.3, 4.9, 2.0], [2.2, 2.5, -3.1], [0.4, 3.6, -2.5]])
    yield Case("four samples by hand", scores=scores, y=np.array([0, 1, 2, 1]))
    for given in _MARGINS:
        n, k = sizes(rng, 2)
        scores, y = _off_kinks(rng, n, k, **given)
        margin = f"margin {given.get('margin', 1.0):g}"
        yield Case(f"{n} samples, {k} classes, {margin}", scores=scores, y=y, **given)
    for name, n, k in (("one sample", 1, sizes(rng, 1)[0]), ("two classes", sizes(rng, 1)[0], 2)):
        scores, y = _off_kinks(rng, n, k)
        yield Case(name, scores=scores, y=y)
    n, k = sizes(rng, 2)
    y = labels(rng, n, k)
    far_ahead = signed(rng, n, k) + 20 * np.eye(k)[y]
    yield Case("every right class is far ahead: the loss is 0", scores=far_ahead, y=y)


def _off_kinks(
    rng: np.random.Generator, n: int, k: int, margin: float = 1.0
) -> tuple[np.ndarray, np.ndarray]:
    y = labels(rng, n, k)

    def clear(scores: np.ndarray) -> bool:
        return away_from_zero(scores - scores[range(n), y][:, None] + margin)

    return until(clear, lambda: signed(rng, n, k)), y


def _svm(scores: Tensor, y: Tensor, margin: float = 1.0) -> tuple[Tensor, Tensor, Tensor]:
    """The excess of each class, which of them count, and the one-hot right classes."""
    right = F.one_hot(y, scores.shape[1])
    excess = scores - scores[range(len(y)), y][:, None] + margin
    return excess, (excess > 0) & (right == 0), right


@svm_loss.misconception(
    "The right class is compared with itself, which adds the margin to the loss of every sample."
)
def svm_counts_right_class(scores: Tensor, y: Tensor, margin: float = 1.0) -> Any:
    loss, dscores = ref.svm_loss(scores=scores, y=y, margin=margin)
    return loss + margin, dscores


@svm_loss.misconception(
    "The margin is missing. A wrong class counts as soon as it comes closer than the margin, "
    "not only when it wins."
)
def svm_no_margin(scores: Tensor, y: Tensor, margin: float = 1.0) -> Any:
    return ref.svm_loss(scores=scores, y=y, margin=0.0)


@svm_loss.misconception("The margin is always 1 here. The caller can choose another.")
def svm_margin_ignored(scores: Tensor, y: Tensor, margin: float = 1.0) -> Any:
    return ref.svm_loss(scores=scores, y=y, margin=1.0)


@svm_loss.misconception(
    "The score of the right class gets no gradient. Every wrong class inside the margin also "
    "pushes the right score up, by −1 each."
)
def svm_right_class_still(scores: Tensor, y: Tensor, margin: float = 1.0) -> Any:
    loss, dscores = ref.svm_loss(scores=scores, y=y, margin=margin)
    return loss, dscores.clamp(min=0)


@svm_loss.misconception(
    "The score of the right class gets −1 once. It gets −1 for every wrong class inside the margin."
)
def svm_right_class_once(scores: Tensor, y: Tensor, margin: float = 1.0) -> Any:
    loss, _ = ref.svm_loss(scores=scores, y=y, margin=margin)
    _, counts, right = _svm(scores, y, margin)
    dscores = counts.to(scores.dtype) - right * counts.any(1, keepdim=True)
    return loss, dscores / len(y)


@svm_loss.misconception(
    "The score of the right class always gets −1. It gets −1 for every wrong class inside the "
    "margin, and nothing if there is none."
)
def svm_right_class_always(scores: Tensor, y: Tensor, margin: float = 1.0) -> Any:
    loss, dscores = ref.svm_loss(scores=scores, y=y, margin=margin)
    right = F.one_hot(y, scores.shape[1]) == 1
    return loss, torch.where(right, -1 / len(y), dscores)


@svm_loss.misconception(
    "The gradient of the right score counts one class too many: the right class itself, which "
    "is left out of the sum."
)
def svm_right_class_counted(scores: Tensor, y: Tensor, margin: float = 1.0) -> Any:
    loss, dscores = ref.svm_loss(scores=scores, y=y, margin=margin)
    return loss, dscores - F.one_hot(y, scores.shape[1]) / len(y)


@svm_loss.misconception(
    "The loss and the gradient are sums over the batch. Both should be means, divided by N."
)
def svm_sum(scores: Tensor, y: Tensor, margin: float = 1.0) -> Any:
    loss, dscores = ref.svm_loss(scores=scores, y=y, margin=margin)
    return loss * len(y), dscores * len(y)


@svm_loss.misconception("The loss is a mean over the batch, but its gradient is not divided by N.")
def svm_gradient_not_divided(scores: Tensor, y: Tensor, margin: float = 1.0) -> Any:
    loss, dscores = ref.svm_loss(scores=scores, y=y, margin=margin)
    return loss, dscores * len(y)


@svm_loss.misconception(
    "The result is divided by the number of classes as well, as PyTorch's multi_margin_loss "
    "does. It should be divided by N alone."
)
def svm_divided_by_classes(scores: Tensor, y: Tensor, margin: float = 1.0) -> Any:
    loss, dscores = ref.svm_loss(scores=scores, y=y, margin=margin)
    return loss / scores.shape[1], dscores / scores.shape[1]


@svm_loss.misconception(
    "Only the worst wrong class counts. That is another hinge loss (Crammer and Singer); here "
    "every wrong class inside the margin does."
)
def svm_worst_only(scores: Tensor, y: Tensor, margin: float = 1.0) -> Any:
    excess, counts, right = _svm(scores, y, margin)
    worst, at = torch.where(counts, excess, -torch.inf).max(1)
    hit = (worst > 0)[:, None]
    dscores = (F.one_hot(at, scores.shape[1]) - right) * hit
    return worst.clamp(min=0).mean(), dscores.to(scores.dtype) / len(y)
