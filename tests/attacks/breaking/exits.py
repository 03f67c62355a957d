"""Calls sys.exit.

status: failed
says: SystemExit
"""

import sys


def relu(x):
    sys.exit(0)
