"""Networks made of your own functions, and what trains them.

``start``, ``scores``, ``answers``, ``accuracy`` and ``measured`` work on a dict of parameters.
``connected`` builds a ``Network`` of layers; ``fit`` and ``epoch`` train it by plain gradient
descent, ``error`` and ``mean_loss`` test it. ``Optimizer`` and ``stepper`` keep the state of your
optimizers, and ``Solver`` is the whole training loop.

Each imports your files only when it calls your functions, so that a file you do not have yet
stops nothing else.
"""

from cs_cnn.given.networks.descent import epoch, error, fit, mean_loss
from cs_cnn.given.networks.functional import accuracy, answers, measured, scores, start
from cs_cnn.given.networks.layers import (
    Affine,
    BatchNorm,
    Dropout,
    GroupNorm,
    Layer,
    LayerNorm,
    Network,
    ReLU,
    connected,
)
from cs_cnn.given.networks.optimizers import Optimizer, stepper
from cs_cnn.given.networks.solver import Solver

__all__ = [
    "Affine", "BatchNorm", "Dropout", "GroupNorm", "Layer", "LayerNorm", "Network", "Optimizer",
    "ReLU", "Solver", "accuracy", "answers", "connected", "epoch", "error", "fit", "mean_loss",
    "measured", "scores", "start", "stepper",
]  # fmt: skip
