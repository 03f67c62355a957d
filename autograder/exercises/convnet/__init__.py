"""Assignment 06, a whole ConvNet: every exercise, in the order of the notebook."""

from autograder.exercises.convnet.ascend import ascend
from autograder.exercises.convnet.confusion import confusion
from autograder.exercises.convnet.costs import costs
from autograder.exercises.convnet.fc_to_conv import fc_to_conv
from autograder.exercises.convnet.inference_bytes import inference_bytes
from autograder.exercises.convnet.interleave import interleave
from autograder.exercises.convnet.loss import loss
from autograder.exercises.convnet.occlusion import occlusion
from autograder.exercises.convnet.parse import parse
from autograder.exercises.convnet.saliency import saliency
from autograder.exercises.convnet.seen_by import seen_by
from autograder.exercises.convnet.shapes import shapes
from autograder.exercises.convnet.topk_error import topk_error
from autograder.exercises.convnet.train import train
from autograder.exercises.convnet.training_bytes import training_bytes

EXERCISES = (
    parse, shapes, costs, training_bytes, inference_bytes, seen_by, loss, train,
    topk_error, confusion, saliency, occlusion, ascend, fc_to_conv, interleave,
)  # fmt: skip
