"""Assignment 04, regularization: every exercise, in the order of the notebook."""

from autograder.exercises.regularization import masks, stoppers  # noqa: F401 - declare misconceptions
from autograder.exercises.regularization.crops import crop
from autograder.exercises.regularization.dropout import dropout_forward
from autograder.exercises.regularization.flips import flip
from autograder.exercises.regularization.jitters import jitter
from autograder.exercises.regularization.max_norm import max_norm
from autograder.exercises.regularization.noise import noise
from autograder.exercises.regularization.penalties import elastic_net, l1, l2
from autograder.exercises.regularization.shifts import shift
from autograder.exercises.regularization.splitting import split
from autograder.exercises.regularization.squares import cutout
from autograder.exercises.regularization.stopping import early_stopping
from autograder.exercises.regularization.way_back import dropout_backward

EXERCISES = (
    split, early_stopping, l2, l1, elastic_net, max_norm, dropout_forward, dropout_backward,
    flip, shift, crop, cutout, noise, jitter,
)  # fmt: skip
