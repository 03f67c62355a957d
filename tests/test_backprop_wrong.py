"""Wrong answers fail, in a public and in a hidden case, and the judge says what is wrong."""

from __future__ import annotations

import itertools
from collections import defaultdict
from pathlib import Path

import pytest
from backprop.generic import BENT, SAYS, bending, by_heart, seen_by
from backprop.mutants import mutants
from backprop.rounds import (
    BY_STUB,
    HEADER,
    SOLUTION,
    Wrong,
    corpus,
    fails,
    judge_text,
    light,
    rounds,
)

from autograder.judge import references
from autograder.judge.conclude import conclude
from autograder.judge.exercise import Exercise, Misconception
from autograder.judge.references import Raises
from autograder.judge.trial import Trial, read_reply
from autograder.judge.verdict import Status, Verdict
from autograder.worker.worker import Reply

LIGHT = {stub: light(exercise) for stub, exercise in BY_STUB.items()}
ROUNDS = rounds()
PER_EXERCISE = 6
MUTANTS_PER_EXERCISE = 12
MISTAKES = [
    pytest.param(exercise, mistake, id=f"{exercise.id}-{mistake.name}")
    for exercise in LIGHT.values()
    for mistake in exercise.misconceptions
]

EQUIVALENT = {
    ("elu", "np.minimum(x, 0) -> x"): "np.where takes the other branch where e^x overflows",
    ("elu", "0 -> 1"): "the minimum with 1 bounds the exponent as well",
    ("elu_backward", "np.minimum(x, 0) -> x"): "as in elu",
    ("elu_backward", "0 -> 1"): "as in elu",
    ("backpropagate", "True -> False"): "a vjp gives as many gradients as it has inputs",
}
"""Changes of the solutions that change no right answer, and why."""

HARMLESS = {
    ("relu_jacobian", "half precision"): "0 and 1 are exact in every precision",
    ("jacobian_bytes", "NaN"): "an integer times NaN is told apart by its dtype first",
}
"""Bent outputs that are right after all, or wrong for another reason."""

WORTHLESS = {
    "zeros": "bent(right.{stub})",
    "the first input": "lambda *given: given[0]",
    "the second input": "lambda *given: given[1] if len(given) > 1 else given[0]",
    "the inputs": "lambda *given: given",
}


def test_there_are_enough_wrong_answers_of_every_exercise() -> None:
    count = defaultdict(int)
    for wrong in corpus():
        count[wrong.stub] += 1
    assert {stub for stub in BY_STUB if count[stub] >= PER_EXERCISE} == set(BY_STUB)


@pytest.mark.parametrize("number", range(len(ROUNDS)))
def test_a_wrong_answer_fails_and_is_explained(student: Path, number: int) -> None:
    wrongs = ROUNDS[number]
    exercises = [_exercise(wrong) for wrong in wrongs]
    text = HEADER + "".join(wrong.line for wrong in wrongs)
    verdicts = judge_text(student, text, exercises)
    assert [wrong.name for wrong in wrongs if not refused(verdicts[wrong.stub])] == []
    silent = [wrong for wrong in wrongs if wrong.says not in verdicts[wrong.stub].diagnosis]
    assert [(wrong.name, verdicts[wrong.stub].diagnosis) for wrong in silent] == []


def _exercise(wrong: Wrong) -> Exercise:
    """The million entries decide only about an answer that takes too much memory."""
    return BY_STUB[wrong.stub] if wrong.says == "Out of memory" else LIGHT[wrong.stub]


def refused(verdict: Verdict) -> bool:
    unlike = (Status.PASSED, Status.GRADER_ERROR, Status.NOT_STARTED)
    return verdict.status not in unlike and fails(verdict, False) and fails(verdict, True)


