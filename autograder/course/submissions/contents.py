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
INIT = "__init__.py"
_LEFT_BEHIND = ("__MACOSX", "__pycache__")
_NOT_THEIRS = ("given", "autograder")
"""Folders of the course, whose files are nobody's answers."""
BACKUP = ".bak"
_NOT_SAID = (*_LEFT_BEHIND, "given")
_SECOND_COPY = re.compile(r"(?:[ _-]?\(\d+\)|-\d+|-Copy\d+)$")
_SECOND_ENDING = re.compile(r"(?<=\.ipynb)\.(?:txt|json)$|(?<=\.py)\.txt$", re.IGNORECASE)


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
    return not is_left_behind(path) and ending(path) in (*ENDINGS, ARCHIVE)


def is_left_behind(path: PurePath) -> bool:
    """Whether a system or an editor made the file, and not a student."""
    return any(part.startswith(".") or part in _LEFT_BEHIND for part in path.parts)


def ending(path: PurePath) -> str:
    """The ending in lower case, without the second one of ``x.ipynb.txt`` and ``x.py.txt``."""
    return PurePath(_SECOND_ENDING.sub("", path.name)).suffix.lower()


def is_archive(path: PurePath) -> bool:
    """Whether the name is that of a zip."""
    return path.suffix.lower() == ARCHIVE


def plain_stem(path: PurePath) -> str:
    """The stem without what browsers, learning platforms and JupyterLab add to a taken name."""
    return _SECOND_COPY.sub("", PurePath(_SECOND_ENDING.sub("", path.name)).stem)


def rank(path: PurePath) -> tuple[bool, int, bool, str]:
    """Files in ``cs_cnn/`` come first, then shallow ones, then those with their own name."""
    return path.parent.name != PACKAGE, len(path.parts), plain_stem(path) != path.stem, str(path)


def is_ours(path: PurePath) -> bool:
    """Whether a file lies in a folder that the course itself hands out."""
    return any(part in _NOT_THEIRS for part in path.parts[:-1])


def is_module(path: PurePath) -> bool:
    """Whether Python can import the file under its own name."""
    name = path.stem
    return path.suffix == MODULE and name.isidentifier() and len(name.encode()) <= MAX_NAME


def later_files(assignment: str) -> set[str]:
    """The stub files of the assignments after this one, which are not handed in with it."""
    after = itertools.dropwhile(lambda name: name != assignment, catalogue.ASSIGNMENTS)
    return {file for name in list(after)[1:] for file in stub_files(name)}


def files_in(folder: Path) -> Iterator[Path]:
    """The files in a folder that may belong to a submission. Follows no links."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        is_file = is_of_use(inside) and stat.S_ISREG(path.lstat().st_mode)
        if is_file and not any((folder / part).is_symlink() for part in inside.parents):
            yield path


def files_at_home(assignment: str, root: Path) -> Iterator[Path]:
    """What of a student's folder may be handed in: beside ``cs_cnn/`` and in it.

    The notebook lies beside it, as released, or in ``notebooks/``, as in the project.
    """
    notebooks = root / "notebooks"
    for folder in (root, root / assignment, notebooks, notebooks / assignment):
        yield from (path for path in _files(folder) if ending(path) == ".ipynb")
    yield from modules_at_home(root)


def modules_at_home(root: Path) -> Iterator[Path]:
    """What of ``cs_cnn/`` may be handed in."""
    return (path for path in _files(root / PACKAGE) if ending(path) in IN_PACKAGE)


def never_handed_in(root: Path) -> Iterator[str]:
    """Folders and files of a student's ``cs_cnn/`` that no submission takes: ``cs_cnn/utils/``."""
    for path in sorted((root / PACKAGE).iterdir()) if (root / PACKAGE).is_dir() else []:
        name = f"{PACKAGE}/{path.name}"
        if path.name.startswith(".") or path.suffix == BACKUP or path.name in _NOT_SAID:
            continue
        if path.is_dir():
            yield f"{name}/"
        elif not is_module(path) and name not in _every_weight_file():
            yield name


def _every_weight_file() -> set[str]:
    return {file for name in catalogue.ASSIGNMENTS for file in weight_files(name)}


def _files(folder: Path) -> list[Path]:
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    return [path for path in found if is_of_use(PurePath(path.name)) and path.is_file()]
