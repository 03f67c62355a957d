"""Repair what keeps nbgrader from reading a submission, without losing anything."""

from __future__ import annotations

import functools
import json
import warnings
from pathlib import Path, PurePath
from typing import Any

import nbformat
from nbconvert.exporters import Exporter
from nbgrader.utils import parse_utc
from traitlets.config import Config

from autograder.core import storage
from autograder.core.errors import CourseError
from autograder.course.folders import Course, notebook
from autograder.course.gradebook import cells
from autograder.course.submissions.choosing import in_folder
from autograder.course.submissions.matched import matched
from autograder.course.submissions.notebooks import MAX_NOTEBOOK
from autograder.course.submissions.notes import note

WITH_IDS = 5
"""Since version 4.5 of the format, cells have ids."""
MAX_CELLS = 2_000
_BARE = Config({"Exporter": {"default_preprocessors": []}})


def mend(folder: Path, pristine: Path) -> None:
    """Make a submission readable for nbgrader. Replaced files are kept under another name.

    ``pristine`` is the released notebook: it replaces one that is missing or damaged. Every
    repair is noted in ``mended.txt`` in the submission.
    """
    _remove_links(folder)
    _mend_notebook(folder / pristine.name, pristine)
    timestamp = folder / "timestamp.txt"
    if timestamp.exists() and not _is_timestamp(timestamp):
        note(folder, f"timestamp.txt is not a date and was ignored{_set_aside(timestamp)}.")


def _remove_links(folder: Path) -> None:
    """nbgrader would copy the files they point to into the student's feedback."""
    links = [path for path in folder.rglob("*") if path.is_symlink()]
    for path in links:
        path.unlink()
    for path in links:
        note(folder, f"{path.relative_to(folder)} was a link to another place and was removed.")


def _mend_notebook(path: Path, pristine: Path) -> None:
    _take_the_fullest(path)
    damage = _damage(path)
    if not damage:
        _match_cells(path, pristine)
        return
    if not pristine.is_file():
        raise CourseError(
            f"{path.name} {damage}, and {pristine} is not there to replace it: "
            f"run {Course(pristine.parents[2]).command(f'release {path.stem}')} first."
        )
    kept = _set_aside(path)
    storage.write(path, pristine.read_bytes())
    note(path.parent, f"{path.name} {damage}; the released notebook replaces it{kept}.")


def _match_cells(path: Path, pristine: Path) -> None:
    """Give cells back what nbgrader wrote into them, if it is lost."""
    try:
        nb = json.loads(path.read_bytes())
        released = _released(pristine, pristine.stat().st_mtime_ns)
        result = matched(cells.read(path), released)
    except (OSError, ValueError):
        return
    if not result.notes:
        return
    if nb.get("nbformat_minor", 0) < WITH_IDS:
        for cell in result.cells:
            cell.pop("id", None)
    kept = _set_aside(path, "original")
    storage.write(path, json.dumps({**nb, "cells": result.cells}, indent=1).encode())
    for sentence in result.notes:
        note(path.parent, sentence)
    note(path.parent, f"Its cells were completed{kept}.")


@functools.lru_cache(maxsize=4)
def _released(pristine: Path, _: int) -> list[dict[str, Any]]:
    return cells.read(pristine)


def _take_the_fullest(path: Path) -> None:
    """Of several notebooks of the assignment, the one with the most work in it."""
    chosen = in_folder(path.parent, path.stem)
    taken = chosen.taken.get(path.name)
    content = chosen.files.get(path.name, b"")
    if taken is None or (path.is_file() and path.read_bytes() == content):
        return
    if len(content) > MAX_NOTEBOOK:
        return
    if path.exists() and taken != PurePath(path.name):
        _set_aside(path, "left")
    storage.write(path, content)
    said = [each for each in chosen.notes if path.name in each and str(taken) in each]
    note(path.parent, said[0] if said else f"{taken} was taken as {path.name}.")


def mend_before_autograde(assignment: str, student: str, notebooks: list[str]) -> None:
    """``mend`` as nbgrader's hook, which passes the paths of one student's notebooks."""
    folder = Path(notebooks[0]).parent
    wanted = folder / notebook(assignment)
    mend(folder, folder.parents[2] / "release" / assignment / wanted.name)
    if str(wanted) not in notebooks:
        notebooks.append(str(wanted))


def _damage(path: Path) -> str:
    """What is wrong with a notebook file, or ''."""
    if not path.is_file():
        return "is missing"
    if path.stat().st_size > MAX_NOTEBOOK:
        return f"is larger than {MAX_NOTEBOOK // 2**20} MiB"
    try:
        with warnings.catch_warnings(action="ignore"):
            nb = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
            Exporter(config=_BARE).from_notebook_node(nb)
        nbformat.writes(nb).encode()
        if len(nb.cells) > MAX_CELLS:
            return f"has more than {MAX_CELLS} cells"
        intact = all(isinstance(cell.source + cell.cell_type, str) for cell in nb.cells)
    except Exception:  # whatever a parser raises here, the file is not a notebook
        intact = False
    return "" if intact else "is not a readable notebook"


def _is_timestamp(path: Path) -> bool:
    try:
        parse_utc(path.read_text(encoding="utf-8").strip())
    except (ValueError, OverflowError, IsADirectoryError):
        return False
    return True


def _set_aside(path: Path, why: str = "damaged") -> str:
    """Rename the file if there is one; the end of a sentence that names the copy."""
    if not path.exists():
        return ""
    aside = path.with_name(f"{path.name}.{why}")
    number = 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.name}.{why}-{number}")
    path.rename(aside)
    return f", and the original is kept as {aside.name}"
