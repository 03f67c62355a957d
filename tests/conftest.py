"""Fixtures that many tests share."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, settings
from support.student_world import ROOT, Run

from autograder.cli.app import app
from autograder.worker.sandbox import Sandbox, SandboxUnavailable, probe


def pytest_configure(config: pytest.Config) -> None:
    """Keep reference outputs out of the user's cache; all test processes share one.

    A slow machine fails no test for its speed alone: Hypothesis has no limit on time.
    """
    os.environ.setdefault("CS_CNN_CACHE", str(config.rootpath / ".pytest_cache" / "references"))
    settings.register_profile(
        "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
    settings.load_profile("any machine")


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
