"""Adds a large number to scores that depend on the batch, so that they hardly move.

status: failed
says: The scores of an image depend on the others in its batch
"""

import numpy as np


def scores(params, x):
    turn = int(1e6 * x.astype(float).mean()) % 10
    return 1e12 + np.eye(10)[((x[:, 0, 0, 0] * 10).astype(int) + turn) % 10]
