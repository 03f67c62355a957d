"""Sends a message that is eight megabytes of brackets.

status: crashed
noticed: sends messages of its own
"""

import os


def pipe():
    """The worker's way to the judge: the highest of its pipes."""
    for number in range(20, 2, -1):
        try:
            if os.readlink(f"/proc/self/fd/{number}").startswith("pipe"):
                return number
        except OSError:
            pass


def relu(x):
    header = b"[" * (8 * 2**20 - 1)
    data = len(header).to_bytes(4, "big") + bytes(4) + header
    while data:
        data = data[os.write(pipe(), data) :]
