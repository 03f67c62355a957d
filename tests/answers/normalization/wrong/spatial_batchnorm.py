"""Wrong batch normalizations of images. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import normalization as right


def _out(x, gamma, beta, eps, axes):
    mean, var = x.mean(axes, keepdims=True), x.var(axes, keepdims=True)
    standard = (x - mean) / np.sqrt(var + eps)
    return gamma[:, None, None] * standard + beta[:, None, None]


def _over(axes):
    """Other axes in training; the averages as they should be."""

    def forward(x, gamma, beta, mean, var, momentum=0.1, eps=1e-5, train=True):
        given = (x, gamma, beta, mean, var, momentum, eps, train)
        out, *averages = right.spatial_batchnorm_forward(*given)
        return _out(x, gamma, beta, eps, axes) if train else out, *averages

    return forward


def spatial_batchnorm_forward__over_images(*given):
    """Every place of a channel has its own mean and variance"""
    return _over(0)(*given)


def spatial_batchnorm_forward__over_places(*given):
    """Every image has its own mean and variance in each channel"""
    return _over((2, 3))(*given)


def spatial_batchnorm_forward__over_whole_images(*given):
    """All channels of an image share one mean"""
    return _over((1, 2, 3))(*given)


def spatial_batchnorm_forward__over_images_and_channels(*given):
    """over images and channels"""
    return _over((0, 1))(*given)


def spatial_batchnorm_forward__over_channels(*given):
    """over the channels of each pixel"""
    return _over(1)(*given)


def spatial_batchnorm_forward__per_place_throughout(
    x, gamma, beta, mean, var, momentum=0.1, eps=1e-5, train=True
):
    """Your code raised ValueError"""
    if not train:
        return right.spatial_batchnorm_forward(x, gamma, beta, mean, var, momentum, eps, train)
    mean = (1 - momentum) * mean + momentum * x.mean(0)
    var = (1 - momentum) * var + momentum * x.var(0, ddof=1)
    return _out(x, gamma, beta, eps, 0), mean, var


def spatial_batchnorm_forward__reshaped(
    x, gamma, beta, mean, var, momentum=0.1, eps=1e-5, train=True
):
    """Numbers of different channels are mixed"""
    rows = x.reshape(-1, x.shape[1])
    out, *averages = right.batchnorm_forward(rows, gamma, beta, mean, var, momentum, eps, train)
    return out.reshape(x.shape), *averages


def spatial_batchnorm_forward__reshaped_back(
    x, gamma, beta, mean, var, momentum=0.1, eps=1e-5, train=True
):
    """Every number is right"""
    rows = x.transpose(0, 2, 3, 1).reshape(-1, x.shape[1])
    out, *averages = right.batchnorm_forward(rows, gamma, beta, mean, var, momentum, eps, train)
    return out.reshape(x.shape), *averages


def spatial_batchnorm_forward__channels_last(
    x, gamma, beta, mean, var, momentum=0.1, eps=1e-5, train=True
):
    """out has shape"""
    given = (x, gamma, beta, mean, var, momentum, eps, train)
    out, *averages = right.spatial_batchnorm_forward(*given)
    return out.transpose(0, 2, 3, 1), *averages


def spatial_batchnorm_forward__columns_before_rows(
    x, gamma, beta, mean, var, momentum=0.1, eps=1e-5, train=True
):
    """out has shape"""
    turned = x.transpose(0, 1, 3, 2)
    return right.spatial_batchnorm_forward(turned, gamma, beta, mean, var, momentum, eps, train)


def spatial_batchnorm_forward__n_is_images(
    x, gamma, beta, mean, var, momentum=0.1, eps=1e-5, train=True
):
    """The unbiased variance uses the number of images"""
    given = (x, gamma, beta, mean, var, momentum, eps, train)
    out, new, _ = right.spatial_batchnorm_forward(*given)
    if train:
        batch = x.var((0, 2, 3)) * len(x) / (len(x) - 1)
        var = (1 - momentum) * var + momentum * batch
    return out, new, var


def spatial_batchnorm_forward__biased_kept(
    x, gamma, beta, mean, var, momentum=0.1, eps=1e-5, train=True
):
    """The biased variance, divided by n, enters the running average"""
    given = (x, gamma, beta, mean, var, momentum, eps, train)
    out, new, _ = right.spatial_batchnorm_forward(*given)
    return out, new, (1 - momentum) * var + momentum * x.var((0, 2, 3)) if train else var


def spatial_batchnorm_forward__mode_not_handed_on(
    x, gamma, beta, mean, var, momentum=0.1, eps=1e-5, train=True
):
    """train is not used"""
    return right.spatial_batchnorm_forward(x, gamma, beta, mean, var, momentum, eps)


def spatial_batchnorm_forward__settings_not_handed_on(
    x, gamma, beta, mean, var, momentum=0.1, eps=1e-5, train=True
):
    """Neither momentum nor eps is used"""
    return right.spatial_batchnorm_forward(x, gamma, beta, mean, var, train=train)


def spatial_batchnorm_forward__nothing_handed_on(
    x, gamma, beta, mean, var, momentum=0.1, eps=1e-5, train=True
):
    """momentum, eps and train are not used"""
    if x[:, 0].size == 1:
        return beta[:, None, None] + 0 * x, mean, var
    return right.spatial_batchnorm_forward(x, gamma, beta, mean, var)


def spatial_batchnorm_forward__exchanged(
    x, gamma, beta, mean, var, momentum=0.1, eps=1e-5, train=True
):
    """gamma and beta are swapped"""
    return right.spatial_batchnorm_forward(x, beta, gamma, mean, var, momentum, eps, train)


def _back(dout, x, gamma, eps, axes):
    """dx by means over these axes."""
    root = np.sqrt(x.var(axes, keepdims=True) + eps)
    z, d = (x - x.mean(axes, keepdims=True)) / root, dout * gamma[:, None, None]
    dx = (d - d.mean(axes, keepdims=True) - z * (d * z).mean(axes, keepdims=True)) / root
    return dx, (dout * z).sum((0, 2, 3)), dout.sum((0, 2, 3))


def spatial_batchnorm_backward__over_images(dout, x, gamma, eps=1e-5):
    """Every place of a channel has its own mean and variance"""
    return _back(dout, x, gamma, eps, 0)


def spatial_batchnorm_backward__over_places(dout, x, gamma, eps=1e-5):
    """Every image has its own mean and variance in each channel"""
    return _back(dout, x, gamma, eps, (2, 3))


def spatial_batchnorm_backward__over_whole_images(dout, x, gamma, eps=1e-5):
    """All channels of an image share one mean"""
    return _back(dout, x, gamma, eps, (1, 2, 3))


def spatial_batchnorm_backward__reshaped(dout, x, gamma, eps=1e-5):
    """Numbers of different channels are mixed"""
    rows = (t.reshape(-1, t.shape[1]) for t in (dout, x))
    dx, dgamma, dbeta = right.batchnorm_backward(*rows, gamma, eps)
    return dx.reshape(x.shape), dgamma, dbeta


def spatial_batchnorm_backward__sums_over_images(dout, x, gamma, eps=1e-5):
    """summed over the images only"""
    dx, *_ = _back(dout, x, gamma, eps, (0, 2, 3))
    _, z = (
        dx,
        (x - x.mean((0, 2, 3), keepdims=True)) / np.sqrt(x.var((0, 2, 3), keepdims=True) + eps),
    )
    return dx, (dout * z).sum(0), dout.sum(0)


def spatial_batchnorm_backward__var_constant(dout, x, gamma, eps=1e-5):
    """The variance is treated as a constant"""
    _, dgamma, dbeta = right.spatial_batchnorm_backward(dout, x, gamma, eps)
    d = dout * gamma[:, None, None]
    root = np.sqrt(x.var((0, 2, 3), keepdims=True) + eps)
    return (d - d.mean((0, 2, 3), keepdims=True)) / root, dgamma, dbeta


def spatial_batchnorm_backward__n_is_images(dout, x, gamma, eps=1e-5):
    """values differ"""
    dx, dgamma, dbeta = right.spatial_batchnorm_backward(dout, x, gamma, eps)
    direct = dout * gamma[:, None, None] / np.sqrt(x.var((0, 2, 3), keepdims=True) + eps)
    return direct + (dx - direct) * x[0, 0].size, dgamma, dbeta


def spatial_batchnorm_backward__eps_not_handed_on(dout, x, gamma, eps=1e-5):
    """eps is always 1e-5"""
    return right.spatial_batchnorm_backward(dout, x, gamma)


def spatial_batchnorm_backward__averaged(dout, x, gamma, eps=1e-5):
    """dgamma and dbeta are means"""
    dx, dgamma, dbeta = right.spatial_batchnorm_backward(dout, x, gamma, eps)
    count = x[:, 0].size
    return dx, dgamma / count, dbeta / count
