"""A small outcome exercise: ten classes, images of four numbers, weights that are handed in."""

from __future__ import annotations

import io
import math
import textwrap
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from autograder.core.exercise import Case, Exercise, exercise
from autograder.core.outcome import Labelled, Outcome
from autograder.core.verdict import Verdict
from autograder.judge.judge import judge
from autograder.reference.backend import torch

NAMES = ("nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
KNOWN = 40
FILE = "cs_cnn/mine.npz"


def drawn(rng: np.random.Generator, n: int) -> Labelled:
    """The first number is the class, the second is below p in a share p of the images."""
    y = rng.integers(len(NAMES), size=n)
    x = rng.random((n, 1, 2, 2)).astype(np.float32)
    x[:, 0, 0, 0], x[:, 0, 0, 1] = y, rng.permutation(n) / n
    return x, y


def blind(rng: np.random.Generator, n: int) -> Labelled:
    """Images that say nothing of their classes: who is right more than by chance has cheated."""
    return rng.random((n, 1, 2, 2)).astype(np.float32), rng.integers(len(NAMES), size=n)


def known() -> Labelled:
    """Images to train on, which have a 2 in the last place."""
    x, y = drawn(np.random.default_rng(5), KNOWN)
    x[:, 0, 1, 1] = 2
    return x, y


ACCURACY = Outcome(drawn, known, NAMES, linear=0.2, least=0.7, full=0.9, images=200, batch=20)


@exercise(
    "test.named",
    points=10,
    stub="cs_cnn.mine:named",
    reference=lambda x: torch.zeros(len(x), 10, dtype=torch.float32),
    outputs=("scores",),
    hints=("one", "two"),
    criteria=(ACCURACY,),
    rtol=0.0,
    atol=math.inf,
)
def named(rng: np.random.Generator) -> Iterator[Case]:
    """named names what images show."""
    yield from ()


without_a_clue = replace(named, criteria=(replace(ACCURACY, draw=blind),))


def saved(**arrays: np.ndarray) -> bytes:
    """The file of weights with these arrays."""
    file = io.BytesIO()
    np.savez_compressed(file, **arrays)
    return file.getvalue()


WEIGHTS = saved(w=np.eye(10, dtype=np.float16))


def hand_in(student: Path, body: str, weights: bytes | None = WEIGHTS, first: str = "") -> None:
    """Write ``named(params, x)`` with this body, where ``right`` holds the true classes."""
    text = f"""\
import numpy as np
{first}

def named(params, x):
    right = np.rint(x[:, 0, 0, 0]).astype(int)
    luck = x[:, 0, 0, 1]
    one_hot = params["w"].astype(np.float32)
{textwrap.indent(textwrap.dedent(body).strip(), "    ")}
"""
    (student / "cs_cnn" / "mine.py").write_text(text)
    if weights is not None:
        (student / FILE).write_bytes(weights)


def verdict_of(
    student: Path,
    body: str,
    weights: bytes | None = WEIGHTS,
    secret: bytes | None = None,
    of: Exercise = named,
    first: str = "",
) -> Verdict:
    """The verdict on a submission with this body."""
    hand_in(student, body, weights, first)
    return judge([of], student, secret=secret)[0]
