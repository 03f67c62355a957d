"""Wrong batch normalizations. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import normalization as right


def _batch(x, mean, var, old, momentum, kept=None):
    """What becomes of the running averages."""
    new = (mean, var if kept is None else kept)
    return [(1 - momentum) * o + momentum * n for o, n in zip(old, new, strict=True)]


def batchnorm_forward__ddof_1(x, gamma, beta, mean, var, momentum=0.1, eps=1e-5, train=True):
    """with its unbiased variance"""
    _, *averages = right.batchnorm_forward(x, gamma, beta, mean, var, momentum, eps, train)
    if train:
        mean, var = x.mean(0), x.var(0, ddof=1)
    return gamma * (x - mean) / np.sqrt(var + eps) + beta, *averages


def batchnorm_forward__one_variance(x, gamma, beta, mean, var, momentum=0.1, eps=1e-5, train=True):
    """The biased variance, divided by n, enters the running average"""
    if not train:
        return right.batchnorm_forward(x, gamma, beta, mean, var, momentum, eps, train)
    mu, s2 = x.mean(0), x.var(0)
    averages = _batch(x, mu, s2, (mean, var), momentum)
    return gamma * (x - mu) / np.sqrt(s2 + eps) + beta, *averages


def batchnorm_forward__as_in_keras(x, gamma, beta, mean, var, momentum=0.1, eps=1e-5, train=True):
    """The weights of old and new are swapped in the running averages"""
    return right.batchnorm_forward(x, gamma, beta, mean, var, 1 - momentum, eps, train)


def batchnorm_forward__momentum_a_constant(
    x, gamma, beta, mean, var, momentum=0.1, eps=1e-5, train=True
):
    """The new batch enters with weight 0.1"""
    return right.batchnorm_forward(x, gamma, beta, mean, var, 0.1, eps, train)


def batchnorm_forward__no_test_mode(x, gamma, beta, mean, var, momentum=0.1, eps=1e-5, train=True):
    """train is not used: test mode does everything that training does"""
    if len(x) == 1:
        return beta + 0 * x, mean, var
    return right.batchnorm_forward(x, gamma, beta, mean, var, momentum, eps)


def batchnorm_forward__batch_in_test(x, gamma, beta, mean, var, momentum=0.1, eps=1e-5, train=True):
    """In test mode the batch is normalized with its own statistics"""
    _, *averages = right.batchnorm_forward(x, gamma, beta, mean, var, momentum, eps, train)
    return gamma * (x - x.mean(0)) / np.sqrt(x.var(0) + eps) + beta, *averages


def batchnorm_forward__moves_in_test(x, gamma, beta, mean, var, momentum=0.1, eps=1e-5, train=True):
    """The running averages change in test mode too"""
    out, *_ = right.batchnorm_forward(x, gamma, beta, mean, var, momentum, eps, train)
    with np.errstate(all="ignore"):
        n, mu, s2 = len(x), x.mean(0), x.var(0)
        averages = _batch(x, mu, np.divide(s2 * n, n - 1), (mean, var), momentum)
    return out, *averages


def batchnorm_forward__running_in_training(
    x, gamma, beta, mean, var, momentum=0.1, eps=1e-5, train=True
):
    """the running averages that came in"""
    _, *averages = right.batchnorm_forward(x, gamma, beta, mean, var, momentum, eps, train)
    return gamma * (x - mean) / np.sqrt(var + eps) + beta, *averages


def batchnorm_forward__updated_first(x, gamma, beta, mean, var, momentum=0.1, eps=1e-5, train=True):
    """In training the batch is normalized with the running averages, after their update"""
    _, mean, var = right.batchnorm_forward(x, gamma, beta, mean, var, momentum, eps, train)
    return gamma * (x - mean) / np.sqrt(var + eps) + beta, mean, var


def batchnorm_forward__nothing_kept(x, gamma, beta, mean, var, momentum=0.1, eps=1e-5, train=True):
    """The running averages come back as they came in"""
    out, *_ = right.batchnorm_forward(x, gamma, beta, mean, var, momentum, eps, train)
    return out, mean, var


def batchnorm_forward__axis_1(x, gamma, beta, mean, var, momentum=0.1, eps=1e-5, train=True):
    """Mean and variance of out are taken over the features of each sample"""
    _, *averages = right.batchnorm_forward(x, gamma, beta, mean, var, momentum, eps, train)
    if train:
        mean, var = x.mean(1, keepdims=True), x.var(1, keepdims=True)
    return gamma * (x - mean) / np.sqrt(var + eps) + beta, *averages


def batchnorm_forward__axis_1_throughout(
    x, gamma, beta, mean, var, momentum=0.1, eps=1e-5, train=True
):
    """Your code raised ValueError"""
    if not train:
        return right.batchnorm_forward(x, gamma, beta, mean, var, momentum, eps, train)
    mu, s2 = x.mean(1), x.var(1)
    out = gamma * (x - mu[:, None]) / np.sqrt(s2[:, None] + eps) + beta
    return out, (1 - momentum) * mean + momentum * mu, (1 - momentum) * var + momentum * s2


def batchnorm_forward__no_axis(x, gamma, beta, mean, var, momentum=0.1, eps=1e-5, train=True):
    """All numbers of the batch share one mean and one variance"""
    if not train:
        return right.batchnorm_forward(x, gamma, beta, mean, var, momentum, eps, train)
    averages = _batch(x, x.mean(), x.var(), (mean, var), momentum, kept=x.var(ddof=1))
    return gamma * (x - x.mean()) / np.sqrt(x.var() + eps) + beta, *averages


def batchnorm_forward__eps_outside(x, gamma, beta, mean, var, momentum=0.1, eps=1e-5, train=True):
    """eps is added to the root"""
    _, *averages = right.batchnorm_forward(x, gamma, beta, mean, var, momentum, eps, train)
    mu, s2 = (x.mean(0), x.var(0)) if train else (mean, var)
    return gamma * (x - mu) / (np.sqrt(s2) + eps) + beta, *averages


def batchnorm_forward__eps_1e_5(x, gamma, beta, mean, var, momentum=0.1, eps=1e-5, train=True):
    """eps is always 1e-5"""
    return right.batchnorm_forward(x, gamma, beta, mean, var, momentum, 1e-5, train)


def batchnorm_forward__no_eps(x, gamma, beta, mean, var, momentum=0.1, eps=1e-5, train=True):
    """eps is missing"""
    return right.batchnorm_forward(x, gamma, beta, mean, var, momentum, 0.0, train)


def batchnorm_forward__no_root(x, gamma, beta, mean, var, momentum=0.1, eps=1e-5, train=True):
    """divided by their variance"""
    _, *averages = right.batchnorm_forward(x, gamma, beta, mean, var, momentum, eps, train)
    mu, s2 = (x.mean(0), x.var(0)) if train else (mean, var)
    return gamma * (x - mu) / (s2 + eps) + beta, *averages


def batchnorm_forward__exchanged(x, gamma, beta, mean, var, momentum=0.1, eps=1e-5, train=True):
    """gamma and beta are swapped"""
    return right.batchnorm_forward(x, beta, gamma, mean, var, momentum, eps, train)


def batchnorm_forward__x_hat(x, gamma, beta, mean, var, momentum=0.1, eps=1e-5, train=True):
    """This is x̂, with mean 0 and variance 1"""
    one, zero = np.ones_like(gamma), np.zeros_like(beta)
    return right.batchnorm_forward(x, one, zero, mean, var, momentum, eps, train)


def batchnorm_forward__gamma_only_in_training(
    x, gamma, beta, mean, var, momentum=0.1, eps=1e-5, train=True
):
    if train:
        return right.batchnorm_forward(x, gamma, beta, mean, var, momentum, eps)
    return (x - mean) / np.sqrt(var + eps), mean, var


def batchnorm_forward__deviation(x, gamma, beta, mean, var, momentum=0.1, eps=1e-5, train=True):
    """The running variance gets the standard deviation"""
    out, new, _ = right.batchnorm_forward(x, gamma, beta, mean, var, momentum, eps, train)
    if train:
        var = (1 - momentum) * var + momentum * x.std(0, ddof=1)
    return out, new, var


def batchnorm_forward__not_faded(x, gamma, beta, mean, var, momentum=0.1, eps=1e-5, train=True):
    """they grow from batch to batch"""
    out, *_ = right.batchnorm_forward(x, gamma, beta, mean, var, momentum, eps, train)
    if train:
        mean = mean + momentum * x.mean(0)
        var = var + momentum * x.var(0, ddof=1)
    return out, mean, var


def batchnorm_forward__out_alone(x, gamma, beta, mean, var, momentum=0.1, eps=1e-5, train=True):
    """Return 3 values (out, running_mean, running_var)"""
    return right.batchnorm_forward(x, gamma, beta, mean, var, momentum, eps, train)[0]


def batchnorm_forward__averages_in_place(
    x, gamma, beta, mean, var, momentum=0.1, eps=1e-5, train=True
):
    """changes its input running_mean, running_var"""
    out, new_mean, new_var = right.batchnorm_forward(
        x, gamma, beta, mean, var, momentum, eps, train
    )
    mean[:], var[:] = new_mean, new_var
    return out, mean, var


def batchnorm_forward__x_in_place(x, gamma, beta, mean, var, momentum=0.1, eps=1e-5, train=True):
    """changes its input x"""
    out, *averages = right.batchnorm_forward(x, gamma, beta, mean, var, momentum, eps, train)
    x[:] = out
    return x, *averages


def batchnorm_forward__kept_between_calls(
    x, gamma, beta, mean, var, momentum=0.1, eps=1e-5, train=True
):
    """values differ"""
    kept = batchnorm_forward__kept_between_calls.__dict__
    mean = kept.get("mean", np.zeros(len(gamma)))[: len(gamma)]
    var = kept.get("var", np.ones(len(gamma)))[: len(gamma)]
    if len(mean) != len(gamma):
        mean, var = np.zeros(len(gamma)), np.ones(len(gamma))
    answer = right.batchnorm_forward(x, gamma, beta, mean, var, momentum, eps, train)
    kept.update(mean=answer[1], var=answer[2])
    return answer


def batchnorm_forward__other_course(x, gamma, beta, mean, var, momentum=0.1, eps=1e-5, train=True):
    """In the running averages the weights of old and new are swapped"""
    if train:
        mu, s2 = x.mean(0), x.var(0)
        averages = _batch(x, mu, s2, (mean, var), 1 - momentum)
    else:
        mu, s2 = averages = [mean, var]
    return gamma * (x - mu) / np.sqrt(s2 + eps) + beta, *averages


def batchnorm_forward__var_mean(x, gamma, beta, mean, var, momentum=0.1, eps=1e-5, train=True):
    """comes back before the running mean"""
    out, mean, var = right.batchnorm_forward(x, gamma, beta, mean, var, momentum, eps, train)
    return out, var, mean
