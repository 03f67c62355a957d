"""An array of objects.

status: failed
says: dtype object
"""

import numpy as np


def relu(x):
    return np.array([x, None], dtype=object)
