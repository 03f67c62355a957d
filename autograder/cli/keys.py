"""Single keys from a terminal, without waiting for one."""

from __future__ import annotations

import contextlib
import os
import select
import sys
from collections.abc import Callable, Iterator

Pressed = Callable[[], str]


@contextlib.contextmanager
def keys() -> Iterator[Pressed]:
    """A function that gives the key that was pressed since it was last called, or nothing.

    The terminal is as before afterwards. Where there is none, no key is ever pressed.
    """
    if not sys.stdin.isatty():
        yield lambda: ""
    elif os.name == "nt":
        yield _on_windows
    else:
        with _unbuffered() as pressed:
            yield pressed


@contextlib.contextmanager
def _unbuffered() -> Iterator[Pressed]:
    """Keys arrive without Enter; Ctrl-C still interrupts."""
    import termios
    import tty

    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)

    def pressed() -> str:
        ready, _, _ = select.select([terminal], [], [], 0)
        return os.read(terminal, 1).decode(errors="replace") if ready else ""

    try:
        tty.setcbreak(terminal, termios.TCSANOW)  # what was typed already counts
        yield pressed
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def _on_windows() -> str:
    import msvcrt

    return str(msvcrt.getwch()) if msvcrt.kbhit() else ""  # type: ignore[attr-defined, unused-ignore]
