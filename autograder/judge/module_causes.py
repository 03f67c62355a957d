"""Why a module is wrong: what its own outputs say of it, and where its steps leave the expected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.core.verdict import Cause, CauseKind
from autograder.judge import steps
from autograder.judge.compare import Tolerance
from autograder.judge.modules import DROPS, Measured, fault_of, tally
from autograder.judge.raised_causes import is_about_dtypes
from autograder.judge.step_names import joined, times


@dataclass(frozen=True)
class Seen:
    """What was measured of a module in a case, and what is expected there."""

    name: str
    answer: Measured
    expected: Measured


DRAWN_ANEW = (
    "In evaluation mode two calls with the same input give different outputs: something is drawn, "
    "made or kept in `forward`. `F.dropout` needs `training=self.training`, and layers are made in "
    "`__init__`."
)
UNREGISTERED = (
    "Two modules of yours with the same numbers in all their parameters give different outputs, so "
    "some numbers are in no registered parameter. Is a layer in a plain list or dict? "
    "`nn.ModuleList` and `nn.ModuleDict` register theirs."
)

SHARED = (
    "Every output is right, but there are too few parameters: one layer does the work of several. "
    "Each place needs a layer of its own."
)
IDLE = (
    "The output is right, but one layer does the work of another, which takes no part. Each place "
    "needs a layer of its own."
)
FAR, ROUNDING, TINY = 1e-4, 1e-10, 1e-300
CUT_OFF = (
    "The output is right, its gradient is not: somewhere the way back is cut off. `detach()`, "
    "`.data`, `torch.no_grad()` and NumPy leave autograd out."
)
STATISTICS = (
    "The output is right in training too, but not after it: the running statistics are others than "
    "expected. Look at `momentum`."
)
ROUNDED = (
    "The values are right to seven digits or so: something in `forward` computes in float32, "
    "whatever the dtype of the module is."
)

IN_A_LIST = (
    "Parameters are missing, and some layer does not move with the module to another dtype. Is a "
    "layer in a plain list or dict? `nn.ModuleList` and `nn.ModuleDict` register theirs."
)
RUNNING = (
    "In training mode the output is that of evaluation mode: norms take their running averages. In "
    "training they take those of the batch; `F.batch_norm` needs `training=self.training`."
)
NOT_DROPPED = (
    "Nothing is dropped in training mode. nn.Dropout knows its mode by itself, `F.dropout` needs "
    "`training=self.training`."
)
DRAWN_IN_TRAINING = (
    "In training mode something is dropped, or drawn at random. This module has no dropout."
)
ELSEWHERE = (
    "Dropout has the right probabilities, but drops other values than expected. In front of which "
    "layers does it belong, and are single numbers dropped, not whole maps?"
)


def unregistered(seen: Sequence[Seen], errors: Sequence[str]) -> Cause | None:
    """Parameters are missing, and a layer computes in float32 although the module is in float64."""
    lacking = any(_lacks(each.answer, each.expected) for each in seen)
    mixed = any(is_about_dtypes(error) for error in errors)
    return Cause(CauseKind.UNREGISTERED, "", IN_A_LIST) if lacking and mixed else None


def unsteady(seen: Sequence[Seen], tolerance: Tolerance) -> Cause | None:
    """What shows without any expected output: calls, or modules, that differ among themselves."""
    for each in seen:
        if _differ(each.answer, "output", "again", tolerance):
            return Cause(CauseKind.DRAWN_ANEW, "", DRAWN_ANEW)
        if _differ(each.answer, "output", "other", tolerance):
            return Cause(CauseKind.UNREGISTERED, "", UNREGISTERED)
    return None


def of_parts(seen: Sequence[Seen], tolerance: Tolerance) -> Cause | None:
    """What shows if every output is right: fewer parameters, another gradient, what is dropped."""
    outputs = [each for each in seen if "output" in each.expected]
    if not outputs or not all(_is_right(each, tolerance, "parameters") for each in outputs):
        return None
    if any(_lacks(each.answer, each.expected) for each in outputs):
        return Cause(CauseKind.SHARED, "", SHARED)
    if any(tally(each.answer) != tally(each.expected) for each in seen):
        return None
    trained = [each for each in seen if "after" in each.expected]
    return (
        _of_gradients(seen) or _of_statistics(trained, tolerance) or _of_dropout(trained, tolerance)
    )


def _of_statistics(trained: list[Seen], tolerance: Tolerance) -> Cause | None:
    """As in evaluation mode in training, or right in training and wrong after it."""
    wrong = [each for each in trained if not _is_right(each, tolerance)]
    if not wrong:
        return None
    if all(_evaluates(each, tolerance) for each in wrong):
        return Cause(CauseKind.STATISTICS, "running", RUNNING)
    if not all(_is_right(each, tolerance, "after") for each in trained):
        return None
    return Cause(CauseKind.STATISTICS, "", STATISTICS)


def _evaluates(seen: Seen, tolerance: Tolerance) -> bool:
    """Whether it does in training what it does in evaluation mode, and should not."""
    both = "in training", "evaluated"
    known = all(isinstance(seen.answer.get(each), np.ndarray) for each in both)
    same = known and not _differ(seen.answer, *both, tolerance)
    return same and _differ(seen.expected, *both, tolerance)


def _of_dropout(trained: list[Seen], tolerance: Tolerance) -> Cause | None:
    """Wrong in training alone, because of what is dropped there."""
    wrong = [each for each in trained if not _is_right(each, tolerance, "after")]
    if not all(_is_right(each, tolerance, "in training", *DROPS, "after") for each in wrong):
        return None
    sentences = {_dropped(each.answer, each.expected) for each in wrong}
    sentence = sentences.pop() if len(sentences) == 1 else ""
    return Cause(CauseKind.DROPOUT, "", sentence) if sentence else None


def _dropped(mine: Measured, right: Measured) -> str:
    """What of dropout is wrong, in words; empty if nothing is drawn and nothing should be."""
    draws, drawn = (isinstance(each["in training"], str) for each in (mine, right))
    if draws != drawn:
        return NOT_DROPPED if drawn else DRAWN_IN_TRAINING
    if not drawn:
        return ""
    shares, expected = mine["dropout"], right["dropout"]
    if not isinstance(shares, list) or shares == expected:
        return ELSEWHERE
    if len(shares) != len(expected):
        return f"In training mode dropout is at work {times(shares)}, expected {times(expected)}."
    return f"Dropout has {_probabilities(shares)}, expected {_probabilities(expected)}."


def _probabilities(shares: list[Any]) -> str:
    listed = joined([f"{each:g}" for each in shares if isinstance(each, float)])
    return f"the probabilit{'y' if len(shares) == 1 else 'ies'} {listed}"


def _is_right(seen: Seen, tolerance: Tolerance, *but: str) -> bool:
    """Whether every part of it, ``but`` for some, is as expected."""
    same = {part: seen.expected[part] for part in but}
    return fault_of(seen.answer | same, seen.expected, tolerance) is None


def _lacks(answer: Measured, wanted: Measured) -> bool:
    """Whether there are fewer parameters than expected, and none that is not expected."""
    mine, right = tally(answer), tally(wanted)
    return mine != right and all(n <= right.get(key, 0) for key, n in mine.items())


def _of_gradients(seen: Sequence[Seen]) -> Cause | None:
    """A gradient that is right to seven digits was rounded; one that is far off, cut off."""
    if any(_stands_in(*pair) for each in seen for pair in _lengths(each)):
        return Cause(CauseKind.SHARED, "idle", IDLE)
    away = max((_distance(each.answer, each.expected) for each in seen), default=0.0)
    if away > FAR:
        return Cause(CauseKind.CUT_OFF, "", CUT_OFF)
    return Cause(CauseKind.ROUNDED, "", ROUNDED) if away > ROUNDING else None


def _lengths(seen: Seen) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """The lengths of gradients, with those that are expected."""
    mine, right = (part.get("lengths") for part in (seen.answer, seen.expected))
    if isinstance(mine, dict) and isinstance(right, dict):
        pairs = ((mine.get(key), lengths) for key, lengths in right.items())
        yield from ((a, b) for a, b in pairs if isinstance(a, np.ndarray) and a.shape == b.shape)


def _stands_in(mine: np.ndarray, right: np.ndarray) -> bool:
    """Whether one of several like parameters gets no gradient, and another one too much."""
    working = mine[mine != 0]
    known = np.isclose(working[:, None], right[None], rtol=FAR).any(1)
    return bool(right.all() and 0 < len(working) < len(mine) and not known.all())


def _flat(answer: Measured) -> list[np.ndarray]:
    dx, lengths = answer.get("dx"), answer.get("lengths")
    parts = [
        *(dx if isinstance(dx, list) else ()),
        *(lengths.values() if isinstance(lengths, dict) else ()),
    ]
    return [part for part in parts if isinstance(part, np.ndarray)]


def _distance(answer: Measured, expected: Measured) -> float:
    """How far gradients are off at most, relative to the largest value of each array."""
    pairs = zip(_flat(answer), _flat(expected), strict=False)
    same = ((mine, right) for mine, right in pairs if mine.shape == right.shape)
    away = (
        np.abs(mine - right).max(initial=0) / np.abs(right).max(initial=TINY)
        for mine, right in same
    )
    return float(max(away, default=0.0))


def first_step(seen: Sequence[Seen], shown: str) -> Cause | None:
    """The first expected step that is never taken, in words.

    Sizes in it are those of a case, which is named unless it is the one that is ``shown``.
    """
    for each in seen:
        if "steps" not in each.answer or "steps" not in each.expected:
            continue
        sentence = steps.difference(each.answer["steps"], each.expected["steps"])
        if sentence:
            where = "" if each.name == shown else f" That is in the case “{each.name}”."
            return Cause(CauseKind.STEP, "", sentence + where)
    return None


def _differ(answer: Measured, one: str, other: str, tolerance: Tolerance) -> bool:
    """Whether two outputs are both there and differ."""
    both: list[Any] = [answer.get(key) for key in (one, other)]
    if not all(isinstance(each, np.ndarray) for each in both):
        return False
    return both[0].shape != both[1].shape or not tolerance.close(*both).all()
