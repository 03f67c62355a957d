"""The command as it can be typed where it is read: nobody has to activate an environment."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sys
from pathlib import Path

NAME = "cs-cnn"
_COMMAND = re.compile(rf"`({NAME}|jupyter|python)(?= )")


def as_typed(text: str, *, in_notebook: bool = False) -> str:
    """``text`` in which every `` `cs-cnn … ` `` begins as it has to be typed here.

    So do `` `jupyter … ` `` and `` `python … ` ``, which lie beside it. From a notebook it names
    the commands beside the kernel's Python, for a terminal.
    """
    return _COMMAND.sub(lambda found: f"`{_program(found[1], in_notebook)}", text)


def program() -> str:
    """``cs-cnn`` as it was typed."""
    return _program(NAME, False)


def _program(name: str, in_notebook: bool) -> str:
    """``name`` if that is this environment's, else its path, as it was typed if it was."""
    python = Path(sys.executable)
    started = python if in_notebook else Path(sys.argv[0])
    if name == "python":
        return _shown(python, name)
    if started.name == "__main__.py":
        own = f"{_shown(python, 'python')} -m autograder.cli"
        return own if name == NAME else _shown(python.with_name(name), name)
    if not in_notebook and started.stem != NAME:
        return name
    return _shown(started if started.stem == name else started.with_name(name), name)


def _shown(program: Path, name: str) -> str:
    found = shutil.which(name)
    here = shutil.which(program)
    if here is None or (found and Path(found).samefile(here)):
        return name
    return f'"{program}"' if os.name == "nt" else shlex.quote(str(program))
