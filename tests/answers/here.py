"""Answers judged in this process: what is right bent, or replaced by something simple.

The worker's walls are tested elsewhere; here they would cost more than the answers.
"""

from __future__ import annotations

import functools
import warnings
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
from answers.corpus import in_this_process
from answers.secret import SECRET

from autograder.core.exercise import Case, Exercise
from autograder.core.verdict import Verdict
from autograder.course.folders import SOLUTIONS
from autograder.judge.conclude import conclude
from autograder.judge.prepared import prepared
from autograder.judge.trial import read_reply
from autograder.worker.child import limits, memory, protocol
from autograder.worker.child import main as child
from autograder.worker.child.raised import described
from autograder.worker.exchange import Reply

child.memory, child.protocol = memory, protocol  # type: ignore[attr-defined]  # as a worker loads


@functools.cache
def solutions(file: str) -> SimpleNamespace:
    """What the model solution of a student's file defines."""
    defined: dict[str, Any] = {}
    exec(in_this_process((SOLUTIONS / Path(file).name).read_text("utf-8")), defined)
    return SimpleNamespace(**defined)


def answer_of(exercise: Exercise, text: str, expression: str) -> Callable[..., Any]:
    """What the expression gives below the text, where ``right`` holds the solutions."""
    scope = {"np": np, "right": solutions(exercise.file)}
    exec(text, scope)
    answer: Callable[..., Any] = eval(expression, scope)
    return answer


def judged(exercise: Exercise, answer: Callable[..., Any]) -> Verdict:
    """The verdict on it, hidden cases too."""
    asked = prepared(exercise, SECRET)
    trials = asked.trials()
    with warnings.catch_warnings(action="ignore"):
        frames = [frame(exercise, answer, trial.case) for trial in trials]
    read_reply(exercise, trials, Reply(opening={"imported": True}, frames=frames))
    return conclude(asked, trials)


def frame(exercise: Exercise, answer: Callable[..., Any], case: Case) -> dict[str, Any]:
    """What a worker would send for one case."""
    encoded = sent_for(case)
    inputs: list[Any] = protocol.decode(encoded)
    call = child._called_by_name(answer, case.by_name)
    ask = functools.partial(child._asked, exercise.probe, call) if exercise.probe else call
    limits.interrupt()
    limits.give(exercise.seconds)
    try:
        value = ask(*inputs)
        sent = protocol.decode(protocol.encode(value))
    except Exception as error:
        said = described(error, Path(), protocol.MAX_MESSAGE)
        return {"raised": said, **_changes(encoded, inputs)}
    finally:
        limits.give(0)
    shared = memory.shared(value, inputs)
    return {"value": sent, "shared": shared, **_changes(encoded, inputs)}


@functools.cache
def sent_for(case: Case) -> bytes:
    """A case's inputs as they travel."""
    return protocol.encode(list(case.inputs.values()))


def _changes(encoded: bytes, inputs: list[Any]) -> dict[str, Any]:
    """What a worker says of inputs that are no longer as they were."""
    changed = child._changed(encoded, inputs)
    before = protocol.decode(encoded) if changed else []
    restored = [i for i in changed if memory.nearly(before[i], inputs[i])]
    return {"changed": changed, "restored": restored}
