"""Assignment 06, features by hand: every exercise, in the order of the notebook."""

from autograder.exercises.features import (  # noqa: F401 - they declare misconceptions
    color_hues,
    hog_cells,
)
from autograder.exercises.features.bag_of_words import bag_of_words
from autograder.exercises.features.color_histogram import color_histogram
from autograder.exercises.features.hog import hog
from autograder.exercises.features.hog_blocks import hog_blocks
from autograder.exercises.features.kmeans_step import kmeans_step
from autograder.exercises.features.nearest_word import nearest_word

EXERCISES = (
    color_histogram, hog, hog_blocks, nearest_word, kmeans_step, bag_of_words,
)  # fmt: skip
