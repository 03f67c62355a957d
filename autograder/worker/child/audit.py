"""Notice, by Python's audit events, what student code does that no exercise needs.

Only the instructor reads it. It prevents nothing, and code that knows its way around the
interpreter can keep quiet: ``limits.py`` and the sandbox are the walls. Standard library alone.
See PEP 578 and the table of audit events in Python's documentation.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

MAX_TEXT = 200

_PROCESS, _SIGNAL, _NETWORK = "starts a process", "sends a signal", "opens a connection"
_LIBRARY = "loads compiled code"
_C, _TRACE, _MEMORY = "calls C code", "traces other code", "looks through the memory"
EVENTS = {
    **dict.fromkeys(("os.fork", "os.forkpty", "os.posix_spawn", "os.exec"), _PROCESS),
    **dict.fromkeys(("os.system", "subprocess.Popen"), _PROCESS),
    **dict.fromkeys(("os.kill", "os.killpg", "signal.pthread_kill"), _SIGNAL),
    "socket.__new__": _NETWORK,
    **dict.fromkeys(("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"), _NETWORK),
    **dict.fromkeys(("socket.getaddrinfo", "socket.gethostbyname"), _NETWORK),
    **dict.fromkeys(("ctypes.dlopen", "ctypes.dlsym", "ctypes.string_at", "ctypes.cdata"), _C),
    **dict.fromkeys(("sys.settrace", "sys.setprofile", "sys.addaudithook"), _TRACE),
    **dict.fromkeys(("gc.get_objects", "gc.get_referrers", "gc.get_referents"), _MEMORY),
    "sys._current_frames": "reads the frames of other code",
    "code.__new__": "builds code by hand",
    "pickle.find_class": "reads a pickle",
}
"""Audit events, and the words for them in a message to the instructor."""

PLACES = ("open", "os.listdir", "os.scandir", "os.chdir", "os.remove", "os.rename", "os.mkdir")
"""Events about a file or a folder, which is their first argument."""


def watch(
    package: Path,
    libraries: Sequence[str],
    tell: Callable[[str], None],
    most: int,
    hidden: str = "",
) -> None:
    """Call ``tell`` with what happens from now on: each event once, ``most`` events in all.

    Files in the folder ``hidden`` are not there for whoever opens them, as they are not in class.
    """
    here = str(Path(__file__).parent)
    caches = (str(Path(library).parent / "__pycache__") for library in libraries)
    installed = (*sys.path, sys.base_prefix, "/usr/lib", *libraries, *caches)
    usual = (*installed, "/tmp", "/dev/null", str(package), here)
    told: set[str] = set()
    busy = False

    def hook(name: str, arguments: tuple[Any, ...]) -> None:
        nonlocal busy
        if busy:
            return  # our own steps raise events too
        place = arguments[0] if hidden and name in PLACES and arguments else None
        if isinstance(place, str) and place.startswith(hidden):
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), place)
        busy = True
        event = (
            EVENTS.get(name)
            or _frames(name, package)
            or _library(name, arguments, installed)
            or _place(name, arguments, usual)
        )
        if event and event not in told and len(told) < most:
            told.add(event)
            tell(event[:MAX_TEXT])
        busy = False

    sys.addaudithook(hook)


def _frames(name: str, package: Path) -> str:
    """The standard library reads frames everywhere; here the student's own line does."""
    if name != "sys._getframe" or Path(_caller()).parent != package:
        return ""
    return "reads the frames of other code"


def _library(name: str, arguments: tuple[Any, ...], usual: tuple[str, ...]) -> str:
    """A module that is compiled: the event names its file."""
    file = arguments[1] if name == "import" and len(arguments) > 1 else None
    return _LIBRARY if isinstance(file, str) and not file.startswith(usual) else ""


def _caller() -> str:
    """The file of the code that raised the event."""
    frame = sys._getframe()
    while frame.f_back is not None and frame.f_code.co_filename == __file__:
        frame = frame.f_back
    return frame.f_code.co_filename


def _place(name: str, arguments: tuple[Any, ...], usual: tuple[str, ...]) -> str:
    place = arguments[0] if name in PLACES and arguments else None
    if not isinstance(place, str) or place.startswith(usual) or not place.startswith("/"):
        return ""
    return f"opens {place!r}"
