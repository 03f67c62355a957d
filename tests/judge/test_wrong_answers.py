"""Wrong answers fail, in a public and in a hidden case, and the judge says what is wrong."""

from __future__ import annotations

import itertools
from collections import defaultdict
from pathlib import Path

import pytest
from answers.corpus import CORPORA, HEADER, RIGHT, Corpus, Wrong, fails, part
from answers.generic import BENT, SAYS, bending, by_heart, seen_by, spoiling
from answers.mutants import mutants

from autograder.core.exercise import Exercise, Misconception
from autograder.core.verdict import Status, Verdict
from autograder.judge.conclude import conclude
from autograder.judge.expected import Raises
from autograder.judge.prepared import prepared
from autograder.judge.trial import read_reply
from autograder.render.diagnosis import diagnosis_text
from autograder.worker.child.memory import arrays
from autograder.worker.exchange import Reply

PER_EXERCISE = 6
MUTANTS_PER_EXERCISE = 12
ROUNDS = [
    pytest.param(corpus, number, id=f"{corpus.name}-{number}")
    for corpus in CORPORA
    for number in range(len(corpus.rounds()))
]
MISTAKES = [
    pytest.param(exercise, mistake, id=f"{exercise.id}-{mistake.name}")
    for corpus in CORPORA
    for exercise in corpus.light.values()
    for mistake in exercise.misconceptions
]
every_corpus = pytest.mark.parametrize("corpus", CORPORA, ids=lambda corpus: corpus.name)

WORTHLESS = {
    "zeros": "bent(right.{stub})",
    "the first input": "lambda *given, **named: given[0]",
    "the second input": "lambda *given, **named: given[1] if len(given) > 1 else given[0]",
    "the inputs": "lambda *given, **named: given",
}


@every_corpus
def test_there_are_enough_wrong_answers_of_every_exercise(corpus: Corpus) -> None:
    count = defaultdict(int)
    for wrong in corpus.wrong():
        count[wrong.stub] += 1
    assert {stub for stub in corpus.exercises if count[stub] < PER_EXERCISE} == set()


@pytest.mark.parametrize(("corpus", "number"), ROUNDS)
def test_a_wrong_answer_fails_and_is_explained(student: Path, corpus: Corpus, number: int) -> None:
    wrongs = corpus.rounds()[number]
    exercises = [_exercise(corpus, wrong) for wrong in wrongs]
    answers = {wrong.stub: wrong.text for wrong in wrongs}
    verdicts = corpus.judge_each(student, answers, exercises)
    assert [wrong.name for wrong in wrongs if not refused(verdicts[wrong.stub])] == []
    silent = [wrong for wrong in wrongs if wrong.says not in diagnosis_text(verdicts[wrong.stub])]
    assert [(wrong.name, diagnosis_text(verdicts[wrong.stub])) for wrong in silent] == []


def _exercise(corpus: Corpus, wrong: Wrong) -> Exercise:
    """The million entries decide only about an answer that takes too much memory."""
    kinds = corpus.exercises if wrong.says == "Out of memory" else corpus.light
    return kinds[wrong.stub]


def refused(verdict: Verdict) -> bool:
    """In public and hidden cases; what needs too much memory shows in the one large case."""
    unlike = (Status.PASSED, Status.GRADER_ERROR, Status.NOT_STARTED)
    kinds = (False,) if verdict.status is Status.OUT_OF_MEMORY else (False, True)
    return verdict.status not in unlike and all(fails(verdict, hidden) for hidden in kinds)


@every_corpus
@pytest.mark.parametrize("bent", BENT)
def test_a_bent_output_fails(student: Path, corpus: Corpus, bent: str) -> None:
    bend = HEADER + bending(BENT[bent])
    answers = {stub: f"{bend}{stub} = bent(right.{stub})\n" for stub in corpus.exercises}
    exercises = [each for stub, each in corpus.light.items() if (stub, bent) not in corpus.harmless]
    verdicts = corpus.judge_each(student, answers, exercises)
    assert [stub for stub, verdict in verdicts.items() if not refused(verdict)] == []
    says = SAYS.get(bent, "")
    assert [
        diagnosis_text(each) for each in verdicts.values() if says not in diagnosis_text(each)
    ] == []


