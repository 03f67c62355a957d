"""Assignment 03: every exercise, in the order of the notebook."""

from autograder.exercises.pooling import switches  # noqa: F401 - declares misconceptions
from autograder.exercises.pooling.average import average_backward, average_forward
from autograder.exercises.pooling.channels import (
    average_as_conv,
    global_average,
    global_average_backward,
)
from autograder.exercises.pooling.fast import max_fast
from autograder.exercises.pooling.l2_backward import l2_backward
from autograder.exercises.pooling.l2_forward import l2_forward
from autograder.exercises.pooling.max_backward import max_backward
from autograder.exercises.pooling.maximum import max_forward
from autograder.exercises.pooling.partial import max_ceil
from autograder.exercises.pooling.sizes import output_size
from autograder.exercises.pooling.unpooling import unpool

EXERCISES = (
    output_size, max_forward, max_backward, max_ceil, max_fast,
    average_forward, average_backward, l2_forward, l2_backward,
    global_average, global_average_backward, average_as_conv, unpool,
)  # fmt: skip
