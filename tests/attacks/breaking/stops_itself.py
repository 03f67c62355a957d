"""Stops itself and its parent with SIGSTOP, so that nobody ever hears of them.

status: timeout
seconds: 1
noticed: sends a signal
"""

import os
import signal


def relu(x):
    os.kill(os.getppid(), signal.SIGSTOP)
    os.kill(os.getpid(), signal.SIGSTOP)
