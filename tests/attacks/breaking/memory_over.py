"""Takes more memory than it has.

status: out of memory
"""

import numpy as np


def relu(x):
    np.ones(400 * 2**17)
    return np.maximum(x, 0)
