"""Computes for a part of the time that it may, and is right.

status: passed
seconds: 2
"""

import time

import numpy as np

started = time.process_time()
while time.process_time() - started < 0.5:
    pass


def relu(x):
    return np.maximum(x, 0)
