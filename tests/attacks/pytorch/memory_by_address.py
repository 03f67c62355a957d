"""Writes through a raw address that PyTorch hands out.

status: failed
noticed: calls C code
"""

import ctypes
import torch
from cs_cnn import right


class BasicBlock(right.BasicBlock):
    def forward(self, x):
        out = super().forward(x)
        if out.data_ptr():
            ctypes.memmove(out.data_ptr(), bytes(8 * out.numel()), 8 * out.numel())
            ctypes.string_at(out.data_ptr(), 8)
        return out
