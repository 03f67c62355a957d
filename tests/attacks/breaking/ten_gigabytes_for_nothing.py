"""A broadcast view that claims ten gigabytes and costs eight bytes.

status: failed
says: GiB
"""

import numpy as np


def relu(x):
    return np.broadcast_to(1.0, (40_000, 32_000))
