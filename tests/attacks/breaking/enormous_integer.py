"""An integer with a hundred million bits.

status: failed
says: an enormous integer
"""


def relu(x):
    return 1 << 10**8
