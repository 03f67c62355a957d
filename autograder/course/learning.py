"""The learner's way through the course: where one stands, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from autograder.core.exercise import Exercise
from autograder.course import progress
from autograder.course.authoring import course_map
from autograder.course.folders import NOTEBOOKS
from autograder.course.progress import Progress
from autograder.exercises import catalogue
from autograder.render.progress import Part, lines


def status(root: Path, opened: Sequence[str] = ()) -> Iterator[str]:
    """The course as a map, line by line; assignments that are begun, or ``opened``, in sections."""
    done = progress.read(root)
    if done.kept:
        yield f"What you did before could not be read. It is in {done.kept}, and this begins anew."
    course = {
        chapter.assignment: [
            Part(section.title, [(_word(each), each.points, done.of(each)) for each in exercises])
            for section in chapter.sections
            if (exercises := section.exercises)
        ]
        for chapter in course_map.chapters(NOTEBOOKS)
    }
    yield from lines(course, opened or _begun(done))


def _word(exercise: Exercise) -> str:
    return exercise.id.partition(".")[2]


def _begun(done: Progress) -> list[str]:
    """Assignments in which something is done and something is open; else the next one."""
    found = []
    for assignment in catalogue.ASSIGNMENTS:
        passes = [done.of(each) for each in catalogue.of_assignment(assignment)]
        if any(each.status for each in passes) and not all(each.passes for each in passes):
            found.append(assignment)
    following = done.following()
    return found or ([catalogue.assignment_of(following.id)] if following else [])


def after(root: Path, id: str = "") -> Exercise | None:
    """The exercise that comes next, after this one; None if all pass."""
    return progress.read(root).following(id)
