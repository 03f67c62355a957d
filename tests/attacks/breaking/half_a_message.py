"""Sends half a message and keeps the judge waiting for the other half.

status: timeout
"""

import os
import sys


def pipe():
    """The worker's way to the judge: the highest of its pipes."""
    for number in range(20, 2, -1):
        try:
            if os.readlink(f"/proc/self/fd/{number}").startswith("pipe"):
                return number
        except OSError:
            pass


def send(message):
    data = sys.modules["protocol"].encode(message)
    while data:
        data = data[os.write(pipe(), data) :]


import time


def relu(x):
    os.write(pipe(), b"\0\0\1\0\0\0\0\0{")
    time.sleep(1000)
