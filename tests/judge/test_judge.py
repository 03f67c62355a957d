"""The judge from end to end, on small exercises of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from autograder.core.exercise import Case, Exercise, exercise
from autograder.core.verdict import Report, Status, Verdict
from autograder.judge.conclude import earned
from autograder.judge.judge import Judge, judge
from autograder.render.diagnosis import diagnosis_text
from autograder.worker.incoming import Incoming

SECRET = bytes(range(32))


def product(x, w):  # type: ignore[no-untyped-def]
    return x @ w


@exercise(
    "test.product",
    points=6,
    stub="cs_cnn.mine:product",
    reference=product,
    hints=("one", "two"),
    seconds=1.0,
    memory_mb=256,
)
def multiply(rng: np.random.Generator) -> Iterator[Case]:
    """product multiplies two matrices."""
    yield Case("two by three", x=rng.normal(size=(2, 3)), w=rng.normal(size=(3, 4)))
    yield Case("square", x=rng.normal(size=(4, 4)), w=rng.normal(size=(4, 4)))
    yield Case("five by two", x=rng.normal(size=(5, 2)), w=rng.normal(size=(2, 3)))


@multiply.misconception("One is added to every value.")
def plus_one(x, w):  # type: ignore[no-untyped-def]
    return x @ w + 1


@pytest.fixture
def verdict_of(student: Path) -> Callable[..., Verdict]:
    def of(body: str, exercise: Exercise = multiply, **options: object) -> Verdict:
        text = f"import numpy as np\n\ndef product(x, w):\n    {body}\n"
        (student / "cs_cnn" / "mine.py").write_text(text)
        return judge([exercise], student, **options)[0]  # type: ignore[arg-type]

    return of


Of = Callable[..., Verdict]


@pytest.mark.parametrize(
    "body",
    ["return x @ w", "return np.einsum('ij,jk->ik', x, w)", "print(x); return np.dot(x, w)"],
)
def test_right_answers_pass_in_every_style(verdict_of: Of, body: str) -> None:
    verdict = verdict_of(body, secret=SECRET)
    assert (verdict.status, verdict.points, diagnosis_text(verdict)) == (Status.PASSED, 6, "")
    assert [case.hidden for case in verdict.cases] == [False] * 3 + [True] * 3


@pytest.mark.parametrize(
    ("body", "status", "says"),
    [
        ("raise NotImplementedError('test.product')", Status.NOT_STARTED, "Write `product`"),
        ("return x[99]", Status.FAILED, "IndexError: index 99"),
        ("return x[99]", Status.FAILED, "cs_cnn/mine.py, line 4: return x[99]"),
        ("import torch; return x", Status.FORBIDDEN, "torch"),
        ("while True: pass", Status.TIMEOUT, "endless loop"),
        ("return np.ones(10**11)", Status.OUT_OF_MEMORY, "Out of memory"),
        ("import os; os.abort()", Status.CRASHED, "ended the Python process"),
        ("x @ w", Status.FAILED, "is the `return` missing?"),
        ("return (x @ w).T", Status.FAILED, "Transposed?"),
        ("return (x @ w).astype(int)", Status.FAILED, "dtype int64"),
        ("return (x @ w) * np.nan", Status.FAILED, "NaN"),
        ("x += 1; return (x - 1) @ w", Status.FAILED, "changes its input x"),
        ("return x @ w + 1", Status.FAILED, "One is added to every value."),
        ("return 2 * (x @ w)", Status.FAILED, "times 2, throughout."),
        ("return -(x @ w)", Status.FAILED, "times −1"),
        ("return x @ w / 2", Status.FAILED, "times ½"),
        ("return (x @ w) * (1 + 3e-6)", Status.FAILED, "times 1 + 3e-06, throughout"),
        ("return (x @ w)[7:5]", Status.FAILED, "and so is one that ends before it starts"),
        ("return len(x) * (x @ w)", Status.FAILED, "times len(x), throughout."),
        ("return x @ w if len(x) != 4 else w @ x", Status.FAILED, "All other cases pass"),
        (
            "return np.zeros((len(x), w.shape[1]))",
            Status.FAILED,
            "differ; the worst is out[",
        ),
    ],
)
def test_what_is_wrong_is_said(verdict_of: Of, body: str, status: Status, says: str) -> None:
    verdict = verdict_of(body)
    assert verdict.status is status
    assert says in diagnosis_text(verdict)
    assert verdict.points < verdict.max_points


def test_points_follow_the_cases_that_pass(verdict_of: Of) -> None:
    verdict = verdict_of("return x @ w if len(x) != 4 else w @ x")
    assert verdict.points == 4
    assert [case.status for case in verdict.cases] == ["passed", "failed", "passed"]


def test_a_hidden_case_shows_no_expected_number_and_no_print(verdict_of: Of) -> None:
    body = "print('input', x); return x @ w if x[0, 0] == SEEN else x @ w + 0.5"
    first = multiply.public_cases()[0].inputs["x"][0, 0]
    verdict = verdict_of(body.replace("SEEN", repr(float(first))), secret=SECRET)
    hidden = [case for case in verdict.cases if case.hidden]
    assert {case.status for case in hidden} == {Status.FAILED}
    assert all(case.printed == "" and "expected" not in case.text for case in hidden)
    assert "input" in verdict.cases[0].printed


def test_the_worked_points_of_a_file_that_does_not_import(verdict_of: Of) -> None:
    verdict = verdict_of("return x @ w\nthis is no python")
    assert verdict.status is Status.FAILED
    assert "cs_cnn/mine.py cannot be imported" in diagnosis_text(verdict)
    assert "line 5" in diagnosis_text(verdict)


def test_an_endless_loop_at_import_is_tried_once(student: Path) -> None:
    (student / "cs_cnn" / "mine.py").write_text("while True: pass\n")
    verdicts = judge([multiply] * 1 + [another("a"), another("b")], student)
    assert {verdict.status for verdict in verdicts} == {Status.TIMEOUT}


def another(name: str, needs: tuple[Exercise, ...] = (), function: str = "product") -> Exercise:
    declare = exercise(
        f"test.{name}",
        points=2,
        stub=f"cs_cnn.mine:{function}",
        reference=product,
        hints=("one", "two"),
        needs=needs,
        seconds=1.0,
    )
    return declare(multiply.cases)


def test_a_needed_exercise_that_fails_makes_it_skipped_not_failed(student: Path) -> None:
    code = "def product(x, w):\n    return x\n\ndef twice(x, w):\n    return product(x, w)\n"
    (student / "cs_cnn" / "mine.py").write_text(code)
    verdict = judge([another("twice", (multiply,), "twice")], student)[0]
    assert verdict.status is Status.SKIPPED
    assert diagnosis_text(verdict).startswith("First make test.product pass.")


def test_a_right_answer_passes_whatever_it_needs(student: Path) -> None:
    code = "def product(x, w):\n    return x\n\ndef twice(x, w):\n    return x @ w\n"
    (student / "cs_cnn" / "mine.py").write_text(code)
    assert judge([another("twice", (multiply,), "twice")], student)[0].passed


def test_an_unwritten_helper_is_not_the_exercise_that_is_not_started(student: Path) -> None:
    code = "def product(x, w):\n    raise NotImplementedError\n"
    code += "def twice(x, w):\n    return product(x, w)\n"
    (student / "cs_cnn" / "mine.py").write_text(code)
    verdict = judge([another("twice", (), "twice")], student)[0]
    assert verdict.status is Status.FAILED
    assert "calls `product`, which is not written yet" in diagnosis_text(verdict)


@pytest.mark.parametrize(
    ("methods", "status"),
    [
        ("def __init__(self, x): raise NotImplementedError('test.kept')", Status.NOT_STARTED),
        ("def times(self, w): raise NotImplementedError('test.kept')", Status.NOT_STARTED),
        ("def times(self, w): return self.x @ w", Status.PASSED),
        ("def times(self, w): return self.x @ w + 1", Status.FAILED),
    ],
)
def test_a_class_is_judged_by_what_its_methods_return(
    student: Path, methods: str, status: Status
) -> None:
    def asked(kept, x, w):  # type: ignore[no-untyped-def]
        return kept(x).times(w)

    keep = "" if "__init__" in methods else "def __init__(self, x): self.x = x"
    (student / "cs_cnn" / "mine.py").write_text(f"class kept:\n    {keep}\n    {methods}\n")
    exercise = replace(another("kept", function="kept"), probe=asked)
    assert judge([exercise], student)[0].status is status


@pytest.mark.parametrize("failure", [KeyError, RuntimeError, MemoryError])
def test_our_own_failure_is_no_zero_of_the_student(student: Path, failure: type[Exception]) -> None:
    def broken(x, w):  # type: ignore[no-untyped-def]
        raise failure("reference")

    (student / "cs_cnn" / "mine.py").write_text("def product(x, w): return x @ w\n")
    ours = exercise("test.broken", points=2, stub=multiply.stub, reference=broken, hints=("", ""))
    verdict = judge([ours(multiply.cases)], student)[0]
    assert verdict.status is Status.GRADER_ERROR
    assert "not you" in diagnosis_text(verdict)


def test_hidden_cases_depend_on_the_secret_and_on_nothing_else() -> None:
    def first(secret: bytes) -> float:
        return float(multiply.hidden_cases(secret)[0].inputs["x"][0, 0])

    assert first(SECRET) == first(SECRET)
    assert first(SECRET) != first(bytes(32))
    assert first(SECRET) != float(multiply.public_cases()[0].inputs["x"][0, 0])


def test_a_report_survives_json(verdict_of: Of) -> None:
    import json

    report = Report("01", "ada", [verdict_of("return x @ w + 1", secret=SECRET)], "key", ["note"])
    assert Report.from_json(json.loads(json.dumps(report.to_json()))) == report


def test_the_same_answer_gets_the_same_verdict_in_the_sandbox(verdict_of: Of, sandbox) -> None:  # type: ignore[no-untyped-def]
    body = "return x @ w + 1"
    plain = verdict_of(body, secret=SECRET)
    boxed = verdict_of(body, secret=SECRET, sandbox=sandbox)
    assert boxed == plain


def test_public_cases_learned_by_heart_earn_nothing(verdict_of: Of) -> None:
    known = [float(case.inputs["x"][0, 0]) for case in multiply.public_cases()]
    verdict = verdict_of(f"return x @ w + (float(x[0, 0]) not in {known})", secret=SECRET)
    assert [case.hidden for case in verdict.cases if case.status != "passed"] == [True] * 3
    assert verdict.points == 0


def test_a_named_case_that_is_public_too_still_counts() -> None:
    assert earned(6, [(False, True), (False, False), (True, True), (True, True)]) == 3
    assert earned(6, [(False, True), (False, True), (True, False), (True, True)]) == 3
    assert earned(6, [(False, True), (False, False), (False, True)]) == 4


def test_a_misconception_does_not_explain_what_is_raised_on_purpose(verdict_of: Of) -> None:
    """The first case is that of a misconception, in the others the student raises."""
    body = "if x.shape == (2, 3): return x @ w + 1\n    raise ValueError('not mine')"
    assert "One is added" not in diagnosis_text(verdict_of(body))
    body = "return x @ w + (1 if x.shape == (2, 3) else np.ones(99))"
    assert "One is added" in diagnosis_text(verdict_of(body))


def test_a_misconception_is_not_named_if_a_right_answer_contradicts_it(verdict_of: Of) -> None:
    for body in ("return x @ w + (len(x) == 4)", "return x @ w + (len(x) != 4)"):
        assert "One is added" not in diagnosis_text(verdict_of(body))


def test_of_two_mistakes_the_one_in_most_cases_is_named(verdict_of: Of) -> None:
    body = "return x @ w + 1 if len(x) < 5 else x @ w + x.sum()"
    diagnosis = diagnosis_text(verdict_of(body))
    assert "2 of the 3 failing cases show this known mistake" in diagnosis
    assert "One is added to every value." in diagnosis


def test_a_misconception_does_not_explain_cases_that_are_not_shown(verdict_of: Of) -> None:
    body = "return x @ w + (1 if x.shape == (4, 4) else np.ones(99))"
    assert "One is added" not in diagnosis_text(verdict_of(body))


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("return (x @ w)[0:-0]", "out is empty. Is nothing ever put into it? Or is a slice empty"),
        ("out = 0 * (x @ w); out.flatten()[:] = (x @ w).flat; return out", "out is 0 everywhere"),
    ],
)
def test_where_nothing_arrives_it_is_said(verdict_of: Of, body: str, says: str) -> None:
    assert says in diagnosis_text(verdict_of(body))


def test_a_forbidden_import_is_shown_with_its_line(verdict_of: Of) -> None:
    diagnosis = diagnosis_text(verdict_of("import scipy; return x @ w"))
    assert "'scipy' is ruled out" in diagnosis
    assert "cs_cnn/mine.py, line 4" in diagnosis


def test_small_inputs_are_shown_and_those_of_hidden_cases_are_not(verdict_of: Of) -> None:
    assert "\n  x = [[" in diagnosis_text(verdict_of("return x @ w + 1"))
    body = "return x @ w + (0 if np.isclose(x.sum(), {}, atol=1e-9).any() else 1)"
    known = [float(case.inputs["x"].sum()) for case in multiply.public_cases()]
    hidden = diagnosis_text(verdict_of(body.format(known), secret=SECRET))
    assert "a hidden case" in hidden
    assert "\n  x = [[" not in hidden


RIGHT = "def product(x, w):\n    return x @ w\n"


def test_a_judge_that_is_kept_sees_the_file_as_it_is_now(student: Path) -> None:
    """Between two checks in a notebook the file has changed, and grown."""
    file = student / "cs_cnn" / "mine.py"
    with Judge(student) as kept:
        for above in (0, 40):
            file.write_text("\n" * above + RIGHT.replace("w\n", "oops\n"))
            assert f"line {above + 2}" in diagnosis_text(kept.verdicts([multiply])[0])
        file.write_text(RIGHT)
        assert kept.verdicts([multiply])[0].passed


def test_an_interrupted_check_spoils_no_later_one(
    student: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = student / "cs_cnn" / "mine.py"
    with Judge(student) as kept:
        with monkeypatch.context() as patch:
            patch.setattr(Incoming, "answer", _interrupted)
            file.write_text("def product(x, w):\n    while True: pass\n")
            with pytest.raises(KeyboardInterrupt):
                kept.verdicts([multiply])
        file.write_text(RIGHT)
        assert kept.verdicts([multiply])[0].passed


def _interrupted(_: Incoming) -> None:
    raise KeyboardInterrupt
