"""Files that hold a training run: written whole or not at all, and never a pickle."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import Any

import numpy as np


class BrokenCheckpoint(ValueError):
    """The file is no checkpoint, not a whole one, or one of something else."""


def write(path: str | Path, arrays: dict[str, np.ndarray], notes: dict[str, Any]) -> None:
    """Write arrays, and notes of plain values, to an ``.npz`` file.

    The file takes the place of an older one only when it is complete.
    """
    path = Path(path)
    held: dict[str, Any] = {**arrays, "notes": np.array(json.dumps(notes))}
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


def read(path: str | Path) -> tuple[dict[str, np.ndarray], dict[str, Any]]:
    """The arrays and notes of a file. Raises BrokenCheckpoint, or FileNotFoundError."""
    try:
        with Path(path).open("rb") as file, np.load(file, allow_pickle=False) as held:
            arrays = {name: held[name] for name in held.files}
        notes = json.loads(str(arrays.pop("notes")))
    except FileNotFoundError:
        raise
    except Exception as error:  # whatever NumPy and zip say of bytes that are not ours
        text = f"{path} is no checkpoint, or not a whole one; nothing was loaded from it."
        raise BrokenCheckpoint(text) from error
    return arrays, notes
