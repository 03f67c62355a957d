"""Which files make a submission, and under which names."""

from __future__ import annotations

from pathlib import PurePath

from autograder.course.folders import plain_stem, stub_files

MAX_NAME = 100


def rank(path: PurePath) -> tuple[bool, int, bool, str]:
    """Files in ``cs_cnn/`` come first, then shallow ones, then those with their own name."""
    return path.parent.name != "cs_cnn", len(path.parts), plain_stem(path) != path.stem, str(path)


def name_in_package(path: PurePath, assignment: str) -> str | None:
    """The file's name in ``cs_cnn/``, or None if it does not belong there."""
    name = plain_stem(path) + ".py"
    is_stub = f"cs_cnn/{name}" in stub_files(assignment)
    is_module = path.stem.isidentifier() and len(path.stem.encode()) <= MAX_NAME
    if path.parent.name == "cs_cnn" and (is_stub or is_module):
        name = name if is_stub else path.name
        return name if name != "__init__.py" else None
    return name if is_stub and "given" not in path.parts else None
