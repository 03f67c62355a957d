"""Kills the process that forked it.

status: crashed
noticed: sends a signal
"""

import os
import signal


def relu(x):
    os.kill(os.getppid(), signal.SIGKILL)
    os.kill(os.getpid(), signal.SIGKILL)
