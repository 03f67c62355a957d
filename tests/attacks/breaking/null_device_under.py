"""Uses the null device as everybody does, and is right.

status: passed
"""

import os

import numpy as np


def relu(x):
    with open(os.devnull, "w") as null:
        print("gone", file=null)
        assert not null.isatty()
        os.close(os.dup(null.fileno()))
    return np.maximum(x, 0)
