"""How many threads share a matrix product."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from threadpoolctl import ThreadpoolController

P = ParamSpec("P")
R = TypeVar("R")

_THREADS = ThreadpoolController()


def on_one_thread(function: Callable[P, R]) -> Callable[P, R]:
    """A batch is small: threads that share a product of its size mostly wait for each other."""
    wrapped: Callable[P, R] = _THREADS.wrap(limits=1, user_api="blas")(function)
    return wrapped
