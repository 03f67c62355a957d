"""Fixtures that many tests share."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from answers.corpus import CORPORA, Corpus
from click.testing import CliRunner
from hypothesis import HealthCheck, settings
from support.student_world import ROOT, Run

from autograder.cli.app import app
from autograder.core.errors import CourseError
from autograder.course.blank_stubs import blank_stubs
from autograder.exercises import catalogue
from autograder.worker.sandbox import Sandbox, SandboxUnavailable, probe

LONGEST_FIRST = ("test_notebooks.py", "test_cluster.py", "test_nbgrader_assignments.py")
"""Files whose tests take minutes: the last of them would keep one core busy, the other idle."""

settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("soak", settings.get_profile("any machine"), max_examples=1000)


def pytest_addoption(parser: pytest.Parser) -> None:
    help_text = "of all exercises with answers in tests/answers, this one alone: conv.dilated"
    parser.addoption("--only", metavar="ID", help=help_text)


def pytest_configure(config: pytest.Config) -> None:
    """Keep reference outputs out of the user's cache; all test processes share one.

    A slow machine fails no test for its speed alone: Hypothesis has no limit on time.
    """
    os.environ.setdefault("CS_CNN_CACHE", str(config.rootpath / ".pytest_cache" / "references"))
    _stubs_can_be_released()
    settings.load_profile(config.getoption("--hypothesis-profile") or "any machine")
    if id := config.getoption("only"):
        if id not in catalogue.exercises():
            raise pytest.UsageError(f"--only {id}: there is no such exercise")
        CORPORA[:] = [Corpus(id.partition(".")[0], only=id)]


def _stubs_can_be_released() -> None:
    """The tests release the course from ``cs_cnn/``: answers in it do no harm, other code does."""
    try:
        for assignment in catalogue.ASSIGNMENTS:
            blank_stubs(assignment)
    except CourseError as error:
        clean = "Run the tests in a clean clone: git clone . ../clean"
        raise pytest.UsageError(f"{error} {clean}") from None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A stable sort: all others stay in their order."""
    items.sort(key=lambda item: item.path.name not in LONGEST_FIRST)


@pytest.fixture(scope="session")
def sandbox() -> Sandbox:
    """The real sandbox; a test that needs it is skipped, with the reason, without one."""
    try:
        return probe()
    except SandboxUnavailable as reason:
        pytest.skip(str(reason))


@pytest.fixture
def student(tmp_path: Path) -> Path:
    """An empty student's folder with a ``cs_cnn/`` package."""
    package = tmp_path / "student" / "cs_cnn"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    return package.parent


@pytest.fixture
def folder(student: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A student's folder with everything solved, and the place where commands are typed."""
    shutil.copy(ROOT / "autograder" / "solutions" / "backprop.py", student / "cs_cnn")
    monkeypatch.chdir(student)
    return student


@pytest.fixture
def run() -> Run:
    runner = CliRunner(env={"COLUMNS": "200"})
    return lambda *args: runner.invoke(app, list(args), prog_name="cs-cnn")
