"""Assignment 03: pooling. Fill in the functions below.

Letters: N images in a batch, C channels, H W pixels, KH KW the window's sides, HO WO the
output's, each 1 or more. Images are (N, C, H, W). size is the window's side in pixels, one number
for a square window or a pair (KH, KW): ``kh, kw = np.broadcast_to(size, 2)`` takes both. stride is
the step from one window to the next, in pixels, the same in both directions. There is no padding,
and every channel is pooled on its own. Arrays of real numbers are float64. Yours may have another
floating dtype that keeps enough digits, but hold neither integers nor bools. Where integers are
promised, any integer dtype will do. Every function is pure: it returns new arrays and leaves its
inputs as they were. In a backward function dout is dL/dout.

Where the step does not fit, the layers behave as in PyTorch: HO = floor((H − KH) / stride) + 1,
likewise WO, and rows and columns left over at the end are not seen. Only ``output_size`` is
strict about it, and ``max_pool_ceil`` rounds up.
"""

import numpy as np


def output_size(n: int, f: int, stride: int) -> int:
    """Count the positions of a pooling window along one side of an image.

    (n − f) / stride + 1.

    n: pixels along the side. f: pixels along the window's side. stride: pixels from one
    window to the next. Returns an int. Raises ValueError, with the three numbers in its
    message, where the division leaves a remainder or the window is larger than the side.

    Source: V. Dumoulin, F. Visin, A guide to convolution arithmetic for deep learning,
    2016, section 3, https://arxiv.org/abs/1603.07285
    Exercise: pooling.output_size
    """
    raise NotImplementedError("pooling.output_size")


def max_pool_forward(
    x: np.ndarray, size: int | tuple[int, int], stride: int
) -> tuple[np.ndarray, np.ndarray]:
    """Keep the largest pixel of every window, and remember where it was.

    out[n, c, i, j] = max over u < KH, v < KW of x[n, c, i·stride + u, j·stride + v], and
    switches[n, c, i, j] = row·W + column of that pixel: its place in the flattened H×W
    plane. Of equal pixels the first in row order counts. A NaN in the window is its
    maximum.

    x: (N, C, H, W). size: KH = KW, or (KH, KW). stride: pixels; windows overlap where it
    is smaller than size. Returns out (N, C, HO, WO) and switches (N, C, HO, WO), integers, as
    torch.nn.functional.max_pool2d with return_indices.

    Source: M. Ranzato, F. Huang, Y. Boureau, Y. LeCun, Unsupervised learning of invariant
    feature hierarchies with applications to object recognition, 2007.
    Exercise: pooling.max_forward
    """
    raise NotImplementedError("pooling.max_forward")


def max_pool_backward(
    dout: np.ndarray, switches: np.ndarray, x_shape: tuple[int, int, int, int]
) -> np.ndarray:
    """Send every gradient back to the one pixel that was the maximum.

    dx[n, c, row, column] = Σ dout[n, c, i, j] over all windows (i, j) whose switch is
    row·W + column. All other pixels get 0.

    dout: (N, C, HO, WO). switches: (N, C, HO, WO), int64, from max_pool_forward. x_shape:
    (N, C, H, W). Returns dx (N, C, H, W).

    Source: D. Scherer, A. Müller, S. Behnke, Evaluation of pooling operations in
    convolutional architectures for object recognition, 2010.
    Exercise: pooling.max_backward
    """
    raise NotImplementedError("pooling.max_backward")


def max_pool_ceil(x: np.ndarray, size: int | tuple[int, int], stride: int) -> np.ndarray:
    """Keep the largest pixel of every window, partial windows at the far border included.

    As max_pool_forward with sizes rounded up: where rows are left over at the end, one
    more window takes them in, with those of its pixels that lie on the image.
    HO = ceil((H − KH) / stride) + 1, one less where that window would start beyond the
    last row; likewise WO. (Caffe's rounding; ceil_mode in PyTorch.)

    x: (N, C, H, W), with H at least KH and W at least KW. size: KH = KW, or (KH, KW).
    stride: pixels. Returns out (N, C, HO, WO).

    Source: Y. Jia et al., Caffe: convolutional architecture for fast feature embedding,
    2014, https://arxiv.org/abs/1408.5093
    Exercise: pooling.max_ceil
    """
    raise NotImplementedError("pooling.max_ceil")


def max_pool_fast(x: np.ndarray, size: int | tuple[int, int], stride: int) -> np.ndarray:
    """Keep the largest pixel of every window, without a Python loop over pixels or windows.

    Half of the points are for speed: the check times your function against four nested
    loops; 2.8 times as fast is enough.

    x: (N, C, H, W). size: KH = KW, or (KH, KW). stride: pixels; windows may overlap.
    Returns out (N, C, HO, WO), the first output of max_pool_forward.

    Source: C. R. Harris et al., Array programming with NumPy, Nature 585, 2020 (strided
    views).
    Exercise: pooling.max_fast
    """
    raise NotImplementedError("pooling.max_fast")


