"""Fetches a network from the internet.

status: failed
"""

import torch


def BasicBlock(c, f, stride=1):
    return torch.hub.load("pytorch/vision", "resnet18").layer1[0]
