"""Has the worker measure a module of its own choice: one without any layers.

status: failed
"""

import modules
import parameters as of_modules
import torch


class BasicBlock(torch.nn.Module):
    def __init__(self, c, f, stride=1):
        super().__init__()
        self.channels = f
        of_modules.fill = lambda module, seed: []
        modules.LOOKS.update(dict.fromkeys(modules.LOOKS, lambda build, inputs: {
            "parameters": {}, "shape": (1, 64, 56, 56), "channels": f, "output": torch.ones(3),
            "again": 0, "other": 0, "left behind": [], "steps": {}, "dx": [], "lengths": {},
            "in training": 0, "dropout": [], "dropped": None, "evaluated": 0, "after": 0,
        }))  # fmt: skip
