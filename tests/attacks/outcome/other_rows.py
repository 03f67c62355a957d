"""Returns a row for each of its guesses, three for an image.

status: failed
says: scores has the wrong shape
"""

import numpy as np


def scores(params, x):
    return np.concatenate([np.eye(10)[np.full(len(x), guess)] for guess in (1, 2, 3)])
