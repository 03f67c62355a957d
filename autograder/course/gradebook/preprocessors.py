"""The steps that nbgrader runs for us, in its converters and in formgrader.

Release puts stubs beside the notebook; autograde rebuilds the submitted notebook and writes the
judge's verdicts into its graded cells; feedback hides tests.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from nbconvert.exporters.exporter import ResourcesDict
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_notebook
from nbgrader.api import Gradebook
from nbgrader.preprocessors import ClearHiddenTests, NbGraderPreprocessor
from traitlets import Bool, List, Unicode

from autograder.core.errors import CourseError
from autograder.course import blank_stubs
from autograder.course.folders import Course, notebook
from autograder.course.gradebook import by_hand
from autograder.course.gradebook.by_hand import ByHand
from autograder.course.gradebook.cells import claimed_id, is_judged, is_model_answer
from autograder.course.gradebook.outputs import write_scores
from autograder.course.gradebook.rebuild import rebuilt, released_order, truth_of
from autograder.course.intake.when import just_late
from autograder.course.reports.kept import obtain
from autograder.course.solution import COURSE, WITHHELD
from autograder.course.submissions.choosing import in_folder
from autograder.course.submissions.contents import IN_PACKAGE
from autograder.course.submissions.notes import mended
from autograder.course.submissions.released import remember
from autograder.exercises import catalogue


class RememberRelease(NbGraderPreprocessor):  # type: ignore[misc]
    """Keeps the points of every release, with which hand-ins are compared."""

    def preprocess(
        self, nb: NotebookNode, resources: ResourcesDict
    ) -> tuple[NotebookNode, ResourcesDict]:
        remember(course_of(self), resources["nbgrader"]["assignment"], nb.cells)
        return nb, resources


class IncludeStubs(NbGraderPreprocessor):  # type: ignore[misc]
    """Puts ``cs_cnn/`` beside a released notebook: blank stubs, ``__init__.py``, ``given/``."""

    solutions = Bool(
        False, help="Whether `cs-cnn solution ID` shows students the model solutions."
    ).tag(config=True)

    def preprocess(
        self, nb: NotebookNode, resources: ResourcesDict
    ) -> tuple[NotebookNode, ResourcesDict]:
        assignment = resources["nbgrader"]["assignment"]
        if assignment in catalogue.ASSIGNMENTS:
            blank = {
                name: text.encode() for name, text in blank_stubs.blank_stubs(assignment).items()
            }
            ours = {**blank_stubs.package_files(), **blank}
            if not self.solutions:
                ours[COURSE.as_posix()] = WITHHELD
            _refuse_stray_code(source_of(self, assignment), set(ours))
            _refuse_model_answers(nb)
            resources["outputs"] = {**resources.get("outputs", {}), **ours}
        return nb, resources


def _refuse_stray_code(source: Path, ours: set[str]) -> None:
    """nbgrader releases every file beside the notebook as it is, including answers."""
    found = sorted(path for ending in IN_PACKAGE for path in source.rglob(f"*{ending}"))
    names = (path.relative_to(source).as_posix() for path in found)
    stray = next((name for name in names if name not in ours), None)
    if stray is not None:
        raise CourseError(f"{source / stray} would be released as it is: move it elsewhere.")


def _refuse_model_answers(nb: NotebookNode) -> None:
    """A course with steps of its own may lack the one that removes them."""
    if any(map(is_model_answer, nb.cells)):
        raise CourseError(
            "The model answers would be released: put TagRemovePreprocessor back into "
            "c.GenerateAssignment.preprocessors."
        )


class RestoreCells(NbGraderPreprocessor):  # type: ignore[misc]
    """Keeps only the sources of a submitted notebook's cells, in their order.

    Outputs, metadata and unusual attachments go. Each nbgrader cell is there once, with its
    true id, type and points: of duplicates, the first that was worked on counts; a deleted one
    comes back as it was released.
    """

    def preprocess(
        self, nb: NotebookNode, resources: ResourcesDict
    ) -> tuple[NotebookNode, ResourcesDict]:
        about = resources["nbgrader"]
        with Gradebook(about["db_url"]) as gradebook:
            truth = truth_of(gradebook.find_notebook(about["notebook"], about["assignment"]))
        released = course_of(self).released(about["assignment"])
        order = released_order(released / notebook(about["notebook"]), truth)
        return new_notebook(cells=rebuilt(nb.cells, truth, order)), resources


class RecordScores(NbGraderPreprocessor):  # type: ignore[misc]
    """Writes the judge's verdict into every graded cell, in place of running the notebook.

    nbgrader takes the one ``execute_result`` of a cell as its score. The student's kernel is
    never involved.
    """

    unsafe = Bool(False, help="Grade without a sandbox if there is none.").tag(config=True)
    errors = Bool(False, help="Use a kept report even if it has a grader error.").tag(config=True)

    def preprocess(
        self, nb: NotebookNode, resources: ResourcesDict
    ) -> tuple[NotebookNode, ResourcesDict]:
        about = resources["nbgrader"]
        report = obtain(
            course_of(self),
            about["assignment"],
            about["student"],
            unsafe=self.unsafe,
            errors=self.errors,
        )
        about["waited"] = _waiting(about)
        graded = [cell for cell in nb.cells if is_judged(cell)]
        about["open"] = [claimed_id(cell) for cell in write_scores(graded, report)]
        for id in about["open"]:
            self.log.error("GRADER ERROR: %s of %s has no score yet.", id, about["student"])
        return nb, resources


class LeavePointsOpen(NbGraderPreprocessor):  # type: ignore[misc]
    """Leaves a cell without a score if the autograder failed, so that a person looks at it.

    nbgrader would give full marks for a cell without a number.
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


