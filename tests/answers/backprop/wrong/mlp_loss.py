"""Wrong answers to mlp_loss. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import backprop as right


def mlp_loss__half_penalty_gradient(x, y, params, lam):
    """Your gradient of the penalty is lam w"""
    loss, _ = right.mlp_loss(x, y, params, lam)
    return loss, right.mlp_loss(x, y, params, lam / 2)[1]


def mlp_loss__half_penalty(x, y, params, lam):
    """The penalty is halved"""
    return right.mlp_loss(x, y, params, lam / 2)


def mlp_loss__biases_penalised(x, y, params, lam):
    """The biases are penalised too"""
    loss, grads = right.mlp_loss(x, y, params, lam)
    for name in grads:
        if name[0] == "b":
            loss += lam * (params[name] ** 2).sum()
            grads[name] = grads[name] + 2 * lam * params[name]
    return loss, grads


def mlp_loss__no_penalty(x, y, params, lam):
    """The penalty is missing, in the loss and in the gradients"""
    return right.mlp_loss(x, y, params, 0)


def mlp_loss__penalty_in_loss_alone(x, y, params, lam):
    """in the loss but not in the gradients"""
    return right.mlp_loss(x, y, params, lam)[0], right.mlp_loss(x, y, params, 0)[1]


def mlp_loss__two_layers_for_all(x, y, params, lam):
    first = {name: params[name] for name in ("w1", "b1")}
    last = {name: params[f"{name[0]}{len(params) // 2}"] for name in ("w2", "b2")}
    return right.two_layer_loss(x, y, **first, **last, lam=lam)


def mlp_loss__relu_after_the_last(x, y, params, lam):
    """ReLU follows the last layer too"""
    depth = len(params) // 2
    outs, loss = [x], 0
    for i in range(1, depth + 1):
        outs.append(np.maximum(0, outs[-1] @ params[f"w{i}"] + params[f"b{i}"]))
        loss += lam * (params[f"w{i}"] ** 2).sum()
    data, d = right.softmax_loss(outs[-1], y)
    grads = {}
    for i in range(depth, 0, -1):
        d = d * (outs[i] > 0)
        grads[f"w{i}"] = outs[i - 1].T @ d + 2 * lam * params[f"w{i}"]
        grads[f"b{i}"] = d.sum(axis=0)
        d = d @ params[f"w{i}"].T
    return data + loss, grads


def mlp_loss__weights_alone(x, y, params, lam):
    """must have the keys"""
    loss, grads = right.mlp_loss(x, y, params, lam)
    return loss, {name: grad for name, grad in grads.items() if name[0] == "w"}


def mlp_loss__gradients_backwards(x, y, params, lam):
    loss, grads = right.mlp_loss(x, y, params, lam)
    return loss, dict(zip(grads, reversed(grads.values()), strict=True))


def mlp_loss__outer_layers_penalised(x, y, params, lam):
    """Only the first and the last layer are penalised"""
    loss, grads = right.mlp_loss(x, y, params, lam)
    for i in range(2, len(params) // 2):
        loss -= lam * (params[f"w{i}"] ** 2).sum()
        grads[f"w{i}"] = grads[f"w{i}"] - 2 * lam * params[f"w{i}"]
    return loss, grads


def mlp_loss__data_loss_summed(x, y, params, lam):
    """The data loss is a sum over the batch"""
    loss, grads = right.mlp_loss(x, y, params, lam)
    _, data_grads = right.mlp_loss(x, y, params, 0)
    data = right.mlp_loss(x, y, params, 0)[0]
    more = len(y) - 1
    return loss + more * data, {k: grads[k] + more * data_grads[k] for k in grads}


def mlp_loss__params_used_up(x, y, params, lam):
    loss, grads = right.mlp_loss(x, y, params, lam)
    params.clear()
    return loss, grads
