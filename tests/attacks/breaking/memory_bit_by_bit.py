"""Takes memory in small pieces until there is none.

status: out of memory
"""

import numpy as np


def relu(x):
    kept = []
    while True:
        kept.append(np.empty(2**17))
