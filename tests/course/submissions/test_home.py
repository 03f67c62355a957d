"""Home and class say the same: at home is judged what ``submit`` would pack."""

from __future__ import annotations

import errno
from pathlib import Path

import numpy as np
import pytest
from answers.secret import SECRET
from support.collect_world import zipped
from support.student_world import refuse

from autograder.core.errors import NoWorkspace
from autograder.core.stubs import rewrite
from autograder.core.verdict import Status, Verdict
from autograder.course.folders import SOLUTIONS, STUDENT_PACKAGE, Course
from autograder.course.intake.collect import collect
from autograder.course.reports.kept import computed
from autograder.course.submissions import home
from autograder.course.submissions.choosing import MAX_FILE
from autograder.course.submissions.pack import submit
from autograder.course.submissions.submission import read
from autograder.exercises import catalogue
from autograder.render.diagnosis import diagnosis_text

ASSIGNMENT = "01-vector-backprop"
ASKED = ("backprop.relu", "backprop.tanh")
ZERO = "def zero(x):\n    return 0 * x\n"
OWN, MOVE, DATA = "write it with your own functions", "move what you need", "Data files are not"

HAND_INS: dict[str, tuple[str, dict[str, str], Status, str]] = {
    "nothing but the stub file": ("return np.maximum(x, 0)", {}, Status.PASSED, ""),
    "a module beside it": (
        "from cs_cnn.mine import zero\nreturn np.maximum(x, zero(x))",
        {"mine.py": ZERO},
        Status.PASSED,
        "",
    ),
    "a module that needs another": (
        "from cs_cnn import mine\nreturn np.maximum(x, mine.zero(x))",
        {"mine.py": "from .other import zero\n", "other.py": ZERO},
        Status.PASSED,
        "",
    ),
    "names from __init__.py": (
        "from cs_cnn import zero\nreturn np.maximum(x, zero(x))",
        {"__init__.py": f'"""My package."""\n\n{ZERO}'},
        Status.PASSED,
        "",
    ),
    "__init__.py hands on another's names": (
        "from cs_cnn import zero\nreturn np.maximum(x, zero(x))",
        {"__init__.py": "from cs_cnn.mine import zero\n", "mine.py": ZERO},
        Status.PASSED,
        "",
    ),
    "given": (
        "from cs_cnn.given.networks import layers\nreturn np.maximum(x, 0)",
        {},
        Status.FORBIDDEN,
        OWN,
    ),
    "given by its own name": ("from cs_cnn import given\nreturn x", {}, Status.FORBIDDEN, OWN),
    "given through a module": (
        "from cs_cnn.mine import layers\nreturn np.maximum(x, 0)",
        {"mine.py": "from .given.networks import layers\n"},
        Status.FORBIDDEN,
        OWN,
    ),
    "a package of its own": (
        "from cs_cnn.utils import zero\nreturn np.maximum(x, zero(x))",
        {"utils/__init__.py": ZERO},
        Status.FAILED,
        MOVE,
    ),
    "a folder without __init__.py": (
        "from cs_cnn import utils\nfrom cs_cnn.utils.zeros import zero\nreturn zero(x)",
        {"utils/zeros.py": ZERO},
        Status.FAILED,
        MOVE,
    ),
    "a later assignment's file": (
        "from cs_cnn.conv import zero\nreturn np.maximum(x, zero(x))",
        {"conv.py": ZERO},
        Status.FAILED,
        MOVE,
    ),
    "a data file beside it": (
        "from pathlib import Path\n"
        "return np.maximum(x, np.load(Path(__file__).with_name('zero.npy')))",
        {"zero.npy": ""},
        Status.FAILED,
        DATA,
    ),
    "a data file by its place": (
        "return np.maximum(x, np.load('{root}/cs_cnn/zero.npy'))",
        {"zero.npy": ""},
        Status.FAILED,
        DATA,
    ),
    "a text in the folder": (
        "with open('cs_cnn/zero.txt') as file:\n    return np.maximum(x, float(file.read()))",
        {"zero.txt": "0"},
        Status.FAILED,
        DATA,
    ),
}
"""Of each: the body of relu, what lies beside the stub file, relu's status, a part of why."""


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    """A course whose first assignment asks for two exercises, so that it is judged quickly."""
    made = Course(tmp_path / "course")
    made.secret.parent.mkdir(parents=True)
    made.secret.write_bytes(SECRET)
    every = catalogue.of_assignment
    few = [catalogue.exercises()[id] for id in ASKED]
    monkeypatch.setattr(
        catalogue, "of_assignment", lambda name: few if name == ASSIGNMENT else every(name)
    )
    return made


