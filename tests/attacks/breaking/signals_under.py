"""Asks whether it is there, interrupts itself, and is right.

status: passed
noticed: sends a signal
"""

import os
import signal

import numpy as np


def relu(x):
    os.kill(os.getpid(), 0)
    signal.signal(signal.SIGUSR1, lambda number, frame: None)
    signal.raise_signal(signal.SIGUSR1)
    return np.maximum(x, 0)
