"""Model solutions of assignment 06, a whole ConvNet."""

import numpy as np

from cs_cnn.backprop import affine_forward, relu
from cs_cnn.conv import conv_forward_im2col
from cs_cnn.pooling import max_pool_fast


def scores(params: dict[str, np.ndarray], x: np.ndarray) -> np.ndarray:
    """Three times convolution, ReLU and pooling, then two affine layers."""
    weights = {name: array.astype(np.float32) for name, array in params.items()}
    out = x
    for w, b in (("w1", "b1"), ("w2", "b2"), ("w3", "b3")):
        out = conv_forward_im2col(out, weights[w], weights[b], pad=weights[w].shape[-1] // 2)
        out = max_pool_fast(relu(out), 2, 2)
    hidden = relu(affine_forward(out.reshape(len(x), -1), weights["w4"], weights["b4"]))
    return affine_forward(hidden, weights["w5"], weights["b5"])
