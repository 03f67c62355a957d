"""Sends answers of its own whose printed text and message are as long as a frame may be.

status: crashed
noticed: sends messages of its own
"""

import os
import stat
import sys


def pipe():
    """The worker's way to the judge: the highest of its pipes."""
    for number in range(20, 2, -1):
        try:
            if stat.S_ISFIFO(os.fstat(number).st_mode):
                return number
        except OSError:
            pass


def send(message):
    data = sys.modules["protocol"].encode(message)
    while data:
        data = data[os.write(pipe(), data) :]


def relu(x):
    text = "<>" * 2**19
    error = {"type": text, "kinds": [text], "message": "", "frames": []}
    send({"raised": error, "changed": [], "printed": text})
    os._exit(0)
