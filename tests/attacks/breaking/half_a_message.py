"""Sends half a message and keeps the judge waiting for the other half.

status: timeout
seconds: 1
"""

import os
import stat
import time


def pipe():
    """The worker's way to the judge: the highest of its pipes."""
    for number in range(20, 2, -1):
        try:
            if stat.S_ISFIFO(os.fstat(number).st_mode):
                return number
        except OSError:
            pass


def relu(x):
    os.write(pipe(), b"\0\0\1\0\0\0\0\0{")
    time.sleep(1000)
