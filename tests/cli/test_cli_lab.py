"""JupyterLab, for a learner without nbgrader and without questions, for a grader with nbgrader."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from jupyter_server.services.config import ConfigManager
from jupyterlab.labapp import LabApp

from autograder.cli import doctor
from autograder.course.folders import CONFIG, PROJECT

Patch = pytest.MonkeyPatch
NBGRADER = {doctor.LABEXTENSION, *doctor.SERVER_EXTENSIONS}


@pytest.fixture
def served(tmp_path: Path, monkeypatch: Patch) -> list[str]:
    """What JupyterLab is started with; nothing of this test stays in the environment."""
    monkeypatch.chdir(tmp_path)
    for name in ("JUPYTER_CONFIG_PATH", "CS_CNN_COURSE", "CS_CNN_DB"):
        monkeypatch.setenv(name, "")
    monkeypatch.setenv("PATH", os.defpath)
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path / "settings"))
    given: list[str] = []
    monkeypatch.setattr(LabApp, "launch_instance", given.extend)
    return given


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    folder = tmp_path / "my course"
    for name in ("cs_cnn", "notebooks"):
        (folder / name).mkdir(parents=True)
    (folder / "cs_cnn" / "__init__.py").touch()
    return folder


def test_a_learner_sees_nothing_of_nbgrader(
    served: list[str], mine: Path, run: Callable[..., Result]
) -> None:
    assert doctor._enabled_extensions() >= NBGRADER
    done = run("lab", "--from", str(mine), "--no-browser", "--port", "8899")
    assert done.exit_code == 0, done.output
    assert served[0] == f"--ServerApp.root_dir={mine}"
    assert served[1] == "--LabApp.default_url=/lab/tree/notebooks"
    assert served[2:] == ["--no-browser", "--port", "8899"]
    assert not doctor._enabled_extensions() & NBGRADER


def test_a_learner_is_not_asked_about_news(
    served: list[str], mine: Path, run: Callable[..., Result]
) -> None:
    run("lab", "--from", str(mine))
    changed = ConfigManager(config_dir_name="labconfig").get("default_setting_overrides")
    assert changed["@jupyterlab/apputils-extension:notification"]["fetchNews"] == "false"


def test_the_projects_folder_is_no_place_to_write(
    served: list[str], mine: Path, run: Callable[..., Result]
) -> None:
    assert "`cs-cnn start DIR` makes" in run("lab", "--from", str(PROJECT)).stderr
    assert served[0] == f"--ServerApp.root_dir={PROJECT}"
    assert not run("lab", "--from", str(mine)).stderr


def test_settings_of_ones_own_stay(
    served: list[str], mine: Path, run: Callable[..., Result], monkeypatch: Patch
) -> None:
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "/etc/mine")
    run("lab", "--from", str(mine))
    assert os.environ["JUPYTER_CONFIG_PATH"].split(os.pathsep)[1:] == ["/etc/mine"]


def test_a_terminal_in_it_knows_the_command(
    served: list[str], mine: Path, run: Callable[..., Result]
) -> None:
    beside = Path(sys.executable).parent
    run("lab", "--from", str(mine))
    assert shutil.which("python") == shutil.which("python", path=beside)


def test_it_is_opened_where_the_learner_is(
    served: list[str], mine: Path, run: Callable[..., Result], monkeypatch: Patch
) -> None:
    monkeypatch.chdir(mine / "notebooks")
    (mine / "notebooks").rename(mine / "texts")  # a folder as a teacher hands it out
    assert run("lab").exit_code == 0
    assert served == [f"--ServerApp.root_dir={mine}", "--LabApp.default_url=/lab"]


def test_a_folder_without_stubs_gets_a_sentence(
    served: list[str], tmp_path: Path, run: Callable[..., Result]
) -> None:
    done = run("lab")
    assert done.exit_code == 2
    assert "no cs_cnn/ folder" in done.stderr
    assert not served


def test_who_grades_has_nbgrader_and_the_course(
    served: list[str], tmp_path: Path, run: Callable[..., Result]
) -> None:
    course = tmp_path / "a course"
    course.mkdir()
    (course / CONFIG).touch()
    done = run("formgrader", "--course", "a course", "--db", "sqlite:///x.db", "--no-browser")
    assert done.exit_code == 0, done.output
    assert served == [f"--ServerApp.root_dir={course}", "--no-browser"]
    assert Path.cwd() == course
    assert (os.environ["CS_CNN_COURSE"], os.environ["CS_CNN_DB"]) == (str(course), "sqlite:///x.db")
    assert doctor._enabled_extensions() >= NBGRADER
