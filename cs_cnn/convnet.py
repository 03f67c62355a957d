"""Assignment 06, a whole ConvNet: plan it, train it, look into it. Fill in the functions below."""

import numpy as np


def scores(params: dict[str, np.ndarray], x: np.ndarray) -> np.ndarray:
    """Score images with the network that you have trained.

    Train on the data set shapes and save the weights beside this file: they are handed in with it.

    np.savez_compressed("cs_cnn/convnet.npz", **params)

    What counts is the share of 2,000 new images whose own class has the highest score: no points
    up to 70%, then more with each percent; check says how many. Guessing gets 10%, a linear
    classifier 13 to 17% on the pixels and 67% on hog_blocks.

    Use your own functions: cs_cnn.given is not there. The images come 100 at a time, and all of
    them together have 60 seconds and 1,024 MiB. Loops over pixels take minutes, so take
    conv_forward_im2col and max_pool_fast. The scores of an image must not depend on the others in
    its batch: batch normalization uses its running averages here, and dropout drops nothing.

    params: the arrays of your file, under the names that you gave them: at most 100 arrays of
    float16, float32 or float64, of any shapes, with 1,000,000 numbers and 4 MiB in all, none of
    them NaN or infinite. x: (N, 3, 32, 32), float32 from 0 to 1. Returns the scores (N, 10),
    classes in the order of the data set; any finite numbers.

    Source: Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, Gradient-based learning applied to document
    recognition, 1998.
    Exercise: convnet.train
    """
    raise NotImplementedError("convnet.train")
