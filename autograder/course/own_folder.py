"""A learner's own folder: made once, outside of the project, and brought up to date later.

What was given is kept in ``.cs_cnn/given/``, each version of it. So an update can tell what the
learner wrote from what the course wrote, and replaces nothing but the latter.
"""

from __future__ import annotations

import glob
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from autograder.core import storage
from autograder.core.errors import NoWorkspace
from autograder.core.workspace import keep_copy
from autograder.course import merging
from autograder.course.blank_stubs import blank_stubs, package_files
from autograder.course.folders import NOTEBOOKS, notebook
from autograder.course.submissions.choosing import at_home
from autograder.exercises import catalogue

GIVEN = Path(".cs_cnn") / "given"
WRITTEN_FOR_THEM = "cs_cnn/given/"
NEWER = ".new"
"""Ending of a newer file that lies beside the learner's own, which stays."""


@dataclass
class Updated:
    """What an update did, by file; what it does not name was up to date."""

    replaced: list[str] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    """Files that both sides have changed: the newer one lies beside the learner's."""
    backups: list[str] = field(default_factory=list)
    """Where the learner's version is of what was replaced or merged."""


def start(folder: Path) -> list[str]:
    """Fill a new or empty folder with all notebooks and blank stubs; the files.

    Raises NoWorkspace if anything is in it.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NoWorkspace(
            f"{folder} is not empty: name a new folder. If `cs-cnn start DIR` made it, "
            f"`cs-cnn update --from {shlex.quote(str(folder))}` brings it up to date."
        )
    files = dict(_course())
    for name, content in files.items():
        storage.write(folder / name, content, sync=False)
        storage.write(folder / GIVEN / name, content, sync=False)
    return list(files)


def update(root: Path) -> Updated:
    """Bring a learner's folder up to date with the course that is installed.

    What the learner wrote stays, whatever the course has changed. Raises NoWorkspace for a folder
    that ``start`` did not make.
    """
    if not (root / GIVEN).is_dir():
        raise NoWorkspace(
            f"{root} was not made by `cs-cnn start DIR`, so nobody can tell your lines from the "
            "course's: docs/updating.md in the project's folder says how to go on."
        )
    done = Updated()
    for name, new in _course():
        _update_file(root, name, new, done)
        _keep_given(root, name, new)
    return done


def _course() -> Iterator[tuple[str, bytes]]:
    """Every file that a learner gets, by its name in the folder."""
    yield from package_files().items()
    for assignment in catalogue.ASSIGNMENTS:
        for name, text in blank_stubs(assignment).items():
            yield name, text.encode()
        path = Path(assignment) / notebook(assignment)
        yield f"notebooks/{path.as_posix()}", (NOTEBOOKS / path).read_bytes()


def _update_file(root: Path, name: str, new: bytes, done: Updated) -> None:
    path = _place(root, name)
    given, mine = _given(root, name), _read(path)
    if mine == new:
        return
    if mine is None or mine in given:
        storage.write(path, new)
        done.replaced.append(path.relative_to(root).as_posix())
    elif path.suffix == ".ipynb":
        _merge(root, path, (given, mine, new), done)
    elif new in given[-1:]:
        return
    elif name.startswith(WRITTEN_FOR_THEM):
        done.backups.append(keep_copy(path).relative_to(root).as_posix())
        storage.write(path, new)
        done.replaced.append(name)
    else:
        storage.write(path.with_name(path.name + NEWER), new)
        done.beside.append(name)


def _merge(
    root: Path, path: Path, versions: tuple[list[bytes], bytes, bytes], done: Updated
) -> None:
    given, mine, new = versions
    if new in given[-1:] and not merging.is_behind(given[:-1], mine, new):
        return
    merged = merging.merged(given, mine, new)
    if merged is None:
        storage.write(path.with_name(f"{path.stem}{NEWER}{path.suffix}"), new)
        done.beside.append(path.relative_to(root).as_posix())
    elif merged != mine:
        done.backups.append(keep_copy(path).relative_to(root).as_posix())
        storage.write(path, merged)
        done.merged.append(path.relative_to(root).as_posix())


def _place(root: Path, name: str) -> Path:
    """Where the learner has the file: a notebook may have been moved, or have another name."""
    path = root / name
    assignment = path.stem
    if path.suffix != ".ipynb" or path.is_file():
        return path
    return root / at_home(root, assignment).taken.get(notebook(assignment), name)


def _given(root: Path, name: str) -> list[bytes]:
    """What the course gave by this name, the newest last."""
    path = root / GIVEN / name
    earlier = path.parent.glob(f"{glob.escape(path.name)}.*.bak")
    order = sorted(earlier, key=lambda each: int(each.suffixes[-2][1:]))
    return [each.read_bytes() for each in [*order, path] if each.is_file()]


def _keep_given(root: Path, name: str, new: bytes) -> None:
    """Keep the earlier version too: what JupyterLab has open may be saved over an update."""
    path = root / GIVEN / name
    if _read(path) == new:
        return
    if path.is_file():
        keep_copy(path)
    storage.write(path, new, sync=False)


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
