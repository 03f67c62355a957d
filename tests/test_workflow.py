"""The workflow calls what people call: the Makefile, and the commands of docs/students.md."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import yaml
from test_architecture import ONLY_ON_UNIX

ROOT = Path(__file__).parents[1]
JOBS = yaml.safe_load((ROOT / ".github" / "workflows" / "test.yml").read_text())["jobs"]
MAKEFILE = (ROOT / "Makefile").read_text()
LIST = "@tests/student.txt"


def systems(job: dict[str, Any]) -> set[str]:
    """Where a job runs: ubuntu, macos, windows."""
    images = job.get("strategy", {}).get("matrix", {}).get("os", [job["runs-on"]])
    return {image.partition("-")[0] for image in images}


def commands(system: str) -> list[str]:
    """All that is run on a system, by any job."""
    jobs = [job for job in JOBS.values() if system in systems(job)]
    steps = [step for job in jobs for step in job["steps"] if "run" in step]
    return [line for step in steps for line in step["run"].splitlines()]


def recipe(target: str) -> str:
    rule = re.search(rf"^{target}:.*\n((?:\t.*\n)*)", MAKEFILE, re.MULTILINE)
    assert rule, f"the Makefile has no target {target}"
    return rule[1]


def test_linux_and_macos_call_targets_of_the_makefile() -> None:
    for command in commands("ubuntu") + commands("macos"):
        make, target = command.split()
        assert make == "make"
        recipe(target)


def test_windows_runs_commands_of_the_students_page() -> None:
    page = (ROOT / "docs" / "students.md").read_text()
    blocks = re.findall(r"^```\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    shown = [line for block in blocks for line in block.splitlines()]
    assert commands("windows")
    assert set(commands("windows")) <= set(shown)


def test_every_system_installs_checks_itself_and_runs_the_students_tests() -> None:
    for system in ("ubuntu", "macos"):
        assert {"make install", "make test-student"} <= set(commands(system))
    for words in ("pip install", "selfcheck", LIST):
        assert any(words in command for command in commands("windows"))
    assert LIST in recipe("test-student")
    assert "selfcheck" in recipe("test-student")


def test_linux_runs_everything() -> None:
    assert "make test" in commands("ubuntu")


def test_the_students_tests_are_there_and_need_no_unix() -> None:
    places = [ROOT / line for line in (ROOT / LIST.removeprefix("@")).read_text().splitlines()]
    assert places
    assert all(place.exists() for place in places)
    support = ROOT / "tests" / "support"
    unix = {path.stem for path in support.glob("*.py") if imported(path) & {*ONLY_ON_UNIX}}
    assert unix, "a class is built once for all test processes, with fcntl"
    for path in (file for place in places for file in (place, *place.rglob("*.py"))):
        if path.is_file():
            assert not imported(path) & {*ONLY_ON_UNIX, *unix}, f"{path} needs Unix"


def imported(path: Path) -> set[str]:
    """Every part of the names of imported modules."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {part for alias in node.names for part in alias.name.split(".")}
        elif isinstance(node, ast.ImportFrom):
            found |= set(str(node.module).split("."))
    return found
