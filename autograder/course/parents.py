"""From one of nbgrader's preprocessors to the course it works for."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def coursedir(preprocessor: Any) -> Path:
    """The root of the course: preprocessor, exporter and converter are each other's parents."""
    owner = preprocessor
    while getattr(owner, "coursedir", None) is None:
        owner = owner.parent
    return Path(owner.coursedir.root)
