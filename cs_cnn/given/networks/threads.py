"""How many threads share a matrix product."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from threadpoolctl import ThreadpoolController

P = ParamSpec("P")
R = TypeVar("R")


def on_one_thread(function: Callable[P, R]) -> Callable[P, R]:
    """A batch is small: threads that share a product of its size mostly wait for each other."""

    @functools.wraps(function)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        if all(library.num_threads == 1 for library in _blas().lib_controllers):
            return function(*args, **kwargs)
        with _blas().limit(limits=1):
            return function(*args, **kwargs)

    return wrapped


@functools.cache
def _blas() -> ThreadpoolController:
    """NumPy's, which is loaded by now. Looking for it takes longer than training for an epoch."""
    return ThreadpoolController().select(user_api="blas")
