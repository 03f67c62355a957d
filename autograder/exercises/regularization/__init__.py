"""Assignment 04, regularization: every exercise, in the order of the notebook."""

from autograder.exercises.regularization.max_norm import max_norm
from autograder.exercises.regularization.penalties import elastic_net, l1, l2

EXERCISES = (l1, l2, elastic_net, max_norm)