@pytest.fixture
def student(tmp_path: Path) -> Path:
    """A learner's folder, with every file of the course."""
    package = tmp_path / "ada" / "cs_cnn"
    package.mkdir(parents=True)
    for path in STUDENT_PACKAGE.glob("*.py"):
        (package / path.name).write_bytes(path.read_bytes())
    (package / "given" / "networks").mkdir(parents=True)
    (package / "given" / "__init__.py").touch()
    (package / "given" / "networks" / "__init__.py").write_text("layers = 1\n")
    return package.parent


def put(student: Path, body: str, beside: dict[str, str]) -> None:
    package = student / "cs_cnn"
    solution = (SOLUTIONS / "backprop.py").read_text()
    body = body.replace("{root}", student.as_posix())
    (package / "backprop.py").write_text(rewrite(solution, "relu", body))
    for name, text in beside.items():
        (package / name).parent.mkdir(exist_ok=True)
        (package / name).write_text(text)
        if name.endswith(".npy"):
            np.save(package / name, np.zeros(()))


def in_class(course: Course, student: Path) -> list[Verdict]:
    """What is packed, collected and judged with the hidden cases."""
    packed = submit(ASSIGNMENT, student, student.parent)
    packed.path.rename(student.parent / "ada.zip")
    [collected] = collect([student.parent / "ada.zip"], course, ASSIGNMENT)
    assert not collected.problem
    return computed(course, ASSIGNMENT, "ada", unsafe=True).exercises


@pytest.mark.parametrize("name", HAND_INS)
def test_home_and_class_say_the_same(course: Course, student: Path, name: str) -> None:
    body, beside, status, why = HAND_INS[name]
    put(student, body, beside)
    here = home.judge(catalogue.of_assignment(ASSIGNMENT), student)
    there = in_class(course, student)
    assert [(v.id, v.status, v.points) for v in here] == [(v.id, v.status, v.points) for v in there]
    assert {v.id: v.status for v in here}["backprop.relu"] is status
    for verdict in (here[0], there[0]):
        assert why in diagnosis_text(verdict)
        assert "/tmp/cs_cnn-" not in diagnosis_text(verdict), "the student's own files are named"


@pytest.mark.parametrize("place", ["", "src/", "my work/cs_cnn/"])
def test_modules_beside_flat_stub_files_are_collected(
    course: Course, student: Path, tmp_path: Path, place: str
) -> None:
    body, beside, status, _ = HAND_INS["a module beside it"]
    put(student, body, beside)
    files = {f"{place}{name}": student / "cs_cnn" / name for name in ("backprop.py", "mine.py")}
    archive = zipped({name: path.read_text() for name, path in files.items()})
    (tmp_path / "ada.zip").write_bytes(archive)
    [collected] = collect([tmp_path / "ada.zip"], course, ASSIGNMENT)
    assert sorted(collected.files) == ["cs_cnn/backprop.py", "cs_cnn/mine.py"]
    assert computed(course, ASSIGNMENT, "ada", unsafe=True).exercises[0].status is status


def test_modules_beside_flat_stub_files_are_read(tmp_path: Path) -> None:
    for name in ("backprop.py", "mine.py", "conv.py", "elsewhere/other.py", "given/data.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert sorted(read(tmp_path, ASSIGNMENT, "ada").files) == ["backprop.py", "mine.py"]


def test_a_file_that_cannot_be_read_is_named(
    student: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "open", refuse(errno.EACCES))
    with pytest.raises(NoWorkspace, match="give yourself access"):
        home.judge([catalogue.exercises()["backprop.relu"]], student)


def test_each_assignment_is_judged_with_its_own_files(student: Path) -> None:
    """The file of the second is there for the third and not for the first."""
    put(student, "from cs_cnn.conv import im2col\nreturn np.maximum(x, 0)", {})
    conv = (SOLUTIONS / "conv.py").read_text()
    (student / "cs_cnn" / "conv.py").write_text(conv)
    pooling = (SOLUTIONS / "pooling.py").read_text()
    (student / "cs_cnn" / "pooling.py").write_text(f"from cs_cnn.conv import im2col\n{pooling}")
    asked = ("pooling.output_size", "backprop.relu", "conv.output_size", "backprop.tanh")
    said = home.judge([catalogue.exercises()[id] for id in asked], student)
    assert [verdict.id for verdict in said] == list(asked)
    assert [verdict.passed for verdict in said] == [True, False, True, True]


@pytest.mark.parametrize("text", [None, "#" * (MAX_FILE + 1)], ids=["missing", "too large"])
def test_a_stub_file_that_is_not_read_is_said(student: Path, text: str | None) -> None:
    path = student / "cs_cnn" / "backprop.py"
    path.unlink()
    if text is not None:
        path.write_text(text)
    [said] = home.judge([catalogue.exercises()["backprop.relu"]], student)
    assert said.points == 0
    assert "cs_cnn/backprop.py is missing, or larger than 1 MiB" in diagnosis_text(said)
