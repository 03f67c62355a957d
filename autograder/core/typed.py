"""The command as it can be typed where it is read: nobody has to activate an environment."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from pathlib import Path

NAME = "cs-cnn"


def as_typed(text: str, *, in_notebook: bool = False) -> str:
    """``text`` in which every `` `cs-cnn … ` `` begins as it has to be typed here.

    From a notebook it names the command beside the kernel's Python, for a terminal.
    """
    if f"`{NAME} " not in text:
        return text
    return text.replace(f"`{NAME} ", f"`{_program(in_notebook)} ")


def _program(in_notebook: bool) -> str:
    """``cs-cnn`` if that is this command, else its path, as it was typed if it was."""
    started = Path(sys.executable).with_name(NAME) if in_notebook else Path(sys.argv[0])
    if started.name == "__main__.py":
        return f"{_shown(Path(sys.executable), 'python')} -m autograder.cli"
    return _shown(started, NAME) if started.stem == NAME else NAME


def _shown(program: Path, name: str) -> str:
    found = shutil.which(name)
    here = shutil.which(program)
    if here is None or (found and Path(found).samefile(here)):
        return name
    return f'"{program}"' if os.name == "nt" else shlex.quote(str(program))
