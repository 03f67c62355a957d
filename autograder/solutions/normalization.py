"""Assignment 04, second file, in NumPy: model solutions for ``cs_cnn/normalization.py``."""

import numpy as np


def batchnorm_forward(
    x: np.ndarray,
    gamma: np.ndarray,
    beta: np.ndarray,
    running_mean: np.ndarray,
    running_var: np.ndarray,
    momentum: float = 0.1,
    eps: float = 1e-5,
    train: bool = True,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Mode decides two things: whose statistics normalize, and whether the averages move."""
    if not train:
        standard = (x - running_mean) / np.sqrt(running_var + eps)
        return gamma * standard + beta, running_mean.copy(), running_var.copy()
    out = gamma * _standardized(x, 0, eps) + beta
    mean = (1 - momentum) * running_mean + momentum * x.mean(axis=0)
    var = (1 - momentum) * running_var + momentum * x.var(axis=0, ddof=1)
    return out, mean, var


def batchnorm_backward(
    dout: np.ndarray, x: np.ndarray, gamma: np.ndarray, eps: float = 1e-5
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """gamma and beta served all N samples, so their gradients are sums over the batch."""
    standard = _standardized(x, 0, eps)
    dx = _standardized_backward(dout * gamma, x, 0, eps)
    return dx, (dout * standard).sum(axis=0), dout.sum(axis=0)


def layernorm_forward(
    x: np.ndarray, gamma: np.ndarray, beta: np.ndarray, eps: float = 1e-5
) -> np.ndarray:
    """Batch normalization with the two axes exchanged; gamma and beta stay with the features."""
    return gamma * _standardized(x, 1, eps) + beta


def layernorm_backward(
    dout: np.ndarray, x: np.ndarray, gamma: np.ndarray, eps: float = 1e-5
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The means now run over features; gradients of gamma and beta still sum over samples."""
    standard = _standardized(x, 1, eps)
    dx = _standardized_backward(dout * gamma, x, 1, eps)
    return dx, (dout * standard).sum(axis=0), dout.sum(axis=0)


def spatial_batchnorm_forward(
    x: np.ndarray,
    gamma: np.ndarray,
    beta: np.ndarray,
    running_mean: np.ndarray,
    running_var: np.ndarray,
    momentum: float = 0.1,
    eps: float = 1e-5,
    train: bool = True,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """To batch normalization every pixel is a sample with C features."""
    out, mean, var = batchnorm_forward(
        _pixels(x), gamma, beta, running_mean, running_var, momentum, eps, train
    )
    return _images(out, x.shape), mean, var


def spatial_batchnorm_backward(
    dout: np.ndarray, x: np.ndarray, gamma: np.ndarray, eps: float = 1e-5
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The way back takes the same detour by pixels."""
    dx, dgamma, dbeta = batchnorm_backward(_pixels(dout), _pixels(x), gamma, eps)
    return _images(dx, x.shape), dgamma, dbeta


def groupnorm_forward(
    x: np.ndarray, gamma: np.ndarray, beta: np.ndarray, groups: int, eps: float = 1e-5
) -> np.ndarray:
    """Neighbouring channels lie side by side in memory: reshape alone makes groups."""
    flat = x.reshape(len(x), groups, -1)
    standard = _standardized(flat, 2, eps).reshape(x.shape)
    return gamma[:, None, None] * standard + beta[:, None, None]


def groupnorm_backward(
    dout: np.ndarray, x: np.ndarray, gamma: np.ndarray, groups: int, eps: float = 1e-5
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Means over a group of one image for dx, sums over images and pixels for dgamma and dbeta."""
    flat = x.reshape(len(x), groups, -1)
    standard = _standardized(flat, 2, eps).reshape(x.shape)
    dstandard = (dout * gamma[:, None, None]).reshape(flat.shape)
    dx = _standardized_backward(dstandard, flat, 2, eps).reshape(x.shape)
    return dx, (dout * standard).sum(axis=(0, 2, 3)), dout.sum(axis=(0, 2, 3))


def _standardized(x: np.ndarray, axis: int, eps: float) -> np.ndarray:
    """x̂: mean 0 and, apart from eps, variance 1 along the axis."""
    centred = x - x.mean(axis=axis, keepdims=True)
    return centred / np.sqrt(x.var(axis=axis, keepdims=True) + eps)


def _standardized_backward(
    dstandard: np.ndarray, x: np.ndarray, axis: int, eps: float
) -> np.ndarray:
    """What moves all numbers alike, or away from their mean alike, changes no output.

    So the gradient loses its mean, the path by the mean, and its part along x̂, the path by
    the variance. What is left of it was scaled by 1/√(σ² + eps).
    """
    standard = _standardized(x, axis, eps)
    along = (dstandard * standard).mean(axis=axis, keepdims=True)
    left = dstandard - dstandard.mean(axis=axis, keepdims=True) - standard * along
    return left / np.sqrt(x.var(axis=axis, keepdims=True) + eps)


def _pixels(x: np.ndarray) -> np.ndarray:
    """(N, C, H, W) to (N·H·W, C): the channels go last before reshape may join the others."""
    return x.transpose(0, 2, 3, 1).reshape(-1, x.shape[1])


def _images(pixels: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """The way back from ``_pixels``."""
    n, c, height, width = shape
    return pixels.reshape(n, height, width, c).transpose(0, 3, 1, 2)
