"""Files that hold a network or a training run: written whole or not at all, and never a pickle."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np


class BrokenCheckpoint(ValueError):
    """The file is not a checkpoint, is incomplete, or belongs to another run."""


def write(path: str | Path, arrays: dict[str, np.ndarray]) -> None:
    """Write arrays to an ``.npz`` file, which takes the place of an older one once complete."""
    path = Path(path)
    held: dict[str, Any] = arrays
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez(file, **held)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink()
        raise


def write_run(path: str | Path, arrays: dict[str, np.ndarray], notes: dict[str, Any]) -> None:
    """Write arrays, and notes of plain values, to an ``.npz`` file."""
    write(path, {**arrays, "notes": np.array(json.dumps(notes))})


def read(path: str | Path) -> dict[str, np.ndarray]:
    """The arrays of a file. Raises BrokenCheckpoint, or FileNotFoundError."""
    with _broken_said(path), Path(path).open("rb") as file, np.load(file, allow_pickle=False) as a:
        return {name: a[name] for name in a.files}


def read_run(path: str | Path) -> tuple[dict[str, np.ndarray], dict[str, Any]]:
    """The arrays and notes of a file. Raises BrokenCheckpoint, or FileNotFoundError."""
    arrays = read(path)
    with _broken_said(path):
        return arrays, json.loads(str(arrays.pop("notes")))


@contextmanager
def _broken_said(path: str | Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise
    except Exception as error:  # NumPy and zipfile raise many kinds for broken files
        text = f"{path} is not a checkpoint, or is incomplete; nothing was loaded."
        raise BrokenCheckpoint(text) from error
