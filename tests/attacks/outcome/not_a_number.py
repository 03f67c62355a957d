"""Gives every class a score that is larger than no other.

status: failed
says: scores holds NaN or infinite values
"""

import numpy as np


def scores(params, x):
    return np.full((len(x), 10), np.nan)