@every_corpus
def test_who_changes_an_input_is_told(student: Path, corpus: Corpus) -> None:
    spoil = HEADER + spoiling()
    answers = {stub: f"{spoil}{stub} = spoiling(right.{stub})\n" for stub in corpus.exercises}
    harmless = {stub for stub, change in corpus.harmless if change == "an input changed"}
    exercises = [
        each for stub, each in corpus.light.items() if takes_arrays(each) and stub not in harmless
    ]
    verdicts = corpus.judge_each(student, answers, exercises)
    silent = [each for each in verdicts.values() if "changes its input" not in diagnosis_text(each)]
    assert [(each.id, diagnosis_text(each)) for each in silent] == []
    assert [stub for stub, verdict in verdicts.items() if not refused(verdict)] == []


def takes_arrays(exercise: Exercise) -> bool:
    return any(list(arrays(case.inputs)) for case in exercise.public_cases())


@every_corpus
@pytest.mark.parametrize("answer", WORTHLESS)
def test_an_answer_without_thought_earns_nothing(
    student: Path, corpus: Corpus, answer: str
) -> None:
    zeros, expression = HEADER + bending(BENT["zeros"]), WORTHLESS[answer]
    answers = {
        stub: f"{zeros}{stub} = {expression.format(stub=stub)}\n" for stub in corpus.exercises
    }
    verdicts = corpus.judge_each(student, answers, corpus.light.values())
    earned = {stub for stub, verdict in verdicts.items() if verdict.points > 0}
    assert {stub for stub in earned if (stub, answer) not in corpus.harmless} == set()


@every_corpus
def test_answers_learned_by_heart_fail_in_hidden_cases(student: Path, corpus: Corpus) -> None:
    knows = {stub: f"{seen_by(exercise)!r}.__contains__" for stub, exercise in corpus.light.items()}
    answers = {
        stub: f"{HEADER}{by_heart()}{stub} = heart(right.{stub}, {seen})\n"
        for stub, seen in knows.items()
    }
    verdicts = corpus.judge_each(student, answers, corpus.light.values())
    assert [stub for stub, each in verdicts.items() if fails(each, hidden=False)] == []
    assert [stub for stub, each in verdicts.items() if not fails(each, hidden=True)] == []


@every_corpus
@pytest.mark.parametrize("number", range(MUTANTS_PER_EXERCISE))
def test_a_small_damage_to_a_solution_is_seen(student: Path, corpus: Corpus, number: int) -> None:
    chosen = [found[number] for found in _mutants(corpus).values() if number < len(found)]
    imports = part(corpus.solution.read_text(encoding="utf-8"), "")
    answers = {stub: f"{RIGHT}\n{imports}{code}" for stub, _, code in chosen}
    exercises = [corpus.light[stub] for stub in answers]
    verdicts = corpus.judge_each(student, answers, exercises, secret=None)
    survivors = [(stub, label) for stub, label, _ in chosen if verdicts[stub].passed]
    assert [survivor for survivor in survivors if survivor not in corpus.equivalent] == []
    assert {verdict.status for verdict in verdicts.values()}.isdisjoint({Status.GRADER_ERROR})


def _mutants(corpus: Corpus) -> dict[str, list[tuple[str, str, str]]]:
    """At most MUTANTS_PER_EXERCISE mutants of every function, spread over all of it."""
    source = corpus.solution.read_text(encoding="utf-8")
    found = {
        stub: list(group)
        for stub, group in itertools.groupby(mutants(source), lambda m: m[0])
        if stub in corpus.exercises
    }
    return {stub: each[:: -(-len(each) // MUTANTS_PER_EXERCISE)] for stub, each in found.items()}


@pytest.mark.parametrize(("exercise", "mistake"), MISTAKES)
def test_who_has_a_misconception_is_told_so(exercise: Exercise, mistake: Misconception) -> None:
    asked = prepared(exercise, None)
    trials = asked.trials()
    frames = [_frame(output) for output in asked.mistaken[mistake.name]]
    read_reply(exercise, trials, Reply(opening={"imported": True}, frames=frames))
    assert mistake.sentence in diagnosis_text(conclude(asked, trials))


def _frame(output: object) -> dict[str, object]:
    if not isinstance(output, Raises):
        return {"value": output}
    kinds = [output.kind, "Exception"]
    return {"raised": {"type": output.kind, "kinds": kinds, "message": "", "frames": []}}


@every_corpus
def test_sentences_and_names_of_misconceptions_differ(corpus: Corpus) -> None:
    for exercise in corpus.exercises.values():
        sentences = [mistake.sentence for mistake in exercise.misconceptions]
        names = [mistake.name for mistake in exercise.misconceptions]
        assert len(set(sentences)) == len(sentences), exercise.id
        assert len(set(names)) == len(names), exercise.id
