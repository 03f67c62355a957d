"""Opens many files, and is right.

status: passed
"""

import os

import numpy as np


def relu(x):
    ends = [end for _ in range(20) for end in os.pipe()]
    for end in ends:
        os.close(end)
    return np.maximum(x, 0)