def average_pool_forward(x: np.ndarray, size: int | tuple[int, int], stride: int) -> np.ndarray:
    """Average over every window.

    out[n, c, i, j] = 1/(KH·KW) Σ_uv x[n, c, i·stride + u, j·stride + v].

    x: (N, C, H, W). size: KH = KW, or (KH, KW). stride: pixels. Returns (N, C, HO, WO).

    Source: Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, Gradient-based learning applied to
    document recognition, 1998 (there with a learned factor and bias).
    Exercise: pooling.average_forward
    """
    raise NotImplementedError("pooling.average_forward")


def average_pool_backward(
    dout: np.ndarray,
    x_shape: tuple[int, int, int, int],
    size: int | tuple[int, int],
    stride: int,
) -> np.ndarray:
    """Spread every gradient evenly over the pixels of its window.

    A pixel in several windows adds up what it gets from each; one in none gets 0.

    dout: (N, C, HO, WO). x_shape: (N, C, H, W). size, stride: as in average_pool_forward.
    Returns dx (N, C, H, W).

    Source: Y. LeCun et al., 1998.
    Exercise: pooling.average_backward
    """
    raise NotImplementedError("pooling.average_backward")


def l2_pool_forward(x: np.ndarray, size: int | tuple[int, int], stride: int) -> np.ndarray:
    """Take the length of every window, read as one vector.

    out[n, c, i, j] = sqrt(Σ_uv x[n, c, i·stride + u, j·stride + v]²). A sum, not a mean.

    x: (N, C, H, W). size: KH = KW, or (KH, KW). stride: pixels. Returns (N, C, HO, WO).

    Source: Y. Boureau, J. Ponce, Y. LeCun, A theoretical analysis of feature pooling in
    visual recognition, 2010.
    Exercise: pooling.l2_forward
    """
    raise NotImplementedError("pooling.l2_forward")


def l2_pool_backward(
    dout: np.ndarray, x: np.ndarray, size: int | tuple[int, int], stride: int
) -> np.ndarray:
    """Compute the gradient of l2_pool_forward with respect to its input.

    Differentiate the root for one pixel of a window. A pixel in several windows adds up
    what it gets from each. A window of zeros, where the root has no slope, gives 0; every
    other one gives its slopes, however small its pixels.

    dout: (N, C, HO, WO). x: (N, C, H, W). size, stride: as in l2_pool_forward. Returns dx
    (N, C, H, W).

    Source: Y. Boureau, J. Ponce, Y. LeCun, 2010.
    Exercise: pooling.l2_backward
    """
    raise NotImplementedError("pooling.l2_backward")


def global_average_pool(x: np.ndarray) -> np.ndarray:
    """Average every channel over the whole image: one number a channel.

    out[n, c] = 1/(H·W) Σ_ij x[n, c, i, j].

    x: (N, C, H, W). Returns (N, C), where PyTorch's AdaptiveAvgPool2d(1) keeps
    (N, C, 1, 1).

    Source: M. Lin, Q. Chen, S. Yan, Network in network, 2013,
    https://arxiv.org/abs/1312.4400
    Exercise: pooling.global_average
    """
    raise NotImplementedError("pooling.global_average")


def global_average_pool_backward(
    dout: np.ndarray, x_shape: tuple[int, int, int, int]
) -> np.ndarray:
    """Compute the gradient of global_average_pool with respect to its input.

    dout: (N, C). x_shape: (N, C, H, W). Returns dx (N, C, H, W).

    Source: M. Lin, Q. Chen, S. Yan, 2013, https://arxiv.org/abs/1312.4400
    Exercise: pooling.global_average_backward
    """
    raise NotImplementedError("pooling.global_average_backward")


def average_as_conv(c: int, size: int | tuple[int, int]) -> np.ndarray:
    """Build the filters that make a convolution layer the same as average pooling.

    conv_forward(x, w, zeros, stride) with these weights w gives
    average_pool_forward(x, size, stride): every channel is averaged and none is mixed
    with another.

    c: C, channels. size: KH = KW, or (KH, KW). Returns (C, C, KH, KW).

    Source: J. Springenberg, A. Dosovitskiy, T. Brox, M. Riedmiller, Striving for
    simplicity: the all convolutional net, 2014, https://arxiv.org/abs/1412.6806
    Exercise: pooling.average_as_conv
    """
    raise NotImplementedError("pooling.average_as_conv")


def max_unpool(
    y: np.ndarray, switches: np.ndarray, x_shape: tuple[int, int, int, int]
) -> np.ndarray:
    """Put every value back where its maximum was; everything else is 0.

    out[n, c, row, column] = y[n, c, i, j] where switches[n, c, i, j] = row·W + column. A
    place that several switches name gets the value once, not a sum: unlike
    max_pool_backward this rebuilds a picture.

    y: (N, C, HO, WO). switches: (N, C, HO, WO), int64, from max_pool_forward. x_shape:
    (N, C, H, W). Returns (N, C, H, W). Where several switches name one place, y has the
    same value there.

    Source: M. Zeiler, R. Fergus, Visualizing and understanding convolutional networks,
    2013, https://arxiv.org/abs/1311.2901
    Exercise: pooling.unpool
    """
    raise NotImplementedError("pooling.unpool")
