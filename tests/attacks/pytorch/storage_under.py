"""Holds half a gibibyte while it builds its block.

status: passed
"""

import torch
from cs_cnn import right


def BasicBlock(c, f, stride=1):
    torch.ones(2**27)
    return right.BasicBlock(c, f, stride)
