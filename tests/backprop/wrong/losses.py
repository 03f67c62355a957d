"""Wrong losses and networks. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import backprop as right


def _softmax(scores, axis=1):
    powers = np.exp(scores - scores.max(axis=axis, keepdims=True))
    return powers / powers.sum(axis=axis, keepdims=True)


def softmax_loss__sums(scores, y):
    """The loss and the gradient are sums over the batch"""
    loss, dscores = right.softmax_loss(scores, y)
    return loss * len(y), dscores * len(y)


def softmax_loss__gradient_not_divided(scores, y):
    """its gradient is not divided by N"""
    loss, dscores = right.softmax_loss(scores, y)
    return loss, dscores * len(y)


def softmax_loss__loss_not_divided(scores, y):
    """The loss and the gradient are sums over the batch"""
    loss, dscores = right.softmax_loss(scores, y)
    return loss * len(y), dscores


def softmax_loss__no_one_hot(scores, y):
    """The gradient is the probabilities alone"""
    return right.softmax_loss(scores, y)[0], _softmax(scores) / len(y)


def softmax_loss__overflows(scores, y):
    """The exponentials overflow"""
    n = np.arange(len(y))
    p = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    d = p.copy()
    d[n, y] -= 1
    return -np.log(p[n, y]).mean(), d / len(y)


def softmax_loss__log_of_zero(scores, y):
    """The logarithm of a probability that came out as 0"""
    _, dscores = right.softmax_loss(scores, y)
    return -np.log(_softmax(scores)[np.arange(len(y)), y]).mean(), dscores


def softmax_loss__tiny_number_added(scores, y):
    _, dscores = right.softmax_loss(scores, y)
    return -np.log(_softmax(scores)[np.arange(len(y)), y] + 1e-8).mean(), dscores


def softmax_loss__one_maximum_for_all(scores, y):
    n = np.arange(len(y))
    powers = np.exp(scores - scores.max())
    p = powers / powers.sum()
    d = p.copy()
    d[n, y] -= 1
    return -np.log(p[n, y]).mean(), d / len(y)


def softmax_loss__over_the_batch(scores, y):
    n = np.arange(len(y))
    p = _softmax(scores, axis=0)
    d = p.copy()
    d[n, y] -= 1
    return -np.log(p[n, y]).mean(), d / len(y)


def softmax_loss__base_two(scores, y):
    """The logarithm is to base 2"""
    loss, dscores = right.softmax_loss(scores, y)
    return loss / np.log(2), dscores


def softmax_loss__wrong_sign(scores, y):
    """The gradient has the wrong sign"""
    loss, dscores = right.softmax_loss(scores, y)
    return loss, -dscores


def softmax_loss__every_column(scores, y):
    loss, _ = right.softmax_loss(scores, y)
    p = _softmax(scores)
    p[:, y] -= 1
    return loss, p / len(y)


def softmax_loss__divided_by_classes(scores, y):
    loss, dscores = right.softmax_loss(scores, y)
    return loss / scores.shape[1], dscores / scores.shape[1]


def softmax_loss__per_sample(scores, y):
    """loss must be a single number"""
    return -np.log(_softmax(scores)[np.arange(len(y)), y]), right.softmax_loss(scores, y)[1]


def softmax_loss__loss_alone(scores, y):
    """2 values (loss, dscores) are expected"""
    return right.softmax_loss(scores, y)[0]


def softmax_loss__chance(scores, y):
    k = scores.shape[1]
    return float(np.log(k)), (np.full(scores.shape, 1 / k) - np.eye(k)[y]) / len(y)


def svm_loss__counts_right_class(scores, y, margin=1.0):
    """The right class is compared with itself"""
    loss, dscores = right.svm_loss(scores, y, margin)
    return loss + margin, dscores


def svm_loss__no_margin(scores, y, margin=1.0):
    """The margin is missing"""
    return right.svm_loss(scores, y, 0.0)


def svm_loss__margin_ignored(scores, y, margin=1.0):
    """The margin is always 1 here"""
    return right.svm_loss(scores, y)


def svm_loss__right_class_still(scores, y, margin=1.0):
    """The score of the right class gets no gradient"""
    loss, dscores = right.svm_loss(scores, y, margin)
    return loss, np.maximum(0, dscores)


def svm_loss__right_class_once(scores, y, margin=1.0):
    """The score of the right class gets −1 once"""
    loss, d = right.svm_loss(scores, y, margin)
    return loss, np.maximum(d, -1 / len(y))


def svm_loss__sums(scores, y, margin=1.0):
    """The loss and the gradient are sums over the batch"""
    loss, dscores = right.svm_loss(scores, y, margin)
    return loss * len(y), dscores * len(y)


def svm_loss__gradient_not_divided(scores, y, margin=1.0):
    """its gradient is not divided by N"""
    loss, dscores = right.svm_loss(scores, y, margin)
    return loss, dscores * len(y)


def svm_loss__divided_by_classes(scores, y, margin=1.0):
    """divided by the number of classes as well"""
    loss, dscores = right.svm_loss(scores, y, margin)
    return loss / scores.shape[1], dscores / scores.shape[1]


def svm_loss__worst_alone(scores, y, margin=1.0):
    """Only the worst wrong class counts"""
    n = np.arange(len(y))
    gaps = scores - scores[n, y][:, None] + margin
    gaps[n, y] = -np.inf
    worst = gaps.argmax(axis=1)
    hit = (gaps[n, worst] > 0).astype(float)
    d = np.zeros_like(scores)
    d[n, worst] += hit
    d[n, y] -= hit
    return (gaps[n, worst] * hit).mean(), d / len(y)


def svm_loss__squared(scores, y, margin=1.0):
    n = np.arange(len(y))
    gaps = np.maximum(0, scores - scores[n, y][:, None] + margin)
    gaps[n, y] = 0
    return (gaps**2).sum() / len(y), right.svm_loss(scores, y, margin)[1]


def svm_loss__gradient_of_gaps(scores, y, margin=1.0):
    n = np.arange(len(y))
    gaps = np.maximum(0, scores - scores[n, y][:, None] + margin)
    gaps[n, y] = 0
    gaps[n, y] = -gaps.sum(axis=1)
    return right.svm_loss(scores, y, margin)[0], gaps / len(y)


def svm_loss__margin_taken_away(scores, y, margin=1.0):
    return right.svm_loss(scores, y, -margin)


def svm_loss__not_clipped(scores, y, margin=1.0):
    gaps = scores - scores[np.arange(len(y)), y][:, None] + margin
    return (gaps.sum() - margin * len(y)) / len(y), right.svm_loss(scores, y, margin)[1]


def _network(x, y, params, lam, penalty=2.0, mask=True, biases=False):
    """Loss and gradients with one thing or another done wrong."""
    w1, b1, w2, b2 = params
    z = x @ w1 + b1
    h = np.maximum(0, z)
    loss, d = right.softmax_loss(h @ w2 + b2, y)
    loss += lam * ((w1**2).sum() + (w2**2).sum())
    dh = d @ w2.T * (z > 0 if mask else 1)
    grads = {"w1": x.T @ dh + penalty * lam * w1, "b1": dh.sum(0)}
    grads |= {"w2": h.T @ d + penalty * lam * w2, "b2": d.sum(0)}
    if biases:
        loss += lam * ((b1**2).sum() + (b2**2).sum())
        grads["b1"] += 2 * lam * b1
        grads["b2"] += 2 * lam * b2
    return loss, grads


def two_layer_loss__half_penalty_gradient(x, y, w1, b1, w2, b2, lam):
    """The gradient of the penalty is lam w here"""
    return _network(x, y, (w1, b1, w2, b2), lam, penalty=1.0)


def two_layer_loss__half_penalty(x, y, w1, b1, w2, b2, lam):
    """The penalty is halved"""
    return right.two_layer_loss(x, y, w1, b1, w2, b2, lam / 2)


def two_layer_loss__biases_penalised(x, y, w1, b1, w2, b2, lam):
    """The biases are penalised too"""
    return _network(x, y, (w1, b1, w2, b2), lam, biases=True)


def two_layer_loss__penalty_averaged(x, y, w1, b1, w2, b2, lam):
    """The penalty is divided by N"""
    return right.two_layer_loss(x, y, w1, b1, w2, b2, lam / len(x))


def two_layer_loss__no_penalty(x, y, w1, b1, w2, b2, lam):
    """The penalty is missing, in the loss and in the gradients"""
    return right.two_layer_loss(x, y, w1, b1, w2, b2, 0)


def two_layer_loss__penalty_in_loss_alone(x, y, w1, b1, w2, b2, lam):
    """in the loss but not in the gradients"""
    return _network(x, y, (w1, b1, w2, b2), lam, penalty=0)


def two_layer_loss__penalty_in_gradients_alone(x, y, w1, b1, w2, b2, lam):
    """in the gradients but not in the loss"""
    loss, _ = right.two_layer_loss(x, y, w1, b1, w2, b2, 0)
    return loss, right.two_layer_loss(x, y, w1, b1, w2, b2, lam)[1]


def two_layer_loss__no_mask(x, y, w1, b1, w2, b2, lam):
    """the gradient passes ReLU as if it were not there"""
    return _network(x, y, (w1, b1, w2, b2), lam, mask=False)


def two_layer_loss__wrong_names(x, y, w1, b1, w2, b2, lam):
    """must have the keys b1, b2, w1, w2"""
    loss, grads = right.two_layer_loss(x, y, w1, b1, w2, b2, lam)
    return loss, {"d" + name: grad for name, grad in grads.items()}


def two_layer_loss__list_of_gradients(x, y, w1, b1, w2, b2, lam):
    """must be a dict"""
    loss, grads = right.two_layer_loss(x, y, w1, b1, w2, b2, lam)
    return loss, list(grads.values())


def two_layer_loss__penalty_of_the_first(x, y, w1, b1, w2, b2, lam):
    loss, grads = right.two_layer_loss(x, y, w1, b1, w2, b2, lam)
    return loss - lam * (w2**2).sum(), grads


def two_layer_loss__not_squared(x, y, w1, b1, w2, b2, lam):
    loss, grads = right.two_layer_loss(x, y, w1, b1, w2, b2, 0)
    return loss + lam * (np.abs(w1).sum() + np.abs(w2).sum()), grads


def two_layer_loss__penalty_added_in_place(x, y, w1, b1, w2, b2, lam):
    """changes its input"""
    loss, grads = right.two_layer_loss(x, y, w1, b1, w2, b2, lam)
    w1 *= 1 - lam
    return loss, grads


def mlp_loss__half_penalty_gradient(x, y, params, lam):
    """The gradient of the penalty is lam w here"""
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
    """ReLU stands after the last layer too"""
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
