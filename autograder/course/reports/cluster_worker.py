"""What every Dask worker gets before its first submission, whenever it joins."""

from __future__ import annotations

from typing import Any

from distributed import WorkerPlugin

from autograder.judge.expected import unpack


class ReferenceOutputs(WorkerPlugin):  # type: ignore[misc]
    """Puts the outputs that were computed once, elsewhere, into the worker's cache.

    They are not data that tasks depend on: Dask would keep those on a worker of its choice,
    and if that one hung, nobody else would have them.
    """

    name = "cs_cnn-reference-outputs"

    def __init__(self, packed: bytes) -> None:
        self.packed = packed

    def setup(self, worker: Any) -> None:
        """Called by Dask."""
        unpack(self.packed)
