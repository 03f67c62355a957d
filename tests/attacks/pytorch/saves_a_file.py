"""Saves a tensor for later.

status: failed
"""

import torch


def BasicBlock(c, f, stride=1):
    torch.save(torch.zeros(3), "/tmp/for_later.pt")
    raise ValueError("saved")
