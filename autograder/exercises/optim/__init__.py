"""Assignment 05: every exercise, in the order of the notebook."""

from autograder.exercises.optim.adadelta import adadelta
from autograder.exercises.optim.adagrad import adagrad
from autograder.exercises.optim.adam import adam
from autograder.exercises.optim.adamw import adamw
from autograder.exercises.optim.batches import minibatches
from autograder.exercises.optim.curves import cosine, linear, warmup
from autograder.exercises.optim.decay import inverse_sqrt, step_decay
from autograder.exercises.optim.descent import sgd
from autograder.exercises.optim.lookahead import nesterov
from autograder.exercises.optim.rmsprop import rmsprop
from autograder.exercises.optim.velocity import momentum

EXERCISES = (
    minibatches, sgd, momentum, nesterov, adagrad, rmsprop, adadelta, adam, adamw,
    step_decay, cosine, linear, inverse_sqrt, warmup,
)  # fmt: skip
