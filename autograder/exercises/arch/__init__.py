"""Assignment 07, architectures: every exercise, in the order of the notebook."""

from autograder.exercises.arch.alexnet import alexnet
from autograder.exercises.arch.basic_block import basic_block
from autograder.exercises.arch.bottleneck import bottleneck
from autograder.exercises.arch.dense_layer import dense_layer
from autograder.exercises.arch.densenet import densenet
from autograder.exercises.arch.fine_tune import fine_tune
from autograder.exercises.arch.freeze import freeze
from autograder.exercises.arch.googlenet import googlenet
from autograder.exercises.arch.inception import inception
from autograder.exercises.arch.lenet import lenet
from autograder.exercises.arch.mbconv import mbconv
from autograder.exercises.arch.mobilenet import mobilenet
from autograder.exercises.arch.multiply_adds import multiply_adds
from autograder.exercises.arch.nas_cell import nas_cell
from autograder.exercises.arch.preactivation import preactivation
from autograder.exercises.arch.replace_head import replace_head
from autograder.exercises.arch.resnet import resnet
from autograder.exercises.arch.resnext import resnext
from autograder.exercises.arch.separable import separable
from autograder.exercises.arch.squeeze_excite import squeeze_excite
from autograder.exercises.arch.vgg import vgg
from autograder.exercises.arch.wide import wide
from autograder.exercises.arch.zfnet import zfnet

EXERCISES = (
    lenet, alexnet, zfnet, vgg, inception, googlenet, basic_block, preactivation,
    bottleneck, resnet, squeeze_excite, wide, resnext, dense_layer, densenet, separable,
    mobilenet, mbconv, nas_cell, multiply_adds, replace_head, freeze, fine_tune,
)  # fmt: skip
