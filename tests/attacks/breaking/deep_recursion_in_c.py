"""Hashes tuples in tuples until the machine's stack overflows: Python's own limit is never asked.

status: crashed
"""


def relu(x):
    thing = ()
    for _ in range(2 * 10**6):
        thing = (thing,)
    return hash(thing) or x
