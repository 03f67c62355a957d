"""A detached process that keeps the pipe open and writes an answer later.

status: failed
noticed: starts a process
"""

import os
import time


def relu(x):
    if os.fork() == 0:
        os.setsid()
        time.sleep(60)
        os._exit(0)
    return x
