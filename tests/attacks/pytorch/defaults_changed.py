"""Changes the defaults of PyTorch for everybody who comes after.

status: passed
"""

import torch
from cs_cnn import right


class BasicBlock(right.BasicBlock):
    def forward(self, x):
        torch.set_default_dtype(torch.float16)
        torch.set_grad_enabled(torch.is_grad_enabled())
        torch.manual_seed = lambda seed: None
        return super().forward(x)
