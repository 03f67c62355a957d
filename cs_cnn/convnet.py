"""Assignment 06, a whole ConvNet: plan it, train it, look into it. Fill in the functions below.

Letters: N images in a batch, C channels, H W pixels, F filters, M units, K classes. Images are
(N, C, H, W), row 0 is the top row, column 0 the left one. Labels y are integers from 0 to K − 1.
Arrays of real numbers are float64. Yours may have another floating dtype that keeps enough digits,
but hold neither integers nor bools. Where integers are promised, any integer dtype will do. Every
function is pure: it returns new arrays and leaves its inputs as they were.

A network on paper is a list of layers, the first one first. Each layer is a tuple:

("conv", filters, kernel, stride, pad)    kernel × kernel windows, pad zeros on each of four sides
("pool", size, stride)                    the maximum of size × size windows, no padding
("relu",)                                 works in place: it keeps the shape and takes no room
("fc", units)                             fully connected to all its inputs, a volume is flattened

The input is one image, (C, H, W). Where a step does not fit, a layer behaves as in PyTorch: it
rounds down, and rows and columns left over at the end are not seen. Layers are counted from 0.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np


def parse(pattern: str, optional: bool = True) -> list[str]:
    """Write out the layers of a network that is described by a pattern.

    A pattern is a row of parts with an arrow -> between each and the next. A part is one of the
    words INPUT, CONV, RELU, POOL, FC, or a row in brackets [ ], inside of which there may be
    brackets again. Behind a closing bracket, *n repeats the row n times; *0 leaves it out. Behind a
    word, ? marks a layer that may be there or not. Between all these, but not inside a word, an
    arrow or a number, there may be spaces, tabs and newlines, or none.

    INPUT -> [[CONV -> RELU]*2 -> POOL?]*3 -> [FC -> RELU]*2 -> FC is a pattern.

    pattern: a string. optional: whether layers marked with ? are kept. Returns the words, layer by
    layer, INPUT among them.

    Raises ValueError, with a message that says the position in the pattern, where

    - a bracket is never closed: the position of that bracket,
    - a bracket is closed that was never opened: likewise,
    - an arrow is missing: the position of the word or bracket that should come behind one,
    - a word is unknown, also if it is marked or repeated 0 times: the position of its first letter.

    Positions count characters from 0, white space too. Patterns have no other mistakes, and no
    pattern has two.

    Source: A. Karpathy et al., CS231n, Convolutional neural networks, layer patterns,
    https://cs231n.github.io/convolutional-networks/
    Exercise: convnet.parse
    """
    raise NotImplementedError("convnet.parse")


def shapes(layers: Sequence[tuple], input: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Compute the shape of what each layer gives.

    A window of K pixels, at steps of S, on n pixels with P zeros at both ends, has
    floor((n + 2P − K) / S) + 1 places.

    layers: as above. input: (C, H, W). Returns one shape for each layer, the input not among them:
    (C, H, W), or (M,) behind a fully connected layer. Raises ValueError, with a message that says
    which layer it is, counted from 0, where a window is larger than its input with its zeros.

    Source: V. Dumoulin, F. Visin, A guide to convolution arithmetic for deep learning, 2016.
    Exercise: convnet.shapes
    """
    raise NotImplementedError("convnet.shapes")


def costs(layers: Sequence[tuple], input: tuple[int, ...]) -> list[tuple[int, int, int, int]]:
    """Count what each layer costs, for one image.

    numbers: how many its output holds; 0 for a ReLU, which works in place.
    weights, biases: what it learns. A filter sees all channels, and has one bias; so has a unit.
    multiply-adds: one for each weight that meets a number, padding included, so F·C·K·K at each
    place of a convolution, and one for each weight of a fully connected layer. Biases, maxima and
    ReLUs are not counted.

    VGG-16 on (3, 224, 224) has 15,087,080 numbers, 138,344,128 weights, 13,416 biases and
    15.47 G multiply-adds; with the image itself 15,237,608 numbers, 58.13 MiB in float32.

    layers: as above. input: (C, H, W). Returns (numbers, weights, biases, multiply-adds), integers,
    for each layer. Raises the ValueError of shapes.

    Source: K. Simonyan, A. Zisserman, Very deep convolutional networks for large-scale image
    recognition, 2015 (VGG-16 is their configuration D).
    Exercise: convnet.costs
    """
    raise NotImplementedError("convnet.costs")


