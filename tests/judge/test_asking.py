"""Where no cause is known, a few more questions say what a wrong function does."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import pytest
from answers.here import answer_of, frame, solutions

from autograder.core.exercise import Exercise
from autograder.core.verdict import Cause, CauseKind
from autograder.exercises import catalogue
from autograder.judge import asking
from autograder.judge.prepared import prepared
from autograder.judge.questions import numbers_in, questions
from autograder.judge.trial import Trial, read_reply
from autograder.worker.exchange import Reply
from autograder.worker.runtime import NUMPY

EXERCISES = catalogue.exercises()
ASKED = [id for id, one in EXERCISES.items() if one.runtime is NUMPY and not one.properties]

SAID = {
    "a slope of its own": (
        "backprop.leaky_relu_backward",
        "return right.leaky_relu_backward(given[0], given[1]) if len(given) > 1 else 0",
        [(CauseKind.INFLUENCE, "slope has no influence on your dx: another value changes nothing")],
    ),
    "one maximum for all": (
        "backprop.softmax_loss",
        "s, y = given; e = np.exp(s - s.max()); p = e / e.sum(); r = np.arange(len(y));"
        "p[r, y] -= 1; return -np.log(e / e.sum(1)[:, None])[r, y].mean(), p / len(y)",
        [(CauseKind.SAMPLES, "samples influence each other: with another scores[0] alone")],
    ),
    "the first sample alone": (
        "backprop.affine_backward",
        "dx, dw, db = right.affine_backward(*given); return dx, dw, given[0][0]",
        [(CauseKind.SAMPLES, "the order of the samples counts: with dout in reverse, your db")],
    ),
    "right for one sample": (
        "backprop.affine_forward",
        "x, w, b = given; out = x @ w + b; return out + (len(x) > 1) * (out[::-1] - b ** 2)",
        [(CauseKind.PATTERN, "With x[:1] in place of x, one sample alone, your answer is right")],
    ),
    "an array too many": (
        "conv.backward",
        "dx, dw, db = right.conv_backward(*given, **named);"
        "return dx, dw, db + np.tanh(given[2]).sum()",
        [(CauseKind.INFLUENCE, "Your db depends on w, and should not")],
    ),
    "an error of 1 whatever comes": (
        "convnet.topk_error",
        "return 1.0",
        [(CauseKind.INFLUENCE, "scores and y have no influence on your error")],
    ),
    "a kernel that is flipped": (
        "conv.forward",
        "x, w, *rest = given; return right.conv_forward(x, w[..., ::-1], *rest, **named)",
        [(CauseKind.EXAMPLE, "to do by hand, with a single 1 at [0, 0, 1, 1]: for x = ")],
    ),
    "small enough to do by hand": (
        "conv.forward",
        "return np.sin(right.conv_forward(*given, **named))",
        [
            (
                CauseKind.EXAMPLE,
                "for x = [[[[0]]]], w = [[[[1]]]], b = [0.6] your out is [[[[0.5646]]]]",
            )
        ],
    ),
}
"""An exercise, what the answer does, and what is said of it."""


def asked_back(exercise: Exercise, answer: Callable[..., Any]) -> list[Cause]:
    trials = prepared(exercise, None).trials()
    read_reply(exercise, trials, replied(exercise, answer, [trial.case for trial in trials]))
    return asking.causes(exercise, trials, lambda cases: replied(exercise, answer, cases))


def replied(exercise: Exercise, answer: Callable[..., Any], cases: list[Any]) -> Reply:
    with warnings.catch_warnings(action="ignore"):
        frames = [frame(exercise, answer, case) for case in cases]
    return Reply(opening={"imported": True}, frames=frames)


def answer_to(exercise: Exercise, lines: str) -> Callable[..., Any]:
    return answer_of(exercise, f"def answer(*given, **named):\n    {lines}\n", "answer")


@pytest.mark.parametrize("name", SAID)
def test_what_is_seen_is_said(name: str) -> None:
    id, lines, said = SAID[name]
    exercise = EXERCISES[id]
    causes = asked_back(exercise, answer_to(exercise, lines))
    for kind, text in said:
        assert any(each.kind is kind and text in each.sentence for each in causes), causes


def test_another_output_for_the_same_inputs_is_all_that_is_said() -> None:
    exercise = EXERCISES["backprop.relu"]
    lines = "given = given[0]; return np.maximum(given, 0) + np.random.uniform(1, 2, given.shape)"
    (cause,) = asked_back(exercise, answer_to(exercise, lines))
    assert cause.kind is CauseKind.DRAWN_ANEW
    assert "Called twice" in cause.sentence


SILENT = {
    "b is not needed": (
        "backprop.affine_backward",
        "dx, dw, db = right.affine_backward(*given); return dx, dw, db ** 3",
        (CauseKind.INFLUENCE, CauseKind.SAMPLES),
    ),
    "the mean of a channel depends on all samples": (
        "normalization.batchnorm_backward",
        "dx, *rest = right.batchnorm_backward(*given); return dx ** 3, *rest",
        (CauseKind.INFLUENCE, CauseKind.SAMPLES),
    ),
    "a margin may be too small to count": (
        "backprop.svm_loss",
        "s, y, m = *given[:2], named.get('margin', (*given, 1.0)[2]); n = np.arange(len(y));"
        "g = (s + m > 0) * 1.0; g[n, y] = 0; g[n, y] = -g.sum(1);"
        "return right.svm_loss(*given, **named)[0], g / len(y)",
        (CauseKind.INFLUENCE,),
    ),
    "what is rounded may have changed": (
        "backprop.jacobian_bytes",
        "return right.jacobian_bytes(*given, **named) // 2 ** 60",
        (CauseKind.INFLUENCE,),
    ),
    "with a single channel its mean is the pixel": (
        "regularization.jitter",
        "m = given[0].mean(1)[:, None]; return m + given[2] * (given[0] - m) + given[1]",
        (CauseKind.INFLUENCE,),
    ),
    "only the switches' places count, not their order": (
        "pooling.unpool",
        "return right.max_unpool(np.ones_like(given[0]), *given[1:])",
        (CauseKind.SAMPLES,),
    ),
}
"""Wrong answers of which something is not true."""


@pytest.mark.parametrize("name", SILENT)
def test_what_is_not_true_is_not_said(name: str) -> None:
    id, lines, kinds = SILENT[name]
    exercise = EXERCISES[id]
    causes = asked_back(exercise, answer_to(exercise, lines))
    assert not [each for each in causes if each.kind in kinds]


@pytest.mark.parametrize("id", ASKED)
def test_a_right_answer_answers_every_question_rightly(id: str) -> None:
    """So no question goes beyond what an exercise promises; few are asked."""
    exercise = EXERCISES[id]
    cases = prepared(exercise, None).sets[0]
    asked = questions(exercise, cases)
    trials = [Trial(each.case, False, each.expected) for each in asked]
    answer = getattr(solutions(exercise.file), exercise.function)
    read_reply(exercise, trials, replied(exercise, answer, [each.case for each in asked]))
    assert not [(each.kind, each.name) for each, t in zip(asked, trials, strict=True) if t.fault]
    sizes = [numbers_in(case.inputs.values()) for case in cases]
    for small in (False, True):
        some = [each for each in asked if (each.kind == "small") is small]
        assert sum(numbers_in(each.case.inputs.values()) for each in some) <= 2 * sum(sizes)


def test_a_right_answer_is_not_asked() -> None:
    exercise = EXERCISES["backprop.relu"]
    assert asked_back(exercise, answer_to(exercise, "return right.relu(*given)")) == []
