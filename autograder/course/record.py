"""From reports to nbgrader's gradebook: the judge's verdicts in the graded cells."""

from __future__ import annotations

import math

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade, is_solution
from traitlets import Bool

from autograder.course import reports
from autograder.course.folders import grade_id
from autograder.course.parents import course_of
from autograder.judge.verdict import Report, Status, Verdict
from autograder.render.html import message_html, verdict_html


class RecordScores(NbGraderPreprocessor):  # type: ignore[misc]
    """Writes the judge's verdict into every graded cell, in place of running the notebook.

    nbgrader takes the one ``execute_result`` of a cell as its score. The student's kernel
    is never asked.
    """

    unsafe = Bool(False, help="Grade without a sandbox where there is none.").tag(config=True)
    errors = Bool(False, help="Take a kept report with a grader error too.").tag(config=True)

    def preprocess(
        self, nb: NotebookNode, resources: ResourcesDict
    ) -> tuple[NotebookNode, ResourcesDict]:
        about = resources["nbgrader"]
        report = reports.obtain(
            course_of(self),
            about["assignment"],
            about["student"],
            unsafe=self.unsafe,
            errors=self.errors,
        )
        graded = [cell for cell in nb.cells if is_judged(cell)]
        about["open"] = [cell.metadata.nbgrader.grade_id for cell in write_scores(graded, report)]
        for id in about["open"]:
            self.log.error("GRADER ERROR: %s of %s has no score yet.", id, about["student"])
        return nb, resources


class LeavePointsOpen(NbGraderPreprocessor):  # type: ignore[misc]
    """Where the autograder failed there is no score, and a person has to look.

    nbgrader would take a cell without a number for full marks.
    """

    def preprocess(
        self, nb: NotebookNode, resources: ResourcesDict
    ) -> tuple[NotebookNode, ResourcesDict]:
        about = resources["nbgrader"]
        with Gradebook(about["db_url"]) as gradebook:
            for id in about["open"]:
                grade = gradebook.find_grade(
                    id, about["notebook"], about["assignment"], about["student"]
                )
                grade.auto_score, grade.needs_manual_grade = None, True
            gradebook.db.commit()
        return nb, resources


def is_judged(cell: NotebookNode) -> bool:
    """Whether a cell's score is the judge's to give: graded code that is no free answer."""
    return bool(is_grade(cell) and cell.cell_type == "code" and not is_solution(cell))


def write_scores(cells: list[NotebookNode], report: Report) -> list[NotebookNode]:
    """Give every cell its one output; the cells that a grader error leaves without a score."""
    verdicts = {_plain(verdict.id): verdict for verdict in report.exercises}
    without = []
    for cell in cells:
        verdict = verdicts.get(_plain(cell.metadata.nbgrader.grade_id))
        points = _points(verdict, float(cell.metadata.nbgrader.points))
        cell.outputs = [_output(verdict, points or 0.0)]
        if points is None:
            without.append(cell)
    return without


def _plain(id: str) -> str:
    return grade_id(id).replace("_", "-")


def _points(verdict: Verdict | None, most: float) -> float | None:
    """The score within [0, ``most``], in the cell's points; None where it stays open.

    nbgrader takes a number above the maximum for an error, and one below 0, or none, for
    full marks.
    """
    if verdict is None or verdict.status is Status.GRADER_ERROR or not verdict.max_points:
        return None
    points = verdict.points * (most / verdict.max_points)
    return min(max(points, 0.0), most) if math.isfinite(points) else None


def _output(verdict: Verdict | None, points: float) -> NotebookNode:
    page = verdict_html(verdict) if verdict else message_html("No exercise belongs to this cell.")
    return new_output("execute_result", data={"text/plain": repr(points), "text/html": page})
