"""Lets jax do the work.

status: forbidden
says: jax
"""


def relu(x):
    import jax.numpy as jnp

    return x