@pytest.mark.parametrize("bent", BENT)
def test_a_bent_output_fails(student: Path, bent: str) -> None:
    text = HEADER + bending(BENT[bent])
    text += "".join(f"{stub} = bent(right.{stub})\n" for stub in BY_STUB)
    exercises = [each for stub, each in LIGHT.items() if (stub, bent) not in HARMLESS]
    verdicts = judge_text(student, text, exercises)
    assert [stub for stub, verdict in verdicts.items() if not refused(verdict)] == []
    says = SAYS.get(bent, "")
    assert [each.diagnosis for each in verdicts.values() if says not in each.diagnosis] == []


@pytest.mark.parametrize("answer", WORTHLESS)
def test_an_answer_without_thought_earns_nothing(student: Path, answer: str) -> None:
    lines = [f"{stub} = {WORTHLESS[answer].format(stub=stub)}\n" for stub in BY_STUB]
    text = HEADER + bending(BENT["zeros"]) + "".join(lines)
    verdicts = judge_text(student, text, LIGHT.values())
    assert [stub for stub, verdict in verdicts.items() if verdict.points > 0] == []


def test_answers_learned_by_heart_fail_in_hidden_cases(student: Path) -> None:
    text = HEADER + by_heart()
    for stub, exercise in LIGHT.items():
        text += f"{stub} = heart(right.{stub}, {seen_by(exercise)!r})\n"
    verdicts = judge_text(student, text, LIGHT.values())
    assert [stub for stub, each in verdicts.items() if fails(each, hidden=False)] == []
    assert [stub for stub, each in verdicts.items() if not fails(each, hidden=True)] == []


@pytest.mark.parametrize("number", range(MUTANTS_PER_EXERCISE))
def test_a_small_damage_to_a_solution_is_seen(student: Path, number: int) -> None:
    chosen = [found[number] for found in _mutants().values() if number < len(found)]
    text = HEADER + "\n\n".join(code for *_, code in chosen)
    verdicts = judge_text(student, text, [LIGHT[stub] for stub, *_ in chosen], secret=None)
    survivors = [(stub, label) for stub, label, _ in chosen if verdicts[stub].passed]
    assert [survivor for survivor in survivors if survivor not in EQUIVALENT] == []
    assert {verdict.status for verdict in verdicts.values()}.isdisjoint({Status.GRADER_ERROR})


def _mutants() -> dict[str, list[tuple[str, str, str]]]:
    """At most MUTANTS_PER_EXERCISE mutants of every function, spread over all of it."""
    source = SOLUTION.read_text(encoding="utf-8")
    found = {
        stub: list(group) for stub, group in itertools.groupby(mutants(source), lambda m: m[0])
    }
    return {stub: each[:: -(-len(each) // MUTANTS_PER_EXERCISE)] for stub, each in found.items()}


@pytest.mark.parametrize(("exercise", "mistake"), MISTAKES)
def test_who_has_a_misconception_is_told_so(exercise: Exercise, mistake: Misconception) -> None:
    cases = exercise.public_cases()
    expected = references.expected(exercise, cases)
    outputs = references.mistaken(exercise, cases)[mistake.name]
    trials = [Trial(case, False, right) for case, right in zip(cases, expected, strict=True)]
    frames = [_frame(output) for output in outputs]
    read_reply(exercise, trials, Reply(opening={"imported": True}, frames=frames))
    assert mistake.sentence in conclude(exercise, trials).diagnosis


def _frame(output: object) -> dict[str, object]:
    if not isinstance(output, Raises):
        return {"value": output}
    kinds = [output.kind, "Exception"]
    return {"raised": {"type": output.kind, "kinds": kinds, "message": "", "frames": []}}


@pytest.mark.parametrize("exercise", BY_STUB.values(), ids=lambda exercise: exercise.id)
def test_sentences_and_names_of_misconceptions_differ(exercise: Exercise) -> None:
    sentences = [mistake.sentence for mistake in exercise.misconceptions]
    names = [mistake.name for mistake in exercise.misconceptions]
    assert len(set(sentences)) == len(sentences)
    assert len(set(names)) == len(names)
