"""The demo: a whole course in one command, with a class whose submissions tell a story."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from autograder.core import storage
from autograder.core.errors import CourseError, Refused, disk_errors_as_course_errors
from autograder.core.results import Demo, Graded, Page, StoryOutcome
from autograder.course.demo.stories import STORIES, Story
from autograder.course.exports.table import export
from autograder.course.feedback import feedback, page_path
from autograder.course.folders import Course, notebook
from autograder.course.grade import Progress, grade
from autograder.course.intake.collect import collect
from autograder.course.release import release
from autograder.course.reports.compute import choose_sandbox
from autograder.course.secret import secret

_SUBMITTED = (2026, 1, 15, 12, 0, 0)


def demo(course: Course, *, jobs: int | None = None, progress: Progress | None = None) -> Demo:
    """Release, submit, collect, grade, write feedback and export, all in ``course.root``.

    A second run finds everything done. Raises CourseError.
    """
    show = progress or (lambda what, done, total: None)
    done = Demo(course.root, course.gradebook, course.root / "grades.csv", _no_sandbox())
    for assignment in dict.fromkeys(story.assignment for story in STORIES):
        _run(assignment, course, done, jobs, show)
    export(course, done.table)
    return done


def _run(assignment: str, course: Course, demo: Demo, jobs: int | None, show: Progress) -> None:
    """All that happens to one assignment, from its release to the last feedback page."""
    stories = [one for one in STORIES if one.assignment == assignment]
    show(f"releasing {assignment}", 0, 1)
    released = release(assignment, course) / notebook(assignment)
    with disk_errors_as_course_errors():
        uploads = _upload(course, stories, released.read_text(encoding="utf-8"))
    demo.collected += collect([uploads], course, assignment)
    graded = grade(assignment, course, jobs=jobs, unsafe=bool(demo.warning), progress=show)
    demo.pages += _feedback(assignment, course, graded, show)
    demo.outcomes += _outcomes(course, stories, graded)


def _no_sandbox() -> str:
    try:
        choose_sandbox(unsafe=False)
    except Refused as reason:
        return str(reason)
    return ""


def _upload(course: Course, stories: list[Story], released: str) -> Path:
    """One zip with a zip of each student."""
    everybody, assignment = io.BytesIO(), stories[0].assignment
    with zipfile.ZipFile(everybody, "w") as archive:
        for story in stories:
            _add(archive, f"{story.student}.zip", _zip(story.files(released)))
    path = course.root / f"hand-ins-{assignment}.zip"
    storage.write(path, everybody.getvalue())
    return path


def _zip(files: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in files.items():
            _add(archive, name, text.encode())
    return buffer.getvalue()


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    """The same bytes at every run, so that `collect` recognises an earlier submission."""
    archive.writestr(zipfile.ZipInfo(name, _SUBMITTED), data, zipfile.ZIP_DEFLATED)


def _feedback(assignment: str, course: Course, graded: list[Graded], show: Progress) -> list[Page]:
    """Pages for students whose score was recorded in this run or who have no page yet."""
    due = [
        one.student
        for one in graded
        if not one.problem
        and (one.recorded or not page_path(course, assignment, one.student).is_file())
    ]
    pages = []
    for done, student in enumerate(due):
        show("writing feedback", done, len(due))
        pages += feedback(assignment, course, [student])
    return pages


def _outcomes(course: Course, stories: list[Story], graded: list[Graded]) -> list[StoryOutcome]:
    by_student = {one.student: one for one in graded}
    missing = [story.student for story in stories if story.student not in by_student]
    if missing:
        raise CourseError(
            f"The demo lost {', '.join(missing)}: delete {course.root} and try again."
        )
    key = secret(course)
    return [StoryOutcome(s.summary, s.points(key), by_student[s.student]) for s in stories]
