"""Multiplies without an end, inside of PyTorch.

status: timeout
seconds: 3
"""

import torch


def BasicBlock(c, f, stride=1):
    while True:
        torch.ones(300, 300) @ torch.ones(300, 300)
