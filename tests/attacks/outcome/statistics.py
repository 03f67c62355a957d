"""Leaves batch normalization in training mode.

status: failed
says: Does batch normalization still use the statistics of the batch, as in training?
"""

import numpy as np


def scores(params, x):
    flat = x.reshape(len(x), -1)
    normal = (flat - flat.mean(axis=0)) / (flat.std(axis=0) + 1e-5)
    return normal @ np.linspace(-1, 1, 40).reshape(4, 10)
