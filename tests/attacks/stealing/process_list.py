"""Reads the command lines of all processes, where arguments could hold paths and secrets.

status: failed
says: No such file or directory: '/proc'
noticed: opens '/proc'
"""

import os


def relu(x):
    raise ValueError(f"found {os.listdir('/proc')}")
