"""What does not depend on an answer is done once: cases, reference outputs, what is sent."""

from __future__ import annotations

from pathlib import Path

import pytest
from answers.secret import SECRET

from autograder.core.stubs import blank
from autograder.core.verdict import Status
from autograder.course.demo.stories import ASSIGNMENT
from autograder.course.folders import SOLUTIONS
from autograder.course.reports.pool import Pool
from autograder.course.submissions.submission import Submission
from autograder.exercises import catalogue
from autograder.judge import expected
from autograder.judge import prepared as module
from autograder.judge.judge import judge, prepare
from autograder.judge.prepared import prepared

STARTED = 2


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache, here and in processes that are started."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("CS_CNN_CACHE", str(folder))
    return folder


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the references and misconceptions that are run, as often as they are."""
    run: list[str] = []
    original = expected._output

    def output(function, case, *caught):
        run.append(function.__name__)
        return original(function, case, *caught)

    monkeypatch.setattr(expected, "_output", output)
    return run


def text(number: int) -> str:
    rest = catalogue.of_assignment(ASSIGNMENT)[STARTED:]
    solution = (SOLUTIONS / "backprop.py").read_text()
    return blank(solution, {each.function: each.id for each in rest}) + f"\n# {number}\n"


def test_a_second_hand_in_computes_no_reference(
    cache: Path, counted: list[str], student: Path
) -> None:
    """Right and wrong answers: neither costs a run of PyTorch after the first."""
    secret = b"counted here and nowhere else"
    exercises = catalogue.of_assignment(ASSIGNMENT)[:STARTED]
    prepare(exercises, secret)
    cases = sum(len(group) for each in exercises for group in prepared(each, secret).sets)
    assert len(counted) >= cases
    once = list(counted)
    for number in range(3):
        wrong = f"\n{exercises[0].function} = abs\n" if number == 2 else ""
        (student / "cs_cnn" / "backprop.py").write_text(text(number) + wrong)
        judge(exercises, student, secret=secret)
    assert counted == once


def test_another_process_finds_them_in_the_cache(
    cache: Path, counted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = b"another secret that is counted"
    (exercise,) = catalogue.find("backprop.relu")
    prepared(exercise, secret).prepare()
    assert counted
    counted.clear()
    prepared.cache_clear()
    prepared(exercise, secret).prepare()
    assert not counted


def test_a_class_computes_each_reference_once_and_for_all_processes(cache: Path) -> None:
    """When the first report comes, all is in the cache; nothing is written there later."""
    hand_ins = [
        Submission(ASSIGNMENT, f"s{n}", {"backprop.py": text(n).encode()}) for n in range(4)
    ]
    with Pool(ASSIGNMENT, SECRET, jobs=2, unsafe=True) as pool:
        reports = pool.reports(hand_ins)
        next(reports)
        first = {path.name: path.stat().st_ino for path in cache.iterdir()}
        assert len(list(reports)) == len(hand_ins) - 1
    kinds = [name.split("-")[1] for name in first]
    cases = (
        len(each.public_cases()) + len(each.hidden_cases(SECRET))
        for each in catalogue.of_assignment(ASSIGNMENT)
    )
    assert kinds.count("wrong") == sum(cases)
    assert {path.name: path.stat().st_ino for path in cache.iterdir()} == first


def test_an_untouched_stub_needs_no_reference(
    student: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a new student checks first is answered without PyTorch."""

    def refused(*_: object) -> None:
        raise AssertionError("a reference was computed")

    monkeypatch.setattr(module, "expected_outputs", refused)
    exercise = catalogue.exercises()["backprop.relu"]
    (student / "cs_cnn" / "backprop.py").write_text(
        'def relu(x):\n    raise NotImplementedError("backprop.relu")\n'
    )
    assert judge([exercise], student, secret=b"another")[0].status is Status.NOT_STARTED
    (student / "cs_cnn" / "backprop.py").write_text("def relu(x):\n    return x\n")
    assert judge([exercise], student, secret=b"another")[0].status is Status.GRADER_ERROR
