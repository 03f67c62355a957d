"""Assignment 04, regularization: every exercise, in the order of the notebook."""

from autograder.exercises.regularization import (  # noqa: F401 - they declare misconceptions
    dropout_mistakes,
    early_stopping_mistakes,
)
from autograder.exercises.regularization.crop import crop
from autograder.exercises.regularization.cutout import cutout
from autograder.exercises.regularization.dropout_backward import dropout_backward
from autograder.exercises.regularization.dropout_forward import dropout_forward
from autograder.exercises.regularization.early_stopping import early_stopping
from autograder.exercises.regularization.flip import flip
from autograder.exercises.regularization.jitter import jitter
from autograder.exercises.regularization.max_norm import max_norm
from autograder.exercises.regularization.noise import noise
from autograder.exercises.regularization.penalties import elastic_net, l1, l2
from autograder.exercises.regularization.shift import shift
from autograder.exercises.regularization.split import split

EXERCISES = (
    split, early_stopping, l2, l1, elastic_net, max_norm, dropout_forward, dropout_backward,
    flip, shift, crop, cutout, noise, jitter,
)  # fmt: skip
