"""Lets torch do the work.

status: forbidden
says: torch
"""


def relu(x):
    import torch

    return x
