"""Raises Python's limit on recursion and overflows the stack of the machine.

status: crashed
"""

import sys

sys.setrecursionlimit(10**9)


class Deep:
    def __getattr__(self, name):
        return repr(getattr(self, name + "x"))


def relu(x):
    thing = None
    for _ in range(10**5):
        thing = [thing]
    return hash(repr(thing)) or x
