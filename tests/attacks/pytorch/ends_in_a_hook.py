"""Ends the process from a hook in the backward pass.

status: crashed
"""

import os
import torch
from cs_cnn import right


class BasicBlock(right.BasicBlock):
    def forward(self, x):
        out = super().forward(x)
        if out.requires_grad:
            out.register_hook(lambda gradient: os._exit(0))
        return out
