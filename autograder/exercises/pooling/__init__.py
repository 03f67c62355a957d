"""Assignment 03: every exercise, in the order of the notebook."""

from autograder.exercises.pooling.average import average_backward, average_forward
from autograder.exercises.pooling.channels import (
    average_as_conv,
    global_average,
    global_average_backward,
)
from autograder.exercises.pooling.fast import max_fast
from autograder.exercises.pooling.length import l2_forward
from autograder.exercises.pooling.partial import max_ceil
from autograder.exercises.pooling.places import max_forward
from autograder.exercises.pooling.sizes import output_size
from autograder.exercises.pooling.slopes import l2_backward
from autograder.exercises.pooling.switches import max_backward
from autograder.exercises.pooling.unpooling import unpool

EXERCISES = (
    output_size, max_forward, max_backward, max_ceil, max_fast,
    average_forward, average_backward, l2_forward, l2_backward,
    global_average, global_average_backward, average_as_conv, unpool,
)  # fmt: skip
