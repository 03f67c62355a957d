"""Wrong answers to backpropagate. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import backprop as right


def backpropagate__overwritten(tape, doutput):
    """A new gradient replaces the one that is already there"""
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
