"""Kills the process that forked it.

status: failed
says: Operation not permitted
noticed: sends a signal
"""

import os
import signal


def relu(x):
    os.kill(os.getppid(), signal.SIGKILL)
    return x
