"""Starts timers and queues signals, which count against all that the user runs.

status: failed
says: refused at 0
noticed: calls C code
"""

import ctypes


def relu(x):
    libc = ctypes.CDLL(None)
    started = 0
    while libc.timer_create(1, None, ctypes.byref(ctypes.c_void_p())) == 0:
        started += 1
    raise OSError(f"refused at {started}")
