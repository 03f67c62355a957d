"""What a Dask worker gets before its first hand-in, whenever it joins."""

from __future__ import annotations

from typing import Any

from distributed import WorkerPlugin

from autograder.judge.expected import unpack


class ReferenceOutputs(WorkerPlugin):  # type: ignore[misc]
    """Puts the outputs that were computed once, elsewhere, into the worker's cache.

    Data that tasks depend on would not do: Dask keeps it where it thinks best, and a worker
    that hangs may be the only one that has it.
    """

    name = "cs_cnn-reference-outputs"

    def __init__(self, packed: bytes) -> None:
        self.packed = packed

    def setup(self, worker: Any) -> None:
        """Called by Dask."""
        unpack(self.packed)
