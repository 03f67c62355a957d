"""Zips and folders as they come in, and what is looked at once they are collected."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

from autograder.core.results import Collected
from autograder.course.folders import Course

ASSIGNMENT = "01-vector-backprop"
NOTEBOOK = f"{ASSIGNMENT}.ipynb"
STUB = "cs_cnn/backprop.py"


def zipped(files: dict[str, bytes | str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, (2026, 3, 1, 12, 0, 0))
            packed.writestr(info, content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def write(path: Path, content: bytes | str, when: float = 1_770_000_000) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    os.utime(path, (when, when))
    return path


def right(text: str = "x = 1") -> bytes:
    return zipped({NOTEBOOK: "{}", STUB: text})


def by_student(collected: list[Collected]) -> dict[str, Collected]:
    return {one.student: one for one in collected}


def stub_of(course: Course, student: str) -> str:
    return (course.submitted(ASSIGNMENT, student) / STUB).read_text()


def timestamp_of(course: Course, student: str) -> str:
    return (course.submitted(ASSIGNMENT, student) / "timestamp.txt").read_text()
