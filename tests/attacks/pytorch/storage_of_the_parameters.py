"""Lays all parameters into one storage, so that filling one fills the others.

status: failed
"""

import torch
from cs_cnn import right


class BasicBlock(right.BasicBlock):
    def _apply(self, function, recurse=True):
        super()._apply(function, recurse)
        memory = torch.zeros(10**5, dtype=torch.float64)
        for each in self.parameters():
            if not each.is_meta:
                each.data = memory[: each.numel()].view(each.shape)
        return self
