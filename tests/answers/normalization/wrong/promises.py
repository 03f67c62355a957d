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
    """dx is 0 everywhere"""
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


def batchnorm_forward__momentum_renamed(x, gamma, beta, mean, var, decay=0.1, eps=1e-5, train=True):
    """unexpected keyword argument 'momentum'"""
    return right.batchnorm_forward(x, gamma, beta, mean, var, decay, eps, train)


def batchnorm_forward__eps_renamed(
    x, gamma, beta, mean, var, momentum=0.1, epsilon=1e-5, train=True
):
    """unexpected keyword argument 'eps'"""
    return right.batchnorm_forward(x, gamma, beta, mean, var, momentum, epsilon, train)


def batchnorm_forward__train_renamed(
    x, gamma, beta, mean, var, momentum=0.1, eps=1e-5, training=True
):
    """unexpected keyword argument 'train'"""
    return right.batchnorm_forward(x, gamma, beta, mean, var, momentum, eps, training)


def batchnorm_forward__other_momentum(
    x, gamma, beta, mean, var, momentum=0.9, eps=1e-5, train=True
):
    return right.batchnorm_forward(x, gamma, beta, mean, var, momentum, eps, train)


def batchnorm_forward__other_eps(x, gamma, beta, mean, var, momentum=0.1, eps=1e-8, train=True):
    return right.batchnorm_forward(x, gamma, beta, mean, var, momentum, eps, train)


def batchnorm_forward__off_by_default(
    x, gamma, beta, mean, var, momentum=0.1, eps=1e-5, train=False
):
    return right.batchnorm_forward(x, gamma, beta, mean, var, momentum, eps, train)


def spatial_batchnorm_forward__train_renamed(
    x, gamma, beta, mean, var, momentum=0.1, eps=1e-5, training=True
):
    """unexpected keyword argument 'train'"""
    return right.spatial_batchnorm_forward(x, gamma, beta, mean, var, momentum, eps, training)


def spatial_batchnorm_forward__other_momentum(
    x, gamma, beta, mean, var, momentum=0.9, eps=1e-5, train=True
):
    return right.spatial_batchnorm_forward(x, gamma, beta, mean, var, momentum, eps, train)


def spatial_batchnorm_forward__other_eps(
    x, gamma, beta, mean, var, momentum=0.1, eps=1e-8, train=True
):
    return right.spatial_batchnorm_forward(x, gamma, beta, mean, var, momentum, eps, train)


def spatial_batchnorm_forward__off_by_default(
    x, gamma, beta, mean, var, momentum=0.1, eps=1e-5, train=False
):
    return right.spatial_batchnorm_forward(x, gamma, beta, mean, var, momentum, eps, train)


def batchnorm_forward__eps_only_in_training(
    x, gamma, beta, mean, var, momentum=0.1, eps=1e-5, train=True
):
    eps = eps if train else 1e-5
    return right.batchnorm_forward(x, gamma, beta, mean, var, momentum, eps, train)


def batchnorm_forward__single_sample_in_test_mode_is_training(
    x, gamma, beta, mean, var, momentum=0.1, eps=1e-5, train=True
):
    if len(x) > 1 or train:
        return right.batchnorm_forward(x, gamma, beta, mean, var, momentum, eps, train)
    return beta + 0 * x, mean.copy(), var.copy()


def spatial_batchnorm_forward__single_image_in_test_mode_is_training(
    x, gamma, beta, mean, var, momentum=0.1, eps=1e-5, train=True
):
    train = train or len(x) == 1
    return right.spatial_batchnorm_forward(x, gamma, beta, mean, var, momentum, eps, train)


def layernorm_forward__single_sample_as_it_is(x, gamma, beta, eps=1e-5):
    return gamma * x + beta if len(x) == 1 else right.layernorm_forward(x, gamma, beta, eps)


def batchnorm_backward__other_eps(dout, x, gamma, eps=1e-8):
    return right.batchnorm_backward(dout, x, gamma, eps)


def layernorm_forward__other_eps(x, gamma, beta, eps=1e-6):
    return right.layernorm_forward(x, gamma, beta, eps)


def layernorm_backward__other_eps(dout, x, gamma, eps=1e-6):
    return right.layernorm_backward(dout, x, gamma, eps)


def spatial_batchnorm_backward__other_eps(dout, x, gamma, eps=1e-8):
    return right.spatial_batchnorm_backward(dout, x, gamma, eps)


def groupnorm_forward__other_eps(x, gamma, beta, groups, eps=1e-6):
    return right.groupnorm_forward(x, gamma, beta, groups, eps)


def groupnorm_backward__other_eps(dout, x, gamma, groups, eps=1e-6):
    return right.groupnorm_backward(dout, x, gamma, groups, eps)
