"""One case on its way through the judge: from the worker's frame to a status and a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.core.exercise import Case, Exercise, Value
from autograder.core.verdict import CaseResult, Status
from autograder.judge import diagnose
from autograder.judge.compare import Fault, describe
from autograder.judge.expected import Raises
from autograder.judge.properties import fault_of
from autograder.worker.worker import Ending, Reply

PICTURE = 24
"""Pictures of where values are wrong have at most this many rows and columns."""


@dataclass(eq=False)
class Trial:
    """One case on its way through the judge."""

    case: Case
    hidden: bool
    expected: Value
    status: Status = Status.PASSED
    text: str = ""
    printed: str = ""
    answer: Value = None
    fault: Fault | None = None

    def result(self) -> CaseResult:
        printed = "" if self.hidden else self.printed
        return CaseResult(
            self.case.name, self.status, self.hidden, self.text, printed, _picture(self.fault)
        )


def read_reply(exercise: Exercise, trials: list[Trial], reply: Reply) -> None:
    """Give every trial its status and text, from the frame that came for it or its absence."""
    if "import" in reply.opening:
        _all(trials, Status.FAILED, _import_text(exercise, reply.opening["import"]))
    elif "missing" in reply.opening:
        text = f"There is no `{exercise.function}` in {exercise.file}."
        _all(trials, Status.FAILED, text)
    else:
        for trial, frame in zip(trials, reply.frames, strict=False):
            _read_frame(exercise, trial, frame)
        _read_ending(exercise, trials[len(reply.frames) :], reply)
    if reply.ruled_out and not all(trial.status is Status.PASSED for trial in trials):
        imported = reply.ruled_out[0].partition(".")[0]
        name = imported if imported in exercise.runtime.ruled_out else "a library"
        text = f"Your code imports {name}, which is ruled out: {exercise.runtime.advice}."
        for trial in (t for t in trials if t.status is not Status.PASSED):
            trial.status = Status.FORBIDDEN
            trial.text = trial.text if "ruled out" in trial.text else text


def _all(trials: list[Trial], status: Status, text: str) -> None:
    for trial in trials:
        trial.status, trial.text = status, text


def _import_text(exercise: Exercise, error: dict[str, Any]) -> str:
    if error["type"] == "ModuleNotFoundError" and f"'{exercise.module}'" in error["message"]:
        return f"{exercise.file} is not there. Take the file from the release again."
    return f"{exercise.file} cannot be imported. {diagnose.raised(error)}"


def _read_ending(exercise: Exercise, unanswered: list[Trial], reply: Reply) -> None:
    if not unanswered:
        return
    if reply.ending is Ending.TIMEOUT:
        limit = f"Not finished after {exercise.seconds:g} seconds"
        text = f"{limit}: an endless loop, or far too many steps?"
        _all(unanswered, Status.TIMEOUT, text)
    else:
        code = "" if reply.exit_code is None else f" (exit code {reply.exit_code})"
        _all(unanswered, Status.CRASHED, f"Your code ended the Python process{code}.")
    _all(unanswered[1:], unanswered[0].status, "Not run: an earlier case ended the process.")


def _read_frame(exercise: Exercise, trial: Trial, frame: dict[str, Any]) -> None:
    trial.printed = str(frame.get("printed", ""))
    if "raised" in frame:
        _read_error(exercise, trial, frame["raised"])
        return
    trial.answer = frame.get("value")
    _read_answer(exercise, trial)
    names = list(trial.case.inputs)
    changed = [names[i] for i in frame.get("changed", []) if 0 <= i < len(names)]
    if changed and (trial.fault is None or trial.fault.kind == "values"):
        trial.status, trial.text = Status.FAILED, _changed_text(changed)
        # What a probe asks afterwards is asked about spoilt inputs: it tells nothing.
        trial.fault = None if exercise.probe else trial.fault


def _changed_text(changed: list[str]) -> str:
    names = ", ".join(changed)
    return f"Your function changes its input {names}. Work on a copy: the caller still needs it."


def _read_error(exercise: Exercise, trial: Trial, error: dict[str, Any]) -> None:
    kinds = error["kinds"]
    if isinstance(trial.expected, Raises) and trial.expected.kind in kinds:
        return
    tell = diagnose.raised_unseen if trial.hidden else diagnose.raised
    trial.status, trial.text = Status.FAILED, tell(error)
    if isinstance(trial.expected, str) and not trial.hidden:
        trial.text += f"\nExpected is {trial.expected}."
    if _on_purpose(error):
        trial.answer = Raises(error["type"])
    if "NotImplementedError" in kinds:
        _read_not_implemented(exercise, trial, error)
    elif "MemoryError" in kinds:
        trial.status = Status.OUT_OF_MEMORY
        trial.text = f"Out of memory. {trial.text}"
    elif "Forbidden" in kinds:
        trial.status = Status.FORBIDDEN


def _on_purpose(error: dict[str, Any]) -> bool:
    """Whether the student's own line raises; arrays that do not fit raise inside NumPy."""
    line = error["frames"][-1][3] if error["frames"] else ""
    return re.search(r"\b(raise|assert)\b", line) is not None


def _read_not_implemented(exercise: Exercise, trial: Trial, error: dict[str, Any]) -> None:
    """The stub itself is untouched, or it calls another one that is."""
    _, line, raiser, _ = error["frames"][-1] if error["frames"] else ("", 0, exercise.function, "")
    if raiser == exercise.function or error["message"] == exercise.id:
        trial.status = Status.NOT_STARTED
        where = f": line {line} still raises NotImplementedError" if line else ""
        trial.text = f"Write `{exercise.function}` in {exercise.file}{where}."
    else:
        called = "a function" if trial.hidden else f"`{raiser}`"
        trial.text = f"Your code calls {called}, which is not written yet."


def _read_answer(exercise: Exercise, trial: Trial) -> None:
    if trial.case.accept is not None:
        complaint = trial.case.accept(trial.answer)
        if complaint is not None:
            trial.status, trial.text = Status.FAILED, complaint
        return
    if isinstance(trial.expected, Raises):
        trial.status = Status.FAILED
        returned = "something" if trial.hidden else describe(trial.answer)
        trial.text = f"A {trial.expected.kind} should be raised here; yours returned {returned}."
        return
    trial.fault = fault_of(exercise, trial.case, trial.answer, trial.expected)
    if trial.fault is not None:
        trial.status = Status.FAILED
        trial.text = _hush(trial.fault) if trial.hidden else trial.fault.text


def _hush(fault: Fault) -> str:
    """A hidden case's fault: nothing that is expected, nothing that student code could choose."""
    if fault.kind in ("type", "shape"):
        return f"{fault.where} has another {fault.kind} than is asked for"
    if fault.kind == "values" and np.ndim(fault.answer) == 0 and type(fault.answer) is not bool:
        return f"{fault.where} is another number than is asked for"
    return fault.text.partition("; worst at")[0].partition(", expected")[0]


def _picture(fault: Fault | None) -> list[list[bool]]:
    """Where a small output is wrong: its last two axes, at the first wrong place."""
    if fault is None or fault.wrong is None or not 1 <= fault.wrong.ndim <= 6:
        return []
    wrong = np.atleast_2d(fault.wrong)
    first = tuple(np.argwhere(wrong)[0][:-2])
    plane = wrong[first]
    if max(plane.shape) > PICTURE or plane.size < 2:
        return []
    return [[bool(value) for value in row] for row in plane]
