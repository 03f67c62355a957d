"""Assignment 04, second file: normalization. Fill in the functions below.

Letters: N samples in a batch, D features of a sample; for images C channels and H W pixels; each
1 or more. Samples are (N, D), images (N, C, H, W). gamma is the factor and beta the offset that
the layer learns, one of each for every feature or channel. eps is added to the variance, under the
root.
Arrays of real numbers are float64. Yours may have another floating dtype that keeps enough
digits, but hold neither integers nor bools. Where integers are promised, any integer dtype will
do. Every function is pure: it returns new arrays and leaves its inputs as they were, the running
averages too. In a backward function dout is dL/dout, and every gradient it returns has the shape
of its input.

The biased variance of n numbers is the mean of their squared distances from their mean, so their
sum divided by n; the unbiased one divides by n − 1. The layers normalize with the biased one.
What is kept for test mode is the unbiased one, as in PyTorch; other libraries keep the biased
one.
"""

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
    """Give every feature mean 0 and variance 1, then a factor and an offset of its own.

    x̂ = (x − μ) / √(σ² + eps), out = gamma x̂ + beta.

    In training, μ and σ² are the batch's: the mean and the biased variance of each feature
    over the N samples. Both enter the running averages: running ← (1 − momentum) running +
    momentum batch, where the variance that enters is the unbiased one. In test mode μ and σ²
    are the running averages, which come back as they are.

    x: (N, D), in training N at least 2. gamma, beta, running_mean, running_var: (D,).
    momentum: the weight of the new batch, from 0 to 1, as in PyTorch (Keras counts the
    weight of the old average). eps: a small positive number. train: False in test mode. Returns
    out (N, D), running_mean (D,) and running_var (D,), the latter two as new arrays.

    Source: S. Ioffe, C. Szegedy, Batch normalization: accelerating deep network training by
    reducing internal covariate shift, 2015, https://arxiv.org/abs/1502.03167
    Exercise: normalization.batchnorm_forward
    """
    raise NotImplementedError("normalization.batchnorm_forward")


def batchnorm_backward(
    dout: np.ndarray, x: np.ndarray, gamma: np.ndarray, eps: float = 1e-5
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Send the gradient back through batch normalization in training.

    Every output of a feature depends on every sample's x: directly, by way of the mean and
    by way of the variance. All three paths add up in dx.

    dout, x: (N, D), N at least 2. gamma: (D,). eps: as in batchnorm_forward. Returns dx
    (N, D), dgamma (D,) and dbeta (D,).

    Source: S. Ioffe, C. Szegedy, 2015, section 3, https://arxiv.org/abs/1502.03167
    Exercise: normalization.batchnorm_backward
    """
    raise NotImplementedError("normalization.batchnorm_backward")


def layernorm_forward(
    x: np.ndarray, gamma: np.ndarray, beta: np.ndarray, eps: float = 1e-5
) -> np.ndarray:
    """Give every sample mean 0 and variance 1, then every feature a factor and an offset.

    x̂ = (x − μ) / √(σ² + eps), out = gamma x̂ + beta, where μ and σ² are the mean and the
    biased variance of one sample over its D features. No sample sees another one, so there
    is nothing to keep, and training and test are the same.

    x: (N, D). gamma, beta: (D,). eps: a small positive number. Returns (N, D).

    Source: J. L. Ba, J. R. Kiros, G. E. Hinton, Layer normalization, 2016,
    https://arxiv.org/abs/1607.06450
    Exercise: normalization.layernorm
    """
    raise NotImplementedError("normalization.layernorm")


def layernorm_backward(
    dout: np.ndarray, x: np.ndarray, gamma: np.ndarray, eps: float = 1e-5
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Send the gradient back through layer normalization.

    dout, x: (N, D). gamma: (D,). eps: as in layernorm_forward. Returns dx (N, D), dgamma
    (D,) and dbeta (D,).

    Source: J. L. Ba, J. R. Kiros, G. E. Hinton, 2016, https://arxiv.org/abs/1607.06450
    Exercise: normalization.layernorm_backward
    """
    raise NotImplementedError("normalization.layernorm_backward")


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
    """Normalize every channel of a batch of images, over all images and all places.

    As batchnorm_forward, with one μ and one σ² for each channel, over the n = N·H·W numbers
    that the channel has in the batch. A convolution treats all places alike, and so does
    this.

    x: (N, C, H, W), in training N·H·W at least 2. gamma, beta, running_mean, running_var:
    (C,). momentum, eps, train: as in batchnorm_forward. Returns out (N, C, H, W), running_mean
    (C,) and running_var (C,), the latter two as new arrays.

    Source: S. Ioffe, C. Szegedy, 2015, section 3.2, https://arxiv.org/abs/1502.03167
    Exercise: normalization.spatial_batchnorm
    """
    raise NotImplementedError("normalization.spatial_batchnorm")


def spatial_batchnorm_backward(
    dout: np.ndarray, x: np.ndarray, gamma: np.ndarray, eps: float = 1e-5
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Send the gradient back through batch normalization of images in training.

    dout, x: (N, C, H, W), N·H·W at least 2. gamma: (C,). eps: as in batchnorm_forward.
    Returns dx (N, C, H, W), dgamma (C,) and dbeta (C,).

    Source: S. Ioffe, C. Szegedy, 2015, section 3.2, https://arxiv.org/abs/1502.03167
    Exercise: normalization.spatial_batchnorm_backward
    """
    raise NotImplementedError("normalization.spatial_batchnorm_backward")


def groupnorm_forward(
    x: np.ndarray, gamma: np.ndarray, beta: np.ndarray, groups: int, eps: float = 1e-5
) -> np.ndarray:
    """Normalize every image by itself, one group of neighbouring channels at a time.

    The C channels are cut, in their order, into groups of C / groups. x̂ = (x − μ) /
    √(σ² + eps), where μ and σ² are the mean and the biased variance over the C/groups · H · W
    numbers of one group in one image. out = gamma x̂ + beta with a factor and an offset for
    each channel. groups = 1 is layer normalization of the whole image, groups = C instance
    normalization.

    x: (N, C, H, W). gamma, beta: (C,). groups: how many there are; it divides C. eps: a
    small positive number. Returns (N, C, H, W).

    Source: Y. Wu, K. He, Group normalization, 2018, https://arxiv.org/abs/1803.08494
    Exercise: normalization.groupnorm
    """
    raise NotImplementedError("normalization.groupnorm")


def groupnorm_backward(
    dout: np.ndarray, x: np.ndarray, gamma: np.ndarray, groups: int, eps: float = 1e-5
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Send the gradient back through group normalization.

    dout, x: (N, C, H, W). gamma: (C,). groups, eps: as in groupnorm_forward. Returns dx
    (N, C, H, W), dgamma (C,) and dbeta (C,).

    Source: Y. Wu, K. He, 2018, https://arxiv.org/abs/1803.08494
    Exercise: normalization.groupnorm_backward
    """
    raise NotImplementedError("normalization.groupnorm_backward")
