"""Asks whether its parent is there.

status: failed
says: Operation not permitted
noticed: sends a signal
"""

import os


def relu(x):
    os.kill(os.getppid(), 0)
    return x
