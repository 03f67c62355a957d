"""Asks for a tensor of a tebibyte.

status: out of memory
"""

import torch


def BasicBlock(c, f, stride=1):
    return torch.empty(2**38)
