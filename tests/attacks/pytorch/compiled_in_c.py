"""Compiles C++ with PyTorch's own tool.

status: failed
"""

import torch


def BasicBlock(c, f, stride=1):
    from torch.utils.cpp_extension import load_inline

    made = load_inline(
        "made", "torch::Tensor same(torch::Tensor x) { return x; }", functions="same"
    )
    return made.same
