"""The doctor finds what is missing and says how to fix it."""

from __future__ import annotations

import errno
import importlib.metadata
import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from packaging.requirements import Requirement

from autograder.cli import doctor
from autograder.cli.app import app
from autograder.exercises.catalogue import exercises
from autograder.render.tables import Finding
from autograder.worker import sandbox

Patch = pytest.MonkeyPatch
Look = Callable[[], Result]


@pytest.fixture
def student(student: Path) -> Path:
    """A student's folder with a file for every stub."""
    for exercise in exercises().values():
        (student / exercise.file).touch()
    return student


@pytest.fixture
def look(student: Path, tmp_path: Path, monkeypatch: Patch) -> Look:
    """The doctor in a student's folder, blind to what the user's own Jupyter is set to."""
    monkeypatch.chdir(student)
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path))
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path))
    return lambda: CliRunner(env={"COLUMNS": "200"}).invoke(app, ["doctor"])


def refuse(*_: object, **__: object) -> None:
    raise OSError(errno.EACCES, "Permission denied")


def test_nothing_is_wrong_here(look: Look) -> None:
    result = look()
    assert result.exit_code == 0, result.output
    for name in ("Python", "torch", "numpy", "device", "sandbox", "nbgrader in JupyterLab"):
        assert name in result.stdout
    assert "Everything is in place." in result.stdout


def test_no_student_files(tmp_path: Path, monkeypatch: Patch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner(env={"COLUMNS": "200"}).invoke(app, ["doctor"])
    assert result.exit_code == 1
    assert "✗ your files" in result.stdout
    assert "1 thing to fix." in result.stdout


def test_all_stub_files_are_gone(student: Path) -> None:
    for path in (student / "cs_cnn").glob("[a-z]*.py"):
        path.unlink()
    (files,) = doctor._workspace(student)
    assert files.wrong
    assert "no stub file" in files.found


def test_the_files_of_one_assignment_are_enough(student: Path) -> None:
    (student / "cs_cnn" / "backprop.py").unlink()
    assert not next(doctor._workspace(student)).wrong


def test_no_write_access(student: Path, monkeypatch: Patch) -> None:
    monkeypatch.setattr(tempfile, "NamedTemporaryFile", refuse)
    (files,) = doctor._workspace(student)
    (cache,) = doctor._cache()
    assert files.wrong
    assert "write access" in files.fix
    assert not cache.wrong
    assert "CS_CNN_CACHE" in cache.fix


@pytest.mark.parametrize(
    ("asked", "installed", "pin", "wrong", "said"),
    [
        ("numpy>=2.0", "2.4.6", "numpy==2.4.6", False, ""),
        ("torch>=2.6", "2.13.0+cpu", "torch==2.13.0", False, ""),
        ("numpy>=2.0", "2.1.0", "numpy==2.4.6", False, "Grading uses numpy==2.4.6"),
        ("numpy>=2.0", "1.26.4", None, True, "make install"),
        ("numpy>=2.0", None, None, True, "make install"),
    ],
)
def test_versions(
    monkeypatch: Patch, asked: str, installed: str | None, pin: str | None, wrong: bool, said: str
) -> None:
    def version(name: str) -> str:
        if installed is None:
            raise importlib.metadata.PackageNotFoundError(name)
        return installed

    monkeypatch.setattr(importlib.metadata, "version", version)
    finding = doctor._package(Requirement(asked), pin and Requirement(pin))
    assert finding.wrong == wrong
    assert said in finding.fix
    assert bool(finding.fix) == bool(said)


def test_an_old_python(monkeypatch: Patch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 4, "final", 0))
    (finding,) = doctor._python()
    assert finding.wrong


def test_a_device_that_is_not_there(monkeypatch: Patch) -> None:
    monkeypatch.setenv("CS_CNN_DEVICE", "no_such_device")
    from autograder.reference.backend import device

    device.cache_clear()
    (finding,) = doctor._device()
    device.cache_clear()
    assert finding.wrong
    assert "CS_CNN_DEVICE (now no_such_device)" in finding.fix


def test_no_sandbox_is_no_students_trouble(monkeypatch: Patch) -> None:
    monkeypatch.setenv("PATH", "")
    (finding,) = doctor._sandbox()
    assert not finding.wrong
    assert sandbox.MEND in finding.fix


@pytest.mark.parametrize(
    ("setpriv", "found"),
    [("", "bubblewrap works"), ("/usr/bin/setpriv", "bubblewrap works, for root with setpriv")],
)
def test_a_sandbox_for_root_says_so(monkeypatch: Patch, setpriv: str, found: str) -> None:
    monkeypatch.setattr(sandbox, "probe", lambda: sandbox.Sandbox("/usr/bin/bwrap", setpriv))
    (finding,) = doctor._sandbox()
    assert (finding.found, finding.fix) == (found, "")


@pytest.mark.parametrize("missing", [doctor.LABEXTENSION, *doctor.SERVER_EXTENSIONS])
def test_an_extension_that_is_off(monkeypatch: Patch, missing: str) -> None:
    there = {doctor.LABEXTENSION, *doctor.SERVER_EXTENSIONS} - {missing}
    monkeypatch.setattr(doctor, "_enabled_extensions", lambda: there)
    (finding,) = doctor._nbgrader()
    assert finding.wrong
    assert finding.found == f"off: {missing}"


def test_an_extension_that_was_disabled_is_off(tmp_path: Path, monkeypatch: Patch) -> None:
    config = tmp_path / "labconfig" / "page_config.json"
    config.parent.mkdir()
    config.write_text('{"disabledExtensions": {"@jupyter/nbgrader:formgrader": true}}')
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path))
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", str(tmp_path))
    assert doctor.LABEXTENSION not in doctor._enabled_extensions()


@pytest.mark.parametrize(
    ("command", "wrong"), [("python", False), (sys.executable, False), ("/opt/python3", True)]
)
def test_a_kernel_that_runs_another_python(
    tmp_path: Path, monkeypatch: Patch, command: str, wrong: bool
) -> None:
    kernel = tmp_path / "kernels" / "python3"
    kernel.mkdir(parents=True)
    spec = {"argv": [command, "-m", "ipykernel_launcher"], "display_name": "Python 3"}
    (kernel / "kernel.json").write_text(json.dumps(spec))
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("JUPYTER_PREFER_ENV_PATH", "0")
    (finding,) = doctor._kernel()
    assert finding.wrong == wrong


def test_what_is_good_to_know_is_no_failure(look: Look, monkeypatch: Patch) -> None:
    monkeypatch.setattr(doctor, "_sandbox", lambda: iter([Finding("sandbox", "none", "get it")]))
    result = look()
    assert result.exit_code == 0
    assert "! sandbox" in result.stdout
    assert "get it" in result.stdout
