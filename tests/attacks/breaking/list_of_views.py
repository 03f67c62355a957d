"""The same view ten thousand times in a list.

status: failed
says: too much to send
"""

import numpy as np


def relu(x):
    return [np.broadcast_to(1.0, (1000, 1000))] * 10_000
