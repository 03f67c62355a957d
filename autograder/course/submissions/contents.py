"""Which files make a submission, and under which names. Nothing else knows."""

from __future__ import annotations

import itertools
import re
import stat
from collections.abc import Iterator
from pathlib import Path, PurePath

from autograder.core.outcome import weights_of
from autograder.course.folders import notebook
from autograder.exercises import catalogue

PACKAGE = "cs_cnn"
MODULE, WEIGHTS = ".py", ".npz"
IN_PACKAGE = (MODULE, WEIGHTS)
"""Endings of the files that students put into ``cs_cnn/``."""
ENDINGS = (".ipynb", *IN_PACKAGE)
ARCHIVE = ".zip"
MAX_NAME = 100
_LEFT_BEHIND = ("__MACOSX", "__pycache__")
_SECOND_COPY = re.compile(r"(?:[ _-]?\(\d+\)|-\d+|-Copy\d+)$")


def stub_files(assignment: str) -> list[str]:
    """The student's files of an assignment, such as ``cs_cnn/backprop.py``."""
    return [f"{PACKAGE}/{module}.py" for module in catalogue.ASSIGNMENTS[assignment]]


def weight_files(assignment: str) -> list[str]:
    """Files of weights that belong to answers, such as ``cs_cnn/convnet.npz``; mostly none."""
    return [file for each in catalogue.of_assignment(assignment) if (file := weights_of(each))]


def expected_files(assignment: str) -> list[str]:
    """What every submission should hold: the notebook, the stub files, the files of weights."""
    return [notebook(assignment), *stub_files(assignment), *weight_files(assignment)]


def is_of_use(path: PurePath) -> bool:
    """Whether a file may belong to a submission: not what systems and editors leave behind."""
    return not is_left_behind(path) and path.suffix.lower() in (*ENDINGS, ARCHIVE)


def is_left_behind(path: PurePath) -> bool:
    """Whether a system or an editor made the file, and not a student."""
    return any(part.startswith(".") or part in _LEFT_BEHIND for part in path.parts)


def is_archive(path: PurePath) -> bool:
    """Whether the name is that of a zip."""
    return path.suffix.lower() == ARCHIVE


def plain_stem(path: PurePath) -> str:
    """The stem without what browsers, learning platforms and JupyterLab add to a taken name."""
    return _SECOND_COPY.sub("", path.stem)


def rank(path: PurePath) -> tuple[bool, int, bool, str]:
    """Files in ``cs_cnn/`` come first, then shallow ones, then those with their own name."""
    return path.parent.name != PACKAGE, len(path.parts), plain_stem(path) != path.stem, str(path)


def name_in_submission(path: PurePath, assignment: str) -> str | None:
    """The proper name of a file, such as ``cs_cnn/backprop.py``; None if it does not belong."""
    if path.suffix.lower() == ".ipynb":
        return notebook(assignment) if plain_stem(path) == assignment else None
    name = name_in_package(path, assignment)
    return f"{PACKAGE}/{name}" if name else None


def name_in_package(path: PurePath, assignment: str) -> str | None:
    """The file's name in ``cs_cnn/``, or None if it does not belong there."""
    if path.suffix.lower() not in IN_PACKAGE:
        return None
    name = plain_stem(path) + path.suffix.lower()
    is_expected = f"{PACKAGE}/{name}" in expected_files(assignment)
    if path.parent.name == PACKAGE and (is_expected or _is_module(path)):
        name = name if is_expected else path.name
        return name if name != "__init__.py" else None
    return name if is_expected and "given" not in path.parts else None


def _is_module(path: PurePath) -> bool:
    name = path.stem
    return path.suffix == MODULE and name.isidentifier() and len(name.encode()) <= MAX_NAME


def package_files(folder: Path, assignment: str) -> Iterator[tuple[str, Path]]:
    """Files of a submission under their names in ``cs_cnn/``; of one name, the likeliest first.

    The layout of ``folder`` may be flat or nested. Follows no links.
    """
    found = [path for ending in IN_PACKAGE for path in folder.rglob(f"*{ending}")]
    for path in sorted(found, key=lambda path: rank(path.relative_to(folder))):
        name = name_in_package(path.relative_to(folder), assignment)
        if name and stat.S_ISREG(path.lstat().st_mode) and not _through_link(path, folder):
            yield name, path


def _through_link(path: Path, folder: Path) -> bool:
    between = path.relative_to(folder).parents
    return any((folder / part).is_symlink() for part in between)


def renamed_notebook(folder: Path, assignment: str) -> Path | None:
    """The notebook under a name that a browser or a learning platform gave it, or deeper."""
    found = (path.relative_to(folder) for path in sorted(folder.rglob("*.ipynb")))
    alike = (path for path in found if is_of_use(path) and plain_stem(path) == assignment)
    return next((folder / path for path in alike if (folder / path).is_file()), None)


def files_to_pack(assignment: str, root: Path) -> dict[str, Path | None]:
    """What ``submit`` packs of a student's folder, by name; None for a missing notebook.

    Besides the expected files these are modules that they may import: the student's own and
    those of earlier assignments.
    """
    later = itertools.dropwhile(lambda name: name != assignment, catalogue.ASSIGNMENTS)
    left_out = {f"{PACKAGE}/__init__.py"} | {file for name in later for file in stub_files(name)}
    found = (root / PACKAGE).glob(f"*{MODULE}")
    own = sorted(f"{PACKAGE}/{path.name}" for path in found if path.stem.isidentifier())
    _, *expected = expected_files(assignment)
    files = [*expected, *(file for file in own if file not in left_out)]
    return {
        notebook(assignment): find_notebook(assignment, root),
        **{file: root / file for file in files},
    }


def find_notebook(assignment: str, root: Path) -> Path | None:
    """The notebook beside ``cs_cnn/``, as released, or in ``notebooks/``, as in the project."""
    name = notebook(assignment)
    places = (root / name, root / assignment / name, root / "notebooks" / assignment / name)
    return next((path for path in places if path.is_file()), None)
