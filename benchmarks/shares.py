"""Where the time of a submission goes, measured one submission after the other in this process."""

from __future__ import annotations

import functools
import time
from collections import Counter
from collections.abc import Callable
from typing import Any
from unittest import mock

from autograder.core.results import Graded
from autograder.course.folders import Course, notebook
from autograder.course.gradebook import batches
from autograder.course.reports import kept
from autograder.course.submissions.mend import mend
from autograder.judge.judge import _Submission
from autograder.worker.exchange import Reply
from autograder.worker.worker import Worker

MOST = 24


def where_time_goes(course: Course, assignment: str) -> None:
    """Print milliseconds for each submission; the references are in memory, as in a long run."""
    students = course.students(assignment)[:MOST]
    kept.computed(course, assignment, students[0])
    spent: Counter[str] = Counter()
    patched = {
        "_start": timed(Worker._start, spent, "worker start"),
        "_ask": timed(Worker._ask, spent, "asking", cpu_of),
    }
    back = {
        "_look_for_the_place": timed(_Submission._look_for_the_place, spent, "asking back"),
        "_ask_more": timed(_Submission._ask_more, spent, "questions"),
    }
    with (
        mock.patch.multiple(Worker, **patched),
        mock.patch.multiple(_Submission, **back),
        batches.opened(course, assignment, unsafe=False) as gradebook,
    ):
        graded = [one_judged(course, assignment, student, spent) for student in students]
        timed(record, spent, "recording")(gradebook, graded)
    shares = {
        "reading and mending": spent["reading"],
        "worker start": spent["worker start"],
        "student's own computing": spent["student's own"],
        "forks and pipes": spent["asking"] - spent["student's own"],
        "judge": spent["judging"] - spent["asking"] - spent["worker start"],
        "recording": spent["recording"],
    }
    print(f"where the time of a submission goes ({len(students)} of them, one process):")
    for name, seconds in shares.items():
        print(f"  {name:24}{1e3 * seconds / len(students):8.1f} ms")
    for name in ("asking back", "questions"):
        print(f"  of this, {name:15}{1e3 * spent[name] / len(students):8.1f} ms")


def one_judged(course: Course, assignment: str, student: str, spent: Counter[str]) -> Graded:
    pristine = course.released(assignment) / notebook(assignment)
    timed(mend, spent, "reading")(course.submitted(assignment, student), pristine)
    one = Graded(student)
    one.take(timed(kept.computed, spent, "judging")(course, assignment, student))
    return one


def record(gradebook: batches.Batches, graded: list[Graded]) -> None:
    for one in graded:
        gradebook.add(one)
    gradebook.record()


def cpu_of(reply: Reply, spent: Counter[str]) -> None:
    """The CPU time of the fork in which the student's code ran, import included."""
    spent["student's own"] += reply.cpu


def timed(
    function: Callable[..., Any],
    spent: Counter[str],
    name: str,
    look: Callable[[Any, Counter[str]], None] = lambda result, spent: None,
) -> Callable[..., Any]:
    """``function``, whose wall time is added to ``spent[name]``."""

    @functools.wraps(function)
    def run(*args: Any, **more: Any) -> Any:
        start = time.perf_counter()
        result = function(*args, **more)
        spent[name] += time.perf_counter() - start
        look(result, spent)
        return result

    return run
