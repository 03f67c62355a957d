"""Seals: what of a hand-in was last recorded, so that it is not recorded again."""

from __future__ import annotations

import hashlib

from autograder.course import convert, storage
from autograder.course.folders import Course, notebook
from autograder.course.scores import due, due_dates


class Seals:
    """One assignment's seals: a hash of all that nbgrader would record of a hand-in.

    A seal is taken off before anything is written and put on when all of it is: a run that
    is killed in between records the hand-in again.
    """

    def __init__(self, course: Course, assignment: str) -> None:
        self.course, self.assignment = course, assignment
        config = convert.settings(course)
        self._rules = f"{config.LateSubmissionPlugin} {config.AssignLatePenalties}"
        self._database = convert.database(course).replace(str(course.root), "")
        self._due, self._due_dates = due(course, assignment), due_dates(course, assignment)

    def holds(self, student: str) -> bool:
        """Whether the gradebook has just what would be recorded now."""
        seal = self.course.recorded(self.assignment, student)
        written = self.course.autograded(self.assignment, student) / notebook(self.assignment)
        there = student in self._due_dates and written.is_file() and seal.is_file()
        return there and seal.read_bytes() == self._mark(student)

    def take_off(self, student: str) -> None:
        self.course.recorded(self.assignment, student).unlink(missing_ok=True)

    def put_on(self, student: str) -> None:
        storage.write(
            self.course.recorded(self.assignment, student), self._mark(student), sync=False
        )

    def _mark(self, student: str) -> bytes:
        """Changes whenever something else would be recorded: report, notebook, lateness."""
        folder = self.course.submitted(self.assignment, student)
        due_date = self._due_dates.get(student, self._due)
        digest = hashlib.blake2b(f"{due_date} {self._rules}".encode(), digest_size=16)
        digest.update(self._database.encode())
        for path in (
            self.course.report(self.assignment, student),
            folder / notebook(self.assignment),
            folder / "timestamp.txt",
        ):
            digest.update(path.read_bytes() if path.is_file() else b"")
        return digest.hexdigest().encode()
