"""Leaves what it saw in the flags, the signal, the owner and the lock of the standard streams.

status: failed
"""

import fcntl
import os

import numpy as np

from cs_cnn import right

F_SETSIG, FLAGS = 10, os.O_APPEND | os.O_NONBLOCK


def attempt(call, *arguments):
    try:
        call(*arguments)
        print("STOLEN")
    except PermissionError:
        pass


def relu(x):
    for stream in (0, 1, 2):
        attempt(fcntl.fcntl, stream, fcntl.F_SETFL, FLAGS)
        attempt(fcntl.fcntl, stream, F_SETSIG, 12)
        attempt(fcntl.fcntl, stream, fcntl.F_SETOWN, os.getpid())
        attempt(fcntl.flock, stream, fcntl.LOCK_EX)
        attempt(fcntl.lockf, stream, fcntl.LOCK_EX)
        attempt(os.set_blocking, stream, False)
    return np.abs(x)


def relu_backward(dout, x):
    for stream in (0, 1, 2):
        if fcntl.fcntl(stream, fcntl.F_GETFL) & FLAGS:
            print("STOLEN")
    return right.relu_backward(dout, x)
