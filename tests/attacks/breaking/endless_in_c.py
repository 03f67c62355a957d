"""Loops inside of NumPy, where Python looks at no signal.

status: timeout
seconds: 1
"""

import numpy as np


def relu(x):
    big = np.ones((1500, 1500))
    while True:
        big = big @ big / 1500
