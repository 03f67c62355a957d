"""One case on its way through the judge: from the worker's frame to a status and a fact."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from autograder.core.exercise import Case, Exercise, Value
from autograder.core.verdict import CaseResult, Cause, Fact, FactKind, Status
from autograder.judge import diagnose, raised_causes, warned
from autograder.judge.expected import Raises
from autograder.judge.kinds import fault_of
from autograder.judge.structure import Fault, describe, listed
from autograder.worker.child.imports import GIVEN, OWN_FUNCTIONS
from autograder.worker.exchange import Ending, Reply

NO_MEMORY = "can't allocate memory"
"""What PyTorch says in a RuntimeError."""
REWRITTEN = (
    "An array changed after your function had returned it: a later call, or the next batch, writes "
    "into the same memory. Return a new array every time."
)


@dataclass(eq=False)
class Trial:
    """One case on its way through the judge."""

    case: Case
    hidden: bool
    expected: Value
    status: Status = Status.PASSED
    fact: Fact | None = None
    printed: str = ""
    answer: Value = None
    fault: Fault | None = None
    error: str = ""
    """The message of what was raised, of a public case."""

    def fail(self, fact: Fact, status: Status = Status.FAILED) -> None:
        """Give it a status and a fact; a hidden case keeps the detail to itself."""
        self.status, self.fact = status, fact.without_detail() if self.hidden else fact

    @property
    def is_right(self) -> bool:
        """Whether all numbers are right, although they may be in the memory of an input."""
        shares = self.fact is not None and self.fact.kind is FactKind.SHARED_INPUT
        return shares or self.status is Status.PASSED

    def result(self) -> CaseResult:
        if self.hidden:
            return CaseResult(self.case.name, self.status, self.hidden, self.fact)
        return CaseResult(self.case.name, self.status, self.hidden, self.fact, self.printed)


@dataclass(frozen=True)
class Judged:
    """What came of a criterion: its trial, and the share of the points that it leaves, and why."""

    trial: Trial
    share: float = 1.0
    causes: tuple[Cause, ...] = ()


@dataclass(frozen=True)
class Ask:
    """Questions to the worker about one exercise, and the student's folder."""

    root: Path
    student: Callable[[list[Case]], Reply]
    """Run the student's function on cases."""
    in_turn: Callable[[list[Case]], Reply]
    """The same in the time of one case; each is sent when the one before it is answered."""
    alone: Callable[[Callable[..., Value], list[Case]], Reply]
    """Run a function of ours on cases, with no student code loaded."""


def read_reply(exercise: Exercise, trials: list[Trial], reply: Reply) -> None:
    """Give every trial its status and fact, from the frame that came for it or its absence."""
    if "import" in reply.opening:
        _fail_all(trials, _import_error(exercise, reply.opening["import"]))
    elif "missing" in reply.opening:
        sentence = f"There is no `{exercise.function}` in {exercise.file}."
        _fail_all(trials, Fact(FactKind.MISSING, exercise.file, sentence))
    else:
        for trial, frame in zip(trials, reply.frames, strict=False):
            _read_frame(exercise, trial, frame)
        _read_ending(exercise, trials[len(reply.frames) :], reply)
    _read_ruled_out(exercise, trials, reply)


def _fail_all(trials: list[Trial], fact: Fact, status: Status = Status.FAILED) -> None:
    for trial in trials:
        trial.fail(fact, status)


def _read_ruled_out(exercise: Exercise, trials: list[Trial], reply: Reply) -> None:
    """An import that is ruled out is why the code fails from then on."""
    frames = reply.frames or [reply.opening]
    for number, trial in enumerate(trials):
        asked_for = frames[min(number, len(frames) - 1)].get("ruled_out")
        if asked_for and trial.status not in (Status.PASSED, Status.FORBIDDEN):
            trial.fail(_ruled_out(exercise, asked_for[0]), Status.FORBIDDEN)


def _ruled_out(exercise: Exercise, name: str) -> Fact:
    top = GIVEN if name == GIVEN else name.partition(".")[0]
    known = top in (GIVEN, *exercise.runtime.ruled_out)
    detail = f"Your code imports {top}, which is ruled out: {_advice(exercise, top)}."
    return Fact(FactKind.RULED_OUT, "", _imports_ruled_out(exercise, top), detail if known else "")


