"""The pure function of grading: a submission, its exercises and a secret in, a report out.

``report_for`` runs in any process on any machine that has this package: bytes go in and come
out, with JSON inside, so that nothing of a student's is ever unpickled.
"""

from __future__ import annotations

import functools
import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from autograder.core.clean import one_line
from autograder.core.errors import Refused
from autograder.core.exercise import Exercise
from autograder.core.verdict import FactKind, Report, Verdict
from autograder.course.submissions.misplaced import say_so
from autograder.course.submissions.newer import newer_in
from autograder.course.submissions.submission import Submission
from autograder.exercises import catalogue
from autograder.judge.judge import judge, prepare
from autograder.worker.sandbox import Sandbox, SandboxUnavailable, probe

UNSAFE = "Graded without a sandbox."


def report_for(submission: bytes, secret: bytes, unsafe: bool) -> bytes:
    """The report of a Submission, both as JSON. Raises Refused if there is no sandbox."""
    report = judged(Submission.from_json(submission), secret, _sandbox_of_this_process(unsafe))
    return as_json(report)


def answer_for(submission: bytes, secret: bytes, unsafe: bool) -> bytes:
    """``report_for`` on another machine.

    Raises nothing: an error is JSON as well, with ``failed`` and ``refused``.
    """
    try:
        return report_for(submission, secret, unsafe)
    except Exception as error:  # whatever it is, the machine that asked reports it
        reply = {
            "failed": f"{type(error).__name__}: {error}",
            "refused": isinstance(error, Refused),
        }
        return json.dumps(reply).encode()


def prepare_references(ids: Sequence[str], secret: bytes) -> str:
    """Put the reference outputs of these exercises into the cache; what went wrong, or ''.

    The judge reports a broken reference as a grader error.
    """
    problems = []
    for id in ids:
        try:
            prepare(catalogue.find(id), secret)
        except Exception as error:  # any error of an exercise's own code
            problems.append(f"{id}: {type(error).__name__}: {error}")
    return "; ".join(problems)


def judged(submission: Submission, secret: bytes, sandbox: Sandbox | None) -> Report:
    """Judge all exercises of the assignment, with the hidden cases."""
    exercises = catalogue.of_assignment(submission.assignment)
    verdicts = _verdicts(submission, exercises, secret, sandbox)
    helped = submission.with_earlier_solutions()
    if helped.files != submission.files:
        verdicts = _better(verdicts, helped, secret, sandbox)
    for verdict in verdicts:
        say_so(verdict, submission.misplaced)
    _say_what_is_newer(verdicts, newer_in(submission.files))
    return Report(
        submission.assignment,
        submission.student,
        verdicts,
        submission.key(secret, sandbox is not None),
        notes_of(submission, sandboxed=sandbox is not None),
    )


def notes_of(submission: Submission, *, sandboxed: bool) -> list[str]:
    """What the instructor should know about a submission."""
    said = [*submission.notes, *newer_in(submission.files).values()]
    return [*map(one_line, said), *([] if sandboxed else [UNSAFE])]


def _say_what_is_newer(verdicts: Sequence[Verdict], newer: Mapping[str, str]) -> None:
    """Tell the student as well what in a file that cannot be imported needs a newer Python."""
    for verdict in verdicts:
        about = verdict.diagnosis
        if about is None or about.fact.kind is not FactKind.IMPORT:
            continue
        said = [newer[file] for file in newer if file in about.fact.text]
        if said:
            fact = replace(about.fact, detail=f"{about.fact.text}\n{said[0]}")
            verdict.diagnosis = replace(about, fact=fact)


def as_json(report: Report) -> bytes:
    """A report as bytes, to keep or to send."""
    return json.dumps(report.to_json()).encode()


def choose_sandbox(*, unsafe: bool) -> Sandbox | None:
    """A sandbox; with ``unsafe``, None if there is none. Raises Refused otherwise."""
    try:
        return probe()
    except SandboxUnavailable as reason:
        if unsafe:
            return None
        raise Refused(
            f"{reason} Students' code must not run without one; to run code of your own, "
            "grade with --unsafe."
        ) from None


@functools.cache
def _sandbox_of_this_process(unsafe: bool) -> Sandbox | None:
    """Probed once: a process that judges a thousand submissions uses one sandbox for all."""
    return choose_sandbox(unsafe=unsafe)


def _better(
    verdicts: list[Verdict], helped: Submission, secret: bytes, sandbox: Sandbox | None
) -> list[Verdict]:
    """Verdicts in which an unsolved earlier assignment costs no points.

    What does not pass is judged again with the model solutions of earlier assignments. They
    lie beside the student's code then, so nothing that it prints or raises is kept.
    """
    wrong = {verdict.id for verdict in verdicts if not verdict.passed}
    exercises = [e for e in catalogue.of_assignment(helped.assignment) if e.id in wrong]
    again = {verdict.id: verdict for verdict in _verdicts(helped, exercises, secret, sandbox)}
    return [_without_words(again[v.id], v) if v.id in again else v for v in verdicts]


def _without_words(helped: Verdict, alone: Verdict) -> Verdict:
    """The better of two verdicts, without any text that code beside model solutions produced."""
    if helped.points <= alone.points:
        return alone
    for case in helped.cases:
        case.printed, case.fact = "", None
    if not helped.passed:
        helped.diagnosis, helped.needs, helped.helped = alone.diagnosis, alone.needs, True
    return helped


def _verdicts(
    submission: Submission, exercises: list[Exercise], secret: bytes, sandbox: Sandbox | None
) -> list[Verdict]:
    with tempfile.TemporaryDirectory(prefix="cs_cnn-") as folder:
        submission.stage(Path(folder))
        return judge(exercises, Path(folder), secret=secret, sandbox=sandbox)
