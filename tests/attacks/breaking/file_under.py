"""Writes a file smaller than the limit, and is right.

status: passed
"""

import numpy as np


def relu(x):
    with open("notes", "wb") as file:
        file.write(bytes(15 * 2**20))
    return np.maximum(x, 0)
