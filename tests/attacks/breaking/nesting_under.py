"""A result nested as deeply as may cross is compared like any other.

status: failed
says: out must be
"""


def relu(x):
    value = [x]
    for _ in range(8):
        value = [value]
    return value
