"""Lets scipy do the work.

status: forbidden
says: scipy
"""


def relu(x):
    from scipy.signal import correlate2d

    return x
