"""Networks made of your own functions, and what trains them.

``start``, ``scores``, ``answers``, ``accuracy`` and ``measured`` work on a dict of parameters.
``connected``, ``stacked`` and ``planned`` build a ``Network`` of layers from sizes, from tuples
and from a pattern; ``fit`` and ``epoch`` train it by plain gradient descent, ``error`` and
``mean_loss`` test it; ``fast`` says whether convolutions need no loops. Within ``one_thread``, and
by functions decorated with ``on_one_thread``, a small network trains several times as fast.
``Optimizer`` and ``stepper`` keep the state of your optimizers, and ``Solver`` is the whole
training loop.

Each imports your files only when it calls your functions, so that a file you do not have yet
stops nothing else.
"""

from cs_cnn.given.networks.builders import connected, planned, stacked
from cs_cnn.given.networks.descent import epoch, error, fit, mean_loss
from cs_cnn.given.networks.functional import accuracy, answers, measured, scores, start
from cs_cnn.given.networks.layers import (
    Activation,
    Affine,
    BatchNorm,
    Dropout,
    GroupNorm,
    Layer,
    LayerNorm,
    Norm,
    ReLU,
)
from cs_cnn.given.networks.loops import fast
from cs_cnn.given.networks.network import Network
from cs_cnn.given.networks.optimizers import Optimizer, stepper
from cs_cnn.given.networks.solver import Solver
from cs_cnn.given.networks.spatial import (
    AveragePool,
    Conv,
    Flatten,
    GlobalAverage,
    L2Pool,
    MaxPool,
    SpatialBatchNorm,
)
from cs_cnn.given.networks.threads import on_one_thread, one_thread

__all__ = [
    "Activation", "Affine", "AveragePool", "BatchNorm", "Conv", "Dropout", "Flatten",
    "GlobalAverage", "GroupNorm", "L2Pool", "Layer", "LayerNorm", "MaxPool", "Network", "Norm",
    "Optimizer", "ReLU", "Solver", "SpatialBatchNorm", "accuracy", "answers", "connected",
    "epoch", "error", "fast", "fit", "mean_loss", "measured", "on_one_thread", "one_thread",
    "planned", "scores", "stacked", "start", "stepper",
]  # fmt: skip
