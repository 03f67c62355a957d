"""Reads from address 0.

status: crashed
noticed: calls C code
"""

import ctypes


def relu(x):
    return ctypes.string_at(0)
