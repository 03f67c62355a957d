"""What a student did not solve earlier costs no points later; what they wrote themselves stays."""

from __future__ import annotations

from pathlib import Path

import pytest
from answers.corpus import light
from answers.secret import SECRET

from autograder.core.stubs import rewrite
from autograder.core.verdict import Verdict
from autograder.course.folders import SOLUTIONS, STUDENT_PACKAGE, Course
from autograder.course.reports.kept import computed
from autograder.course.submissions.submission import read
from autograder.exercises import catalogue
from autograder.render.diagnosis import diagnosis_text

ASSIGNMENT = "03-pooling"
THROUGH_CONV = """
from cs_cnn.conv import im2col

kh, kw = (size, size) if isinstance(size, int) else size
n, c, h, w = x.shape
cols = im2col(x.reshape(n * c, 1, h, w), kh, kw, stride{more})
return cols.max(axis=1).reshape(n, c, (h - kh) // stride + 1, (w - kw) // stride + 1)
"""

BLANK = (STUDENT_PACKAGE / "conv.py").read_text()
RIGHT = (SOLUTIONS / "conv.py").read_text()
WRONG = rewrite(RIGHT, "im2col", "return np.zeros((len(x), kh * kw, 1))")
EARLIER = {
    "not handed in": None,
    "blank": BLANK,
    "unreadable": "def im2col(",
    "ends the process": "import os\nos._exit(3)\n",
    "wrong": WRONG,
    "right": RIGHT,
}


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    """A course whose pooling assignment asks for one exercise, so that it is judged quickly."""
    made = Course(tmp_path)
    made.secret.parent.mkdir(parents=True)
    made.secret.write_bytes(SECRET)
    exercise = light(catalogue.exercises()["pooling.max_fast"])
    every = catalogue.of_assignment
    few = lambda name: [exercise] if name == ASSIGNMENT else every(name)  # noqa: E731
    monkeypatch.setattr(catalogue, "of_assignment", few)
    return made


def verdict(course: Course, conv: str | None, more: str = "", first: str = "") -> Verdict:
    package = course.submitted(ASSIGNMENT, "ada") / "cs_cnn"
    package.mkdir(parents=True)
    pooling = (SOLUTIONS / "pooling.py").read_text()
    body = first + THROUGH_CONV.format(more=more)
    (package / "pooling.py").write_text(rewrite(pooling, "max_pool_fast", body))
    if conv is not None:
        (package / "conv.py").write_text(conv)
    return computed(course, ASSIGNMENT, "ada", unsafe=True).exercises[0]


@pytest.mark.parametrize("earlier", EARLIER)
def test_a_right_answer_passes_whatever_came_before_it(course: Course, earlier: str) -> None:
    assert verdict(course, EARLIER[earlier]).passed


def test_a_students_own_extensions_of_earlier_functions_are_kept(course: Course) -> None:
    own = RIGHT.replace("stride: int = 1, pad: int = 0) -> np.ndarray:", "stride=1, pad=0, o=0):")
    assert own != RIGHT
    assert verdict(course, own, more=", o=1").passed


def test_a_wrong_answer_stays_wrong(course: Course) -> None:
    assert not verdict(course, RIGHT, more=" + 1").passed


def test_only_what_came_before_is_filled_in(tmp_path: Path) -> None:
    files = read(tmp_path, "02-convolution", "ada").files
    assert sorted(files) == ["backprop.py", "conv.py"]
    assert b"NotImplementedError" in files["conv.py"]
    assert b"NotImplementedError" in files["backprop.py"]


def test_model_answers_are_not_printed_into_a_report(course: Course) -> None:
    """They lie beside the student's code while it is judged for the second time."""
    theft = 'import inspect, cs_cnn.conv\nprint("stolen", inspect.getsource(cs_cnn.conv.im2col))'
    found = verdict(course, None, first=theft)
    assert found.passed
    assert not any(case.printed for case in found.cases)


def test_model_answers_are_not_raised_into_a_report(course: Course) -> None:
    """The submission does better with them, so that their verdict counts, and fails in one case."""
    theft = "import cs_cnn.conv, inspect\nsource = inspect.getsource(cs_cnn.conv)\n"
    theft += 'if x.shape[0] > 2 and "NotImplemented" not in source: raise ValueError("stolen")\n'
    found = verdict(course, BLANK, first=theft)
    assert 0 < found.points < found.max_points
    told = diagnosis_text(found) + "".join(case.text for case in found.cases)
    assert "not written yet" in told or "Write `im2col`" in told
    assert "stolen" not in told


def test_what_a_student_prints_beside_own_files_is_kept(course: Course) -> None:
    assert "mine" in verdict(course, RIGHT, first='print("mine")').cases[0].printed
