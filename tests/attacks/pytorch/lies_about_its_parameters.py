"""Shares a norm, and says through every method of its own that there are two.

status: failed
says: missing: 2 × vector (64,)
"""

import torch
from cs_cnn import right


class BasicBlock(right.BasicBlock):
    def __init__(self, c, f, stride=1):
        super().__init__(c, f, stride)
        self.second[1] = self.first[0][1]

    def named_parameters(self, *args, **kwargs):
        return right.BasicBlock(64, 64).named_parameters()

    def parameters(self, recurse=True):
        return iter(right.BasicBlock(64, 64).parameters())

    def modules(self):
        return right.BasicBlock(64, 64).modules()

    def state_dict(self, *args, **kwargs):
        return right.BasicBlock(64, 64).state_dict()
