"""Wrong answers to dropout_backward. Each docstring is a part of what the judge must say."""

import numpy as np

from autograder.solutions import regularization as right


def dropout_backward__all(dout, mask):
    """mask is not used"""
    return dout


def dropout_backward__factor_lost(dout, mask):
    """The factor of the units that stayed is lost"""
    return dout * (mask != 0)


def dropout_backward__factor_twice(dout, mask):
    """The factor is applied twice"""
    return dout * mask * mask.max()


def dropout_backward__squared(dout, mask):
    """The factor is applied twice"""
    return dout * mask**2


def dropout_backward__others(dout, mask):
    """the units that were dropped instead of the others"""
    return np.where(mask == 0, dout, 0.0)


def dropout_backward__undone(dout, mask):
    """You divide by the factor instead of multiplying"""
    return np.divide(dout, mask, out=np.zeros_like(dout), where=mask > 0)


def dropout_backward__redrawn(dout, mask):
    """You draw a new mask on the way back"""
    p = float((mask == 0).mean())
    return right.dropout_forward(dout, p, np.random.default_rng(0))[0]


def dropout_backward__in_place(dout, mask):
    """changes its input dout"""
    dout *= mask
    return dout


def dropout_backward__mean(dout, mask):
    """dx is the expected value times"""
    return dout * mask / len(dout)


def dropout_backward__infinite(dout, mask):
    """NaN or infinite"""
    with np.errstate(divide="ignore"):
        return dout / mask
