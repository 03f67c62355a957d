"""Writes a file larger than the limit.

status: failed
says: OSError
"""

import numpy as np


def relu(x):
    with open("notes", "wb") as file:
        file.write(bytes(17 * 2**20))
    return np.maximum(x, 0)
