"""Assignment 04, regularization: every exercise, in the order of the notebook."""

from autograder.exercises.regularization.crops import crop
from autograder.exercises.regularization.flips import flip
from autograder.exercises.regularization.jitters import jitter
from autograder.exercises.regularization.max_norm import max_norm
from autograder.exercises.regularization.noise import noise
from autograder.exercises.regularization.penalties import elastic_net, l1, l2
from autograder.exercises.regularization.shifts import shift
from autograder.exercises.regularization.squares import cutout

EXERCISES = (
    l1, l2, elastic_net, max_norm,
    flip, shift, crop, cutout, noise, jitter,
)  # fmt: skip
