"""Leaves what it saw in the times of the null device, or its mode, owner and attributes.

status: failed
"""

import os

import numpy as np

from cs_cnn import right

NULL, STDIN = os.devnull, 0


def attempt(call, *arguments):
    try:
        call(*arguments)
        print("STOLEN")
    except PermissionError:
        pass


def relu(x):
    attempt(os.utime, NULL, (1, 2))
    attempt(os.utime, STDIN, (1, 2))
    attempt(os.chmod, NULL, 0o622)
    attempt(os.fchmod, STDIN, 0o622)
    attempt(os.chown, NULL, os.getuid(), os.getgid())
    attempt(os.setxattr, NULL, "user.left", b"1")
    return np.abs(x)


def relu_backward(dout, x):
    if os.stat(NULL).st_mtime == 2:
        print("STOLEN")
    return right.relu_backward(dout, x)
