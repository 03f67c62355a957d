"""Assignment 06, a whole ConvNet: every exercise, in the order of the notebook."""

from autograder.exercises.convnet.train import train

EXERCISES = (train,)