def _imports_ruled_out(exercise: Exercise, name: str) -> str:
    return f"Your code imports what is ruled out: {_advice(exercise, name)}."


def _advice(exercise: Exercise, name: str) -> str:
    return OWN_FUNCTIONS if GIVEN in name else exercise.runtime.advice


def _import_error(exercise: Exercise, error: dict[str, Any]) -> Fact:
    file = exercise.file
    if error["type"] == "ModuleNotFoundError" and f"'{exercise.module}'" in error["message"]:
        sentence = f"{file} is missing, or larger than 1 MiB and so not graded."
        way_out = "Take it from the release again, or make it smaller."
        return Fact(FactKind.IMPORT, file, f"{sentence} {way_out}")
    sentence = f"{file} cannot be imported."
    return Fact(FactKind.IMPORT, file, sentence, f"{sentence} {diagnose.raised(error).text}")


def _read_ending(exercise: Exercise, unanswered: list[Trial], reply: Reply) -> None:
    if not unanswered:
        return
    if reply.ending is Ending.TIMEOUT:
        limit = f"Not finished after {exercise.seconds:g} s"
        fact = Fact(FactKind.TIMEOUT, "", f"{limit}: an endless loop, or far too many steps?")
        status = Status.TIMEOUT
    else:
        public = "Your code ended the Python process."
        code = f" Its exit code was {reply.exit_code}."
        fact = Fact(FactKind.CRASHED, "", public, public + code if reply.exit_code else "")
        status = Status.CRASHED
    unanswered[0].fail(fact, status)
    not_run = Fact(FactKind.NOT_RUN, "", "Not run: an earlier case ended the process.")
    _fail_all(unanswered[1:], not_run, status)


def _read_frame(exercise: Exercise, trial: Trial, frame: dict[str, Any]) -> None:
    trial.printed = str(frame.get("printed", ""))
    changed = _inputs(trial, frame.get("changed", []))
    restored = changed == _inputs(trial, frame.get("restored", []))
    if frame.get("raised", {}).get("type") == "Rewritten":
        trial.fail(
            _changed(changed, restored) if changed else Fact(FactKind.REWRITTEN, "", REWRITTEN)
        )
        return
    if "raised" in frame:
        _read_error(exercise, trial, frame["raised"])
        return
    trial.answer = listed(frame.get("value"), trial.expected)
    _read_answer(exercise, trial)
    numbers = (FactKind.VALUES, FactKind.PROPERTY)
    if changed and (trial.fault is None or trial.fault.kind in numbers):
        trial.fail(_changed(changed, restored))
        # A probe goes on with the spoilt inputs: what it finds then means nothing.
        trial.fault = None if exercise.probe else trial.fault
    shared = _inputs(trial, frame.get("shared", []))
    if trial.status is Status.PASSED:
        trial.fact = warned.remark(trial.printed)
        _read_shared(exercise, trial, [name for name in shared if name not in exercise.may_share])


def _inputs(trial: Trial, indices: list[int]) -> list[str]:
    """The names of some of the inputs."""
    names = list(trial.case.inputs)
    return [names[i] for i in indices if 0 <= i < len(names)]


def _read_shared(exercise: Exercise, trial: Trial, inputs: list[str]) -> None:
    """Right, but in the memory of inputs: a fault if new arrays are promised, else a remark."""
    if not inputs:
        return
    names = ", ".join(inputs)
    sentence = (
        f"What your function returns shares memory with its input {names}: whoever changes one of "
        "the two changes the other. `copy()` makes an array of its own."
    )
    if exercise.new_arrays:
        trial.fail(Fact(FactKind.SHARED_INPUT, names, sentence))
    else:
        trial.fact = Fact(FactKind.SHARED_INPUT, names, f"Correct. {sentence}")


def _changed(inputs: list[str], restored: bool) -> Fact:
    names = ", ".join(inputs)
    sentence = (
        f"Your function changes its input {names}. Work on a copy: the caller still needs it."
    )
    if restored:
        sentence = (
            f"Your function puts its input {names} back, but for the last digits: in floating "
            "point, x + h − 2h + h is not always x. Put back the entry that you kept, or work on a "
            "copy."
        )
    return Fact(FactKind.CHANGED_INPUT, names, sentence)


