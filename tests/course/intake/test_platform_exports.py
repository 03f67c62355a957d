"""What each platform gives out: nobody is merged, lost or passed over in silence."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from support.collect_world import ASSIGNMENT
from support.platform_exports import FORGERY, PLATFORMS, STUDENTS, exported, mark_of

from autograder.core.results import Collected
from autograder.course.folders import Course
from autograder.course.intake.collect import collect

EVERYBODY = sorted(student for those in STUDENTS.values() for student in those.split())


def texts(folder: Path) -> list[str]:
    return [path.read_text() for path in folder.rglob("*") if path.suffix in (".py", ".ipynb")]


def assert_whole(found: Iterable[Collected], course: Course) -> None:
    """Everybody has a submission of their own, and nothing of anybody else's."""
    for one in found:
        mine = texts(course.submitted(ASSIGNMENT, one.student))
        others = [mark_of(student) for student in EVERYBODY if student != one.student]
        assert any(mark_of(one.student) in text for text in mine)
        assert not any(other in text for other in [*others, FORGERY, "# earlier"] for text in mine)


@pytest.mark.parametrize("around", ["zips", "folder"])
@pytest.mark.parametrize("platform", PLATFORMS)
def test_each_platform_alone(platform: str, around: str, tmp_path: Path) -> None:
    course = Course(tmp_path / "course")
    given = exported(platform, tmp_path / "downloads")
    found = collect(given if around == "zips" else [tmp_path / "downloads"], course, ASSIGNMENT)
    assert not [one.problem for one in found if one.problem]
    assert sorted(one.student for one in found) == sorted(STUDENTS[platform].split())
    assert_whole(found, course)


def test_no_platform_invents_a_time(tmp_path: Path) -> None:
    """The zips are made when they are downloaded; their times are nobody's."""
    course = Course(tmp_path / "course")
    for platform in ("Canvas", "Moodle", "GitHub Classroom"):
        for one in collect(exported(platform, tmp_path), course, ASSIGNMENT):
            assert not (course.submitted(ASSIGNMENT, one.student) / "timestamp.txt").exists()
            assert platform in " ".join(one.notes)
    for platform in ("Blackboard", "Brightspace", "Gradescope", "Sakai"):
        for one in collect(exported(platform, tmp_path), course, ASSIGNMENT):
            told = course.submitted(ASSIGNMENT, one.student) / "timestamp.txt"
            assert told.read_text().startswith("2026-11-20")
