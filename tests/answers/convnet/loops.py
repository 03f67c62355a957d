"""A hand-in by somebody who writes loops over indices and converts at the end."""

import numpy as np


def skip_white_space(pattern, at):
    while at < len(pattern) and pattern[at] in " \t\n":
        at += 1
    return at


def read_number(pattern, at):
    digits = ""
    while at < len(pattern) and pattern[at] in "0123456789":
        digits += pattern[at]
        at += 1
    return int(digits), at


def read_word(pattern, start, optional):
    end = start
    while end < len(pattern) and pattern[end].isalpha():
        end += 1
    word = pattern[start:end]
    if word not in ["INPUT", "CONV", "RELU", "POOL", "FC"]:
        raise ValueError("unknown word " + word + " at position " + str(start))
    end = skip_white_space(pattern, end)
    if end < len(pattern) and pattern[end] == "?":
        if not optional:
            return [], end + 1
        return [word], end + 1
    return [word], end


def read_bracket(pattern, start, optional):
    names, at = read_row(pattern, start + 1, optional)
    if at == len(pattern):
        raise ValueError("the bracket at position %d is not closed" % start)
    at = skip_white_space(pattern, at + 1)
    times = 1
    if at < len(pattern) and pattern[at] == "*":
        at = skip_white_space(pattern, at + 1)
        times, at = read_number(pattern, at)
    return names * times, at


def read_row(pattern, at, optional):
    names = []
    first = True
    while True:
        at = skip_white_space(pattern, at)
        if at == len(pattern) or pattern[at] == "]":
            return names, at
        if not first:
            if pattern[at : at + 2] != "->":
                raise ValueError("expected -> at position " + str(at))
            at = skip_white_space(pattern, at + 2)
        first = False
        if pattern[at] == "[":
            more, at = read_bracket(pattern, at, optional)
        else:
            more, at = read_word(pattern, at, optional)
        for name in more:
            names.append(name)


def parse(pattern, optional=True):
    names, at = read_row(pattern, 0, optional)
    if at < len(pattern):
        raise ValueError("a ] too many at position " + str(at))
    return names
