"""Wrong answers fail, in a public and in a hidden case, and the judge says what is wrong."""

from __future__ import annotations

import contextlib
import io
import itertools
from collections import defaultdict
from pathlib import Path

import pytest
from answers.corpus import CORPORA, HEADER, RIGHT, Corpus, Wrong, fails, imports, in_this_process
from answers.generic import BENT, SAYS, bending, by_heart, seen_by, spoiling
from answers.here import answer_of, judged
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

OUT_OF_MEMORY = "Out of memory"
PER_EXERCISE = 6
MUTANTS_PER_EXERCISE = 12
EXERCISES = [exercise for corpus in CORPORA for exercise in corpus.light.values()]
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


@every_corpus
def test_a_wrong_answer_fails_and_is_explained(student: Path, corpus: Corpus) -> None:
    large = [wrong for wrong in corpus.wrong() if wrong.says == OUT_OF_MEMORY]
    small = [wrong for wrong in corpus.wrong() if wrong.says != OUT_OF_MEMORY]
    pairs = [(wrong, verdict_here(corpus, wrong)) for wrong in small]
    for wrong in large:
        answers = {corpus.exercises[wrong.stub]: wrong.text}
        pairs += [(wrong, each[wrong.stub]) for each in corpus.judge_each(student, [answers])]
    assert [wrong.name for wrong, verdict in pairs if not refused(verdict)] == []
    told = [(wrong, diagnosis_text(verdict)) for wrong, verdict in pairs]
    assert [(wrong.name, text) for wrong, text in told if wrong.says not in text] == []


def verdict_here(corpus: Corpus, wrong: Wrong) -> Verdict:
    """That of this process; the million entries need the worker, which has a limit on memory."""
    exercise = corpus.light[wrong.stub]
    with contextlib.redirect_stdout(io.StringIO()):
        return judged(
            exercise,
            answer_of(exercise, in_this_process(wrong.text.replace(RIGHT, "")), wrong.stub),
        )


def refused(verdict: Verdict) -> bool:
    """In public and hidden cases; what needs too much memory shows in the one large case."""
    unlike = (Status.PASSED, Status.GRADER_ERROR, Status.NOT_STARTED)
    kinds = (False,) if verdict.status is Status.OUT_OF_MEMORY else (False, True)
    return verdict.status not in unlike and all(fails(verdict, hidden) for hidden in kinds)


@pytest.mark.parametrize("bent", BENT)
@every_corpus
def test_a_bent_output_fails(corpus: Corpus, bent: str) -> None:
    text = bending(BENT[bent])
    verdicts = {
        stub: judged(exercise, answer_of(exercise, text, f"bent(right.{stub})"))
        for stub, exercise in corpus.light.items()
        if (stub, bent) not in corpus.harmless
    }
    assert [stub for stub, each in verdicts.items() if not refused(each)] == []
    told = map(diagnosis_text, verdicts.values())
    assert [text for text in told if SAYS.get(bent, "") not in text] == []


@every_corpus
def test_who_changes_an_input_is_told(student: Path, corpus: Corpus) -> None:
    spoil = HEADER + spoiling()
    answers = {
        exercise: f"{spoil}{stub} = spoiling(right.{stub})\n"
        for stub, exercise in corpus.light.items()
        if takes_arrays(exercise) and (stub, "an input changed") not in corpus.harmless
    }
    (verdicts,) = corpus.judge_each(student, [answers])
    silent = [each for each in verdicts.values() if "changes its input" not in diagnosis_text(each)]
    assert [(each.id, diagnosis_text(each)) for each in silent] == []
    assert [stub for stub, verdict in verdicts.items() if not refused(verdict)] == []


def takes_arrays(exercise: Exercise) -> bool:
    return any(list(arrays(case.inputs)) for case in exercise.public_cases())


@pytest.mark.parametrize("worthless", WORTHLESS)
@every_corpus
def test_an_answer_without_thought_earns_nothing(corpus: Corpus, worthless: str) -> None:
    zeros = bending(BENT["zeros"])
    for stub, exercise in corpus.light.items():
        expression = WORTHLESS[worthless].format(stub=stub)
        verdict = judged(exercise, answer_of(exercise, zeros, expression))
        assert verdict.points == 0 or (stub, worthless) in corpus.harmless


@every_corpus
def test_answers_learned_by_heart_fail_in_hidden_cases(corpus: Corpus) -> None:
    for stub, exercise in corpus.light.items():
        heart = f"heart(right.{stub}, {seen_by(exercise)!r}.__contains__)"
        verdict = judged(exercise, answer_of(exercise, by_heart(), heart))
        assert not fails(verdict, hidden=False), stub
        assert fails(verdict, hidden=True), stub


@every_corpus
def test_a_small_damage_to_a_solution_is_seen(student: Path, corpus: Corpus) -> None:
    above = f"{RIGHT}\n{imports(corpus.solution.read_text(encoding='utf-8'))}"
    rounds = _rounds_of_mutants(corpus)
    submissions = (
        {corpus.light[stub]: above + code for stub, _, code in chosen} for chosen in rounds
    )
    said = list(corpus.judge_each(student, submissions, secret=None))
    pairs = zip(rounds, said, strict=True)
    survivors = [
        (stub, label) for chosen, verdicts in pairs for stub, label, _ in chosen
        if verdicts[stub].passed
    ]  # fmt: skip
    assert [survivor for survivor in survivors if survivor not in corpus.equivalent] == []
    statuses = {verdict.status for verdicts in said for verdict in verdicts.values()}
    assert Status.GRADER_ERROR not in statuses


def _rounds_of_mutants(corpus: Corpus) -> list[list[tuple[str, str, str]]]:
    """At most MUTANTS_PER_EXERCISE mutants of every function, spread over all of it.

    The first of every function, the second of every function, …
    """
    source = corpus.solution.read_text(encoding="utf-8")
    chosen = []
    for stub, group in itertools.groupby(mutants(source), lambda mutant: mutant[0]):
        if stub in corpus.exercises:
            found = list(group)
            chosen.append(found[:: -(-len(found) // MUTANTS_PER_EXERCISE)])
    columns = itertools.zip_longest(*chosen)
    return [[mutant for mutant in column if mutant is not None] for column in columns]


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_who_has_a_misconception_is_told_so(exercise: Exercise) -> None:
    asked = prepared(exercise, None)

    def text(mistake: Misconception) -> str:
        trials = asked.trials()
        frames = [_frame(output) for output in asked.mistaken[mistake.name]]
        read_reply(exercise, trials, Reply(opening={"imported": True}, frames=frames))
        return diagnosis_text(conclude(asked, trials))

    mistakes = exercise.misconceptions
    assert [each.name for each in mistakes if each.sentence not in text(each)] == []


def _frame(output: object) -> dict[str, object]:
    if not isinstance(output, Raises):
        return {"value": output}
    said = {"type": output.kind, "kinds": [output.kind, "Exception"], "frames": []}
    return {"raised": {**said, "message": f"{output.what} {output.number}"}}


@every_corpus
def test_sentences_and_names_of_misconceptions_differ(corpus: Corpus) -> None:
    for exercise in corpus.exercises.values():
        sentences = [mistake.sentence for mistake in exercise.misconceptions]
        names = [mistake.name for mistake in exercise.misconceptions]
        assert len(set(sentences)) == len(sentences), exercise.id
        assert len(set(names)) == len(names), exercise.id
