"""Leaves a hook behind that doubles what every module in the process gives.

status: failed
"""

import torch
from cs_cnn import right


class BasicBlock(right.BasicBlock):
    def __init__(self, c, f, stride=1):
        super().__init__(c, f, stride)
        torch.nn.modules.module.register_module_forward_hook(lambda module, given, out: 2 * out)
