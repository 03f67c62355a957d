"""Replaces the worker by another program with exec.

status: failed
says: PermissionError
noticed: starts a process
"""

import os


def relu(x):
    os.execv("/usr/bin/env", ["env"])
