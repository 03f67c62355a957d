"""Wrong answers to output_size. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import conv as right


def _error(n, f, stride, pad):
    return ValueError(f"n={n}, f={f}, stride={stride}, pad={pad} does not fit")


def output_size__rounded_down(n, f, stride=1, pad=0):
    """A fraction is rounded down"""
    return (n - f + 2 * pad) // stride + 1


def output_size__rounded_up(n, f, stride=1, pad=0):
    """A fraction is rounded up"""
    return int(np.ceil((n - f + 2 * pad) / stride)) + 1


def output_size__rounded(n, f, stride=1, pad=0):
    return round((n - f + 2 * pad) / stride + 1)


def output_size__fraction(n, f, stride=1, pad=0):
    """The result of / is a float"""
    return (n - f + 2 * pad) / stride + 1


def output_size__float_that_fits(n, f, stride=1, pad=0):
    """float"""
    right.output_size(n, f, stride, pad)
    return (n - f + 2 * pad) / stride + 1


def output_size__pad_once(n, f, stride=1, pad=0):
    """Your code raised ValueError"""
    way = n - f + pad
    if way % stride or way < 0:
        raise _error(n, f, stride, pad)
    return way // stride + 1


def output_size__no_pad(n, f, stride=1, pad=0):
    """Your code raised ValueError"""
    if (n - f) % stride or n < f:
        raise _error(n, f, stride, pad)
    return (n - f) // stride + 1


def output_size__steps(n, f, stride=1, pad=0):
    """You count the steps from one place to the next"""
    return right.output_size(n, f, stride, pad) - 1


def output_size__no_stride(n, f, stride=1, pad=0):
    """The stride is not used"""
    right.output_size(n, f, stride, pad)
    return n - f + 2 * pad + 1


def output_size__larger_window_allowed(n, f, stride=1, pad=0):
    """A window larger than the padded side still gets a size"""
    if (n - f + 2 * pad) % stride:
        raise _error(n, f, stride, pad)
    return (n - f + 2 * pad) // stride + 1


def output_size__remainder_allowed(n, f, stride=1, pad=0):
    """A fraction is rounded down"""
    if n + 2 * pad < f:
        raise _error(n, f, stride, pad)
    return (n - f + 2 * pad) // stride + 1


def output_size__larger_than_the_bare_side(n, f, stride=1, pad=0):
    """Your code raised ValueError"""
    if f > n:
        raise _error(n, f, stride, pad)
    return right.output_size(n, f, stride, pad)


def output_size__one_place_refused(n, f, stride=1, pad=0):
    """Your code raised ValueError"""
    if f >= n + 2 * pad:
        raise _error(n, f, stride, pad)
    return right.output_size(n, f, stride, pad)


def output_size__assertion(n, f, stride=1, pad=0):
    """Your code raised AssertionError"""
    assert (n - f + 2 * pad) % stride == 0, f"{n} {f} {stride} {pad}"
    assert n + 2 * pad >= f, f"{n} {f} {stride} {pad}"
    return right.output_size(n, f, stride, pad)


def output_size__bare_error(n, f, stride=1, pad=0):
    """this message does not say"""
    try:
        return right.output_size(n, f, stride, pad)
    except ValueError:
        raise ValueError("does not fit") from None


def output_size__message_without_pad(n, f, stride=1, pad=0):
    """this message does not say"""
    try:
        return right.output_size(n, f, stride, pad)
    except ValueError:
        raise ValueError(f"a window of {f} on {n} pixels at stride {stride}") from None


def output_size__error_returned(n, f, stride=1, pad=0):
    """yours is a string"""
    try:
        return right.output_size(n, f, stride, pad)
    except ValueError as error:
        return str(error)


def output_size__none_where_it_does_not_fit(n, f, stride=1, pad=0):
    """yours is None"""
    way = n - f + 2 * pad
    return way // stride + 1 if way >= 0 and way % stride == 0 else None


def output_size__window_and_stride_exchanged(n, f, stride=1, pad=0):
    return right.output_size(n, stride, f, pad)
