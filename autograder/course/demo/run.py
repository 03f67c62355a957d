"""The demo: a whole course in one command, with a class whose hand-ins tell a story."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

from autograder.core import storage
from autograder.core.errors import CourseError, Refused, disk_errors_as_course_errors
from autograder.core.results import Collected, Graded, Page
from autograder.course.demo.stories import STORIES, Story
from autograder.course.exports.table import export
from autograder.course.feedback import feedback, page_path
from autograder.course.folders import Course, notebook
from autograder.course.grade import Progress, grade
from autograder.course.release import release
from autograder.course.reports.compute import choose_sandbox
from autograder.course.secret import secret
from autograder.course.submissions.collect import collect

_HANDED_IN = (2026, 1, 15, 12, 0, 0)


@dataclass
class Told:
    """A story and how it came out."""

    story: Story
    graded: Graded
    expected: float
    page: Path

    @property
    def as_told(self) -> bool:
        """Whether the judge gave what the story says."""
        given = self.graded.report.points if self.graded.report else -1.0
        return abs(given - self.expected) < 0.005


@dataclass
class Demo:
    """All that the demo did, in the order in which it did it."""

    course: Course
    collected: list[Collected]
    told: list[Told]
    pages: list[Page]
    table: Path
    warning: str = ""
    """Why there is no sandbox; the demo's own hand-ins are judged without one then."""


def demo(course: Course, *, jobs: int | None = None, progress: Progress | None = None) -> Demo:
    """Release, hand in, collect, grade, write feedback and export, all in ``course.root``.

    A second run finds everything done. Raises CourseError.
    """
    tell = progress or (lambda what, done, total: None)
    done = Demo(course, [], [], [], course.root / "grades.csv", _no_sandbox())
    for assignment in dict.fromkeys(story.assignment for story in STORIES):
        _tell(assignment, done, jobs, tell)
    export(course, done.table)
    return done


def _tell(assignment: str, demo: Demo, jobs: int | None, tell: Progress) -> None:
    """All that happens to one assignment, from its release to the last feedback page."""
    course, stories = demo.course, [one for one in STORIES if one.assignment == assignment]
    tell(f"releasing {assignment}", 0, 1)
    released = release(assignment, course) / notebook(assignment)
    with disk_errors_as_course_errors():
        hand_ins = _hand_in(course, stories, released.read_text(encoding="utf-8"))
    demo.collected += collect([hand_ins], course, assignment)
    graded = grade(assignment, course, jobs=jobs, unsafe=bool(demo.warning), progress=tell)
    demo.pages += _feedback(assignment, course, graded, tell)
    demo.told += _told(course, stories, graded)


def _no_sandbox() -> str:
    try:
        choose_sandbox(unsafe=False)
    except Refused as reason:
        return str(reason)
    return ""


def _hand_in(course: Course, stories: list[Story], released: str) -> Path:
    """One zip as Moodle gives it out: a folder for each student, in it what they uploaded."""
    platform, assignment = io.BytesIO(), stories[0].assignment
    with zipfile.ZipFile(platform, "w") as archive:
        for number, story in enumerate(stories, 1001):
            place = f"{story.student}_{number}_assignsubmission_file_/{assignment}.zip"
            _add(archive, place, _zip(story.files(released)))
    path = course.root / f"hand-ins-{assignment}.zip"
    storage.write(path, platform.getvalue())
    return path


def _zip(files: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in files.items():
            _add(archive, name, text.encode())
    return buffer.getvalue()


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    """The same bytes at every run: what was collected before is recognised."""
    archive.writestr(zipfile.ZipInfo(name, _HANDED_IN), data, zipfile.ZIP_DEFLATED)


def _feedback(assignment: str, course: Course, graded: list[Graded], tell: Progress) -> list[Page]:
    """Pages for those whose score was recorded just now or who have none yet."""
    due = [
        one.student
        for one in graded
        if not one.problem
        and (one.recorded or not page_path(course, assignment, one.student).is_file())
    ]
    pages = []
    for done, student in enumerate(due):
        tell("writing feedback", done, len(due))
        pages += feedback(assignment, course, [student])
    return pages


def _told(course: Course, stories: list[Story], graded: list[Graded]) -> list[Told]:
    by_student = {one.student: one for one in graded}
    missing = [story.student for story in stories if story.student not in by_student]
    if missing:
        raise CourseError(
            f"The demo lost {', '.join(missing)}: delete {course.root} and try again."
        )
    key = secret(course)
    return [
        Told(s, by_student[s.student], s.points(key), page_path(course, s.assignment, s.student))
        for s in stories
    ]
