"""What a stranger meets first: make, the hooks, the licences, the changelog."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from autograder.course.blank_stubs import package_files
from autograder.course.folders import CONFIG
from autograder.exercises import catalogue

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
CHANGELOG = (ROOT / "CHANGELOG.md").read_text()
HOOKS = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())


def recipe(target: str) -> list[str]:
    rule = re.search(rf"^{target}:.*\n((?:\t.*\n)*)", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert rule
    return [line.strip().replace("$(BIN)", ".venv/bin") for line in rule[1].splitlines()]


def hooks() -> list[dict[str, Any]]:
    (local,) = HOOKS["repos"]
    assert local["repo"] == "local", "hooks that are fetched need a network"
    return local["hooks"]


def test_the_hooks_are_the_checks_of_make_lint() -> None:
    assert HOOKS["default_stages"] == ["pre-commit"]
    assert [hook["entry"] for hook in hooks() if "stages" not in hook] == recipe("lint")


def test_one_command_installs_the_check_of_the_subject_too() -> None:
    (subject,) = (hook for hook in hooks() if hook.get("stages") == ["commit-msg"])
    assert "commit-msg" in HOOKS["default_install_hook_types"]
    assert (ROOT / subject["entry"].split()[-1]).is_file()


def test_make_test_lints_nothing_that_a_learner_writes() -> None:
    """An unused import in one's own stub file is no reason for the tests not to begin."""
    dry = ["make", "-n", "-o", "install", "test", "BIN=.venv/bin"]
    lines = subprocess.run(dry, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    check, formats = re.findall(r"^\S*ruff (?:check|format --check) (.+)$", lines, re.MULTILINE)
    assert check == formats
    ruff = [sys.executable, "-m", "ruff", "check", "--show-files", *check.split()]
    shown = subprocess.run(ruff, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    linted = {Path(line).relative_to(ROOT) for line in shown.splitlines()}
    assert not {path for path in linted if path.suffix == ".ipynb"}
    assert {path.parts[:2] for path in linted if path.parts[0] == "cs_cnn"} == {("cs_cnn", "given")}
    assert {path.parts[0] for path in linted} >= {"autograder", "tests"}


def test_the_wheel_holds_the_weights_of_the_model_and_no_students(tmp_path: Path) -> None:
    """What setuptools copies of the project when a student's files are in it."""
    for name in ("pyproject.toml", "README.md", *PROJECT["license-files"]):
        shutil.copy(ROOT / name, tmp_path)
    for package in ("autograder/solutions", "cs_cnn"):
        shutil.copytree(ROOT / package, tmp_path / package)
    (tmp_path / "cs_cnn" / "convnet.npz").touch()
    setup = [sys.executable, "-c", "import setuptools; setuptools.setup()"]
    build = [*setup, "build_py", "--build-lib", "built"]
    subprocess.run(build, cwd=tmp_path, capture_output=True, check=True)
    found = [path.relative_to(tmp_path / "built") for path in tmp_path.glob("built/**/*.npz")]
    assert found == [Path("autograder/solutions/convnet.npz")]


def test_scripts_are_executable() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_the_licences_are_there() -> None:
    for name, words in (
        ("LICENSE", "MIT License"),
        ("LICENSE-notebooks", "Attribution 4.0 International"),
    ):
        assert name in PROJECT["license-files"]
        assert words in (ROOT / name).read_text()


def test_the_newest_section_of_the_changelog_is_about_this_version() -> None:
    newest, *_ = re.findall(r"^## \[(.+)\]", CHANGELOG, re.MULTILINE)
    assert newest == PROJECT["version"]


def test_the_changelog_has_the_sections_of_its_format() -> None:
    sections = set(re.findall(r"^### (.+)", CHANGELOG, re.MULTILINE))
    assert sections <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def test_a_release_takes_six_lines() -> None:
    steps = re.findall(r"^\d\. ", (ROOT / "RELEASING.md").read_text(), re.MULTILINE)
    assert steps == [f"{number}. " for number in range(1, 7)]


@pytest.mark.parametrize(
    "page", [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")], ids=lambda page: page.name
)
def test_links_lead_somewhere(page: str | Path) -> None:
    path = ROOT / page
    for link in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", path.read_text()):
        assert (path.parent / link).exists(), f"{path.name} links to {link}"


GIVEN = {
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "cs_cnn" / "given").rglob("*")
    if path.is_file() and "__pycache__" not in path.parts
}


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    """Built from a copy, so that nothing is left here, and without a network."""
    project = tmp_path / "project"
    project.mkdir()
    for name in ("pyproject.toml", "README.md", CONFIG, *PROJECT["license-files"]):
        shutil.copy(ROOT / name, project)
    for folder in ("autograder", "cs_cnn", "notebooks"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / folder, project / folder, ignore=ignored)
    build = "from setuptools.build_meta import build_wheel; build_wheel('..')"
    subprocess.run([sys.executable, "-c", build], cwd=project, capture_output=True, check=True)
    (made,) = tmp_path.glob("*.whl")
    return made


def test_a_wheel_holds_all_that_is_given_and_all_that_is_released(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert "cs_cnn/given/liveview/liveview.js" in GIVEN
    assert names >= GIVEN
    share = f"cs_cnn-{PROJECT['version']}.data/data/share/cs_cnn"
    notebooks = {f"{share}/notebooks/{name}/{name}.ipynb" for name in catalogue.ASSIGNMENTS}
    assert names >= {f"{share}/{CONFIG}", *notebooks}


@pytest.mark.soak
def test_an_install_from_the_wheel_releases_and_checks(wheel: Path, tmp_path: Path) -> None:
    """In an environment that has our dependencies, and nothing of the clone."""
    env = tmp_path / "env"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", env], check=True)
    pip = [sys.executable, "-m", "pip", "--quiet", "--python", str(env / "bin" / "python")]
    subprocess.run([*pip, "install", "--no-deps", "--no-index", str(wheel)], check=True)
    (site,) = env.glob("lib/python3*/site-packages")
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib"))
    course = tmp_path / "a course"
    course.mkdir()
    assignment = "01-vector-backprop"
    released = installed(env, course, "release", assignment)
    assert released.returncode == 0, released.stderr
    students = course / "release" / assignment
    assert (students / f"{assignment}.ipynb").is_file()
    checked = installed(env, students, "check", "backprop.relu")
    assert checked.returncode == 1, checked.stderr
    assert "not started" in checked.stdout
    assert (course / CONFIG).is_file()


def installed(env: Path, where: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """The command of that environment; alembic, nbgrader's, is in the one the tests run in."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.defpath])
    return subprocess.run(
        [env / "bin" / "cs-cnn", *command],
        cwd=where, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_students_get_all_that_is_given() -> None:
    assert package_files().keys() >= GIVEN


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The part of the project that installing needs, in a folder with a space in its name."""
    root = tmp_path / "my course"
    root.mkdir()
    shutil.copy(ROOT / "Makefile", root)
    shutil.copytree(ROOT / "scripts", root / "scripts")
    for name in ("pyproject.toml", "constraints.txt"):
        (root / name).write_text("")
    return root


def make(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", "-C", str(root), *arguments], capture_output=True, text=True, check=False
    )


def script(path: Path, body: str) -> Path:
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return path


def test_an_old_python_is_named_in_one_line(clone: Path, tmp_path: Path) -> None:
    old = script(tmp_path / "old", '[ "$1" = -V ] && echo Python 3.9.2; [ "$1" = -V ]')
    done = make(clone, "install", f"PYTHON={old}")
    said = [line for line in done.stderr.splitlines() if not line.startswith("make:")]
    assert done.returncode != 0
    assert [line for line in said if "3.9.2" in line and "3.11" in line and "PYTHON=" in line]


def test_a_missing_python_is_named(clone: Path) -> None:
    done = make(clone, "install", "PYTHON=no-such-python")
    assert done.returncode != 0
    assert "no-such-python" in done.stderr


def test_an_installed_project_is_left_alone_until_it_is_moved(clone: Path) -> None:
    environment = clone / ".venv"
    environment.mkdir()
    (environment / "pyvenv.cfg").write_text(f"command = python3 -m venv {environment}\n")
    (environment / ".installed").touch()
    assert "install.sh" not in make(clone, "--dry-run", "install").stdout
    moved = clone.rename(clone.with_name("moved course"))
    assert "install.sh" in make(moved, "--dry-run", "install").stdout
