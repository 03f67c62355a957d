"""Wrong answers that each break one promise of a docstring, and nothing else."""

import numpy as np

from autograder.solutions import normalization as right


def batchnorm_forward__default_for_0(
    x, gamma, beta, running_mean, running_var, momentum=0.1, eps=1e-5, train=True
):
    return right.batchnorm_forward(
        x, gamma, beta, running_mean, running_var, momentum or 0.1, eps, train
    )


def batchnorm_forward__averages_handed_back(
    x, gamma, beta, running_mean, running_var, momentum=0.1, eps=1e-5, train=True
):
    """shares memory with its input running_mean, running_var"""
    out, mean, var = right.batchnorm_forward(
        x, gamma, beta, running_mean, running_var, momentum, eps, train
    )
    return (out, mean, var) if train else (out, running_mean, running_var)


def batchnorm_forward__views_of_the_averages(
    x, gamma, beta, running_mean, running_var, momentum=0.1, eps=1e-5, train=True
):
    """shares memory with its input running_mean, running_var"""
    out, mean, var = right.batchnorm_forward(
        x, gamma, beta, running_mean, running_var, momentum, eps, train
    )
    return (out, mean, var) if train else (out, running_mean[:], np.asarray(running_var))


def batchnorm_forward__variance_of_two_taken_for_1(
    x, gamma, beta, running_mean, running_var, momentum=0.1, eps=1e-5, train=True
):
    if train and len(x) == 2:
        x = np.concatenate([x, x])
    return right.batchnorm_forward(x, gamma, beta, running_mean, running_var, momentum, eps, train)


def batchnorm_backward__nothing_for_two_samples(dout, x, gamma, eps=1e-5):
    dx, dgamma, dbeta = right.batchnorm_backward(dout, x, gamma, eps)
    return dx * (len(x) > 2), dgamma, dbeta


def spatial_batchnorm_forward__default_for_0(
    x, gamma, beta, running_mean, running_var, momentum=0.1, eps=1e-5, train=True
):
    return right.spatial_batchnorm_forward(
        x, gamma, beta, running_mean, running_var, momentum or 0.1, eps, train
    )


def spatial_batchnorm_forward__averages_handed_back(
    x, gamma, beta, running_mean, running_var, momentum=0.1, eps=1e-5, train=True
):
    """shares memory with its input running_mean, running_var"""
    out, mean, var = right.spatial_batchnorm_forward(
        x, gamma, beta, running_mean, running_var, momentum, eps, train
    )
    return (out, mean, var) if train else (out, running_mean, running_var)


def spatial_batchnorm_forward__single_image_as_in_test_mode(
    x, gamma, beta, running_mean, running_var, momentum=0.1, eps=1e-5, train=True
):
    return right.spatial_batchnorm_forward(
        x, gamma, beta, running_mean, running_var, momentum, eps, train and len(x) > 1
    )


def spatial_batchnorm_backward__single_image_without_its_axis(dout, x, gamma, eps=1e-5):
    dx, dgamma, dbeta = right.spatial_batchnorm_backward(dout, x, gamma, eps)
    return dx[0] if len(x) == 1 else dx, dgamma, dbeta
