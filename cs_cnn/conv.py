"""Assignment 02: convolution. Fill in the functions below.

Letters: N images in a batch, C channels, H W pixels, F filters, KH KW the filters' sides, HO WO
the output's, each 1 or more. Images are (N, C, H, W) and filters (F, C, KH, KW). pad is the number
of rows and columns of zeros on each of the four sides, stride the step from one window to the next,
in pixels, the same in both directions. Arrays of real numbers are float64. Yours may have another
floating dtype that keeps enough digits, but hold neither integers nor bools. Where integers are
promised, any integer dtype will do. Every function is pure: it returns new arrays and leaves its
inputs as they were. In a backward function dout is dL/dout, and every gradient it returns has the
shape of its input.

Where the step does not fit, the layers behave as in PyTorch: HO = floor((H + 2 pad − KH) /
stride) + 1, likewise WO, and rows and columns left over at the end are not seen. Only
``output_size`` is strict about it.
"""

from collections.abc import Sequence

import numpy as np


def cross_correlate2d(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """Slide a kernel over an image; at each place sum up the products of what meets.

    out[i, j] = Σ_ab image[i + a, j + b] kernel[a, b], wherever the kernel lies entirely
    on the image ('valid'). This is what a conv layer computes.

    image: (H, W). kernel: (KH, KW), not larger than the image. Returns
    (H − KH + 1, W − KW + 1).

    Source: V. Dumoulin, F. Visin, 2016, https://arxiv.org/abs/1603.07285
    Exercise: conv.cross_correlate
    """
    raise NotImplementedError("conv.cross_correlate")


def convolve2d(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """Convolve as in signal processing: the kernel runs backwards in both directions.

    out[i, j] = Σ_ab image[i + KH − 1 − a, j + KW − 1 − b] kernel[a, b], wherever the
    kernel lies entirely on the image ('valid'; scipy.signal.convolve2d returns more by
    default). Conv layers do not flip: they cross-correlate.

    image: (H, W). kernel: (KH, KW), not larger than the image. Returns
    (H − KH + 1, W − KW + 1).

    Source: I. Goodfellow, Y. Bengio, A. Courville, Deep Learning, 2016, section 9.1.
    Exercise: conv.convolve
    """
    raise NotImplementedError("conv.convolve")


def output_size(n: int, f: int, stride: int = 1, pad: int = 0) -> int:
    """Count the positions of a window along one side of an image.

    (n − f + 2 pad) / stride + 1.

    n: pixels along the side. f: pixels along the window's side. stride: pixels from one
    window to the next. pad: zeros added at each of the two ends. Returns an int.
    Raises ValueError, with the four numbers in its message, where the division leaves a
    remainder or the window is larger than the padded side. (Torch, Caffe and PyTorch
    round down instead.)

    Source: V. Dumoulin, F. Visin, A guide to convolution arithmetic for deep learning,
    2016, https://arxiv.org/abs/1603.07285
    Exercise: conv.output_size
    """
    raise NotImplementedError("conv.output_size")


def pad2d(x: np.ndarray, pad: int) -> np.ndarray:
    """Put a border of zeros around every image.

    x: (…, H, W) with any number of axes in front. pad: rows and columns on each of the
    four sides, 0 or more. Returns (…, H + 2 pad, W + 2 pad).

    Source: V. Dumoulin, F. Visin, 2016, https://arxiv.org/abs/1603.07285
    Exercise: conv.pad
    """
    raise NotImplementedError("conv.pad")


def parameter_count(f: int, c: int, kh: int, kw: int) -> int:
    """Count what a convolution layer learns: weights and biases.

    Every filter has one weight for each channel and each place of its window, and one bias.

    f: filters. c: channels of the input. kh, kw: rows and columns of a filter. Returns
    an int.

    Source: A. Krizhevsky, I. Sutskever, G. Hinton, ImageNet classification with deep
    convolutional neural networks, 2012.
    Exercise: conv.parameter_count
    """
    raise NotImplementedError("conv.parameter_count")


def conv_forward(
    x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> np.ndarray:
    """Slide every filter over every image: the forward pass of a convolution layer.

    out[n, f, i, j] = b[f] + Σ_cuv xp[n, c, i·stride + u, j·stride + v] w[f, c, u, v],
    where xp is x with its border of zeros.

    x: (N, C, H, W). w: (F, C, KH, KW). b: (F,). stride, pad: pixels. Returns
    (N, F, HO, WO), sizes rounded down as at the top of this file.

    Source: Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, Gradient-based learning applied to
    document recognition, 1998.
    Exercise: conv.forward
    """
    raise NotImplementedError("conv.forward")


def locally_connected_forward(
    x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1
) -> np.ndarray:
    """Slide a window whose filters are different at every place: no parameter sharing.

    out[n, f, i, j] = b[i, j, f] + Σ_cuv x[n, c, i·stride + u, j·stride + v]
    w[i, j, f, c, u, v]. No padding.

    x: (N, C, H, W). w: (HO, WO, F, C, KH, KW). b: (HO, WO, F). stride: pixels. Returns
    (N, F, HO, WO).

    Source: Y. LeCun, Generalization and network design strategies, 1989.
    Exercise: conv.locally_connected
    """
    raise NotImplementedError("conv.locally_connected")


def conv_as_matrix(w: np.ndarray, h: int, w_in: int, stride: int = 1, pad: int = 0) -> np.ndarray:
    """Build the large, mostly zero weights of the fully connected layer that does the same.

    With A = conv_as_matrix(w, H, W, stride, pad), x.reshape(N, −1) @ A is conv_forward's
    output without its bias, flattened: column (f·HO + i)·WO + j holds the weight that every
    input pixel has in output pixel [f, i, j]. One row for each input number, one column for
    each output number; books that write y = Ax transpose it.

    w: (F, C, KH, KW). h, w_in: H and W of the images. stride, pad: pixels. Returns
    (C·H·W, F·HO·WO).

    Source: V. Dumoulin, F. Visin, 2016, section 4.1, https://arxiv.org/abs/1603.07285
    Exercise: conv.as_matrix
    """
    raise NotImplementedError("conv.as_matrix")


def conv_backward(
    dout: np.ndarray, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Compute the gradients of a convolution layer with respect to its three inputs.

    Every output pixel was a sum of products. Its gradient goes back to each factor, times
    the other factor; what is used several times adds up its gradients. Sums over the
    batch, not means.

    dout: (N, F, HO, WO). x: (N, C, H, W). w: (F, C, KH, KW). b: (F,). stride, pad: as in
    conv_forward. Returns dx (N, C, H, W), dw (F, C, KH, KW), db (F,). Pixels that no
    window saw have gradient 0.

    Source: Y. LeCun et al., Gradient-based learning applied to document recognition, 1998.
    Exercise: conv.backward
    """
    raise NotImplementedError("conv.backward")


def im2col(x: np.ndarray, kh: int, kw: int, stride: int = 1, pad: int = 0) -> np.ndarray:
    """Write every window of every image as a column.

    cols[n, (c·KH + u)·KW + v, i·WO + j] = xp[n, c, i·stride + u, j·stride + v], where xp
    is x with its border of zeros. The layout of torch.nn.functional.unfold.

    x: (N, C, H, W). kh, kw: KH and KW, the window's sides. stride, pad: pixels. Returns
    (N, C·KH·KW, HO·WO).

    Source: K. Chellapilla, S. Puri, P. Simard, High performance convolutional neural
    networks for document processing, 2006.
    Exercise: conv.im2col
    """
    raise NotImplementedError("conv.im2col")


def col2im(
    cols: np.ndarray,
    x_shape: tuple[int, int, int, int],
    kh: int,
    kw: int,
    stride: int = 1,
    pad: int = 0,
) -> np.ndarray:
    """Add every column back to the pixels it came from; the border of zeros is cut off.

    The backward pass of im2col: where windows overlap, contributions add up, so this is
    not its inverse. The layout of torch.nn.functional.fold.

    cols: (N, C·KH·KW, HO·WO). x_shape: (N, C, H, W), the images' shape without the
    border. kh, kw, stride, pad: as in im2col. Returns (N, C, H, W).

    Source: K. Chellapilla, S. Puri, P. Simard, 2006.
    Exercise: conv.col2im
    """
    raise NotImplementedError("conv.col2im")


def conv_forward_im2col(
    x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> np.ndarray:
    """Compute conv_forward as a matrix product: filters as rows, windows as columns.

    No Python loop over pixels, windows or filters. Half of the points are for speed: the
    check times your function against four nested loops; 10 times as fast is enough.

    x: (N, C, H, W). w: (F, C, KH, KW). b: (F,). stride, pad: pixels. Returns
    (N, F, HO, WO), the same as conv_forward.

    Source: K. Chellapilla, S. Puri, P. Simard, 2006.
    Exercise: conv.forward_im2col
    """
    raise NotImplementedError("conv.forward_im2col")


def conv_backward_im2col(
    dout: np.ndarray, x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Compute conv_backward with matrix products, im2col and col2im.

    No Python loop over pixels, windows or filters. Half of the points are for speed: the
    check times your function against four nested loops; 9 times as fast is enough.

    dout: (N, F, HO, WO). x: (N, C, H, W). w: (F, C, KH, KW). b: (F,). stride, pad: as in
    conv_forward. Returns dx (N, C, H, W), dw (F, C, KH, KW), db (F,), the same as
    conv_backward.

    Source: K. Chellapilla, S. Puri, P. Simard, 2006.
    Exercise: conv.backward_im2col
    """
    raise NotImplementedError("conv.backward_im2col")


def conv1x1(x: np.ndarray, w: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Mix the channels of every pixel: a 1×1 convolution, as one matrix product.

    out[n, f, i, j] = b[f] + Σ_c w[f, c] x[n, c, i, j].

    x: (N, C, H, W). w: (F, C), where PyTorch keeps (F, C, 1, 1). b: (F,). Returns
    (N, F, H, W).

    Source: M. Lin, Q. Chen, S. Yan, Network in network, 2013,
    https://arxiv.org/abs/1312.4400
    Exercise: conv.conv1x1
    """
    raise NotImplementedError("conv.conv1x1")


def conv_forward_dilated(
    x: np.ndarray,
    w: np.ndarray,
    b: np.ndarray,
    stride: int = 1,
    pad: int = 0,
    dilation: int = 1,
) -> np.ndarray:
    """Slide filters with gaps between their weights: a dilated convolution.

    out[n, f, i, j] = b[f] + Σ_cuv xp[n, c, i·stride + u·dilation, j·stride + v·dilation]
    w[f, c, u, v]. HO = floor((H + 2 pad − dilation (KH − 1) − 1) / stride) + 1, likewise
    WO.

    x: (N, C, H, W). w: (F, C, KH, KW). b: (F,). stride, pad: pixels. dilation: pixels from
    one weight to the next; 1 means no gaps (some texts count the pixels skipped in
    between, and start at 0). Returns (N, F, HO, WO).

    Source: F. Yu, V. Koltun, Multi-scale context aggregation by dilated convolutions,
    2015, https://arxiv.org/abs/1511.07122
    Exercise: conv.dilated
    """
    raise NotImplementedError("conv.dilated")


def conv_forward_grouped(
    x: np.ndarray, w: np.ndarray, b: np.ndarray, groups: int, stride: int = 1, pad: int = 0
) -> np.ndarray:
    """Convolve in groups: each group of filters sees its own group of channels alone.

    Channels and filters are cut, in their order, into equally large groups; the filters
    of group g see the channels of group g. groups = 1 is conv_forward; groups = C is a
    depthwise convolution.

    x: (N, C, H, W). w: (F, C / groups, KH, KW). b: (F,). groups: divides C and F. stride,
    pad: pixels. Returns (N, F, HO, WO).

    Source: A. Krizhevsky et al., 2012 (two groups, for two GPUs); F. Chollet, Xception,
    2016, https://arxiv.org/abs/1610.02357 (depthwise).
    Exercise: conv.grouped
    """
    raise NotImplementedError("conv.grouped")


def conv1d_forward(
    x: np.ndarray, w: np.ndarray, b: np.ndarray, stride: int = 1, pad: int = 0
) -> np.ndarray:
    """Slide every filter along every signal: a convolution layer for sound or text.

    out[n, f, i] = b[f] + Σ_cu xp[n, c, i·stride + u] w[f, c, u], where xp is x with pad
    zeros at each of the two ends.

    x: (N, C, L), signals of L samples. w: (F, C, K), filters of K samples. b: (F,).
    stride, pad: samples. Returns (N, F, LO), LO = floor((L + 2 pad − K) / stride) + 1.

    Source: A. Waibel et al., Phoneme recognition using time-delay neural networks, 1989.
    Exercise: conv.conv1d
    """
    raise NotImplementedError("conv.conv1d")


def receptive_field(layers: Sequence[tuple[int, int, int]]) -> int:
    """Compute how far one output of a stack of layers sees, along one side of the image.

    In pixels, from the first to the last that can change that output, gaps included.
    A layer's window reaches over (kernel − 1)·dilation + 1 pixels of that layer's input. One
    step in this input, from a pixel to the next, is a step of several pixels in the image:
    the product of the strides of all earlier layers. L layers of kernel K at stride 1 give
    1 + L (K − 1).

    layers: a list or a tuple of one (kernel, stride, dilation) for each layer, the first
    layer first; dilation 1 means no gaps. Returns an int; 1 where there is no layer.

    Source: A. Araujo, W. Norris, J. Sim, Computing receptive fields of convolutional
    neural networks, Distill 2019, https://doi.org/10.23915/distill.00021
    Exercise: conv.receptive_field
    """
    raise NotImplementedError("conv.receptive_field")
