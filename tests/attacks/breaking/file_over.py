"""Writes one byte into its own folder, where one file could become many.

status: failed
says: Read-only file system
"""

import numpy as np


def relu(x):
    with open("notes", "wb") as file:
        file.write(b"1")
    return np.maximum(x, 0)
