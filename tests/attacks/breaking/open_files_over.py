"""Opens more files than it may.

status: failed
says: Too many open files
"""

import os

import numpy as np


def relu(x):
    ends = [end for _ in range(40) for end in os.pipe()]
    return np.maximum(x, 0) + 0 * len(ends)
