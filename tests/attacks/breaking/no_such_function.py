"""Deletes its own function once it is imported.

status: failed
says: There is no `relu`
"""


def relu(x):
    return x


del relu
