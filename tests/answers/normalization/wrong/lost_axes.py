"""Wrong answers that lose the axes of length 1 and are right otherwise."""

import numpy as np

from autograder.solutions import normalization as right


def batchnorm_forward__average_of_a_single_feature_as_a_number(
    x, gamma, beta, mean, var, momentum=0.1, eps=1e-5, train=True
):
    out, mean, var = right.batchnorm_forward(x, gamma, beta, mean, var, momentum, eps, train)
    return out, np.squeeze(mean), np.squeeze(var)


def batchnorm_forward__axes_of_length_1_lost(
    x, gamma, beta, mean, var, momentum=0.1, eps=1e-5, train=True
):
    out, mean, var = right.batchnorm_forward(x, gamma, beta, mean, var, momentum, eps, train)
    return np.squeeze(out), mean, var


def batchnorm_backward__gradient_of_a_single_feature_as_a_number(dout, x, gamma, eps=1e-5):
    dx, dgamma, dbeta = right.batchnorm_backward(dout, x, gamma, eps)
    return dx, np.squeeze(dgamma), np.squeeze(dbeta)


def batchnorm_backward__axes_of_length_1_lost(dout, x, gamma, eps=1e-5):
    dx, dgamma, dbeta = right.batchnorm_backward(dout, x, gamma, eps)
    return np.squeeze(dx), dgamma, dbeta


def spatial_batchnorm_forward__average_of_a_single_channel_as_a_number(
    x, gamma, beta, mean, var, momentum=0.1, eps=1e-5, train=True
):
    out, mean, var = right.spatial_batchnorm_forward(
        x, gamma, beta, mean, var, momentum, eps, train
    )
    return out, np.squeeze(mean), np.squeeze(var)


def spatial_batchnorm_forward__axes_of_length_1_lost(
    x, gamma, beta, mean, var, momentum=0.1, eps=1e-5, train=True
):
    out, mean, var = right.spatial_batchnorm_forward(
        x, gamma, beta, mean, var, momentum, eps, train
    )
    return np.squeeze(out), mean, var


def spatial_batchnorm_backward__gradient_of_a_single_channel_as_a_number(dout, x, gamma, eps=1e-5):
    dx, dgamma, dbeta = right.spatial_batchnorm_backward(dout, x, gamma, eps)
    return dx, np.squeeze(dgamma), np.squeeze(dbeta)


def spatial_batchnorm_backward__axes_of_length_1_lost(dout, x, gamma, eps=1e-5):
    dx, dgamma, dbeta = right.spatial_batchnorm_backward(dout, x, gamma, eps)
    return np.squeeze(dx), dgamma, dbeta


def layernorm_forward__axes_of_length_1_lost(x, gamma, beta, eps=1e-5):
    return np.squeeze(right.layernorm_forward(x, gamma, beta, eps))


def layernorm_forward__single_feature_lost(x, gamma, beta, eps=1e-5):
    out = right.layernorm_forward(x, gamma, beta, eps)
    return out[:, 0] if out.shape[1] == 1 else out


def layernorm_backward__gradient_of_a_single_feature_as_a_number(dout, x, gamma, eps=1e-5):
    dx, dgamma, dbeta = right.layernorm_backward(dout, x, gamma, eps)
    return dx, np.squeeze(dgamma), np.squeeze(dbeta)


def layernorm_backward__axes_of_length_1_lost(dout, x, gamma, eps=1e-5):
    dx, dgamma, dbeta = right.layernorm_backward(dout, x, gamma, eps)
    return np.squeeze(dx), dgamma, dbeta


def groupnorm_forward__axes_of_length_1_lost(x, gamma, beta, groups, eps=1e-5):
    return np.squeeze(right.groupnorm_forward(x, gamma, beta, groups, eps))


def groupnorm_backward__gradient_of_a_single_channel_as_a_number(dout, x, gamma, groups, eps=1e-5):
    dx, dgamma, dbeta = right.groupnorm_backward(dout, x, gamma, groups, eps)
    return dx, np.squeeze(dgamma), np.squeeze(dbeta)


def groupnorm_backward__axes_of_length_1_lost(dout, x, gamma, groups, eps=1e-5):
    dx, dgamma, dbeta = right.groupnorm_backward(dout, x, gamma, groups, eps)
    return np.squeeze(dx), dgamma, dbeta
