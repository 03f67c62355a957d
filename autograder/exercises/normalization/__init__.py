"""Assignment 04, second file: every exercise, in the order of the notebook."""

from autograder.exercises.normalization.batchnorm_backward import batchnorm_backward
from autograder.exercises.normalization.batchnorm_forward import batchnorm_forward
from autograder.exercises.normalization.groupnorm import groupnorm, groupnorm_backward
from autograder.exercises.normalization.layernorm import layernorm, layernorm_backward
from autograder.exercises.normalization.spatial_batchnorm import (
    spatial_batchnorm,
    spatial_batchnorm_backward,
)

EXERCISES = (
    batchnorm_forward, batchnorm_backward, layernorm, layernorm_backward,
    spatial_batchnorm, spatial_batchnorm_backward, groupnorm, groupnorm_backward,
)  # fmt: skip
