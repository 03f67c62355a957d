"""Wrong answers to gradient_descent. Each docstring is a part of what the judge must say."""

from autograder.solutions import backprop as right


def gradient_descent__uphill(loss, params, lr, steps):
    """The steps go uphill"""
    return right.gradient_descent(loss, params, -lr, steps)


def gradient_descent__history_after(loss, params, lr, steps):
    """The history holds the loss after each step"""
    params, _ = right.gradient_descent(loss, params, lr, 0)
    history = []
    for _ in range(steps):
        params, _ = right.gradient_descent(loss, params, lr, 1)
        history.append(loss(params)[0])
    return params, history


def gradient_descent__history_too_long(loss, params, lr, steps):
    """The history has one entry too many"""
    params, history = right.gradient_descent(loss, params, lr, steps)
    return params, [*history, loss(params)[0]]


def gradient_descent__no_step_kept(loss, params, lr, steps):
    """The parameters come back as they came in"""
    return params, right.gradient_descent(loss, params, lr, steps)[1]


def gradient_descent__always_from_the_start(loss, params, lr, steps):
    """Every step starts from the parameters that came in"""
    after, history = right.gradient_descent(loss, params, lr, 1)
    return after, history * steps


def gradient_descent__one_after_the_other(loss, params, lr, steps):
    """one after the other, each with new gradients"""
    params, history = dict(params), []
    for _ in range(steps):
        history.append(loss(params)[0])
        for name in params:
            params[name] = params[name] - lr * loss(params)[1][name]
    return params, history


def gradient_descent__one_step_short(loss, params, lr, steps):
    """The last step is missing"""
    after, _ = right.gradient_descent(loss, params, lr, steps - 1)
    return after, right.gradient_descent(loss, params, lr, steps)[1]


def gradient_descent__in_place(loss, params, lr, steps):
    """changes its input params"""
    history = []
    for _ in range(steps):
        value, grads = loss(params)
        history.append(value)
        for name in params:
            params[name] -= lr * grads[name]
    return params, history


def gradient_descent__in_place_on_a_shallow_copy(loss, params, lr, steps):
    """changes its input params"""
    return gradient_descent__in_place(loss, dict(params), lr, steps)


def gradient_descent__without_lr(loss, params, lr, steps):
    return right.gradient_descent(loss, params, 1.0, steps)


def gradient_descent__weights_alone(loss, params, lr, steps):
    first = next(iter(params))
    now, history = dict(params), []
    for _ in range(steps):
        value, grads = loss(now)
        history.append(value)
        now[first] = now[first] - lr * grads[first]
    return now, history


def gradient_descent__params_alone(loss, params, lr, steps):
    """Return 2 values (params, history)"""
    return right.gradient_descent(loss, params, lr, steps)[0]


def gradient_descent__last_loss(loss, params, lr, steps):
    params, history = right.gradient_descent(loss, params, lr, steps)
    return params, history[-1]


def gradient_descent__until_it_is_good(loss, params, lr, steps):
    return right.gradient_descent(loss, params, lr, min(steps, 5))
