"""Judge at home what ``submit`` would pack, so that home and class say the same."""

from __future__ import annotations

import contextlib
import functools
import itertools
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from autograder.core.exercise import Exercise
from autograder.core.stubs import line_of
from autograder.core.verdict import Status, Verdict
from autograder.course import progress
from autograder.course.submissions import choosing, timed
from autograder.course.submissions.contents import PACKAGE
from autograder.course.submissions.misplaced import misplaced, say_so
from autograder.course.submissions.submission import at_home
from autograder.exercises import catalogue
from autograder.judge.judge import Judge


def judge(
    exercises: Sequence[Exercise],
    root: Path,
    on_verdict: Callable[[Verdict], None] | None = None,
) -> list[Verdict]:
    """The verdicts on the student's folder ``root``. Raises NoWorkspace, see ``at_home``."""
    with Home(root) as home:
        return home.verdicts(exercises, on_verdict)


class Home:
    """Judges the student's folder ``root`` as it is when asked; keeps its workers in between."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._folder = tempfile.TemporaryDirectory(prefix="cs_cnn-", ignore_cleanup_errors=True)
        self._judge = Judge(Path(self._folder.name), hidden=root.resolve() / PACKAGE)

    def __enter__(self) -> Home:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Stop the workers and remove the staged files."""
        self._judge.close()
        self._folder.cleanup()

    def verdicts(
        self,
        exercises: Sequence[Exercise],
        on_verdict: Callable[[Verdict], None] | None = None,
    ) -> list[Verdict]:
        """One for each exercise, in their order: each with the files of its own assignment."""
        found = []
        for assignment, some in itertools.groupby(exercises, _assignment):
            at_home(assignment, self.root).stage(Path(self._folder.name))
            in_notebook = functools.cache(functools.partial(self._in_notebook, assignment))

            def told(verdict: Verdict, in_notebook: Callable[[], list[str]] = in_notebook) -> None:
                verdict.place = self._place(verdict)
                if verdict.status is Status.NOT_STARTED:
                    say_so(verdict, in_notebook())
                if on_verdict is not None:
                    on_verdict(verdict)

            found += self._of_assignment(list(some), told)
        progress.record(self.root, found)
        return found

    def _of_assignment(
        self, exercises: list[Exercise], told: Callable[[Verdict], None]
    ) -> list[Verdict]:
        """Those that are staged; what was timed before is not timed again."""
        keys = {e.id: timed.key(e, Path(self._folder.name)) for e in exercises if timed.is_timed(e)}
        kept = {
            each.id: verdict
            for each in exercises
            if each.id in keys and (verdict := timed.kept(self.root, each, keys[each.id]))
        }
        for verdict in kept.values():
            told(verdict)
        new = self._judge.verdicts([each for each in exercises if each.id not in kept], told)
        for verdict in (each for each in new if each.id in keys):
            with contextlib.suppress(OSError):  # then it is timed again
                timed.keep(self.root, verdict, keys[verdict.id])
        by_id = {verdict.id: verdict for verdict in (*kept.values(), *new)}
        return [by_id[each.id] for each in exercises]

    def _place(self, verdict: Verdict) -> str:
        """The line that the diagnosis names, else where the student's function begins."""
        exercise = catalogue.exercises()[verdict.id]
        if verdict.diagnosis and verdict.diagnosis.place:
            return verdict.diagnosis.place
        try:
            text = (self.root / exercise.file).read_text(encoding="utf-8", errors="replace")
        except OSError:
            return ""  # the diagnosis says that there is no such file
        return f"{exercise.file}:{line_of(text, exercise.function)}"

    def _in_notebook(self, assignment: str) -> list[str]:
        return misplaced(choosing.at_home(self.root, assignment).files, assignment)


def _assignment(exercise: Exercise) -> str:
    return catalogue.assignment_of(exercise.id)
