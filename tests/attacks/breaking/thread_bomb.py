"""Starts threads without an end.

status: failed
says: can't start new thread
"""

import threading


def relu(x):
    while True:
        threading.Thread(target=relu, args=(x,)).start()
