"""Deep networks in PyTorch: how they are trained, what they cost, how they look.

Only this part of ``given`` imports PyTorch. ``on_paper`` builds a network without its numbers,
``seeded`` with the same ones each time, on ``device()``; ``images`` and ``labels`` bring data
there. ``train`` trains for so many seconds and returns a ``Run``. ``blocks`` and ``cost`` look at
any module from outside, ``latency`` measures it; ``draw`` shows it, ``against`` plots accuracies
over costs. ``NASNet`` is built of your cells, and ``pretrained`` fills your network with weights
that others have trained.
"""

from cs_cnn.given.deep.blocks import Block, blocks, cost, in_a_row
from cs_cnn.given.deep.machine import device, images, labels, latency, on_paper, seeded
from cs_cnn.given.deep.nasnet import NASNet
from cs_cnn.given.deep.pictures import against, draw, short
from cs_cnn.given.deep.training import Run, accuracy, train
from cs_cnn.given.deep.weights import pretrained

__all__ = [
    "Block", "NASNet", "Run", "accuracy", "against", "blocks", "cost", "device", "draw", "images",
    "in_a_row", "labels", "latency", "on_paper", "pretrained", "seeded", "short", "train",
]  # fmt: skip
