"""Exercises that are also about speed: the clock, the ratio, the points."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from autograder.core.exercise import Case, Exercise, Speed, exercise
from autograder.core.verdict import Status, Verdict
from autograder.judge import judge as judging
from autograder.judge import speed
from autograder.judge.judge import judge
from autograder.judge.prepared import Prepared
from autograder.judge.trial import Ask
from autograder.render.diagnosis import diagnosis_text
from autograder.render.html import verdict_html
from autograder.worker.exchange import Ending, Reply

SECRET = bytes(range(32))


def plain_loops(x):  # type: ignore[no-untyped-def]
    out = np.empty(x.shape)
    for i in range(len(x)):
        out[i] = np.sqrt(x[i]) + 1
    return out


@exercise(
    "test.roots",
    points=6,
    stub="cs_cnn.mine:roots",
    reference=lambda x: x.sqrt() + 1,
    hints=("one", "two"),
    criteria=(Speed(plain_loops, times=4, inputs=lambda rng: {"x": rng.uniform(1, 2, 300_000)}),),
)
def roots(rng: np.random.Generator) -> Iterator[Case]:
    """roots takes the square root of every number and adds one."""
    yield Case("three numbers", x=rng.uniform(1, 2, 3))
    yield Case("five numbers", x=rng.uniform(1, 2, 5))


def verdict_of(
    student: Path,
    body: str,
    secret: bytes | None = None,
    first: str = "root = np.sqrt",
    of: Exercise = roots,
) -> Verdict:
    text = f"import numpy as np\nimport time\n{first}\ndef roots(x):\n    {body}\n"
    (student / "cs_cnn" / "mine.py").write_text(text)
    return judge([of], student, secret=secret)[0]


LOOPS = "return np.array([root(value) + 1 for value in x])"


@pytest.mark.parametrize("secret", [None, SECRET], ids=["public", "hidden"])
def test_a_fast_answer_passes_and_reads_how_fast_it_is(student: Path, secret: bytes | None) -> None:
    verdict = verdict_of(student, "return np.sqrt(x) + 1", secret)
    assert (verdict.status, verdict.points) == (Status.PASSED, 6)
    assert "× as fast as plain loops; the exercise requires 4×." in diagnosis_text(verdict)
    assert "× as fast as plain loops" in verdict_html(verdict)
    assert [case.name for case in verdict.cases].count("speed") == 1


def test_a_right_answer_that_is_slow_gets_half(student: Path) -> None:
    verdict = verdict_of(student, LOOPS)
    assert (verdict.status, verdict.points) == (Status.FAILED, 3)
    assert 'case "speed"' in diagnosis_text(verdict)
    assert "Correct, but only" in diagnosis_text(verdict)
    assert [case.status for case in verdict.cases] == ["passed", "passed", "failed"]


@pytest.mark.parametrize(
    "trick",
    [
        "time.perf_counter = time.process_time = time.monotonic = lambda: 0.0",
        "np.sqrt = lambda value: sum(range(500))",
    ],
    ids=["stopped clocks", "slower loops"],
)
def test_a_clock_that_is_tampered_with_changes_nothing(student: Path, trick: str) -> None:
    assert verdict_of(student, LOOPS, first=f"root = np.sqrt\n{trick}").points == 3


def test_answers_cannot_be_kept_from_one_run_to_the_next(student: Path) -> None:
    """Every run has other inputs, also when a race is run again: what is stored is of no use."""
    (race,) = roots.criteria
    cases, hidden = roots.cases_of(race, None), roots.cases_of(race, SECRET)
    assert len({case.inputs["x"].tobytes() for case in cases}) == Speed.runs * Speed.tries
    assert hidden[0].inputs["x"][0] != cases[0].inputs["x"][0]


@pytest.mark.parametrize(("ratio", "runs"), [(40, 1), (6, 1), (5, 5), (3, 15), (1.9, 5), (1, 1)])
def test_one_run_decides_a_race_that_is_clear(ratio: float, runs: int) -> None:
    """Near what is asked, 4 times as fast, it takes five; and three times five if it is lost."""
    asked = Prepared(roots, None)
    right = iter(asked.trials_of(roots.criteria[0]))
    count = []

    def mine(cases: list[Case]) -> Reply:
        count.append(len(cases))
        frames = [{"value": np.asarray(next(right).expected)} for _ in cases]
        return Reply(opening={"imported": True}, frames=frames, cpu=1.0)

    ask = Ask(Path(), mine, mine, lambda loops, cases: Reply(cpu=ratio))
    speed.judged(asked, roots.criteria[0], ask)
    assert len(count) == runs


def test_a_run_of_many_calls_times_and_judges_them_all(student: Path) -> None:
    small = lambda rng: {"x": rng.uniform(1, 2, 10_000)}  # noqa: E731
    often = replace(roots, criteria=(Speed(plain_loops, times=4, inputs=small, calls=30),))
    cases = often.cases_of(often.criteria[0], None)
    calls = 30 * Speed.runs * Speed.tries
    assert len({case.inputs["x"].tobytes() for case in cases}) == calls
    assert verdict_of(student, "return np.sqrt(x) + 1", of=often).points == 6
    assert verdict_of(student, LOOPS, of=often).points == 3
    later = "calls.append(x)\n    return np.sqrt(x) + (1 if len(calls) < 30 else 2)"
    verdict = verdict_of(student, later, first="root = np.sqrt\ncalls = []", of=often)
    assert (verdict.status, verdict.points) == (Status.FAILED, 3)
    assert "10000 of 10000 values differ" in diagnosis_text(verdict)


def test_fast_and_wrong_on_the_timed_inputs_is_wrong(student: Path) -> None:
    verdict = verdict_of(student, "return np.sqrt(x) + (1 if x.size < 10 else 2)")
    assert (verdict.status, verdict.points) == (Status.FAILED, 3)
    assert "300000 of 300000 values differ" in diagnosis_text(verdict)


def test_what_is_wrong_already_is_not_timed(student: Path) -> None:
    verdict = verdict_of(student, "return x")
    assert (verdict.status, verdict.points) == (Status.FAILED, 0)
    assert verdict.cases[-1].text == "Tried once all other cases pass."
    assert verdict_of(student, "raise NotImplementedError").status is Status.NOT_STARTED


@pytest.mark.parametrize("end", ["os._exit(1)", "os.kill(os.getpid(), 9)"])
def test_a_process_that_dies_after_its_answer_is_not_our_fault(student: Path, end: str) -> None:
    """At exit of the interpreter no frame is missing, but the clock's is."""
    first = (
        "root = np.sqrt\nimport os, sys\n"
        f"class Last(list):\n    def __getitem__(self, place):\n        {end}\n"
        "def spoil():\n"
        "    frame = sys._getframe()\n"
        "    while 'finder' not in frame.f_locals:\n        frame = frame.f_back\n"
        "    frame.f_locals['finder'].asked_for = Last('x')\n"
    )
    body = "(x.size > 10) and spoil()\n    return np.sqrt(x) + 1"
    verdict = verdict_of(student, body, first=first)
    assert (verdict.status, verdict.points) == (Status.CRASHED, 3)


def test_loops_that_fail_are_our_fault(student: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dead = Reply(ending=Ending.DIED)
    ask = judging.Worker.ask
    monkeypatch.setattr(
        judging.Worker, "ask", lambda self, request: ask(self, request) if request.stub else dead
    )
    assert verdict_of(student, "return np.sqrt(x) + 1").status is Status.GRADER_ERROR