class KeepGradesByHand(NbGraderPreprocessor):  # type: ignore[misc]
    """Leaves what a person graded as it was, unless its answer has changed since."""

    def preprocess(
        self, nb: NotebookNode, resources: ResourcesDict
    ) -> tuple[NotebookNode, ResourcesDict]:
        about, course = resources["nbgrader"], course_of(self)
        assignment, student = about["assignment"], about["student"]
        now = by_hand.answers(nb.cells, course.submitted(assignment, student), assignment)
        graded = ByHand(by_hand.recorded(course, assignment, student), now)
        with Gradebook(about["db_url"]) as gradebook:
            saved = gradebook.find_submission_notebook(about["notebook"], assignment, student)
            comments = {comment.name: comment for comment in saved.comments}
            for grade in saved.grades:
                waited = about["waited"].get(grade.name, True)
                if said := graded.settle(grade, comments.get(grade.name), waited=waited):
                    self.log.warning("%s: %s", student, said)
            gradebook.db.commit()
        by_hand.keep(course, assignment, student, now)
        return nb, resources


class CountAsLate(NbGraderPreprocessor):  # type: ignore[misc]
    """Gives a hand-in whose platform says that it is late, but no time, one after the due date."""

    def preprocess(
        self, nb: NotebookNode, resources: ResourcesDict
    ) -> tuple[NotebookNode, ResourcesDict]:
        assignment, student = (resources["nbgrader"][key] for key in ("assignment", "student"))
        folder = course_of(self).submitted(assignment, student)
        with Gradebook(resources["nbgrader"]["db_url"]) as gradebook:
            submission = gradebook.find_submission(assignment, student)
            submission.timestamp = just_late(folder, submission.duedate) or submission.timestamp
            gradebook.db.commit()
        return nb, resources


def _waiting(about: dict[str, Any]) -> dict[str, bool]:
    """Whether each grade of the submission waits for a person."""
    with Gradebook(about["db_url"]) as gradebook:
        saved = gradebook.find_submission_notebook(
            about["notebook"], about["assignment"], about["student"]
        )
        return {grade.name: grade.needs_manual_grade for grade in saved.grades}


class SayWhatWaits(NbGraderPreprocessor):  # type: ignore[misc]
    """Says on a page which answers no person has read yet; nbgrader shows 0 points for them."""

    def preprocess(
        self, nb: NotebookNode, resources: ResourcesDict
    ) -> tuple[NotebookNode, ResourcesDict]:
        waiting = _waiting(resources["nbgrader"])
        for cell in nb.cells:
            if waiting.get(claimed_id(cell)) and not is_judged(cell):
                about = cell.metadata.nbgrader
                about.comment = about.get("comment") or "Not graded yet: a person reads it."
        return nb, resources


class SayWhatWasDone(NbGraderPreprocessor):  # type: ignore[misc]
    """Says at the top of a page which files of the hand-in counted, and what was repaired."""

    def preprocess(
        self, nb: NotebookNode, resources: ResourcesDict
    ) -> tuple[NotebookNode, ResourcesDict]:
        about = resources["nbgrader"]
        folder = course_of(self).submitted(about["assignment"], about["student"])
        said = [*mended(folder), *in_folder(folder, about["assignment"]).notes]
        if said:
            lines = (f"- {_literally(sentence)}" for sentence in dict.fromkeys(said))
            text = "\n".join(["**Your hand-in**", "", *lines])
            nb.cells.insert(0, new_markdown_cell(text))
        return nb, resources


def _literally(sentence: str) -> str:
    """A sentence, in which file names are a student's words, without meaning as Markdown."""
    return re.sub(r"([\\`*_{}\[\]<>()#|!$~&])", r"\\\1", sentence)


class HideTests(ClearHiddenTests):  # type: ignore[misc]
    """Removes hidden tests from a page; nbgrader's own step would warn about HTML settings."""

    display_data_priority = List(Unicode()).tag(config=True)


def course_of(preprocessor: Any) -> Course:
    """The course whose submission a preprocessor works on."""
    return Course(Path(_coursedir(preprocessor).root))


def source_of(preprocessor: Any, assignment: str) -> Path:
    """The folder with the instructor's notebook."""
    folders = _coursedir(preprocessor)
    return Path(folders.format_path(folders.source_directory, ".", assignment))


def _coursedir(preprocessor: Any) -> Any:
    """A preprocessor's parent is the exporter, whose parent, the converter, knows."""
    owner = preprocessor
    while getattr(owner, "coursedir", None) is None:
        owner = owner.parent
    return owner.coursedir
