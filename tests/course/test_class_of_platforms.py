"""A class that hands in by every platform: nobody is merged, lost or passed over in silence."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from answers.secret import SECRET
from support.collect_world import ASSIGNMENT, NOTEBOOK, STUB, write
from support.course_world import SOLUTION, without_prose
from support.platform_class import FORGERY, PLATFORMS, STUDENTS, Work, exported, mark_of

from autograder.core.results import Collected
from autograder.core.verdict import Report
from autograder.course import grade as grading
from autograder.course.feedback import feedback
from autograder.course.folders import Course
from autograder.course.grade import grade
from autograder.course.release import release
from autograder.course.reports import compute
from autograder.course.reports.pool import Pool
from autograder.course.submissions.collect import collect
from autograder.course.submissions.submission import Submission

EVERYBODY = sorted(student for those in STUDENTS.values() for student in those.split())
AGAIN = ("Canvas", "Moodle", "Blackboard", "Teams", "GitHub Classroom")
"""The platforms whose students hand in once more."""
SOME = "def relu(x):\n    return x * (x > 0)\n"


class JudgedOnce(Pool):
    """Judges what is the same but for the line of its own only once."""

    known: dict[bytes, Report]

    def start(self) -> None:
        """Nothing has to be started."""

    def reports(self, submissions: Iterable[Submission]) -> Iterator[tuple[str, bytes]]:
        for one in submissions:
            sandbox = compute.choose_sandbox(unsafe=self.unsafe)
            _, _, code = one.files["backprop.py"].partition(b"\n")
            if code not in self.known:
                self.known[code] = compute.judged(one, self.secret, sandbox)
            key = one.key(self.secret, sandbox is not None)
            report = dataclasses.replace(self.known[code], student=one.student, key=key)
            yield one.student, compute.as_json(report)


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


def test_a_whole_class_is_collected_graded_changed_and_graded_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    course = Course(tmp_path / "course")
    course.secret.parent.mkdir(parents=True)
    course.secret.write_bytes(SECRET)
    monkeypatch.setattr(JudgedOnce, "known", {}, raising=False)
    monkeypatch.setattr(grading, "Pool", JudgedOnce)
    without_prose(tmp_path / "source", monkeypatch)
    released = json.loads((release(ASSIGNMENT, course) / NOTEBOOK).read_text())
    cells = tuple(map(json.dumps, released["cells"]))

    found = collect(downloads(tmp_path / "first", Work(SOME, cells)), course, ASSIGNMENT)
    assert sorted(one.student for one in found if not one.problem) == EVERYBODY
    assert len([one for one in found if one.problem]) == 3  # the odd files
    assert_whole([one for one in found if not one.problem], course)
    first = scores(course)
    assert len(set(first.values())) <= 2  # with the stub file, and without
    assert len(feedback(ASSIGNMENT, course)) == len(EVERYBODY)

    late = [
        path
        for platform in AGAIN
        for path in exported(platform, tmp_path / "second", Work(SOLUTION.read_text(), cells))
    ]
    changed = {one.student for one in collect(late, course, ASSIGNMENT) if not one.problem}
    assert changed == {each for one in AGAIN for each in STUDENTS[one].split()}
    graded = grade(ASSIGNMENT, course, unsafe=True)
    assert {one.student for one in graded if one.recorded} == changed
    second = scores(course)
    assert {student for student in EVERYBODY if second[student] != first[student]} == changed
    for student in changed:
        assert list(course.earlier(ASSIGNMENT, student).rglob("*.py"))
    pages = feedback(ASSIGNMENT, course)
    assert [page.problem for page in pages] == [""] * len(EVERYBODY)


def downloads(folder: Path, work: Work) -> list[Path]:
    """The zips of all platforms, and what else lies in a folder of downloads."""
    odd: dict[str, bytes | str] = {"a.csv": "1,2", "work.tar.gz": b"\x1f\x8b", STUB: "x = 1"}
    found = [path for platform in PLATFORMS for path in exported(platform, folder, work)]
    return [*found, *(write(folder / name, content) for name, content in odd.items())]


def scores(course: Course) -> dict[str, float]:
    """Everybody's score; nobody is without one, and nothing is left to be graded."""
    graded = grade(ASSIGNMENT, course, unsafe=True)
    assert [one.problem for one in graded] == [""] * len(EVERYBODY)
    assert not any(one.computed for one in grade(ASSIGNMENT, course, unsafe=True))
    return {one.student: one.score.score for one in graded if one.score}
