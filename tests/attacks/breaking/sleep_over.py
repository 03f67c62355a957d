"""Sleeps until nobody waits any more.

status: timeout
"""

import time


def relu(x):
    time.sleep(10**6)
