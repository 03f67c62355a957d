"""A generator instead of an answer, which would run in the judge if it were pickled.

status: failed
says: a generator
"""


def relu(x):
    yield x
