"""Where a student's files are."""

from __future__ import annotations

from pathlib import Path


class NoWorkspace(LookupError):
    """No folder with a ``cs_cnn/`` was found; the message says where it was looked for."""


def find_root(start: Path) -> Path:
    """The nearest folder, from ``start`` upwards, that holds ``cs_cnn/``."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / "cs_cnn" / "__init__.py").is_file():
            return folder
    raise NoWorkspace(
        f"There is no cs_cnn/ folder in {start} or above it. Go to the folder that holds your "
        "cs_cnn/, or name it with --from."
    )


def has_package(folder: Path) -> Path:
    """``folder`` itself, if it holds ``cs_cnn/``. Raises NoWorkspace."""
    if not (folder / "cs_cnn").is_dir():
        raise NoWorkspace(f"{folder} has no cs_cnn/ folder: name the folder that contains one.")
    return folder
