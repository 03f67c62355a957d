"""Which dtypes an answer may have: the same in every exercise, said at the top of every file."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.core.exercise import Exercise
from autograder.core.verdict import FactKind
from autograder.exercises import catalogue
from autograder.judge.expected import Raises, expected_outputs
from autograder.judge.kinds import fault_of
from autograder.worker.child.memory import arrays

STUBS = sorted(Path(__file__).parents[2].joinpath("cs_cnn").glob("[!_]*.py"))
IN_NUMPY = [path for path in STUBS if "import torch" not in path.read_text(encoding="utf-8")]
PROMISE = (
    "Arrays of real numbers are float64. Yours may have another floating dtype that keeps enough "
    "digits, but hold neither integers nor bools. Where integers are promised, any integer dtype "
    "will do."
)
ROWS_OF_X = ("optim.minibatches", "regularization.split")
"""Their answers hold rows of x as they are: rounded ones are others."""

of_every_exercise = pytest.mark.parametrize(
    "exercise",
    [e for e in catalogue.exercises().values() if Path(e.file).stem in {p.stem for p in IN_NUMPY}],
    ids=lambda exercise: exercise.id,
)


def changed(value: Any, kinds: str, change: Callable[[np.ndarray], Any]) -> Any:
    """The same value with some of its arrays changed."""
    if isinstance(value, dict):
        return {key: changed(item, kinds, change) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(changed(item, kinds, change) for item in value)
    return change(value) if isinstance(value, np.ndarray) and value.dtype.kind in kinds else value


def dtypes(value: Any) -> list[np.dtype[Any]]:
    return [array.dtype for array in arrays(value)]


def faults(exercise: Exercise, kinds: str, change: Callable[[np.ndarray], Any]) -> set[Any]:
    """The kinds of faults of the right answers to all cases in which the change shows."""
    cases = exercise.public_cases()
    found = set()
    for case, right in zip(cases, expected_outputs(exercise, cases), strict=True):
        if not isinstance(right, Raises) and case.accept is None:
            answer = changed(right, kinds, change)
            if dtypes(answer) != dtypes(right):
                fault = fault_of(exercise, case, answer, right)
                found.add(fault and fault.kind)
    return found


@pytest.mark.parametrize("path", IN_NUMPY, ids=lambda path: path.stem)
def test_every_file_of_stubs_says_so(path: Path) -> None:
    assert PROMISE in re.sub(r"\s+", " ", path.read_text(encoding="utf-8"))


@of_every_exercise
def test_a_shorter_float_will_do(exercise: Exercise) -> None:
    if exercise.id not in ROWS_OF_X:
        assert faults(exercise, "f", lambda array: array.astype(np.float32)) <= {None}


@of_every_exercise
@pytest.mark.parametrize("dtype", [int, bool], ids=["integers", "bools"])
def test_integers_and_bools_are_no_real_numbers(exercise: Exercise, dtype: type) -> None:
    with np.errstate(invalid="ignore"):
        assert faults(exercise, "f", lambda array: array.astype(dtype)) <= {FactKind.DTYPE}


@of_every_exercise
def test_any_integer_dtype_will_do(exercise: Exercise) -> None:
    assert faults(exercise, "iu", lambda array: array.astype(np.int32)) <= {None}
    assert faults(exercise, "iu", lambda array: array.astype(float)) <= {FactKind.DTYPE}
