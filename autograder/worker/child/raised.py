"""An exception of student code as plain values. Standard library alone."""

from __future__ import annotations

import os
import traceback
from pathlib import Path
from typing import Any

MAX_NAME = 100
MAX_KINDS = 10
MAX_FRAMES = 8


def described(error: BaseException, package: Path, longest: int) -> dict[str, Any]:
    """Its type, its message, and the frames of the student's own code alone.

    No text is longer than ``longest``.
    """
    stack = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in stack if Path(frame.filename).parent == package]
    frames = [
        [
            _file(frame.filename),
            frame.lineno or 0,
            frame.name[:MAX_NAME],
            (frame.line or "")[:longest],
        ]
        for frame in own
    ]
    if isinstance(error, SyntaxError) and error.filename:
        text = (error.text or "").strip()[:longest]
        frames.append([_file(error.filename), error.lineno or 0, "", text])
    return {
        "type": type(error).__name__[:MAX_NAME],
        "kinds": [kind.__name__[:MAX_NAME] for kind in type(error).__mro__[:MAX_KINDS]],
        "message": _message(error).replace(f"{package}{os.sep}", "cs_cnn/")[:longest],
        "frames": frames[-MAX_FRAMES:],
    }


def _file(name: str) -> str:
    return f"cs_cnn/{Path(name).name[:MAX_NAME]}"


def _message(error: BaseException) -> str:
    try:
        return str(error)
    except BaseException:  # an exception whose own __str__ raises still has a type to report
        return "(its message cannot be shown)"
