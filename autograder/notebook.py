"""``check`` and ``hint`` as notebooks use them."""

from __future__ import annotations

import atexit
import functools
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from autograder.core.errors import NoWorkspace, UnknownName, UserError
from autograder.core.typed import as_typed
from autograder.core.verdict import Status, Verdict
from autograder.core.workspace import find_root
from autograder.course.learning import after
from autograder.course.learning import status as learning_status
from autograder.course.submissions.home import Home
from autograder.exercises import catalogue


class Shown:
    """Verdicts for a notebook: a number to nbgrader, a table to a person."""

    def __init__(self, verdicts: Sequence[Verdict], folder: str = "", following: str = "") -> None:
        self.verdicts = verdicts
        self.following = following
        self.folder = folder
        """The way from the notebook to the folder that holds ``cs_cnn/``."""

    def __repr__(self) -> str:
        return f"{sum(verdict.points for verdict in self.verdicts):g}"

    def _repr_html_(self) -> str:
        from autograder.render.html import message_html, verdict_html
        from autograder.render.style import summary

        pages = [verdict_html(each, self._way_on(each), self.folder) for each in self.verdicts]
        if len(pages) > 1:
            pages.append(message_html(summary(self.verdicts)))
        return "".join(pages)

    def _way_on(self, verdict: Verdict) -> str:
        """A hint where it fails; what comes next where it passes, if that is not shown too."""
        if verdict.status is Status.GRADER_ERROR:
            return ""
        if not verdict.passed:
            return f'Stuck? `hint("{verdict.id}")`'
        return self.following if verdict is self.verdicts[-1] else ""


class Message:
    """One sentence for a notebook; worth 0 to nbgrader."""

    def __init__(self, text: str, number: str = "0") -> None:
        self.text = text
        self._number = number

    def __repr__(self) -> str:
        return self._number

    def _repr_html_(self) -> str:
        from autograder.render.html import message_html

        return message_html(self.text)


def _prefer_own_package() -> None:
    """Let the notebook import the ``cs_cnn/`` that ``check`` judges, not an installed one."""
    try:
        root = str(find_root(Path.cwd()))
    except NoWorkspace:
        return
    if root not in sys.path:
        sys.path.insert(0, root)


_prefer_own_package()


def check(*ids: str) -> Shown | Message:
    """Judge exercises by their ids, several in one table, or all of an assignment.

    Judges the ``cs_cnn/`` beside or above the notebook. Never raises for what is in the student's
    files, so that 'Run all' runs all.
    """
    if not ids or not all(isinstance(id, str) and id for id in ids):
        return Message('Name an exercise, in quotes: `check("backprop.relu")`.')
    try:
        root = find_root(Path.cwd())
    except NoWorkspace:
        return Message(
            f"There is no cs_cnn/ folder in {Path.cwd()} or above it: move this notebook to "
            "the folder that holds your cs_cnn/."
        )
    try:
        exercises = dict.fromkeys(item for id in ids for item in catalogue.find(id))
        folder = Path(os.path.relpath(root)).as_posix()
        verdicts = _home(root).verdicts(list(exercises))
        return Shown(verdicts, folder, _next(root, verdicts[-1].id))
    except UserError as error:
        return Message(as_typed(str(error), in_notebook=True))


def _next(root: Path, id: str) -> str:
    following = after(root, id)
    if following is None:
        return "All exercises of the course pass."
    assignment = catalogue.assignment_of(following.id)
    here = catalogue.assignment_of(id) if id else ""
    elsewhere = f" in {assignment}" if assignment != here else ""
    return f"Next: `{following.id}`{elsewhere}."


def status(*assignments: str) -> Message:
    """How far you are in the course, and what comes next; assignments by name in sections."""
    try:
        root = find_root(Path.cwd())
        for assignment in assignments:
            catalogue.of_assignment(assignment)
    except UserError as error:
        return Message(as_typed(str(error), in_notebook=True))
    return Message("\n".join([_next(root, ""), *learning_status(root, assignments)]))


@functools.cache
def _home(root: Path) -> Home:
    """One for all checks in a notebook: its worker has NumPy ready for the next one."""
    home = Home(root)
    atexit.register(home.close)
    return home


def hint(id: str = "", level: int = 1) -> Message:
    """A hint for one exercise; higher levels say more."""
    if not isinstance(id, str) or not id:
        return Message('Name an exercise, in quotes: `hint("backprop.relu")`.')
    if isinstance(level, bool) or not isinstance(level, int):
        return Message(f'The level is a number, without quotes: `hint("{id}", 2)`.')
    try:
        first, *more = catalogue.find(id)
    except UnknownName as error:
        return Message(as_typed(str(error), in_notebook=True))
    if more:
        return Message(f'{id} is an assignment: name one exercise, such as `hint("{first.id}")`.')
    number = min(max(level, 1), len(first.hints))
    text = f"Hint {number} of {len(first.hints)} for {id}: {first.hints[number - 1]}"
    if number < len(first.hints):
        text += f' More: `hint("{id}", {number + 1})`'
    return Message(text, text)
