"""Assignment 02: every exercise, in the order of the notebook."""

from autograder.exercises.conv import backward_mistakes  # noqa: F401 - declares misconceptions
from autograder.exercises.conv.as_matrix import as_matrix
from autograder.exercises.conv.backward import backward
from autograder.exercises.conv.backward_im2col import backward_im2col
from autograder.exercises.conv.col2im import col2im
from autograder.exercises.conv.conv1d import conv1d
from autograder.exercises.conv.conv1x1 import conv1x1
from autograder.exercises.conv.convolve import convolve
from autograder.exercises.conv.cross_correlate import cross_correlate
from autograder.exercises.conv.dilated import dilated
from autograder.exercises.conv.forward import forward
from autograder.exercises.conv.forward_im2col import forward_im2col
from autograder.exercises.conv.grouped import grouped
from autograder.exercises.conv.im2col import im2col
from autograder.exercises.conv.locally_connected import locally_connected
from autograder.exercises.conv.output_size import output_size
from autograder.exercises.conv.pad import pad
from autograder.exercises.conv.parameter_count import parameter_count
from autograder.exercises.conv.receptive_field import receptive_field

EXERCISES = (
    cross_correlate, convolve, output_size, pad, parameter_count, forward,
    locally_connected, as_matrix, backward, im2col, col2im, forward_im2col, backward_im2col,
    conv1x1, dilated, grouped, conv1d, receptive_field,
)  # fmt: skip
