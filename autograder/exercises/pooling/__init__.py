"""Assignment 03: every exercise, in the order of the notebook."""

from autograder.exercises.pooling import switch_mistakes  # noqa: F401 - declares misconceptions
from autograder.exercises.pooling.average import average_backward, average_forward
from autograder.exercises.pooling.average_as_conv import average_as_conv
from autograder.exercises.pooling.global_average import global_average, global_average_backward
from autograder.exercises.pooling.l2_backward import l2_backward
from autograder.exercises.pooling.l2_forward import l2_forward
from autograder.exercises.pooling.max_backward import max_backward
from autograder.exercises.pooling.max_ceil import max_ceil
from autograder.exercises.pooling.max_fast import max_fast
from autograder.exercises.pooling.max_forward import max_forward
from autograder.exercises.pooling.output_size import output_size
from autograder.exercises.pooling.unpool import unpool

EXERCISES = (
    output_size, max_forward, max_backward, max_ceil, max_fast,
    average_forward, average_backward, l2_forward, l2_backward,
    global_average, global_average_backward, average_as_conv, unpool,
)  # fmt: skip
