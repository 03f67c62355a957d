"""Nobody but the instructor reads or writes what belongs to a class."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.course_world import copy, graded_class, hand_in, judge_here

from autograder.cli import doctor
from autograder.course.demo.stories import ASSIGNMENT
from autograder.course.folders import Course, notebook
from autograder.course.grade import grade
from autograder.course.lock import locked

pytestmark = pytest.mark.skipif(os.name != "posix", reason="permissions are those of POSIX")


@pytest.fixture(autouse=True)
def umask() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def course(
    tmp_path_factory: pytest.TempPathFactory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Course:
    made = copy(graded_class(tmp_path_factory), tmp_path / "class")
    monkeypatch.setenv("CS_CNN_COURSE", str(made.root))
    return made


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def found(course: Course) -> list[tuple[str, str]]:
    return [(one.found, one.fix) for one in doctor.examine(course.root) if one.name == "course"]


def test_a_new_course_is_the_instructors_alone(tmp_path: Path) -> None:
    made = Course(tmp_path / "new" / "class")
    with locked(made, "releasing"):
        pass
    assert mode(made.root) == 0o700


def test_a_folder_that_is_there_keeps_its_permissions(course: Course) -> None:
    course.root.chmod(0o750)
    with locked(course, "releasing"):
        pass
    assert mode(course.root) == 0o750


def test_doctor_warns_where_others_can_read(course: Course) -> None:
    course.root.chmod(0o755)
    ((said, fix),) = found(course)
    assert "others on this machine can read gradebook.db, submitted, autograded" in said
    assert fix == f"Run `chmod go-rwx {course.root}`."
    course.root.chmod(0o700)
    ((said, fix),) = found(course)
    assert (said, fix) == (f"{course.root}, for nobody else to read", "")


def test_doctor_says_nothing_of_a_folder_without_a_class(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CS_CNN_COURSE", str(tmp_path))
    assert found(Course(tmp_path)) == []


def test_what_the_exchange_leaves_open_is_closed(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge_here(monkeypatch)
    folder = hand_in(course, "Zoe", judged=True)
    folder.chmod(0o777)
    (folder / notebook(ASSIGNMENT)).chmod(0o666)
    outside = course.root / "outside.txt"
    outside.write_text("not part of it")
    outside.chmod(0o666)
    (folder / "link").symlink_to(outside)
    grade(ASSIGNMENT, course, ["Zoe"], unsafe=True)
    assert mode(folder) == 0o755
    assert mode(folder / notebook(ASSIGNMENT)) == 0o644
    assert mode(outside) == 0o666
