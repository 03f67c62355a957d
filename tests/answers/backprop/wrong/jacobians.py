"""Wrong Jacobians. Each docstring is a part of what the judge must say."""

import numpy as np


def relu_jacobian__values(x):
    """The diagonal holds relu(x)"""
    return np.diag(np.maximum(0, x))


def relu_jacobian__vector(x):
    """Only the diagonal is returned"""
    return (x > 0).astype(float)


def relu_jacobian__full_rows(x):
    """Rows of positive entries are filled with 1"""
    return np.tile((x > 0).astype(float)[:, None], len(x))


def relu_jacobian__full_columns(x):
    return np.tile((x > 0).astype(float), (len(x), 1))


def relu_jacobian__identity(x):
    """the Jacobian of the identity"""
    return np.eye(len(x))


def relu_jacobian__signs(x):
    """That is the absolute value"""
    return np.diag(np.sign(x))


def relu_jacobian__upside_down(x):
    return np.diag((x < 0).astype(float))


def relu_jacobian__other_diagonal(x):
    return np.diag((x > 0).astype(float))[:, ::-1]


def relu_jacobian__outer(x):
    return np.outer(x > 0, x > 0).astype(float)


def relu_jacobian__worked_numbers(x):
    """has shape"""
    return np.diag([1.0, 0, 1, 0])


def relu_jacobian__leaks(x):
    return np.diag(np.where(x > 0, 1, 0.1))


def relu_vjp__mask_of_dout(dout, x):
    """The mask comes from dout"""
    return np.maximum(0, dout)


def relu_vjp__times_value(dout, x):
    """dout is multiplied by relu(x)"""
    return dout * np.maximum(0, x)


def relu_vjp__slopes_alone(dout, x):
    """dout is missing"""
    return (x > 0).astype(float)


def relu_vjp__upside_down(dout, x):
    """The gradient passes where x is negative and stops where x is positive"""
    return np.where(x > 0, 0, dout)


def relu_vjp__the_matrix(dout, x):
    """Out of memory"""
    return dout @ np.diag((x > 0).astype(float))


def relu_vjp__everything(dout, x):
    return dout


def relu_vjp__one_number(dout, x):
    """out has shape ()"""
    return float(dout @ (x > 0))


def relu_vjp__worked_numbers(dout, x):
    """has shape"""
    return np.array([4.0, 0, 5, 0])


def relu_vjp__relu_of_product(dout, x):
    return np.maximum(0, dout * x)


def jacobian_bytes__batch_once(n, d, m, itemsize=4):
    """The batch is counted once"""
    return n * d * m * itemsize


def jacobian_bytes__one_sample(n, d, m, itemsize=4):
    """This is dy/dx of one sample"""
    return d * m * itemsize


def jacobian_bytes__of_the_weights(n, d, m, itemsize=4):
    """This is the Jacobian with respect to w"""
    return n * m * d * m * itemsize


def jacobian_bytes__numbers(n, d, m, itemsize=4):
    """These are numbers, not bytes"""
    return n * n * d * m


def jacobian_bytes__always_four(n, d, m, itemsize=4):
    """Every number takes 4 bytes"""
    return n * n * d * m * 4


def jacobian_bytes__diagonal_blocks(n, d, m, itemsize=4):
    return n * (d + m) * itemsize


def jacobian_bytes__worked_number(n, d, m, itemsize=4):
    return 2**38


def jacobian_bytes__gibibytes(n, d, m, itemsize=4):
    return n * n * d * m * itemsize // 2**30


def jacobian_bytes__float(n, d, m, itemsize=4):
    """dtype float64, expected integer"""
    return float(n * n * d * m * itemsize)


def jacobian_bytes__thirty_two_bits(n, d, m, itemsize=4):
    return int(np.prod([n, n, d, m, itemsize]).astype(np.int32)) if n > 9 else n * d * m


def jacobian_bytes__all_of_them(n, d, m, itemsize=4):
    return (n * d) * (n * m) * (d * m) * itemsize
