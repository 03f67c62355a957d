"""Moves a tensor to memory that other processes can see.

status: failed
"""

import torch


def BasicBlock(c, f, stride=1):
    torch.zeros(3).share_memory_()
    raise ValueError("shared")
