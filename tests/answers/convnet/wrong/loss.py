"""Wrong answers to convnet_loss. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import convnet as right
from cs_cnn.backprop import affine_backward, affine_forward, relu, relu_backward, softmax_loss
from cs_cnn.conv import conv_backward_im2col, conv_forward_im2col
from cs_cnn.pooling import (
    average_pool_backward,
    average_pool_forward,
    max_pool_backward,
    max_pool_forward,
)


def _unit(x):
    return x


def _passed(dout, x):
    return dout


def _max_forward(x):
    return max_pool_forward(x, 2, 2)[0]


def _max_backward(dout, x):
    return max_pool_backward(dout, max_pool_forward(x, 2, 2)[1], x.shape)


def _average_forward(x):
    return average_pool_forward(x, 2, 2)


def _average_backward(dout, x):
    return average_pool_backward(dout, x.shape, 2, 2)


def _flat(x):
    return x.reshape(len(x), -1)


def _unflat(dout, x):
    return dout.reshape(x.shape)


RELU = (relu, relu_backward)
MAX = (_max_forward, _max_backward)
FLAT = (_flat, _unflat)


def _network(params, x, y, lam, first=RELU, second=RELU, pool=MAX, flat=FLAT, pad=None):
    w1, b1, w2, b2, w3, b3 = (params[f"{kind}{i}"] for i in (1, 2, 3) for kind in "wb")
    pad = w1.shape[2] // 2 if pad is None else pad
    z1 = conv_forward_im2col(x, w1, b1, 1, pad)
    a1 = first[0](z1)
    p1 = pool[0](a1)
    f1 = flat[0](p1)
    z2 = affine_forward(f1, w2, b2)
    a2 = second[0](z2)
    loss, dscores = softmax_loss(affine_forward(a2, w3, b3), y)
    da2, dw3, db3 = affine_backward(dscores, a2, w3, b3)
    df1, dw2, db2 = affine_backward(second[1](da2, z2), f1, w2, b2)
    dz1 = first[1](pool[1](flat[1](df1, p1), a1), z1)
    _, dw1, db1 = conv_backward_im2col(dz1, x, w1, b1, 1, pad)
    weights = {"w1": dw1, "w2": dw2, "w3": dw3}
    loss += lam * sum((params[name] ** 2).sum() for name in weights)
    grads = {name: g + 2 * lam * params[name] for name, g in weights.items()}
    return loss, {**grads, "b1": db1, "b2": db2, "b3": db3}


def convnet_loss__no_first_relu(params, x, y, lam):
    """The first ReLU is missing"""
    return _network(params, x, y, lam, first=(_unit, _passed))


def convnet_loss__no_second_relu(params, x, y, lam):
    """The second ReLU is missing"""
    return _network(params, x, y, lam, second=(_unit, _passed))


def convnet_loss__no_relus(params, x, y, lam):
    """Both ReLUs are missing"""
    return _network(params, x, y, lam, first=(_unit, _passed), second=(_unit, _passed))


def convnet_loss__first_mask_forgotten(params, x, y, lam):
    """On the way back the first ReLU is left out"""
    return _network(params, x, y, lam, first=(relu, _passed))


def convnet_loss__second_mask_forgotten(params, x, y, lam):
    """On the way back the second ReLU is left out"""
    return _network(params, x, y, lam, second=(relu, _passed))


def convnet_loss__average(params, x, y, lam):
    """The pool averages"""
    return _network(params, x, y, lam, pool=(_average_forward, _average_backward))


def convnet_loss__average_on_the_way_back(params, x, y, lam):
    return _network(params, x, y, lam, pool=(_max_forward, _average_backward))


def convnet_loss__channels_last(params, x, y, lam):
    """The volume is flattened with its channels last"""

    def flat(volume):
        return volume.transpose(0, 2, 3, 1).reshape(len(volume), -1)

    def unflat(dout, volume):
        n, c, h, w = volume.shape
        return dout.reshape(n, h, w, c).transpose(0, 3, 1, 2)

    return _network(params, x, y, lam, flat=(flat, unflat))


def convnet_loss__channels_last_on_the_way_back(params, x, y, lam):
    def unflat(dout, volume):
        n, c, h, w = volume.shape
        return dout.reshape(n, h, w, c).transpose(0, 3, 1, 2)

    return _network(params, x, y, lam, flat=(_flat, unflat))


def convnet_loss__flipped(params, x, y, lam):
    """The filters are flipped"""
    flipped = {**params, "w1": params["w1"][:, :, ::-1, ::-1]}
    loss, grads = _network(flipped, x, y, lam)
    return loss, {**grads, "w1": grads["w1"][:, :, ::-1, ::-1]}


def convnet_loss__no_padding(params, x, y, lam):
    """Your code raised ValueError"""
    return _network(params, x, y, lam, pad=0)


def _data_and_penalty(params, x, y, lam):
    """The mean loss and its gradients, those of the penalty."""
    loss, grads = right.convnet_loss(params, x, y, 0.0)
    total, every = right.convnet_loss(params, x, y, lam)
    return loss, grads, total - loss, {name: every[name] - grads[name] for name in grads}


def convnet_loss__summed(params, x, y, lam):
    """The loss is a sum over the images"""
    loss, grads, penalty, slopes = _data_and_penalty(params, x, y, lam)
    return len(x) * loss + penalty, {k: len(x) * grads[k] + slopes[k] for k in grads}


def convnet_loss__gradients_summed(params, x, y, lam):
    """The gradients are those of a sum over the images"""
    loss, grads, penalty, slopes = _data_and_penalty(params, x, y, lam)
    return loss + penalty, {k: len(x) * grads[k] + slopes[k] for k in grads}


def convnet_loss__no_slope_of_the_penalty(params, x, y, lam):
    """The penalty is missing in the gradients"""
    loss, grads, penalty, _ = _data_and_penalty(params, x, y, lam)
    return loss + penalty, grads


def convnet_loss__penalty_not_in_the_loss(params, x, y, lam):
    """The penalty is missing in the loss"""
    return _data_and_penalty(params, x, y, lam)[0], right.convnet_loss(params, x, y, lam)[1]


def convnet_loss__no_penalty(params, x, y, lam):
    """There is no penalty"""
    return right.convnet_loss(params, x, y, 0.0)


def convnet_loss__half_a_slope(params, x, y, lam):
    """The gradients hold lam w"""
    loss, grads, penalty, slopes = _data_and_penalty(params, x, y, lam)
    return loss + penalty, {k: grads[k] + slopes[k] / 2 for k in grads}


def convnet_loss__half_the_penalty(params, x, y, lam):
    """The penalty is lam/2"""
    return right.convnet_loss(params, x, y, lam / 2)


def convnet_loss__biases_penalised(params, x, y, lam):
    """The biases are penalised"""
    loss, grads = right.convnet_loss(params, x, y, lam)
    for name in ("b1", "b2", "b3"):
        loss += lam * (params[name] ** 2).sum()
        grads[name] = grads[name] + 2 * lam * params[name]
    return loss, grads


def convnet_loss__filters_not_penalised(params, x, y, lam):
    """The filters w1 are not penalised"""
    loss, grads = right.convnet_loss(params, x, y, lam)
    grads["w1"] = grads["w1"] - 2 * lam * params["w1"]
    return loss - lam * (params["w1"] ** 2).sum(), grads


def convnet_loss__the_loss_alone(params, x, y, lam):
    """Only the loss is returned"""
    return right.convnet_loss(params, x, y, lam)[0]


def convnet_loss__gradients_alone(params, x, y, lam):
    return right.convnet_loss(params, x, y, lam)[1]


def convnet_loss__without_b1(params, x, y, lam):
    """must have the keys b1, b2, b3, w1, w2, w3"""
    loss, grads = right.convnet_loss(params, x, y, lam)
    del grads["b1"]
    return loss, grads


def convnet_loss__b1_not_summed_over_the_images(params, x, y, lam):
    loss, grads = right.convnet_loss(params, x, y, lam)
    last = right.convnet_loss(params, x[-1:], y[-1:], lam)[1]
    return loss, {**grads, "b1": last["b1"] / len(x)}


def convnet_loss__in_place(params, x, y, lam):
    """changes its input"""
    loss, grads = right.convnet_loss(params, x, y, lam)
    np.maximum(x, 0, out=x)
    return loss, grads


def convnet_loss__updates(params, x, y, lam):
    """changes its input"""
    loss, grads = right.convnet_loss(params, x, y, lam)
    for name in params:
        params[name] -= 0.1 * grads[name]
    return loss, grads
