"""A result that is nested without an end.

status: failed
"""


def relu(x):
    value = []
    value.append(value)
    return value
