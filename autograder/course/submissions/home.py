"""Judge a student's own folder from what ``submit`` would pack, so that class says the same."""

from __future__ import annotations

import functools
import itertools
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

from autograder.core.exercise import Exercise
from autograder.core.verdict import Status, Verdict
from autograder.course.folders import STUDENT_PACKAGE
from autograder.course.submissions.choosing import at_home, modules_at_home
from autograder.course.submissions.contents import INIT, PACKAGE
from autograder.course.submissions.misplaced import misplaced, say_so
from autograder.exercises import catalogue
from autograder.judge.judge import Judge


class HomeJudge:
    """Judges exercises of the folder ``root``, as it is when asked, with one set of workers."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._closing = ExitStack()
        made = tempfile.TemporaryDirectory(prefix="cs_cnn-", ignore_cleanup_errors=True)
        self._staged = Path(self._closing.enter_context(made))
        (self._staged / PACKAGE).mkdir()
        self._judge = self._closing.enter_context(Judge(self._staged))

    def __enter__(self) -> HomeJudge:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Stop the workers and remove what was staged."""
        self._closing.close()

    def verdicts(
        self,
        exercises: Sequence[Exercise],
        on_verdict: Callable[[Verdict], None] | None = None,
    ) -> list[Verdict]:
        """One for each exercise, in their order; ``on_verdict`` gets each as soon as it comes."""
        found: list[Verdict] = []
        for assignment, group in itertools.groupby(exercises, _assignment):
            self._stage(assignment)
            in_notebook = functools.cache(functools.partial(self._in_notebook, assignment))

            def told(verdict: Verdict, in_notebook: Callable[[], list[str]] = in_notebook) -> None:
                if verdict.status is Status.NOT_STARTED:
                    say_so(verdict, in_notebook())
                if on_verdict is not None:
                    on_verdict(verdict)

            found += self._judge.verdicts(list(group), told)
        return found

    def _in_notebook(self, assignment: str) -> list[str]:
        return misplaced(at_home(self.root, assignment).files, assignment)

    def _stage(self, assignment: str) -> None:
        """Make ``cs_cnn/`` what is handed in with this assignment; what is the same stays."""
        chosen = modules_at_home(self.root, assignment).files
        ours = {f"{PACKAGE}/{INIT}": (STUDENT_PACKAGE / INIT).read_bytes()}
        wanted = {self._staged / name: content for name, content in {**ours, **chosen}.items()}
        for path in (self._staged / PACKAGE).iterdir():
            if path not in wanted and path.is_file():
                path.unlink()
        for path, content in wanted.items():
            if not path.is_file() or path.read_bytes() != content:
                path.write_bytes(content)


def _assignment(exercise: Exercise) -> str:
    return catalogue.assignment_of(exercise.id)


def judge_at_home(
    exercises: Sequence[Exercise],
    root: Path,
    on_verdict: Callable[[Verdict], None] | None = None,
) -> list[Verdict]:
    """The verdicts of ``exercises`` on what ``submit`` would pack of the folder ``root``."""
    with HomeJudge(root) as one:
        return one.verdicts(exercises, on_verdict)