def training_bytes(
    layers: Sequence[tuple], input: tuple[int, ...], batch: int, itemsize: int = 4, moments: int = 2
) -> int:
    """Compute how much memory a step of training takes.

    For each image of the batch: the numbers of all layers, as in costs, and a gradient for each of
    them. Once: every weight and bias, its gradient, and the optimizer's moments. The image itself
    is not counted, nor what a library needs to work.

    Three layers of 64 filters of 3×3 on (3, 224, 224), padded, take 73.5 MiB for the numbers of one
    image and their gradients.

    layers, input: as in costs. batch: images. itemsize: bytes of one number, 4 for float32.
    moments: arrays that the optimizer keeps for each parameter: 0 for plain gradient descent, 1 for
    momentum, 2 for Adam. Returns bytes, an integer.

    Source: A. Karpathy et al., CS231n, Convolutional neural networks, computational considerations,
    https://cs231n.github.io/convolutional-networks/
    Exercise: convnet.training_bytes
    """
    raise NotImplementedError("convnet.training_bytes")


def inference_bytes(layers: Sequence[tuple], input: tuple[int, ...], itemsize: int = 4) -> int:
    """Compute how much memory the volumes take if nothing is ever looked at again.

    While a layer works, its input and its output are there; all others can be forgotten. So it is
    the two neighbouring volumes that are largest together. The image is the first volume. A ReLU
    works in place and makes none. Weights and biases are not counted.

    VGG-16 needs 24.5 MiB for one image in float32; keeping every volume takes 58.1.

    layers, input: as in costs; at least one layer is no ReLU. itemsize: bytes of one number.
    Returns bytes, an integer.

    Source: A. Karpathy et al., CS231n, Convolutional neural networks, computational considerations,
    https://cs231n.github.io/convolutional-networks/
    Exercise: convnet.inference_bytes
    """
    raise NotImplementedError("convnet.inference_bytes")


def seen_by(layers: Sequence[tuple], i: int, j: int) -> tuple[int, int, int, int]:
    """Find the rows and columns of the image that one output depends on.

    Output (i, j) of a layer sees rows i·stride − pad to i·stride − pad + kernel − 1 of the layer's
    input, likewise columns; a ReLU's sees (i, j). What these see, in turn, lies in the image.

    layers: as above, conv, pool and relu alone. i, j: row and column of one output of the last
    layer. Returns (top, bottom, left, right), integers: rows from top up to, and without, bottom,
    likewise columns. They are not clipped, so they may begin below 0, in the padding, or end beyond
    the image. Raises ValueError for a fully connected layer, which has no rows and columns.

    Source: A. Araujo, W. Norris, J. Sim, Computing receptive fields of convolutional neural
    networks, Distill 2019, https://doi.org/10.23915/distill.00021
    Exercise: convnet.seen_by
    """
    raise NotImplementedError("convnet.seen_by")


def convnet_loss(
    params: dict[str, np.ndarray], x: np.ndarray, y: np.ndarray, lam: float
) -> tuple[float, dict[str, np.ndarray]]:
    """Compute the loss of a small ConvNet on a batch and the gradients of its parameters.

    conv, ReLU, max pool, fully connected, ReLU, fully connected:

    convolution with w1 and b1 at stride 1, with (k − 1)/2 zeros on each side; max pooling of 2×2
    windows at stride 2, rounded down; the volume flattened in the order channel, row, column;
    loss = softmax cross-entropy (mean over the batch) + lam (Σ w1² + Σ w2² + Σ w3²).

    Biases are not penalised. The gradient of the penalty is 2 lam w. With small weights the loss is
    log K at the start. Build it of your own functions of assignments 01 to 03, for example with
    ``from cs_cnn.pooling import max_pool_forward``.

    params: "w1" (F, C, k, k) with k odd, "b1" (F,), "w2" (F·(H // 2)·(W // 2), M), "b2" (M,),
    "w3" (M, K), "b3" (K,). x: (N, C, H, W). y: (N,). lam: the weight of the penalty. Returns the
    loss, one number, and a dict with the gradient of every parameter, under its name.

    Source: Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, Gradient-based learning applied to document
    recognition, 1998.
    Exercise: convnet.loss
    """
    raise NotImplementedError("convnet.loss")


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


def topk_error(scores: np.ndarray, y: np.ndarray, k: int) -> float:
    """Measure how often the right class is not among the k highest scores.

    An image counts as an error if k or more other classes score at least as high as the right one:
    ties are not in your favour. ILSVRC, with 1000 classes, counts the top-5 error.

    scores: (N, K), finite. y: (N,). k: from 1 to K. Returns the share of errors, from 0 to 1.

    Source: O. Russakovsky et al., ImageNet large scale visual recognition challenge, 2015.
    Exercise: convnet.topk_error
    """
    raise NotImplementedError("convnet.topk_error")


def confusion(scores: np.ndarray, y: np.ndarray, classes: int) -> np.ndarray:
    """Count which class is taken for which.

    An image is taken for the class with its highest score, of equal scores the first.

    scores: (N, K), finite. y: (N,). classes: K. Returns (K, K), integers: out[t, p] is the number
    of images of class t that are taken for class p. Rows are the truth.

    Source: K. Pearson, On the theory of contingency, 1904 (tables of two classifications).
    Exercise: convnet.confusion
    """
    raise NotImplementedError("convnet.confusion")


