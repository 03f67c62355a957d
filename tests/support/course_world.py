"""Graded classes that many tests look at. They are built once for all test processes.

Tests read them; who wants to change something takes a copy.
"""

from __future__ import annotations

import fcntl
import json
import os
import shlex
import shutil
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from answers.secret import SECRET
from nbgrader import api
from nbgrader.apps.nbgraderapp import NbGraderApp
from nbgrader.dbutil import ALEMBIC_DIR
from traitlets.config import Application

from autograder.core.errors import Refused
from autograder.course import config, grade
from autograder.course.demo.run import demo
from autograder.course.demo.stories import ASSIGNMENT
from autograder.course.folders import NOTEBOOKS, SOLUTIONS, Course, notebook
from autograder.course.gradebook.cells import is_model_answer
from autograder.course.reports import compute
from autograder.course.reports.pool import Pool
from autograder.course.submissions.submission import Submission
from autograder.exercises import catalogue

BIN = Path(sys.executable).parent
SOLUTION = SOLUTIONS / "backprop.py"
PATH_WITHOUT_VENV = "/usr/bin:/bin"
HIDDEN_TEST = "### BEGIN HIDDEN TESTS\n# the answer is forty-two\n### END HIDDEN TESTS"
MORE_OF_THE_SAME = ("Emil", "Fay", "Gus", "Hana", "Lee")
"""Of the demo class: reports that are kept, an untouched notebook, nothing else to stumble over."""
NONSENSE = "raise RuntimeError('the instructor left this beside the notebook')\n"
EVIL = (
    '<script>alert("EVIL")</script><img src="x" onerror="alert(\'EVIL\')">'
    '[click](javascript:alert("EVIL"))<iframe src="https://evil.example"></iframe>'
)

# nbgrader starts a process that says it, whenever it makes a gradebook.
api.get_alembic_version = ScriptDirectory(ALEMBIC_DIR).get_current_head


def graded_class(factory: pytest.TempPathFactory) -> Course:
    """The demo class, graded by our own commands."""
    return _built_once(factory, "class", _grade_with_our_commands)


def stock_class(factory: pytest.TempPathFactory) -> Course:
    """The same class and two more hand-ins, graded by nbgrader's own commands alone."""
    ours = graded_class(factory)
    return _built_once(factory, "stock", lambda course: _grade_with_stock_commands(course, ours))


def copy(course: Course, folder: Path, *, without: str = "feedback") -> Course:
    """A class of its own, to be changed."""
    unused = shutil.ignore_patterns(without)
    shutil.copytree(course.root, folder, ignore=unused, dirs_exist_ok=True)
    return Course(folder)


def nbgrader(course: Course, *arguments: str) -> subprocess.CompletedProcess[str]:
    """nbgrader's own command in the course's folder, in an environment not activated."""
    return subprocess.run(
        [BIN / "nbgrader", *arguments],
        cwd=course.root,
        env={**os.environ, "PATH": PATH_WITHOUT_VENV},
        capture_output=True,
        text=True,
        check=False,
    )


def run(course: Course, *commands: str) -> None:
    """Likewise, for commands that have to succeed: in this process, which has imported nbgrader."""
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings(action="ignore"):
        patch.chdir(course.root)
        patch.setenv("PATH", PATH_WITHOUT_VENV)
        for command in commands:
            NbGraderApp.launch_instance(shlex.split(command))
            Application.instance().clear_instance()


def sandbox_there() -> bool:
    try:
        return compute.choose_sandbox(unsafe=False) is not None
    except Refused:
        return False


def hand_in(
    course: Course,
    student: str,
    *,
    cells: Callable[[list[dict]], None] = lambda cells: None,
    judged: bool = False,
) -> Path:
    """All exercises right; ``cells`` may change the notebook's cells. The hand-in's folder.

    ``judged``: with the report that the same files got before, so that nothing is computed.
    """
    folder = course.submitted(ASSIGNMENT, student)
    (folder / "cs_cnn").mkdir(parents=True)
    shutil.copy(SOLUTION, folder / "cs_cnn" / "backprop.py")
    nb = json.loads((course.released(ASSIGNMENT) / notebook(ASSIGNMENT)).read_text())
    cells(nb["cells"])
    (folder / notebook(ASSIGNMENT)).write_text(json.dumps(nb))
    if judged:
        shutil.copy(course.report(ASSIGNMENT, "Ada"), course.report(ASSIGNMENT, student))
    return folder


def judge_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compute reports in this process: quicker, and what a test has changed in it shows."""

    class Here(Pool):
        def start(self) -> None:
            """Nothing has to be started."""

        def reports(self, hand_ins: Iterable[Submission]) -> Iterator[tuple[str, bytes]]:
            for one in hand_ins:
                sandbox = compute.choose_sandbox(unsafe=self.unsafe)
                yield one.student, compute.as_json(compute.judged(one, self.secret, sandbox))

    monkeypatch.setattr(grade, "Pool", Here)


def graded_cells(cells: Iterable[dict]) -> list[dict]:
    """The cells whose score is the judge's."""
    return [c for c in cells if c["cell_type"] == "code" and _about(c).get("grade")]


