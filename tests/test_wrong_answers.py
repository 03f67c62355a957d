"""Wrong answers fail, in a public and in a hidden case, and the judge says what is wrong."""

from __future__ import annotations

import itertools
from collections import defaultdict
from pathlib import Path

import pytest
from answers.generic import BENT, SAYS, bending, by_heart, seen_by
from answers.mutants import mutants
from answers.room import HEADER, ROOMS, Room, Wrong, fails

from autograder.core.exercise import Exercise, Misconception
from autograder.core.verdict import Status, Verdict
from autograder.judge.conclude import conclude
from autograder.judge.expected import Raises
from autograder.judge.prepared import prepared
from autograder.judge.trial import read_reply
from autograder.worker.worker import Reply

PER_EXERCISE = 6
MUTANTS_PER_EXERCISE = 12
ROUNDS = [
    pytest.param(room, number, id=f"{room.name}-{number}")
    for room in ROOMS
    for number in range(len(room.rounds()))
]
MISTAKES = [
    pytest.param(exercise, mistake, id=f"{exercise.id}-{mistake.name}")
    for room in ROOMS
    for exercise in room.light.values()
    for mistake in exercise.misconceptions
]
every_room = pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)

WORTHLESS = {
    "zeros": "bent(right.{stub})",
    "the first input": "lambda *given: given[0]",
    "the second input": "lambda *given: given[1] if len(given) > 1 else given[0]",
    "the inputs": "lambda *given: given",
}


@every_room
def test_there_are_enough_wrong_answers_of_every_exercise(room: Room) -> None:
    count = defaultdict(int)
    for wrong in room.corpus():
        count[wrong.stub] += 1
    assert {stub for stub in room.exercises if count[stub] < PER_EXERCISE} == set()


@pytest.mark.parametrize(("room", "number"), ROUNDS)
def test_a_wrong_answer_fails_and_is_explained(student: Path, room: Room, number: int) -> None:
    wrongs = room.rounds()[number]
    exercises = [_exercise(room, wrong) for wrong in wrongs]
    text = HEADER + "".join(wrong.line for wrong in wrongs)
    verdicts = room.judge(student, text, exercises)
    assert [wrong.name for wrong in wrongs if not refused(verdicts[wrong.stub])] == []
    silent = [wrong for wrong in wrongs if wrong.says not in verdicts[wrong.stub].diagnosis]
    assert [(wrong.name, verdicts[wrong.stub].diagnosis) for wrong in silent] == []


def _exercise(room: Room, wrong: Wrong) -> Exercise:
    """The million entries decide only about an answer that takes too much memory."""
    kinds = room.exercises if wrong.says == "Out of memory" else room.light
    return kinds[wrong.stub]


def refused(verdict: Verdict) -> bool:
    """In public and hidden cases; what needs too much memory shows in the one large case."""
    unlike = (Status.PASSED, Status.GRADER_ERROR, Status.NOT_STARTED)
    kinds = (False,) if verdict.status is Status.OUT_OF_MEMORY else (False, True)
    return verdict.status not in unlike and all(fails(verdict, hidden) for hidden in kinds)


@every_room
@pytest.mark.parametrize("bent", BENT)
def test_a_bent_output_fails(student: Path, room: Room, bent: str) -> None:
    text = HEADER + bending(BENT[bent])
    text += "".join(f"{stub} = bent(right.{stub})\n" for stub in room.exercises)
    exercises = [each for stub, each in room.light.items() if (stub, bent) not in room.harmless]
    verdicts = room.judge(student, text, exercises)
    assert [stub for stub, verdict in verdicts.items() if not refused(verdict)] == []
    says = SAYS.get(bent, "")
    assert [each.diagnosis for each in verdicts.values() if says not in each.diagnosis] == []


@every_room
@pytest.mark.parametrize("answer", WORTHLESS)
def test_an_answer_without_thought_earns_nothing(student: Path, room: Room, answer: str) -> None:
    lines = [f"{stub} = {WORTHLESS[answer].format(stub=stub)}\n" for stub in room.exercises]
    text = HEADER + bending(BENT["zeros"]) + "".join(lines)
    verdicts = room.judge(student, text, room.light.values())
    earned = {stub for stub, verdict in verdicts.items() if verdict.points > 0}
    assert {stub for stub in earned if (stub, answer) not in room.harmless} == set()


@every_room
def test_answers_learned_by_heart_fail_in_hidden_cases(student: Path, room: Room) -> None:
    text = HEADER + by_heart()
    for stub, exercise in room.light.items():
        text += f"{stub} = heart(right.{stub}, {seen_by(exercise)!r}.__contains__)\n"
    verdicts = room.judge(student, text, room.light.values())
    assert [stub for stub, each in verdicts.items() if fails(each, hidden=False)] == []
    assert [stub for stub, each in verdicts.items() if not fails(each, hidden=True)] == []


@every_room
@pytest.mark.parametrize("number", range(MUTANTS_PER_EXERCISE))
def test_a_small_damage_to_a_solution_is_seen(student: Path, room: Room, number: int) -> None:
    chosen = [found[number] for found in _mutants(room).values() if number < len(found)]
    text = HEADER + "\n\n".join(code for *_, code in chosen)
    exercises = [room.light[stub] for stub, *_ in chosen]
    verdicts = room.judge(student, text, exercises, secret=None)
    survivors = [(stub, label) for stub, label, _ in chosen if verdicts[stub].passed]
    assert [survivor for survivor in survivors if survivor not in room.equivalent] == []
    assert {verdict.status for verdict in verdicts.values()}.isdisjoint({Status.GRADER_ERROR})


def _mutants(room: Room) -> dict[str, list[tuple[str, str, str]]]:
    """At most MUTANTS_PER_EXERCISE mutants of every function, spread over all of it."""
    source = room.solution.read_text(encoding="utf-8")
    found = {
        stub: list(group)
        for stub, group in itertools.groupby(mutants(source), lambda m: m[0])
        if stub in room.exercises
    }
    return {stub: each[:: -(-len(each) // MUTANTS_PER_EXERCISE)] for stub, each in found.items()}


@pytest.mark.parametrize(("exercise", "mistake"), MISTAKES)
def test_who_has_a_misconception_is_told_so(exercise: Exercise, mistake: Misconception) -> None:
    asked = prepared(exercise, None)
    trials = asked.trials()
    frames = [_frame(output) for output in asked.mistaken[mistake.name]]
    read_reply(exercise, trials, Reply(opening={"imported": True}, frames=frames))
    assert mistake.sentence in conclude(asked, trials).diagnosis


def _frame(output: object) -> dict[str, object]:
    if not isinstance(output, Raises):
        return {"value": output}
    kinds = [output.kind, "Exception"]
    return {"raised": {"type": output.kind, "kinds": kinds, "message": "", "frames": []}}


@every_room
def test_sentences_and_names_of_misconceptions_differ(room: Room) -> None:
    for exercise in room.exercises.values():
        sentences = [mistake.sentence for mistake in exercise.misconceptions]
        names = [mistake.name for mistake in exercise.misconceptions]
        assert len(set(sentences)) == len(sentences), exercise.id
        assert len(set(names)) == len(names), exercise.id