def saliency(network: Any, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Find the pixels that a class score depends on most.

    out[n, i, j] = max over c of |∂ scores[n, y[n]] / ∂ x[n, c, i, j]|. It is the slope of the score
    itself, before any softmax.

    network: has ``forward(x)``, which takes images (N, C, H, W) and returns scores (N, K), and
    ``backward(dscores)``, which takes dL/dscores (N, K) for the images of the last call of forward
    and returns dL/dx. x: (N, C, H, W). y: (N,), the class that is asked about. Returns (N, H, W).

    Source: K. Simonyan, A. Vedaldi, A. Zisserman, Deep inside convolutional networks, 2013.
    Exercise: convnet.saliency
    """
    raise NotImplementedError("convnet.saliency")


def occlusion(
    scores: Callable[[np.ndarray], np.ndarray],
    x: np.ndarray,
    y: int,
    size: int,
    stride: int,
    fill: float,
) -> np.ndarray:
    """Cover the image with a square, place after place, and watch the score of a class.

    out[i, j] is the score of class y for the image whose rows from i·stride to i·stride + size − 1,
    and columns from j·stride to j·stride + size − 1, hold fill in all channels. There is one place
    for each such square that fits: (H − size) // stride + 1 rows of them, likewise columns. Where
    the score falls, the network has seen something of the class.

    scores: a function that takes images (N, C, H, W), any number at a time, and returns (N, K).
    x: one image, (C, H, W). y: a class. size: pixels along the square's side. stride: pixels from
    one place to the next. fill: what covers the image. Returns (HO, WO).

    Source: M. Zeiler, R. Fergus, Visualizing and understanding convolutional networks, 2013.
    Exercise: convnet.occlusion
    """
    raise NotImplementedError("convnet.occlusion")


def ascend(network: Any, x: np.ndarray, y: int, lr: float, lam: float, steps: int) -> np.ndarray:
    """Change an image step by step so that the score of a class rises.

    Each step adds lr · (∂ scores[0, y] / ∂ x − 2 lam x): uphill on the score itself, before any
    softmax, less lam Σ x², which keeps the image from growing without end.

    network: has forward and backward, as in saliency. x: (1, C, H, W), the image to begin with.
    y: a class. lr: the size of a step. lam: the weight of the penalty. steps: how many. Returns
    the image (1, C, H, W).

    Source: K. Simonyan, A. Vedaldi, A. Zisserman, Deep inside convolutional networks, 2013.
    Exercise: convnet.ascend
    """
    raise NotImplementedError("convnet.ascend")


def fc_to_conv(w: np.ndarray, c: int, h: int, w_in: int) -> np.ndarray:
    """Turn the weights of a fully connected layer into the filters of a convolution.

    On one volume (C, H, W), flattened, x @ w gives the same M numbers as these filters do, at their
    only place. On a larger volume the convolution slides the whole layer over it: VGG-16's first
    one, 4096 units on 512×7×7, gives 6×6 places on 512×12×12, each what the layer says of its
    window.

    w: (C·H·W, M), its rows in the order channel, row, column. c, h, w_in: C, H and W. Returns
    (M, C, H, W).

    Source: P. Sermanet et al., OverFeat, 2014. J. Long, E. Shelhamer, T. Darrell, Fully
    convolutional networks for semantic segmentation, 2015.
    Exercise: convnet.fc_to_conv
    """
    raise NotImplementedError("convnet.fc_to_conv")


def interleave(maps: Sequence[Sequence[np.ndarray]]) -> np.ndarray:
    """Put four coarse maps together to one that is twice as fine.

    A network of stride 32 is run four times: on the image, on the image moved by 16 pixels to the
    left, up, and both. maps[dy][dx] comes of the image moved up by 16·dy pixels and left by 16·dx.
    Its value at (i, j) belongs to the place (2i + dy, 2j + dx) of a network of stride 16: maps of
    6×6, 6×5, 5×6 and 5×5 values give 11×11.

    maps: 2×2 arrays (…, H, W), in lists or tuples. Those in maps[1] have as many rows as those in
    maps[0] or one less, likewise the columns of maps[0][1], maps[1][1]. The axes before them are
    the same for all, and there may be any number of them. Returns one array with the sums of their
    rows and of their columns.

    Source: P. Sermanet et al., OverFeat, 2014. J. Long, E. Shelhamer, T. Darrell, Fully
    convolutional networks for semantic segmentation, 2015 (shift and stitch).
    Exercise: convnet.interleave
    """
    raise NotImplementedError("convnet.interleave")
