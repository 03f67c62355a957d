"""Layers for images (N, C, H, W), made of your functions of assignments 02 to 04."""

from __future__ import annotations

from typing import Any

import numpy as np

from cs_cnn.given.networks.layers import BatchNorm, Layer, Shape


class Conv(Layer):
    """F filters of K×K over C channels: ``conv_forward_im2col`` of assignment 02.

    Until you have written that one, and ``conv_backward_im2col``, your loops take their place.
    The weights start with the standard deviation sqrt(2 / (C·K·K)), the biases at 0 (He et al.
    2015, https://arxiv.org/abs/1502.01852).
    """

    def __init__(
        self, c: int, f: int, kernel: int, rng: np.random.Generator, stride: int = 1, pad: int = 0
    ) -> None:
        super().__init__()
        w = rng.standard_normal((f, c, kernel, kernel)) * np.sqrt(2 / (c * kernel**2))
        self.params = {"w": w, "b": np.zeros(f)}
        self.stride, self.pad = stride, pad

    def inputs(self, x: np.ndarray) -> tuple[Any, ...]:
        """What your functions take besides dout."""
        return x, self.params["w"], self.params["b"], self.stride, self.pad

    def forward(self, x: np.ndarray, train: bool) -> np.ndarray:
        self.x = x
        return fastest("conv_forward", *self.inputs(x))

    def backward(self, dout: np.ndarray) -> np.ndarray:
        dx, dw, db = fastest("conv_backward", dout, *self.inputs(self.x))
        self.grads = {"w": dw, "b": db}
        return dx

    def output(self, shape: Shape) -> Shape:
        filters, _, kernel, _ = self.params["w"].shape
        return (filters, *_places(shape, kernel, self.stride, self.pad))


def fastest(name: str, *inputs: Any) -> Any:
    """What your function NAME_im2col returns, or NAME if the other is not written yet."""
    from cs_cnn import conv

    try:
        return multiplied(name, *inputs)
    except NotImplementedError:
        pass
    return getattr(conv, name)(*inputs)


def multiplied(name: str, *inputs: Any) -> Any:
    """What your function NAME_im2col returns; one that your file lacks is not written yet."""
    from cs_cnn import conv

    if not hasattr(conv, f"{name}_im2col"):
        raise NotImplementedError(f"{name.replace('_', '.', 1)}_im2col")
    return getattr(conv, f"{name}_im2col")(*inputs)


class Pool(Layer):
    """What the pooling layers share: windows of size×size, stride pixels apart."""

    def __init__(self, size: int, stride: int) -> None:
        super().__init__()
        self.size, self.stride = size, stride

    def output(self, shape: Shape) -> Shape:
        return (shape[0], *_places(shape, self.size, self.stride, 0))


class MaxPool(Pool):
    """The largest number of each window: ``max_pool_forward`` of assignment 03."""

    def forward(self, x: np.ndarray, train: bool) -> np.ndarray:
        from cs_cnn import pooling

        self.shape = x.shape
        out, self.switches = pooling.max_pool_forward(x, self.size, self.stride)
        return out

    def backward(self, dout: np.ndarray) -> np.ndarray:
        from cs_cnn import pooling

        return pooling.max_pool_backward(dout, self.switches, self.shape)


class AveragePool(Pool):
    """The mean of each window: ``average_pool_forward`` of assignment 03."""

    def forward(self, x: np.ndarray, train: bool) -> np.ndarray:
        from cs_cnn import pooling

        self.shape = x.shape
        return pooling.average_pool_forward(x, self.size, self.stride)

    def backward(self, dout: np.ndarray) -> np.ndarray:
        from cs_cnn import pooling

        return pooling.average_pool_backward(dout, self.shape, self.size, self.stride)


class L2Pool(Pool):
    """The length of each window as a vector: ``l2_pool_forward`` of assignment 03."""

    def forward(self, x: np.ndarray, train: bool) -> np.ndarray:
        from cs_cnn import pooling

        self.x = x
        return pooling.l2_pool_forward(x, self.size, self.stride)

    def backward(self, dout: np.ndarray) -> np.ndarray:
        from cs_cnn import pooling

        return pooling.l2_pool_backward(dout, self.x, self.size, self.stride)


class GlobalAverage(Layer):
    """The mean of each channel, (N, C): ``global_average_pool`` of assignment 03."""

    def forward(self, x: np.ndarray, train: bool) -> np.ndarray:
        from cs_cnn import pooling

        self.shape = x.shape
        return pooling.global_average_pool(x)

    def backward(self, dout: np.ndarray) -> np.ndarray:
        from cs_cnn import pooling

        return pooling.global_average_pool_backward(dout, self.shape)

    def output(self, shape: Shape) -> Shape:
        return shape[:1]


class Flatten(Layer):
    """Images as rows of numbers, (N, C·H·W)."""

    def forward(self, x: np.ndarray, train: bool) -> np.ndarray:
        self.shape = x.shape
        return x.reshape(len(x), -1)

    def backward(self, dout: np.ndarray) -> np.ndarray:
        return dout.reshape(self.shape)

    def output(self, shape: Shape) -> Shape:
        return (int(np.prod(shape)),)


class SpatialBatchNorm(BatchNorm):
    """Every channel over batch and pixels: ``spatial_batchnorm_forward`` of assignment 04."""

    name = "spatial_batchnorm"


def _places(shape: Shape, window: int, stride: int, pad: int) -> Shape:
    """How many rows and columns of windows there are; a remainder is left out.

    Raises ValueError if the window is larger than the image with its border.
    """
    _, height, width = shape
    if window > min(height, width) + 2 * pad:
        raise ValueError(f"a window of {window}×{window} does not fit {height}×{width}, pad {pad}")
    return tuple((side + 2 * pad - window) // stride + 1 for side in (height, width))
