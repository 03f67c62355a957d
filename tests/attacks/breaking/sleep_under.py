"""Sleeps a little, which costs no CPU time, and is right.

status: passed
seconds: 1
"""

import time

import numpy as np

time.sleep(0.5)


def relu(x):
    return np.maximum(x, 0)
