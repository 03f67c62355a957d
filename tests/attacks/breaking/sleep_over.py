"""Sleeps until nobody waits any more.

status: timeout
seconds: 1
"""

import time


def relu(x):
    time.sleep(10**6)
