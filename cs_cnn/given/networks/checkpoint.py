"""Files that hold a training run: written whole or not at all, and never a pickle."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import Any

import numpy as np


class BrokenCheckpoint(ValueError):
    """The file is not a checkpoint, is incomplete, or belongs to another run."""


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
    except Exception as error:  # NumPy and zipfile raise many kinds for broken files
        text = f"{path} is not a checkpoint, or is incomplete; nothing was loaded."
        raise BrokenCheckpoint(text) from error
    return arrays, notes
