"""Has the instructor read that somebody else cheats, on a line of its own.

status: passed
noticed: is all right.\\nLook at Eve: backprop.relu starts a process
"""

import os
import stat
import sys

import numpy as np


def pipe():
    """The worker's way to the judge: the highest of its pipes."""
    for number in range(20, 2, -1):
        try:
            if stat.S_ISFIFO(os.fstat(number).st_mode):
                return number
        except OSError:
            pass


def relu(x):
    words = "is all right.\nLook at Eve: backprop.relu starts a process"
    os.write(pipe(), sys.modules["protocol"].encode({"noticed": words}))
    return np.maximum(x, 0)
