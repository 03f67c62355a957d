"""``check`` and ``hint`` as notebooks use them."""

from __future__ import annotations

import atexit
import functools
import sys
from pathlib import Path

from autograder.core.errors import NoWorkspace, UnknownName
from autograder.core.verdict import Verdict
from autograder.core.workspace import find_root
from autograder.course.submissions.home import HomeJudge
from autograder.exercises import catalogue


class Shown:
    """A verdict for a notebook: a number to nbgrader, a table to a person."""

    def __init__(self, verdict: Verdict) -> None:
        self.verdict = verdict

    def __repr__(self) -> str:
        return f"{self.verdict.points:g}"

    def _repr_html_(self) -> str:
        from autograder.render.html import verdict_html

        return verdict_html(self.verdict)


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


def check(id: str = "") -> Shown | Message:
    """Judge one exercise, by its id, on the ``cs_cnn/`` beside or above the notebook.

    Never raises for what is in the student's files, so that 'Run all' runs all.
    """
    if not isinstance(id, str) or not id:
        return Message('Name an exercise, in quotes: check("backprop.relu").')
    try:
        return Shown(_judge(find_root(Path.cwd())).verdicts(catalogue.find(id)[:1])[0])
    except UnknownName as error:
        return Message(str(error))
    except NoWorkspace:
        return Message(
            f"There is no cs_cnn/ folder in {Path.cwd()} or above it: move this notebook to "
            "the folder that holds your cs_cnn/."
        )


@functools.cache
def _judge(root: Path) -> HomeJudge:
    """One for all checks in a notebook: its worker has NumPy ready for the next one."""
    judge = HomeJudge(root)
    atexit.register(judge.close)
    return judge


def hint(id: str, level: int = 1) -> Message:
    """A hint for one exercise; higher levels say more."""
    try:
        exercise = catalogue.find(id)[0]
    except UnknownName as error:
        return Message(str(error))
    number = min(max(level, 1), len(exercise.hints))
    text = f"Hint {number} of {len(exercise.hints)} for {id}: {exercise.hints[number - 1]}"
    return Message(text, text)
