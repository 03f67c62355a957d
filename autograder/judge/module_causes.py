"""Why a module is wrong: what its own outputs say of it, and where its steps leave the expected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.core.exercise import Value
from autograder.core.verdict import Cause, CauseKind
from autograder.judge import steps
from autograder.judge.compare import Tolerance
from autograder.judge.modules import Expected, Measured, chosen, fault_of, tally

Pair = tuple[Value, Expected]
"""What was measured of a module, and the alternatives that are expected."""

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
FAR = 1e-4
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


def unsteady(pairs: Sequence[Pair], tolerance: Tolerance) -> Cause | None:
    """What shows without any expected output: calls, or modules, that differ among themselves."""
    for answer, _ in pairs:
        if not _differ(answer, "output", "other", tolerance):
            continue
        if _differ(answer, "output", "again", tolerance):
            return Cause(CauseKind.DRAWN_ANEW, "", DRAWN_ANEW)
        return Cause(CauseKind.UNREGISTERED, "", UNREGISTERED)
    return None


def of_parts(pairs: Sequence[Pair], tolerance: Tolerance) -> Cause | None:
    """What shows if every output is right: fewer parameters, or another gradient."""
    known = [(answer, chosen(answer, right)) for answer, right in pairs if isinstance(answer, dict)]
    outputs = [pair for pair in known if "output" in pair[0]]
    if not outputs or not all(_is_right(*pair, tolerance) for pair in outputs):
        return None
    if any(_lacks(*pair) for pair in outputs):
        return Cause(CauseKind.SHARED, "", SHARED)
    after = [pair for pair in known if "after" in pair[0]]
    return _of_gradients([pair for pair in known if "dx" in pair[0]]) or _of_statistics(
        after, tolerance
    )


def _of_statistics(pairs: list[tuple[Measured, Measured]], tolerance: Tolerance) -> Cause | None:
    """Right in training, wrong after it."""
    trained = all(
        _is_right(mine | {"after": right["after"]}, right, tolerance) for mine, right in pairs
    )
    if not trained or all(_is_right(*pair, tolerance) for pair in pairs):
        return None
    return Cause(CauseKind.STATISTICS, "", STATISTICS)


def _is_right(answer: Measured, wanted: Measured, tolerance: Tolerance) -> bool:
    """Whether everything but the parameters is as expected."""
    same = {"parameters": wanted["parameters"]} if "parameters" in wanted else {}
    return fault_of(answer | same, [wanted], tolerance) is None


def _lacks(answer: Measured, wanted: Measured) -> bool:
    """Whether there are fewer parameters than expected, and none that is not expected."""
    mine, right = tally(answer), tally(wanted)
    return mine != right and all(n <= right.get(key, 0) for key, n in mine.items())


def _of_gradients(pairs: list[tuple[Measured, Measured]]) -> Cause | None:
    """A gradient that is right to seven digits was rounded; one that is far off, cut off."""
    arrays = [
        (mine, right)
        for answer, wanted in pairs
        for mine, right in zip(_flat(answer), _flat(wanted), strict=False)
        if mine.shape == right.shape
    ]
    away = max((_distance(mine, right) for mine, right in arrays), default=0.0)
    if away > FAR:
        return Cause(CauseKind.CUT_OFF, "", CUT_OFF)
    return Cause(CauseKind.ROUNDED, "", ROUNDED) if away else None


def _flat(answer: Measured) -> list[np.ndarray]:
    dx, lengths = answer.get("dx"), answer.get("lengths")
    parts = [
        *(dx if isinstance(dx, list) else ()),
        *(lengths.values() if isinstance(lengths, dict) else ()),
    ]
    return [part for part in parts if isinstance(part, np.ndarray)]


def _distance(mine: np.ndarray, right: np.ndarray) -> float:
    """The largest difference, relative to the largest value."""
    return float(np.abs(mine - right).max(initial=0) / np.abs(right).max(initial=1e-300))


def first_step(pairs: Sequence[Pair]) -> Cause | None:
    """The first expected step that is never taken, in words."""
    for answer, alternatives in pairs:
        if not isinstance(answer, dict) or "steps" not in answer:
            continue
        sentence = steps.difference(answer["steps"], chosen(answer, alternatives)["steps"])
        if sentence:
            return Cause(CauseKind.STEP, "", sentence)
    return None


def _differ(answer: Value, one: str, other: str, tolerance: Tolerance) -> bool:
    """Whether two outputs are both there and differ."""
    both: list[Any] = [answer.get(key) for key in (one, other)] if isinstance(answer, dict) else []
    if len(both) < 2 or not all(isinstance(each, np.ndarray) for each in both):
        return False
    return both[0].shape != both[1].shape or not tolerance.close(*both).all()
