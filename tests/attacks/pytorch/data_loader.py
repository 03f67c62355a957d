"""Starts processes to load data.

status: failed
"""

import torch


def BasicBlock(c, f, stride=1):
    data = torch.utils.data.TensorDataset(torch.zeros(4, 3))
    list(torch.utils.data.DataLoader(data, num_workers=2))
    raise ValueError("loaded")
