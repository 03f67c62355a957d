"""The same for longer than it has.

status: timeout
spoils: all
"""

import time

import numpy as np

started = time.process_time()
while time.process_time() - started < 3:
    pass


def relu(x):
    return np.maximum(x, 0)
