"""Leaves a mode on that turns every result into zeros.

status: timeout
seconds: 3
"""

import torch
from cs_cnn import right
from torch.utils._python_dispatch import TorchDispatchMode


class Zeros(TorchDispatchMode):
    def __torch_dispatch__(self, function, types, args=(), kwargs=None):
        out = function(*args, **(kwargs or {}))
        return out.zero_() if isinstance(out, torch.Tensor) and not out.is_meta else out


class BasicBlock(right.BasicBlock):
    def __init__(self, c, f, stride=1):
        super().__init__(c, f, stride)
        Zeros().__enter__()
