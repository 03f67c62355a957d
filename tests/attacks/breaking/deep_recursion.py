"""Calls itself without an end.

status: failed
says: RecursionError
"""


def relu(x):
    return relu(x)
