"""Assignment 04, second file: every exercise, in the order of the notebook."""

from autograder.exercises.normalization.batch import batchnorm_forward
from autograder.exercises.normalization.batch_backward import batchnorm_backward
from autograder.exercises.normalization.groups import groupnorm, groupnorm_backward
from autograder.exercises.normalization.layer import layernorm, layernorm_backward
from autograder.exercises.normalization.spatial import (
    spatial_batchnorm,
    spatial_batchnorm_backward,
)

EXERCISES = (
    batchnorm_forward, batchnorm_backward, layernorm, layernorm_backward,
    spatial_batchnorm, spatial_batchnorm_backward, groupnorm, groupnorm_backward,
)  # fmt: skip
