"""Loads a shared object as a library of operators.

status: failed
noticed: calls C code
"""

import torch


def BasicBlock(c, f, stride=1):
    torch.ops.load_library("/lib/x86_64-linux-gnu/libc.so.6")
    raise ValueError("loaded")
