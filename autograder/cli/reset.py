"""A stub back to its beginning, with the student's version kept beside it."""

from __future__ import annotations

import itertools
from pathlib import Path

from autograder.course.storage import write
from autograder.judge.exercise import Exercise
from autograder.judge.stubs import blank
from autograder.judge.workspace import NoWorkspace


def reset(exercise: Exercise, root: Path) -> Path | None:
    """Blank the exercise's stub in ``root``; the path of the backup of the whole file.

    None, and nothing is written, where the stub is blank already.

    Raises NoWorkspace if the file cannot be read, NoSuchStub if the function is not in it.
    """
    path = root / exercise.file
    text = _read(path)
    blanked = blank(text, {exercise.function: exercise.id})
    if blanked == text:
        return None
    backup = _keep(path)
    write(path, blanked.encode())
    return backup


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        reason = "it does not exist"
    except UnicodeDecodeError as error:
        reason = f"byte {error.start} is not UTF-8 text"
    raise NoWorkspace(
        f"{path} cannot be read: {reason}. Take the file from the release again; your other "
        "files stay as they are."
    )


def _keep(path: Path) -> Path:
    """A copy under the first free number; a backup is never written over."""
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
