"""A module that contains itself, and a new one whenever somebody looks.

status: failed
"""

import torch
from cs_cnn import right


class Endless(dict):
    def values(self):
        return iter([torch.nn.Identity() for _ in range(3)])


class BasicBlock(right.BasicBlock):
    def __init__(self, c, f, stride=1):
        super().__init__(c, f, stride)
        self.first.add_module("me", self)
        self.__dict__["_modules"] = Endless(self._modules)
