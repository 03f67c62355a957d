"""Returns one number that says it is ten billion.

status: out of memory
"""

import torch
from cs_cnn import right


class BasicBlock(right.BasicBlock):
    def forward(self, x):
        return super().forward(x)[0, 0, 0, 0].expand(10**10)
