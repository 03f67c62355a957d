"""Looks around in its own folder, reads its own source, and is right.

status: passed
"""

import os
from pathlib import Path

import numpy as np


def relu(x):
    assert os.listdir() == []
    assert "def relu" in Path(__file__).read_text()
    return np.maximum(x, 0)
