"""An exception or a warning of student code as plain text. Standard library alone."""

from __future__ import annotations

import os
import traceback
import warnings
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


def name_own_files(package: Path) -> None:
    """Let warnings name the student's files as everything else does: ``cs_cnn/conv.py``."""
    plain = warnings.formatwarning

    def formatted(message: Any, kind: type[Warning], file: str, *place: Any) -> str:
        return plain(message, kind, file, *place).replace(f"{package}{os.sep}", "cs_cnn/")

    warnings.formatwarning = formatted  # type: ignore[assignment]


def _file(name: str) -> str:
    return f"cs_cnn/{Path(name).name[:MAX_NAME]}"


def _message(error: BaseException) -> str:
    try:
        return str(error)
    except BaseException:  # an exception whose own __str__ raises still has a type to report
        return "(its message cannot be shown)"
