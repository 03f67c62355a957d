"""Hashes of what was last recorded, so that nothing is recorded twice."""

from __future__ import annotations

import hashlib
import json

from autograder.core import storage
from autograder.course.folders import Course, notebook
from autograder.course.gradebook import converters
from autograder.course.gradebook.rebuild import truth_of
from autograder.course.gradebook.scores import due, due_dates
from autograder.course.intake.when import LATE


class Fingerprints:
    """One assignment's fingerprints: a hash of everything that nbgrader would record.

    A fingerprint is removed before its submission is recorded and written afterwards, so a run
    that is killed in between records the submission again.
    """

    def __init__(self, course: Course, assignment: str) -> None:
        self.course, self.assignment = course, assignment
        config = converters.settings(course)
        late = [config.LateSubmissionPlugin, config.AssignLatePenalties]
        late += [config.LatePolicy] if config.LatePolicy else []
        self._rules = " ".join(map(str, late))
        self._database = converters.database(course).replace(str(course.root), "")
        self._due, self._due_dates = due(course, assignment), due_dates(course, assignment)
        self._cells = _cells(course, assignment)

    def holds(self, student: str) -> bool:
        """Whether the gradebook has exactly what would be recorded now."""
        kept = self.course.recorded(self.assignment, student)
        written = self.course.autograded(self.assignment, student) / notebook(self.assignment)
        there = student in self._due_dates and written.is_file() and kept.is_file()
        return there and kept.read_bytes() == self._mark(student)

    def remove(self, student: str) -> None:
        self.course.recorded(self.assignment, student).unlink(missing_ok=True)

    def keep(self, student: str) -> None:
        storage.write(
            self.course.recorded(self.assignment, student), self._mark(student), sync=False
        )

    def _mark(self, student: str) -> bytes:
        """A hash of what is recorded: report, notebook, lateness, the points of a release."""
        folder = self.course.submitted(self.assignment, student)
        due_date = self._due_dates.get(student, self._due)
        digest = hashlib.blake2b(f"{due_date} {self._rules}".encode(), digest_size=16)
        digest.update(self._database.encode() + self._cells)
        for path in (
            self.course.report(self.assignment, student),
            folder / notebook(self.assignment),
            folder / "timestamp.txt",
            folder / LATE,
        ):
            digest.update(path.read_bytes() if path.is_file() else b"")
        return digest.hexdigest().encode()


def _cells(course: Course, assignment: str) -> bytes:
    """What the last release said of the cells, in the order of their names."""
    with converters.gradebook(course) as book:
        found = book.find_assignment(assignment).notebooks
        truth = [sorted(truth_of(one).items()) for one in found]
    return json.dumps(truth, sort_keys=True).encode()
