"""Stops its parent, if it may, and itself with SIGSTOP, so that nobody ever hears of them.

status: timeout
seconds: 1
noticed: sends a signal
"""

import os
import signal


def relu(x):
    for process in (os.getppid(), os.getpid()):
        try:
            os.kill(process, signal.SIGSTOP)
        except PermissionError:
            pass
