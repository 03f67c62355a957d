"""Sends a message that is eight megabytes of brackets.

status: crashed
noticed: sends messages of its own
"""

import os
import stat


def pipe():
    """The worker's way to the judge: the highest of its pipes."""
    for number in range(20, 2, -1):
        try:
            if stat.S_ISFIFO(os.fstat(number).st_mode):
                return number
        except OSError:
            pass


def relu(x):
    header = b"[" * (8 * 2**20 - 1)
    data = len(header).to_bytes(4, "big") + bytes(4) + header
    while data:
        data = data[os.write(pipe(), data) :]
