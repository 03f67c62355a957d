"""Assignment 05: every exercise, in the order of the notebook."""

from autograder.exercises.optim.adadelta import adadelta
from autograder.exercises.optim.adagrad import adagrad
from autograder.exercises.optim.adam import adam
from autograder.exercises.optim.adamw import adamw
from autograder.exercises.optim.cosine import cosine
from autograder.exercises.optim.inverse_sqrt import inverse_sqrt
from autograder.exercises.optim.linear import linear
from autograder.exercises.optim.minibatches import minibatches
from autograder.exercises.optim.momentum import momentum
from autograder.exercises.optim.nesterov import nesterov
from autograder.exercises.optim.rmsprop import rmsprop
from autograder.exercises.optim.sgd import sgd
from autograder.exercises.optim.step_decay import step_decay
from autograder.exercises.optim.warmup import warmup

EXERCISES = (
    minibatches, sgd, momentum, nesterov, adagrad, rmsprop, adadelta, adam, adamw,
    step_decay, cosine, linear, inverse_sqrt, warmup,
)  # fmt: skip
