"""Each output is explained by itself, and a cause is right wherever the student is right."""

from __future__ import annotations

import pytest
from answers.here import answer_of, judged

from autograder.exercises import catalogue
from autograder.render.diagnosis import diagnosis_text

SAID = {
    "dw alone": (
        "conv.backward",
        "dx, dw, db = right.conv_backward(*given, **named); return dx, 0 * dw, db",
        "dw is 0 everywhere",
        "All gradients",
    ),
    "dw twice, db a mean": (
        "conv.backward",
        "dx, dw, db = right.conv_backward(*given, **named); return dx, 2 * dw, db / len(given[0])",
        "db is the expected value times 1/len(dout)",
        "divided by the number of images",
    ),
    "the penalty in one weight": (
        "backprop.two_layer_loss",
        "loss, g = right.two_layer_loss(*given, **named);"
        "return loss, {**g, 'w1': g['w1'] - 2 * given[6] * given[2]}",
        "grads['w1'] is off by a multiple of w1",
        "The penalty is missing",
    ),
    "a sum beside a mean": (
        "backprop.softmax_loss",
        "loss, d = right.softmax_loss(*given); return loss * len(given[1]), d",
        "loss is the expected value times len(scores)",
        "are sums",
    ),
    "another order": (
        "backprop.maxout_backward",
        "dx, dw1, db1, dw2, db2 = right.maxout_backward(*given); return dx, dw2, db2, dw1, db1",
        "What you return as dw1 is the right dw2",
        "lost",
    ),
    "no step": (
        "optim.adadelta",
        "w, *rest = right.adadelta(*given, **named); return given[0] + 0, *rest",
        "w after step 1 is w, unchanged",
        "times",
    ),
    "dout handed through": (
        "backprop.relu_vjp",
        "return given[0] + 0",
        "out is dout, unchanged",
        "times",
    ),
    "an axis kept": (
        "backprop.affine_backward",
        "dx, dw, db = right.affine_backward(*given); return dx, dw, db[None]",
        "db has the right values and axes of length 1 too many",
        "times",
    ),
    "not summed": (
        "conv.backward",
        "dx, dw, _ = right.conv_backward(*given, **named); return dx, dw, given[0].sum((0, 2))",
        "db is not yet summed over axis 1",
        "times",
    ),
    "decimal logarithm": (
        "backprop.softmax_loss",
        "loss, d = right.softmax_loss(*given); return loss / np.log(10), d",
        "loss is the expected value times 1/ln 10",
        "sums",
    ),
    "reversed": (
        "conv.im2col",
        "return right.im2col(*given, **named)[..., ::-1]",
        "reversed along axis 2",
        "times",
    ),
    "a step too early": (
        "optim.adam",
        "w, g, m, v, t, *rest = given; return right.adam(w, g, m, v, t * 0 + 1, *rest, **named)",
        "",
        "counts steps from 0",
    ),
}
"""An exercise, what the answer does, what is said of it and what is not."""


@pytest.mark.parametrize("name", SAID)
def test_a_relation_is_told_and_nothing_that_is_not_true(name: str) -> None:
    id, lines, said, not_said = SAID[name]
    exercise = catalogue.exercises()[id]
    code = f"def answer(*given, **named):\n    {lines}\n"
    text = diagnosis_text(judged(exercise, answer_of(exercise, code, "answer")))
    assert said in text
    assert not_said not in text
