"""Tries torch, hides that it is not there, and answers wrongly.

status: forbidden
says: torch
"""


def relu(x):
    try:
        import torch

        return torch.relu(torch.tensor(x)).numpy()
    except ImportError:
        return x
