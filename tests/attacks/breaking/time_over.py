"""Computes for longer than it may.

status: timeout
seconds: 2
spoils: all
"""

import time

import numpy as np

started = time.process_time()
while time.process_time() - started < 6:
    pass


def relu(x):
    return np.maximum(x, 0)
