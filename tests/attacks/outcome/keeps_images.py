"""Compares images with all those of earlier calls.

status: failed
says: kept from one call to the next
"""

import numpy as np

SEEN = []


def scores(params, x):
    SEEN.extend(x.reshape(len(x), -1))
    flat = x.reshape(len(x), -1) - np.mean(SEEN, axis=0)
    return flat @ np.linspace(-1, 1, 40).reshape(4, 10)
