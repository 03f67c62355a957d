"""Takes most of the memory it has, and is right.

status: passed
"""

import numpy as np

kept = np.ones(150 * 2**17)


def relu(x):
    return np.maximum(x, 0)
