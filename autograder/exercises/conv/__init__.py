"""Assignment 02: every exercise, in the order of the notebook."""

from autograder.exercises.conv.border import pad
from autograder.exercises.conv.columns import col2im, im2col
from autograder.exercises.conv.dilation import dilated
from autograder.exercises.conv.gradients import backward
from autograder.exercises.conv.groups import grouped
from autograder.exercises.conv.layer import forward
from autograder.exercises.conv.matrix import as_matrix
from autograder.exercises.conv.narrow import conv1d, conv1x1
from autograder.exercises.conv.product_gradients import backward_im2col
from autograder.exercises.conv.products import forward_im2col
from autograder.exercises.conv.reach import receptive_field
from autograder.exercises.conv.sizes import output_size, parameter_count
from autograder.exercises.conv.unshared import locally_connected
from autograder.exercises.conv.windows import convolve, cross_correlate

EXERCISES = (
    cross_correlate, convolve, output_size, pad, parameter_count, forward,
    locally_connected, as_matrix, backward, im2col, col2im, forward_im2col, backward_im2col,
    conv1x1, dilated, grouped, conv1d, receptive_field,
)  # fmt: skip
