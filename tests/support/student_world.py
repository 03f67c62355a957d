"""A student's folder under the commands: what is written into it, and what goes wrong there."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from autograder.core.stubs import rewrite

ROOT = Path(__file__).parents[2]
ASSIGNMENT = "01-vector-backprop"
Run = Callable[..., Result]


def write(folder: Path, name: str, body: str) -> None:
    path = folder / "cs_cnn" / "backprop.py"
    path.write_text(rewrite(path.read_text(), name, body))


def refuse(number: int) -> Callable[..., None]:
    """A system call that fails as it does on a full disk or in somebody else's folder."""

    def refused(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number), "backprop.py")

    return refused
