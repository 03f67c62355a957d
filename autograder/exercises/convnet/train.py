"""Assignment 06: the weights of a trained network, and what they are worth on new images."""

from __future__ import annotations

import functools
import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import numpy as np

from autograder.core.exercise import Case, exercise
from autograder.core.outcome import Labelled, Outcome
from autograder.reference.backend import torch

if TYPE_CHECKING:
    from torch import Tensor

PICTURES = Path(__file__).parents[3] / "cs_cnn" / "given" / "data" / "shapes.py"
"""Loaded by its path: the judge never imports ``cs_cnn``, which may be a student's."""

IMAGES = 2000
LINEAR = 0.17
"""A linear classifier on the pixels gets 13 to 17%."""
LEAST = 0.70
"""Out of reach of HOG blocks and a linear classifier, which get 67%."""
WORST = 0.9767
"""Of five seeds of the model run: `benchmarks/training.py --model 5`."""
FULL = 0.92
"""Within reach of the notebook's cell, which trains for two minutes.

It is more than three standard errors below the worst, so that luck costs no such run a point.
"""
KNOWN = 500


@functools.cache
def shapes() -> ModuleType:
    """The module that draws the data set ``shapes``."""
    spec = importlib.util.spec_from_file_location("autograder_shapes", PICTURES)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def new_images(rng: np.random.Generator, n: int) -> Labelled:
    """n images of classes that are drawn at random, so not each as often as the others."""
    y = rng.integers(len(shapes().CLASSES), size=n)
    return shapes().drawn(y, rng), y


@functools.cache
def training_images() -> Labelled:
    """The first images of ``data.load("shapes").x_train``."""
    x, y = shapes().shapes(5000, seed=1998)
    first = np.random.default_rng(0).permutation(len(x))[:KNOWN]
    return x[first].astype(np.float32), y[first]


def form(x: Tensor) -> Tensor:
    """One score for each image and class; which scores, is the student's affair."""
    return torch.zeros(len(x), len(shapes().CLASSES), dtype=torch.float32)


@exercise(
    "convnet.train",
    points=11,
    stub="cs_cnn.convnet:scores",
    reference=form,
    outputs=("scores",),
    criteria=(
        Outcome(
            draw=new_images,
            known=training_images,
            classes=shapes().CLASSES,
            linear=LINEAR,
            least=LEAST,
            full=FULL,
            images=IMAGES,
        ),
    ),
    seconds=60.0,
    rtol=0.0,
    atol=np.inf,
    hints=(
        "Load your own file, as the judge does, and score the validation images. Does that give "
        "the accuracy that you saw while training?",
        "Everything that you did to images before training belongs into scores: a mean that you "
        "subtracted, for example, is one more array in the file.",
        "Are training images right and new ones wrong? Shift and flip images while you train. Are "
        "both wrong? Train for longer, with a smaller learning rate at the end.",
    ),
)
def train(rng: np.random.Generator) -> Iterator[Case]:
    """scores names the shapes in new images, with the weights that you hand in."""
    yield from ()
