"""Files that are written whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path


def write(path: Path, data: bytes, *, sync: bool = True) -> None:
    """Write ``data`` to ``path``; a reader, or a killed run, never sees half of it.

    ``sync=False`` does not wait for the disk, for files that can be computed again.
    """
    with _beside(path, data, sync=sync) as made:
        made.chmod(0o644)
        made.replace(path)


def write_private(path: Path, data: bytes) -> None:
    """Write ``data`` for the owner alone, unless ``path`` exists: the first of two writers wins."""
    with _beside(path, data, sync=True) as made, contextlib.suppress(FileExistsError):
        os.link(made, path)


@contextlib.contextmanager
def _beside(path: Path, data: bytes, *, sync: bool) -> Iterator[Path]:
    """``data`` in a hidden file beside ``path``, which is gone afterwards unless it was moved."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            if sync:
                os.fsync(file.fileno())
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)
