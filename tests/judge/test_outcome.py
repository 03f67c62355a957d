"""An accuracy on images that only the judge knows the classes of: points, sentences, cheats."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import pytest
from support.outcome_world import ACCURACY, FILE, NAMES, named, saved, verdict_of

from autograder.core.verdict import CauseKind, FactKind, Status, Verdict
from autograder.judge import judge as judging
from autograder.render.diagnosis import diagnosis_text
from autograder.worker.exchange import Request

SECRET = bytes(range(32))
RIGHT = "return one_hot[right]"


def right_in(share: float) -> str:
    return f"return one_hot[np.where(luck < {share}, right, (right + 1) % 10)]"


@pytest.mark.parametrize("secret", [None, SECRET], ids=["public", "hidden"])
@pytest.mark.parametrize(
    ("share", "percent", "points"),
    [
        (0.695, 70, 0), (0.705, 71, 0.5), (0.80, 80, 5), (0.89, 89, 9.5), (0.895, 90, 10),
        (1.0, 100, 10),
    ],
)  # fmt: skip
def test_points_rise_with_the_accuracy(
    student: Path, share: float, percent: int, points: float, secret: bytes | None
) -> None:
    verdict = verdict_of(student, right_in(share), secret=secret)
    assert verdict.points == points
    assert verdict.status == ("passed" if points == 10 else "failed")
    said = diagnosis_text(verdict)
    assert f"{percent}% of 200 new images are right: {points:g} of 10 points." in said
    assert "Points rise from 70% to 90%." in said
    assert ("grading draws others" in said) is (secret is None)
    assert [case.name for case in verdict.cases] == ["accuracy"]
    assert Verdict.from_json(asdict(verdict)) == verdict


def causes(verdict: Verdict) -> list[CauseKind]:
    assert verdict.diagnosis is not None
    found = [verdict.diagnosis.cause, *verdict.diagnosis.more]
    return [cause.kind for cause in found if cause]


KNOWN = "known = x[:, 0, 1, 1] == 2\n"
SHORTFALLS = {
    "one class": ("return one_hot[0 * right + 3]", CauseKind.ONE_CLASS, "one and the same class"),
    "guessing": (right_in(0.1), CauseKind.GUESSING, "guessing, which gets 10% of"),
    "linear": (right_in(0.19), CauseKind.LINEAR, "classifier on the pixels, which gets 20%"),
    "by heart": (
        KNOWN + "return one_hot[np.where(known | (luck < 0.5), right, (right + 1) % 10)]",
        CauseKind.BY_HEART,
        "100% of the images that the notebook trains on are right, but 50% of new ones",
    ),
    "confused": (
        "return one_hot[np.where(right == 3, 4, right)] + 0.1 * one_hot[(right + 1) % 10]",
        CauseKind.CONFUSED, "100% of the public images of class three are taken for four.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("secret", [None, SECRET], ids=["public", "hidden"])
@pytest.mark.parametrize("name", SHORTFALLS)
def test_a_low_accuracy_is_explained(student: Path, name: str, secret: bytes | None) -> None:
    body, kind, says = SHORTFALLS[name]
    strict = replace(named, criteria=(replace(ACCURACY, full=1.0),))
    verdict = verdict_of(student, body, secret=secret, of=strict)
    assert verdict.status is Status.FAILED
    assert causes(verdict) == [kind]
    assert says in diagnosis_text(verdict)


def test_an_accuracy_without_a_cause_has_none(student: Path) -> None:
    """Every class is wrong equally often, and in favour of no other one."""
    spread = "return one_hot[np.where(luck < 0.8, right, (1e4 * luck).astype(int) * 7 % 10)]"
    assert causes(verdict_of(student, spread)) == []


def test_of_a_hidden_low_accuracy_only_the_percent_and_the_cause_are_told(student: Path) -> None:
    loud = f"print('secret', x)\n{right_in(0.5)}"
    verdict = verdict_of(student, loud, secret=SECRET)
    assert verdict.diagnosis is not None
    assert verdict.diagnosis.case is not None
    assert verdict.diagnosis.case.inputs == ""
    assert verdict.cases[0].printed == ""
    assert verdict.diagnosis.fact.detail == ""


def test_without_a_file_it_is_not_started_and_the_cell_is_named(student: Path) -> None:
    verdict = verdict_of(student, RIGHT, weights=None)
    assert (verdict.status, verdict.points) == (Status.NOT_STARTED, 0)
    assert "cell of the notebook that trains" in diagnosis_text(verdict)
    assert f'np.savez_compressed("{FILE}", **params)' in diagnosis_text(verdict)


@pytest.mark.parametrize("secret", [None, SECRET], ids=["public", "hidden"])
def test_a_file_that_does_not_count_is_explained(student: Path, secret: bytes | None) -> None:
    verdict = verdict_of(student, RIGHT, saved(w=np.arange(3)), secret)
    assert (verdict.status, verdict.points) == (Status.FAILED, 0)
    assert diagnosis_text(verdict) == (
        f"{FILE} holds w of dtype <i8: float16, float32 and float64 are allowed."
    )


def test_the_weights_come_as_they_were_saved(student: Path) -> None:
    arrays = {
        "conv/1.weight": np.arange(6, dtype=np.float32).reshape(2, 3).T,
        "scale": np.float64(0.5) * np.ones(()),
        "w": np.eye(10, dtype=np.float16),
    }
    found = "{name: (a.dtype.name, a.shape, float(a.sum())) for name, a in params.items()}"
    wanted = {n: (a.dtype.name, a.shape, float(a.sum())) for n, a in arrays.items()}
    verdict = verdict_of(student, f"assert {found} == {wanted}\n{RIGHT}", saved(**arrays))
    assert verdict.passed, diagnosis_text(verdict)


UNFIT = {
    "the stub": ('raise NotImplementedError("test.named")', "not started", "Write `named`"),
    "no return": ("pass", "failed", "is the `return` missing?"),
    "classes": ("return right", "failed", "scores has shape (20,), expected (20, 10)"),
    "a row less": ("return one_hot[right][1:]", "failed", "scores has shape (19, 10)"),
    "one class less": ("return one_hot[right][:, 1:]", "failed", "expected (20, 10)"),
    "NaN": ("return one_hot[right] / (luck[:, None] > 0)", "failed", "NaN or infinite"),
    "whole numbers": ("return one_hot[right].astype(int)", "failed", "expected float"),
    "an exception": ("return one_hot @ x", "failed", "Your code raised ValueError"),
    "weights in place": ("params['w'] *= 2\n" + RIGHT, "failed", "changes its input params"),
    "images in place": ("x -= 0.5\n" + RIGHT, "failed", "changes its input x"),
    "memory": ("return np.ones((10**5, 10**4))", "out of memory", "Out of memory"),
    "the process": ("import os\nos._exit(3)", "crashed", "ended the Python process"),
    "PyTorch": ("import torch\n" + RIGHT, "forbidden", "write it with NumPy alone"),
}  # fmt: skip


@pytest.mark.parametrize("name", UNFIT)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_what_has_no_scores_gets_no_points(student: Path, name: str) -> None:
    body, status, says = UNFIT[name]
    verdict = verdict_of(student, body)
    assert (verdict.status, verdict.points) == (status, 0), diagnosis_text(verdict)
    assert says in diagnosis_text(verdict)


def test_a_file_that_cannot_be_imported_is_explained(student: Path) -> None:
    assert "cannot be imported" in diagnosis_text(verdict_of(student, RIGHT, first="def"))


def test_a_missing_function_is_explained(student: Path) -> None:
    verdict = verdict_of(student, RIGHT, of=replace(named, stub="cs_cnn.mine:other"))
    assert "There is no `other`" in diagnosis_text(verdict)


@pytest.mark.parametrize("secret", [None, SECRET], ids=["public", "hidden"])
def test_too_slow_is_told_with_the_seconds_for_a_batch(student: Path, secret: bytes | None) -> None:
    slow = "import time\nend = time.process_time() + 0.4\nwhile time.process_time() < end: pass\n"
    verdict = verdict_of(student, slow + RIGHT, secret=secret, of=replace(named, seconds=2.0))
    assert (verdict.status, verdict.points) == (Status.TIMEOUT, 0)
    said = diagnosis_text(verdict)
    assert "Too slow: 20 images take 0.4" in said
    assert "s, and all 200 must be done in 2 s." in said


def test_an_endless_batch_is_too_slow(student: Path) -> None:
    verdict = verdict_of(student, "while True: pass", of=replace(named, seconds=0.5))
    assert verdict.status is Status.TIMEOUT
    assert "20 images take more than 0.5 s" in diagnosis_text(verdict)


def test_it_is_the_time_of_all_images_together_that_counts(student: Path) -> None:
    """Each later batch takes less than the limit; the first one is quick."""
    body = "import time\nCALLS.append(1)\nend = time.process_time() + 0.3 * (len(CALLS) > 1)\n"
    body += "while time.process_time() < end: pass\n"
    of = replace(named, seconds=1.0)
    verdict = verdict_of(student, body + RIGHT, of=of, first="CALLS = []")
    assert verdict.status is Status.TIMEOUT
    assert "all 200 must be done in 1 s" in diagnosis_text(verdict)


STEADY = {
    "by row": "return one_hot[right] + x.reshape(len(x), -1).mean(axis=1)[:, None]",
    "large": "return 1e6 * one_hot[right] + 1e-3 * np.float32(len(x)) * luck[:, None]",
    "float16": "return (one_hot[right] + x[:, 0, 1, :1] / 3).astype(np.float16)",
    "all the same": "return 0.0 * one_hot[right] + one_hot[right]",
}


@pytest.mark.parametrize("name", STEADY)
def test_scores_of_each_image_alone_are_steady(student: Path, name: str) -> None:
    verdict = verdict_of(student, STEADY[name])
    assert verdict.passed, diagnosis_text(verdict)


UNSTEADY = {
    "batch statistics": "s = one_hot[right] + 0.1 * x[:, 0, 1]@np.ones((2, 10), np.float32)\n"
    "return (s - s.mean(axis=0)) / s.std(axis=0)",
    "a small share of the batch": "return one_hot[right] + 1e-2 * x.mean()",
    "hidden behind large scores": "i = int(1e4 * x.mean()) % 10\n"
    "return 1e9 + 1e3 * one_hot[(right + i) % 10].astype(float)",
}  # fmt: skip


@pytest.mark.parametrize("name", UNSTEADY)
def test_scores_that_depend_on_the_batch_fail(student: Path, name: str) -> None:
    verdict = verdict_of(student, UNSTEADY[name])
    assert verdict.points == 0
    assert verdict.diagnosis is not None
    assert verdict.diagnosis.fact.kind is FactKind.UNSTEADY
    assert "The scores of an image depend on the others in its batch" in diagnosis_text(verdict)


def test_scores_that_are_drawn_at_random_are_told_apart(student: Path) -> None:
    """Dropout that still drops is not the fault of the other images."""
    verdict = verdict_of(student, "return one_hot[right] * (np.random.random((len(x), 10)) < 0.5)")
    assert verdict.points == 0
    assert "The same batch got other scores when it came again" in diagnosis_text(verdict)


def test_no_class_is_sent_and_each_batch_waits_for_the_scores_of_the_last(
    student: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[Request] = []
    real = judging.Worker.ask

    def ask(worker: judging.Worker, question: Request) -> judging.Reply:
        sent.append(question)
        return real(worker, question)

    monkeypatch.setattr(judging.Worker, "ask", ask)
    assert verdict_of(student, RIGHT, secret=SECRET).passed
    assert [len(request.groups) for request in sent] == [1, 200 // 20 + 1]
    for request in sent:
        assert {len(group) for group in request.groups} == {1}
        assert request.most_seconds == named.seconds
        for (params, x), *_ in request.groups:
            assert list(params) == ["w"]
            assert x.shape == (20, 1, 2, 2)


def test_hidden_images_are_others_in_another_order() -> None:
    public, hidden, other = (
        named.cases_of(ACCURACY, secret) for secret in (None, SECRET, bytes(32))
    )
    images = [{case.inputs["x"].tobytes() for case in each} for each in (public, hidden, other)]
    assert not images[0] & images[1]
    assert not images[1] & images[2]


def test_the_second_company_is_drawn_from_all_batches() -> None:
    mixed, *batches, again = named.cases_of(ACCURACY, SECRET)
    assert again is batches[0]
    every = np.concatenate([batch.inputs["x"] for batch in batches])
    places = [int(np.flatnonzero((every == image).all(axis=(1, 2, 3)))[0])
              for image in mixed.inputs["x"]]  # fmt: skip
    assert len(set(places)) == 20
    assert len({place // 20 for place in places}) > 4


def test_the_points_are_those_of_the_rounded_percent() -> None:
    assert [ACCURACY.share(percent) for percent in (0, 70, 80, 90, 100)] == [0, 0, 0.5, 1, 1]
    assert len(ACCURACY.classes) == len(NAMES)
