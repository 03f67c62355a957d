"""The judge's verdicts as the outputs of graded cells, in the form that nbgrader scores."""

from __future__ import annotations

import math

from nbformat import NotebookNode
from nbformat.v4 import new_output

from autograder.core.verdict import Report, Status, Verdict
from autograder.course.gradebook.cells import claimed_id, grade_id
from autograder.render.html import message_html, verdict_html


def write_scores(cells: list[NotebookNode], report: Report) -> list[NotebookNode]:
    """Give every cell its one output; the cells that a grader error leaves without a score."""
    verdicts = {_plain(verdict.id): verdict for verdict in report.exercises}
    without = []
    for cell in cells:
        verdict = verdicts.get(_plain(claimed_id(cell)))
        points = _points(verdict, float(cell.metadata.nbgrader.points))
        cell.outputs = [_output(verdict, points or 0.0)]
        if points is None:
            without.append(cell)
    return without


def _plain(id: str) -> str:
    return grade_id(id).replace("_", "-")


def _points(verdict: Verdict | None, most: float) -> float | None:
    """The score within [0, ``most``], in the cell's points; None if it stays open.

    nbgrader treats a number above the maximum as an error, and gives full marks for one
    below 0 or for none.
    """
    if verdict is None or verdict.status is Status.GRADER_ERROR or not verdict.max_points:
        return None
    points = verdict.points * (most / verdict.max_points)
    return min(max(points, 0.0), most) if math.isfinite(points) else None


def _output(verdict: Verdict | None, points: float) -> NotebookNode:
    page = verdict_html(verdict) if verdict else message_html("No exercise belongs to this cell.")
    return new_output("execute_result", data={"text/plain": repr(points), "text/html": page})
