"""convnet.train: which images are drawn, and that the model's weights are worth all points."""

from __future__ import annotations

import math
import shutil
from pathlib import Path

import numpy as np
import pytest

from autograder.core.outcome import Outcome, weights_of
from autograder.course.authoring import selfcheck
from autograder.course.folders import PROJECT, SOLUTIONS
from autograder.exercises.convnet.train import WORST, new_images, train, training_images
from autograder.judge import weights
from autograder.judge.judge import judge
from autograder.render.diagnosis import diagnosis_text
from cs_cnn.given import data
from cs_cnn.given.data import shapes

SECRET = bytes(range(32))


def test_images_are_those_of_the_data_set_shapes() -> None:
    x, y = new_images(np.random.default_rng(3), 50)
    assert x.dtype == np.float32
    assert x.shape == (50, 3, 32, 32)
    again = np.random.default_rng(3)
    assert np.array_equal(again.integers(10, size=50), y)
    assert np.array_equal(shapes.drawn(y, again), x)


def test_classes_are_drawn_at_random_and_not_balanced() -> None:
    _, y = new_images(np.random.default_rng(0), 2000)
    counts = np.bincount(y, minlength=10)
    assert len(set(counts)) > 5
    assert counts.min() > 140
    assert abs(np.corrcoef(y[1:], y[:-1])[0, 1]) < 0.1, "in no order"


def test_what_everybody_trains_on_is_known() -> None:
    x, y = training_images()
    loaded = data.load("shapes")
    assert np.array_equal(x, loaded.x_train[: len(x)].astype(np.float32))
    assert np.array_equal(y, loaded.y_train[: len(y)])


def test_the_whole_points_are_within_reach_of_every_good_run() -> None:
    (outcome,) = train.criteria
    assert isinstance(outcome, Outcome)
    assert outcome.images >= 2000
    error = math.sqrt(WORST * (1 - WORST) / outcome.images)
    assert outcome.least < outcome.full <= WORST - 3 * error
    assert weights_of(train) == "cs_cnn/convnet.npz"
    assert (train.points, train.seconds, train.memory_mb) == (11, 60.0, 1024)


def test_the_stub_says_the_numbers_of_the_judge() -> None:
    (outcome,) = train.criteria
    assert isinstance(outcome, Outcome)
    said = (
        f"share of {outcome.images:,} new images",
        f"no points up to {outcome.least:.0%}",
        f"{outcome.batch} at a time",
        f"{train.seconds:g} seconds and {train.memory_mb:,} MiB",
        f"at most {weights.MAX_ARRAYS} arrays",
        f"{weights.MAX_NUMBERS:,} numbers and {weights.MAX_BYTES // 2**20} MiB",
    )
    stub = " ".join((PROJECT / "cs_cnn" / "convnet.py").read_text(encoding="utf-8").split())
    assert [each for each in said if each not in stub] == []


@pytest.mark.parametrize("secret", [None, SECRET], ids=["public", "hidden"])
def test_the_models_weights_are_worth_all_points(student: Path, secret: bytes | None) -> None:
    for name in ("convnet.npz", "convnet.py", "backprop.py", "conv.py", "pooling.py"):
        shutil.copy(SOLUTIONS / name, student / "cs_cnn")
    (verdict,) = judge([train], student, secret=secret)
    assert verdict.points == train.points, diagnosis_text(verdict)


def test_the_models_weights_are_small() -> None:
    assert (SOLUTIONS / "convnet.npz").stat().st_size < 150_000
    assert weights.read(SOLUTIONS / "convnet.npz")


def test_the_course_finds_nothing_to_complain_of() -> None:
    assert list(selfcheck.declarations([train], PROJECT)) == []
    assert list(selfcheck.stubs([train], PROJECT)) == []
    assert list(selfcheck.misconceptions(train)) == []
    assert list(selfcheck.undeclared(train)) == []
    assert train.optional == frozenset()
