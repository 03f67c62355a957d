"""Fixtures that many tests share."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from answers.corpus import CORPORA, Corpus
from click.testing import CliRunner
from hypothesis import HealthCheck, settings
from support.student_world import ROOT, Run
from threadpoolctl import threadpool_limits

from autograder.cli.app import app
from autograder.core.errors import CourseError
from autograder.course.blank_stubs import blank_stubs
from autograder.exercises import catalogue
from autograder.worker.sandbox import Sandbox, SandboxUnavailable, probe

LONGEST_FIRST = (
    "test_nbgrader_stock.py",
    "test_attacks_class.py",
    "test_wrong_answers.py",
    "test_notebooks.py",
    "test_cluster.py",
    "test_nbgrader_assignments.py",
    "test_postgresql.py",
    "test_selfcheck.py",
)
"""Files whose tests take long: the last of them would keep one core busy, the other idle.

The first makes the class that others look at, while the second does without it.
"""

TOGETHER = (
    "test_attacks_class.py",
    "test_cluster.py",
    "test_nbgrader_assignments.py",
    "test_nbgrader_stock.py",
    "test_postgresql.py",
)
"""Files whose tests share what one process has made: a graded class, a server."""

settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("soak", settings.get_profile("any machine"), max_examples=1000)


def pytest_addoption(parser: pytest.Parser) -> None:
    help_text = "of all exercises with answers in tests/answers, this one alone: conv.dilated"
    parser.addoption("--only", metavar="ID", help=help_text)


def pytest_configure(config: pytest.Config) -> None:
    """Keep reference outputs out of the user's cache; all test processes share one.

    A slow machine fails no test for its speed alone: Hypothesis has no limit on time. The many
    processes that tests start find our modules compiled, whatever the environment says, and each
    has one thread: matrices are small here, and threads that share them mostly wait.
    """
    os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")
    threadpool_limits(1, "blas")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # as in cli/app.py
    os.environ.setdefault("CS_CNN_CACHE", str(config.rootpath / ".pytest_cache" / "references"))
    _stubs_can_be_released()
    settings.load_profile(config.getoption("--hypothesis-profile") or "any machine")
    if id := config.getoption("only"):
        if id not in catalogue.exercises():
            raise pytest.UsageError(f"--only {id}: there is no such exercise")
        module = id.partition(".")[0]
        about_functions = module in {corpus.name for corpus in CORPORA}
        CORPORA[:] = [Corpus(module, only=id)] if about_functions else []
        if not about_functions:
            config.option.markexpr = ""  # most tests of a network are long ones


def _stubs_can_be_released() -> None:
    """The tests release the course from ``cs_cnn/``: answers in it do no harm, other code does."""
    try:
        for assignment in catalogue.ASSIGNMENTS:
            blank_stubs(assignment)
    except CourseError as error:
        clean = "Run the tests in a clean clone: git clone . ../clean"
        raise pytest.UsageError(f"{error} {clean}") from None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A stable sort: all others stay in their order. With --only, other stubs are left out."""
    first = {name: place for place, name in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: first.get(item.path.name, len(first)))
    if id := config.getoption("only"):
        stub = catalogue.exercises()[id].function
        items[:] = [item for item in items if _parameters(item).get("stub", stub) == stub]


def _parameters(item: pytest.Item) -> dict[str, Any]:
    return getattr(getattr(item, "callspec", None), "params", {})


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Tests go to whichever process is free; those of a file in TOGETHER go to the same one."""
    from xdist.scheduler import LoadScopeScheduling

    class Scheduling(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = nodeid.partition("::")[0]
            return file if file.endswith(TOGETHER) else nodeid

    config.option.loadscopereorder = False
    return Scheduling(config, log)


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
