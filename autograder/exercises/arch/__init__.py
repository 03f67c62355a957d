"""Assignment 07: architectures."""

from autograder.exercises.arch.basic_block import basic_block
from autograder.exercises.arch.fine_tune import fine_tune
from autograder.exercises.arch.lenet import lenet
from autograder.exercises.arch.multiply_adds import multiply_adds
from autograder.exercises.arch.resnet import resnet

EXERCISES = (lenet, basic_block, resnet, multiply_adds, fine_tune)