def _read_error(exercise: Exercise, trial: Trial, error: dict[str, Any]) -> None:
    kinds = error["kinds"]
    right_kind = isinstance(trial.expected, Raises) and trial.expected.kind in kinds
    if right_kind and trial.expected.is_named(error["message"], trial.case):
        trial.answer = trial.expected
        return
    on_purpose = _on_purpose(error)
    if on_purpose:
        trial.answer = Raises(error["type"])
    trial.error = "" if trial.hidden or on_purpose else error["message"]
    known = raised_causes.cause_of(error["message"], trial.case)
    if "NotImplementedError" in kinds and not known:
        _read_not_implemented(exercise, trial, error)
        return
    fact = diagnose.raised_unseen(error) if trial.hidden else diagnose.raised(error)
    if right_kind:
        fact = replace(fact, detail=f"{fact.detail}\n{_unnamed(trial.expected, error)}")
    elif isinstance(trial.expected, str | Raises):
        fact = replace(fact, detail=f"{fact.detail}\nExpected is {trial.expected}.")
    status = Status.FAILED
    if "MemoryError" in kinds or NO_MEMORY in error["message"]:
        status = Status.OUT_OF_MEMORY
        detail = fact.detail and f"Out of memory. {fact.detail}"
        fact = Fact(FactKind.OUT_OF_MEMORY, fact.where, f"Out of memory. {fact.public}", detail)
    elif "Forbidden" in kinds:
        status = Status.FORBIDDEN
        public = _imports_ruled_out(exercise, error["message"])
        fact = replace(fact, kind=FactKind.RULED_OUT, public=public)
    trial.fail(fact, status)


def _unnamed(expected: Raises, error: dict[str, Any]) -> str:
    right = "right " if re.search(r"\d", error["message"]) else ""
    return f"A {expected.kind} is right, but its message does not name the {right}{expected.what}."


def _on_purpose(error: dict[str, Any]) -> bool:
    """Whether the student's own line raises; arrays that do not fit raise inside NumPy."""
    line = error["frames"][-1][3] if error["frames"] else ""
    return re.search(r"\b(raise|assert)\b", line) is not None


def is_answered(exercise: Exercise, reply: Reply) -> bool:
    """Whether any frame is more than an untouched stub's: then a reference is needed."""
    errors = (frame.get("raised") for frame in reply.frames)
    return not all(error and _is_untouched(exercise, error) for error in errors)


def _is_untouched(exercise: Exercise, error: dict[str, Any]) -> bool:
    """Whether the stub itself raises, and not another one that it calls."""
    raiser = error["frames"][-1][2] if error["frames"] else exercise.function
    own = raiser == exercise.function or error["message"] == exercise.id
    return own and "NotImplementedError" in error["kinds"]


def _read_not_implemented(exercise: Exercise, trial: Trial, error: dict[str, Any]) -> None:
    """The stub itself is untouched, or it calls another one that is."""
    _, line, raiser, _ = error["frames"][-1] if error["frames"] else ("", 0, exercise.function, "")
    if _is_untouched(exercise, error):
        where = f": line {line} still raises NotImplementedError" if line else ""
        sentence = f"Write `{exercise.function}` in {exercise.file}{where}."
        trial.fail(Fact(FactKind.NOT_STARTED, exercise.file, sentence), Status.NOT_STARTED)
    else:
        public = "Your code calls a function that is not written yet."
        detail = f"Your code calls `{raiser}`, which is not written yet."
        trial.fail(Fact(FactKind.UNWRITTEN_CALL, exercise.file, public, detail))


def _read_answer(exercise: Exercise, trial: Trial) -> None:
    if trial.case.accept is not None:
        complaint = trial.case.accept(trial.answer)
        if complaint is not None:
            public = "The answer does not reach what the case asks for."
            trial.fail(Fact(FactKind.OUTCOME, "", public, complaint))
        return
    if isinstance(trial.expected, Raises):
        public = f"This case must raise {trial.expected.kind}"
        detail = f"{public}; yours returned {describe(trial.answer)}."
        fact = Fact(FactKind.DID_NOT_RAISE, "", f"{public}; yours returned something.", detail)
        trial.fault = Fault(fact)
        trial.fail(fact)
        return
    trial.fault = fault_of(exercise, trial.case, trial.answer, trial.expected)
    if trial.fault is not None:
        trial.fail(trial.fault.fact)
