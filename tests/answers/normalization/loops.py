"""A hand-in by somebody who writes loops over indices and converts at the end."""

import math

import numpy as np


def mean_of(numbers):
    total = 0.0
    for number in numbers:
        total += number
    return total / len(numbers)


def variance_of(numbers, less=0):
    middle = mean_of(numbers)
    total = 0.0
    for number in numbers:
        total += (number - middle) ** 2
    return total / (len(numbers) - less)


def standardize(numbers, eps):
    middle = mean_of(numbers)
    deviation = math.sqrt(variance_of(numbers) + eps)
    return [(number - middle) / deviation for number in numbers]


def standardize_backward(slopes, numbers, eps):
    """Step by step along the graph, as in the paper."""
    n = len(numbers)
    middle = mean_of(numbers)
    variance = variance_of(numbers)
    dvariance = 0.0
    for i in range(n):
        dvariance += slopes[i] * (numbers[i] - middle) * -0.5 * (variance + eps) ** -1.5
    dmiddle = 0.0
    for i in range(n):
        dmiddle += -slopes[i] / math.sqrt(variance + eps)
        dmiddle += dvariance * -2 * (numbers[i] - middle) / n
    result = []
    for i in range(n):
        slope = slopes[i] / math.sqrt(variance + eps)
        slope += dvariance * 2 * (numbers[i] - middle) / n
        slope += dmiddle / n
        result.append(slope)
    return result


def batchnorm_forward(
    x, gamma, beta, running_mean, running_var, momentum=0.1, eps=1e-5, train=True
):
    print("x has shape", x.shape, "train is", train)
    out = np.zeros(x.shape)
    new_mean = list(running_mean)
    new_var = list(running_var)
    for d in range(x.shape[1]):
        column = [float(value) for value in x[:, d]]
        if train:
            normal = standardize(column, eps)
            new_mean[d] = (1 - momentum) * running_mean[d] + momentum * mean_of(column)
            new_var[d] = (1 - momentum) * running_var[d] + momentum * variance_of(column, less=1)
        else:
            deviation = math.sqrt(running_var[d] + eps)
            normal = [(value - running_mean[d]) / deviation for value in column]
        for n in range(x.shape[0]):
            out[n, d] = gamma[d] * normal[n] + beta[d]
    return out, np.array(new_mean), np.array(new_var)


def batchnorm_backward(dout, x, gamma, eps=1e-5):
    dx = np.zeros(x.shape)
    dgamma = np.zeros(gamma.shape)
    dbeta = np.zeros(gamma.shape)
    for d in range(x.shape[1]):
        normal = standardize(list(x[:, d]), eps)
        for n in range(x.shape[0]):
            dgamma[d] += dout[n, d] * normal[n]
            dbeta[d] += dout[n, d]
        slopes = [dout[n, d] * gamma[d] for n in range(x.shape[0])]
        dx[:, d] = standardize_backward(slopes, list(x[:, d]), eps)
    return dx, dgamma, dbeta


def layernorm_forward(x, gamma, beta, eps=1e-5):
    rows = []
    for n in range(x.shape[0]):
        normal = standardize(list(x[n]), eps)
        rows.append([gamma[d] * normal[d] + beta[d] for d in range(x.shape[1])])
    return np.array(rows)


def layernorm_backward(dout, x, gamma, eps=1e-5):
    dx = []
    dgamma = np.zeros(x.shape[1])
    dbeta = np.zeros(x.shape[1])
    for n in range(x.shape[0]):
        normal = standardize(list(x[n]), eps)
        slopes = []
        for d in range(x.shape[1]):
            dgamma[d] = dgamma[d] + dout[n, d] * normal[d]
            dbeta[d] = dbeta[d] + dout[n, d]
            slopes.append(dout[n, d] * gamma[d])
        dx.append(standardize_backward(slopes, list(x[n]), eps))
    return np.array(dx), dgamma, dbeta


def as_rows(x):
    """One row for each pixel, one column for each channel."""
    rows = []
    for n in range(x.shape[0]):
        for i in range(x.shape[2]):
            for j in range(x.shape[3]):
                rows.append(x[n, :, i, j])
    return np.array(rows)


def as_images(rows, shape):
    out = np.zeros(shape)
    count = 0
    for n in range(shape[0]):
        for i in range(shape[2]):
            for j in range(shape[3]):
                out[n, :, i, j] = rows[count]
                count += 1
    return out


def spatial_batchnorm_forward(
    x, gamma, beta, running_mean, running_var, momentum=0.1, eps=1e-5, train=True
):
    rows, mean, var = batchnorm_forward(
        as_rows(x), gamma, beta, running_mean, running_var, momentum, eps, train
    )
    return as_images(rows, x.shape), mean, var


def spatial_batchnorm_backward(dout, x, gamma, eps=1e-5):
    dx, dgamma, dbeta = batchnorm_backward(as_rows(dout), as_rows(x), gamma, eps)
    return as_images(dx, x.shape), dgamma, dbeta


def channels_of(group, groups, channels):
    size = channels // groups
    return list(range(group * size, (group + 1) * size))


def groupnorm_forward(x, gamma, beta, groups, eps=1e-5):
    out = np.zeros(x.shape)
    for n in range(x.shape[0]):
        for g in range(groups):
            chosen = channels_of(g, groups, x.shape[1])
            part = x[n, chosen]
            normal = np.array(standardize(list(part.flatten()), eps)).reshape(part.shape)
            for k in range(len(chosen)):
                out[n, chosen[k]] = gamma[chosen[k]] * normal[k] + beta[chosen[k]]
    return out


def groupnorm_backward(dout, x, gamma, groups, eps=1e-5):
    dx = np.zeros(x.shape)
    dgamma = np.zeros(len(gamma))
    dbeta = np.zeros(len(gamma))
    for n in range(x.shape[0]):
        for g in range(groups):
            chosen = channels_of(g, groups, x.shape[1])
            part = x[n, chosen]
            normal = np.array(standardize(list(part.flatten()), eps)).reshape(part.shape)
            slopes = np.zeros(part.shape)
            for k in range(len(chosen)):
                c = chosen[k]
                dgamma[c] += np.sum(dout[n, c] * normal[k])
                dbeta[c] += np.sum(dout[n, c])
                slopes[k] = dout[n, c] * gamma[c]
            back = standardize_backward(list(slopes.flatten()), list(part.flatten()), eps)
            dx[n, chosen] = np.array(back).reshape(part.shape)
    return dx, dgamma, dbeta
