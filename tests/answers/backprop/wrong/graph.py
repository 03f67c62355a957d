"""Wrong walks through graphs and downhill. Each docstring is a part of the diagnosis."""

import numpy as np

from autograder.solutions import backprop as right


def backpropagate__overwritten(tape, doutput):
    """A gradient that arrives replaces the one that is there"""
    g = {tape[-1][0]: doutput}
    for output, inputs, vjp in reversed(tape):
        if output in g:
            g.update(zip(inputs, vjp(g[output]), strict=True))
    return g


def backpropagate__first_kept(tape, doutput):
    """The first gradient that arrives at a value is kept"""
    g = {tape[-1][0]: doutput}
    for output, inputs, vjp in reversed(tape):
        if output in g:
            for name, each in zip(inputs, vjp(g[output]), strict=True):
                g.setdefault(name, each)
    return g


def backpropagate__one_per_node(tape, doutput):
    """only one of its two gradients counts"""
    g = {tape[-1][0]: doutput}
    for output, inputs, vjp in reversed(tape):
        if output in g:
            for name, each in dict(zip(inputs, vjp(g[output]), strict=True)).items():
                g[name] = g.get(name, 0) + each
    return g


def backpropagate__from_one(tape, doutput):
    """The walk starts with 1 instead of doutput"""
    return right.backpropagate(tape, np.ones_like(doutput))


def backpropagate__forwards(tape, doutput):
    """The tape is walked forwards"""
    g = {tape[-1][0]: doutput}
    for output, inputs, vjp in tape:
        if output in g:
            for name, each in zip(inputs, vjp(g[output]), strict=True):
                g[name] = g.get(name, 0) + each
    return g


def backpropagate__leaves_alone(tape, doutput):
    """Only the leaves are returned"""
    made = {output for output, _, _ in tape}
    g = right.backpropagate(tape, doutput)
    return {name: each for name, each in g.items() if name not in made}


def backpropagate__in_place(tape, doutput):
    g = {tape[-1][0]: doutput}
    for output, inputs, vjp in reversed(tape):
        if output in g:
            for name, each in zip(inputs, vjp(g[output]), strict=True):
                if name in g:
                    g[name] += each
                else:
                    g[name] = each
    return g


def backpropagate__in_place_on_a_copy_of_doutput(tape, doutput):
    g = {tape[-1][0]: np.copy(doutput)}
    for output, inputs, vjp in reversed(tape):
        if output in g:
            for name, each in zip(inputs, vjp(g[output]), strict=True):
                if name in g:
                    g[name] += each
                else:
                    g[name] = each
    return g


def backpropagate__vjp_twice(tape, doutput):
    """was called a second time"""
    g = {tape[-1][0]: doutput}
    for output, inputs, vjp in reversed(tape):
        if output in g:
            for i, name in enumerate(inputs):
                g[name] = g.get(name, 0) + vjp(g[output])[i]
    return g


def backpropagate__dead_nodes_too(tape, doutput):
    """gradients"""
    g = {tape[-1][0]: doutput}
    for output, inputs, vjp in reversed(tape):
        if output not in g:
            g[output] = np.zeros_like(doutput)
        for name, each in zip(inputs, vjp(g[output]), strict=True):
            g[name] = g.get(name, 0) + each
    return g


def backpropagate__dead_nodes_raise(tape, doutput):
    """KeyError: 'dead'"""
    g = {tape[-1][0]: doutput}
    for output, inputs, vjp in reversed(tape):
        for name, each in zip(inputs, vjp(g[output]), strict=True):
            g[name] = g.get(name, 0) + each
    return g


def backpropagate__without_the_output(tape, doutput):
    """must have the keys"""
    g = right.backpropagate(tape, doutput)
    del g[tape[-1][0]]
    return g


def backpropagate__before_it_is_complete(tape, doutput):
    nodes = {output: (inputs, vjp) for output, inputs, vjp in tape}
    g, waiting = {tape[-1][0]: doutput}, [tape[-1][0]]
    while waiting:
        name = waiting.pop(0)
        if name in nodes:
            inputs, vjp = nodes.pop(name)
            for each, gradient in zip(inputs, vjp(g[name]), strict=True):
                g[each] = g.get(each, 0) + gradient
                waiting.append(each)
    return g


def backpropagate__list_of_pairs(tape, doutput):
    """must be a dict"""
    return list(right.backpropagate(tape, doutput).items())


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