def _about(cell: dict) -> dict:
    return cell["metadata"].get("nbgrader", {})


def shared(factory: pytest.TempPathFactory) -> Path:
    """A folder that all test processes of this run have in common."""
    base = factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def _built_once(
    factory: pytest.TempPathFactory, name: str, build: Callable[[Course], object]
) -> Course:
    folder = shared(factory)
    course, done = Course(folder / name), folder / f"{name}.done"
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            build(course)
            done.touch()
    return course


def _grade_with_our_commands(course: Course) -> None:
    """With a secret that is always the same, so that the references are in the cache."""
    course.secret.parent.mkdir(parents=True)
    course.secret.write_bytes(SECRET)
    with pytest.MonkeyPatch.context() as patch:
        without_prose(course.root / "source", patch)
        judge_here(patch)
        demo(course)


def without_prose(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Release from notebooks without prose: every copy and every page is shorter."""
    for assignment in catalogue.ASSIGNMENTS:
        nb = json.loads((NOTEBOOKS / assignment / notebook(assignment)).read_text())
        nb["cells"] = [cell for cell in nb["cells"] if _about(cell) or is_model_answer(cell)]
        (folder / assignment).mkdir(parents=True)
        (folder / assignment / notebook(assignment)).write_text(json.dumps(nb))
    monkeypatch.setattr(config, "NOTEBOOKS", folder)


def _grade_with_stock_commands(course: Course, ours: Course) -> None:
    """A source folder of its own, as a course has that is not set up as the project is."""
    _write_source(course, ours)
    for folder in ("submitted", "reports", ".cs_cnn"):
        shutil.copytree(ours.root / folder, course.root / folder)
    for student in MORE_OF_THE_SAME:
        shutil.rmtree(course.submitted(ASSIGNMENT, student))
    course.report(ASSIGNMENT, "Cleo").unlink()
    run(course, f"generate_assignment {ASSIGNMENT}")
    _hand_in_by_zip(course, "Nil")
    hand_in(course, "Eve", cells=_attack, judged=True)
    damaged = hand_in(course, "Max", judged=True) / notebook(ASSIGNMENT)
    damaged.write_text('{"cells": [')
    run(
        course,
        f"zip_collect {ASSIGNMENT}",
        f"autograde {ASSIGNMENT}",
        f"generate_feedback {ASSIGNMENT} --student Eve",
        "export",
    )


def _hand_in_by_zip(course: Course, student: str) -> None:
    """What a learning platform hands out: the files side by side."""
    made = hand_in(course, student, judged=True)
    archive = course.root / "downloaded" / ASSIGNMENT / "archive" / f"{student}_hand_in"
    archive.mkdir(parents=True)
    shutil.copy(made / "cs_cnn" / "backprop.py", archive)
    shutil.copy(made / notebook(ASSIGNMENT), archive)
    shutil.rmtree(made.parent)


def _write_source(course: Course, ours: Course) -> None:
    source = course.root / "source" / ASSIGNMENT
    (source / "cs_cnn").mkdir(parents=True)
    (source / "cs_cnn" / "backprop.py").write_text(NONSENSE)
    nb = json.loads((ours.root / "source" / ASSIGNMENT / notebook(ASSIGNMENT)).read_text())
    first = graded_cells(nb["cells"])[0]
    first["source"] = "".join(first["source"]) + "\n" + HIDDEN_TEST
    (source / notebook(ASSIGNMENT)).write_text(json.dumps(nb))
    (course.root / "nbgrader_config.py").write_text(
        "from pathlib import Path\n"
        "from autograder.course.config import configure\n"
        "c = get_config()\n"
        "configure(c, Path(__file__).parent)\n"
        "c.CourseDirectory.source_directory = 'source'\n"
        f"c.RecordScores.unsafe = {not sandbox_there()}\n"
        "c.FileNameCollectorPlugin.named_regexp = "
        r"r'.*/(?P<student_id>\w+)_hand_in/(?P<file_id>[\w-]+)'"
        "\n"
    )


def _attack(cells: list[dict]) -> None:
    """Everything that a page could run, and outputs that nbgrader takes for full marks."""
    for cell in cells:
        if "YOUR ANSWER HERE" in "".join(cell["source"]):
            cell["source"] = f"In words: {EVIL}"
    extra = {"metadata": {"tags": [EVIL], "raw_mimetype": "text/html"}, "source": EVIL}
    cells.insert(0, {"cell_type": "markdown", "id": "m0", **extra})
    cells.insert(1, {"cell_type": "raw", "id": "r0", **extra})
    lost = {"metadata": {}, "source": "![a picture](attachment:lost.png)"}
    cells.insert(2, {"cell_type": "markdown", "id": "m1", **lost})
    page = {"output_type": "display_data", "metadata": {}, "data": {"text/html": EVIL}}
    graded_cells(cells)[0]["outputs"] = [page]
