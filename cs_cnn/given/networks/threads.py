"""How many threads share a matrix product."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

from threadpoolctl import ThreadpoolController

P = ParamSpec("P")
R = TypeVar("R")


@contextmanager
def one_thread() -> Iterator[None]:
    """Matrix products inside take one thread: threads that share a small one mostly wait."""
    if all(library.num_threads == 1 for library in _blas().lib_controllers):
        yield
        return
    with _blas().limit(limits=1):
        yield


def on_one_thread(function: Callable[P, R]) -> Callable[P, R]:
    """The same function, within ``one_thread``."""

    @functools.wraps(function)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        with one_thread():
            return function(*args, **kwargs)

    return wrapped


@functools.cache
def _blas() -> ThreadpoolController:
    """NumPy's, which is loaded by now. Looking for it takes longer than training for an epoch."""
    return ThreadpoolController().select(user_api="blas")
