"""Unpickles bytes that hold a call instead of data.

status: failed
noticed: reads a pickle
"""

import pickle

CALL = b"cbuiltins\neval\n(S'__import__(\"os\").getpid()'\ntR."


def relu(x):
    return pickle.loads(CALL)
