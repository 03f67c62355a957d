"""A runtime is one value: it says what a worker can import, and what it cannot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from autograder.core.exercise import Case, Exercise, exercise
from autograder.core.verdict import Status
from autograder.judge.judge import judge
from autograder.render.diagnosis import diagnosis_text
from autograder.worker.runtime import NUMPY, Runtime
from autograder.worker.sandbox import Sandbox

MODULE = """
def doubled(x):
    import {library}
    return {library}.twice(x)

def hidden(x):
    try:
        import {library}
    except ImportError:
        return x

def loaded(x):
    import sys
    return "abacus" in sys.modules

def threads(x):
    import os
    return os.environ["OMP_NUM_THREADS"]
"""


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A folder like site-packages: a package, a module, and one that no runtime names."""
    shelf = tmp_path / "shelf"
    (shelf / "abacus").mkdir(parents=True)
    (shelf / "abacus" / "__init__.py").write_text("from abacus.beads import twice\n")
    (shelf / "abacus" / "beads.py").write_text("import rods\ntwice = lambda x: rods.TWO * x\n")
    (shelf / "rods.py").write_text("TWO = 2\n")
    (shelf / "unnamed.py").write_text("twice = lambda x: 2 * x\n")
    return shelf


@pytest.fixture
def counting(shelf: Path) -> Runtime:
    return Runtime(
        "counting",
        libraries=(*NUMPY.libraries, shelf / "abacus", shelf / "rods.py"),
        ruled_out=("torch",),
        advice="count it on the abacus",
        preloaded=("abacus",),
        memory_mb=300,
        threads=2,
    )


@pytest.fixture(params=["plain", "sandbox"])
def box(request: pytest.FixtureRequest) -> Sandbox | None:
    return request.getfixturevalue("sandbox") if request.param == "sandbox" else None


def asking(function: str, expected: object, runtime: Runtime) -> Exercise:
    """An exercise whose every answer is ``expected``."""

    @exercise(
        f"toy.{function}",
        points=1,
        stub=f"cs_cnn.toy:{function}",
        reference=lambda x: 2 * x if expected is None else expected,
        hints=(),
        runtime=runtime,
    )
    def declared(rng: np.random.Generator) -> Iterator[Case]:
        """The toy does what it should"""
        yield Case("numbers", x=rng.standard_normal((2, 3)))

    return declared


def write(student: Path, library: str) -> None:
    (student / "cs_cnn" / "toy.py").write_text(MODULE.format(library=library))


def test_each_exercise_imports_the_libraries_of_its_own_runtime(
    student: Path, counting: Runtime, box: Sandbox | None
) -> None:
    write(student, "abacus")
    in_the_fork = replace(counting, preloaded=())  # one that stands alone reads its cache there
    asked = [asking("doubled", None, runtime) for runtime in (in_the_fork, NUMPY)]
    asked[1].id = "toy.doubled_with_numpy_alone"
    allowed, refused = judge(asked, student, sandbox=box)
    assert allowed.status is Status.PASSED, diagnosis_text(allowed)
    assert allowed.noticed == []
    assert refused.status is Status.FAILED
    assert "No module named 'abacus'" in diagnosis_text(refused)


def test_what_lies_beside_a_library_is_not_importable(
    student: Path, counting: Runtime, box: Sandbox | None
) -> None:
    write(student, "unnamed")
    (verdict,) = judge([asking("doubled", None, counting)], student, sandbox=box)
    assert "No module named 'unnamed'" in diagnosis_text(verdict)


def test_a_ruled_out_import_reads_the_words_of_its_runtime(
    student: Path, counting: Runtime, box: Sandbox | None
) -> None:
    write(student, "torch")
    asked = [asking(function, None, counting) for function in ("doubled", "hidden")]
    for verdict in judge(asked, student, sandbox=box):
        assert verdict.status is Status.FORBIDDEN
        assert "torch" in diagnosis_text(verdict)
        assert "count it on the abacus" in diagnosis_text(verdict)
        assert "NumPy" not in diagnosis_text(verdict)


def test_libraries_are_loaded_before_the_forks_with_the_threads_of_the_runtime(
    student: Path, counting: Runtime, box: Sandbox | None
) -> None:
    write(student, "abacus")
    asked = [asking("loaded", True, counting), asking("threads", "2", counting)]
    assert [verdict.status for verdict in judge(asked, student, sandbox=box)] == [Status.PASSED] * 2


def test_an_exercise_may_use_the_memory_of_its_runtime(counting: Runtime) -> None:
    assert asking("doubled", None, counting).memory_mb == 300
    assert asking("doubled", None, NUMPY).memory_mb == NUMPY.memory_mb == 1024


def test_runtimes_are_told_apart_by_all_they_hold(counting: Runtime) -> None:
    assert len({counting, NUMPY, replace(NUMPY, threads=2), replace(NUMPY)}) == 3
