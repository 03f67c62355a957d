"""A student's folder: find it, watch it, reset a stub in it."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from pathlib import Path

from autograder.core.errors import NoWorkspace
from autograder.core.exercise import Exercise
from autograder.core.storage import write
from autograder.core.stubs import blank

Stamps = dict[Path, tuple[int, int]]


def find_root(start: Path) -> Path:
    """The nearest folder, from ``start`` upwards, that holds ``cs_cnn/``. Raises NoWorkspace."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / "cs_cnn" / "__init__.py").is_file():
            return folder
    raise NoWorkspace(
        f"There is no cs_cnn/ folder in {start} or above it. Go to the folder that contains your "
        "cs_cnn/, or name it with --from."
    )


def has_package(folder: Path) -> Path:
    """``folder`` itself, if it holds ``cs_cnn/``. Raises NoWorkspace."""
    if not (folder / "cs_cnn").is_dir():
        raise NoWorkspace(f"{folder} has no cs_cnn/ folder: name the folder that contains one.")
    return folder


def reset(exercise: Exercise, root: Path) -> Path | None:
    """Blank the exercise's stub in ``root``; returns the path of a backup of the whole file.

    Returns None and writes nothing if the stub is blank already. Raises NoWorkspace if the file
    cannot be read, NoSuchStub if the function is not in it.
    """
    path = root / exercise.file
    text = _read(path)
    blanked = blank(text, {exercise.function: exercise.id})
    if blanked == text:
        return None
    backup = keep_copy(path)
    write(path, blanked.encode())
    return backup


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode()  # with the line ends that it has
    except FileNotFoundError:
        reason = "it does not exist"
    except UnicodeDecodeError as error:
        reason = f"byte {error.start} is not UTF-8 text"
    raise NoWorkspace(
        f"Cannot read {path}: {reason}. Copy the file from the release again; your other files "
        "stay as they are."
    )


def keep_copy(path: Path) -> Path:
    """Copy the file to the first free number; never overwrites a backup."""
    data = path.read_bytes()
    for number in itertools.count(1):
        backup = path.with_name(f"{path.name}.{number}.bak")
        try:
            file = backup.open("xb")
        except FileExistsError:
            continue
        with file:
            file.write(data)
        return backup
    raise AssertionError("there is always a next number")


def saved(root: Path, seconds: float = 0.5) -> Iterator[set[str]]:
    """The names of changed files, such as ``cs_cnn/backprop.py``, after every look; mostly none.

    Never ends. Editors save in several steps, so a change counts once two looks in a row see
    the same.
    """
    settled = _stamps(root)
    while True:
        time.sleep(seconds)
        now = _stamps(root)
        time.sleep(seconds / 2 if now != settled else 0)
        if now == settled or now != _stamps(root):
            yield set()
        else:
            yield {path.relative_to(root).as_posix() for path in _changed(settled, now)}
            settled = now


def _stamps(root: Path) -> Stamps:
    found = {}
    for path in (p for kind in ("*.py", "*.npz") for p in (root / "cs_cnn").rglob(kind)):
        try:
            status = path.stat()
        except FileNotFoundError:  # removed between the two looks
            continue
        found[path] = (status.st_mtime_ns, status.st_size)
    return found


def _changed(before: Stamps, now: Stamps) -> set[Path]:
    return {path for path in before.keys() | now.keys() if before.get(path) != now.get(path)}
