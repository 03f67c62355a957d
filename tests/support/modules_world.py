"""Answers to assignment 07 judged in this process, without a worker: for thousands of them."""

from __future__ import annotations

import functools
import sys
from typing import Any

from answers.corpus import imports, part

from autograder.core.exercise import Exercise
from autograder.core.verdict import Verdict
from autograder.course.folders import SOLUTIONS
from autograder.exercises.arch import EXERCISES
from autograder.judge.conclude import conclude
from autograder.judge.prepared import prepared
from autograder.judge.trial import read_reply
from autograder.worker.child import models, modules, protocol
from autograder.worker.exchange import Reply

BY_STUB = {exercise.function: exercise for exercise in EXERCISES}
SOLUTION = (SOLUTIONS / "arch.py").read_text(encoding="utf-8")

sys.modules.setdefault("modules", modules)
sys.modules.setdefault("models", models)


@functools.cache
def solution(stub: str) -> str:
    """Of the model solutions what this one needs."""
    return imports(SOLUTION) + part(SOLUTION, stub)


def judged(stub: str, text: str) -> Verdict:
    """The verdict on the public cases of an answer that is trusted."""
    exercise = BY_STUB[stub]
    scope: dict[str, Any] = {}
    exec(text, scope)
    asked = prepared(exercise, None)
    trials = asked.trials()
    frames = [_frame(exercise, scope[stub], trial.case.inputs) for trial in trials]
    read_reply(exercise, trials, Reply(opening={"imported": True}, frames=frames))
    return conclude(asked, trials)


def _frame(exercise: Exercise, answer: Any, inputs: dict[str, Any]) -> dict[str, Any]:
    assert exercise.probe is not None
    try:
        return {"value": protocol.decode(protocol.encode(exercise.probe(answer, *inputs.values())))}
    except Exception as error:  # an answer may raise anything
        kinds = [kind.__name__ for kind in type(error).__mro__]
        said = {"type": kinds[0], "kinds": kinds, "message": str(error), "frames": []}
        return {"raised": said}
