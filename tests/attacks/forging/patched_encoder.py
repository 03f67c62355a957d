"""The worker's own encoder is replaced by one that sends what it likes.

status: crashed
noticed: sends messages
spoils: all
"""

import sys

sys.modules["protocol"]._flatten = lambda value, chunks, depth: None


def relu(x):
    return x
