"""pyproject.toml, environment.yml, constraints.txt and the imports say the same."""

from __future__ import annotations

import ast
import importlib.metadata
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
ON_CONDA_FORGE = {"torch": "pytorch", "matplotlib": "matplotlib-base", "dask": "dask-core"}
IMPORTED_AS = {"sklearn": "scikit-learn", "PIL": "pillow", "yaml": "pyyaml"}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
ENVIRONMENT = yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"]


def parsed(lines: list[str]) -> dict[str, Requirement]:
    return {canonicalize_name(r.name): r for r in map(Requirement, lines)}


def needed() -> dict[str, Requirement]:
    """What the package, its extras and its checks need; `dev` names the extras themselves."""
    extras = [line for lines in PROJECT["optional-dependencies"].values() for line in lines]
    return {n: r for n, r in parsed(PROJECT["dependencies"] + extras).items() if n != "cs-cnn"}


def pinned() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    pins = parsed([line for line in lines if line and not line.startswith("#")])
    return {name: str(pin.specifier) for name, pin in pins.items()}


def test_environment_yml_asks_for_what_pyproject_asks_for() -> None:
    conda = {
        name: str(r.specifier)
        for name, r in parsed([x for x in ENVIRONMENT if isinstance(x, str)]).items()
    }
    assert conda.pop("python") == PROJECT["requires-python"]
    assert "pip" in conda
    del conda["pip"]
    assert conda == {ON_CONDA_FORGE.get(n, n): str(r.specifier) for n, r in needed().items()}


def test_environment_yml_installs_the_package_itself() -> None:
    assert {"pip": ["--editable ."]} in ENVIRONMENT


def test_every_dependency_is_pinned_to_one_version_that_is_allowed() -> None:
    pins = pinned()
    for name, requirement in needed().items():
        version = re.fullmatch(r"==([\d.]+)", pins[name])
        assert version, f"{name} is not pinned to one version"
        assert requirement.specifier.contains(version[1])


@pytest.mark.parametrize("name", ["mistune", "tornado", "urllib3", "pip"])
def test_what_meets_strangers_is_pinned_too(name: str) -> None:
    """They render students' Markdown, listen and fetch; others bring them."""
    assert name not in needed()
    assert re.fullmatch(r"==[\d.]+", pinned()[name])


def test_a_new_environment_gets_the_pip_that_is_pinned(tmp_path: Path) -> None:
    """Before anything else, and by the constraints: with a python that notes what it is asked."""
    (tmp_path / "constraints.txt").write_text("pip==1\n")
    python = tmp_path / "python"
    python.write_text(
        '#!/bin/sh\necho "$@" >> said\n'
        'case "$*" in *"-m venv"*) mkdir -p .venv/bin && cp python .venv/bin/python;; esac\n'
    )
    python.chmod(0o755)
    (tmp_path / "bwrap").symlink_to("/bin/true")  # so that nothing is installed
    command = ["sh", str(ROOT / "scripts" / "install.sh")]
    env = {**os.environ, "PYTHON": str(python), "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    subprocess.run(command, cwd=tmp_path, env=env, check=True, capture_output=True)
    installs = [line for line in (tmp_path / "said").read_text().splitlines() if "install" in line]
    assert all("--constraint constraints.txt" in line for line in installs)
    assert [line.split()[-1] for line in installs] == ["pip", ".[dev]"]


def test_scores_come_from_one_pytorch() -> None:
    assert pinned()["torch"] == "==2.13.0"


def test_what_is_imported_is_asked_for() -> None:
    """By pyproject.toml, or by a package that it asks for."""
    files = [*ROOT.glob("autograder/**/*.py"), *ROOT.glob("cs_cnn/**/*.py")]
    names = {name for path in files for name in third_party(ast.parse(path.read_text()))}
    extras = PROJECT["optional-dependencies"]
    asked_for = parsed(PROJECT["dependencies"] + extras["cluster"] + extras["postgresql"])
    for name in list(asked_for):
        asked_for |= parsed(importlib.metadata.requires(name) or [])
    assert {n for n in names if canonicalize_name(IMPORTED_AS.get(n, n)) not in asked_for} == set()


def third_party(tree: ast.AST) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(str(node.module).partition(".")[0])
    beside_the_worker = {path.stem for path in ROOT.glob("autograder/worker/child/*.py")}
    return found - sys.stdlib_module_names - {"autograder", "cs_cnn"} - beside_the_worker


def test_the_installed_command_is_this_one() -> None:
    (command,) = importlib.metadata.entry_points(group="console_scripts", name="cs-cnn")
    assert command.value == PROJECT["scripts"]["cs-cnn"]
    assert importlib.metadata.version("cs-cnn") == PROJECT["version"]
