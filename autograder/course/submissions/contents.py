"""Which files make a submission, and under which names. Nothing else knows."""

from __future__ import annotations

import ast
import itertools
import re
import stat
import warnings
from collections.abc import Collection, Iterable, Iterator
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


def stub_folders(paths: Iterable[PurePath], assignment: str) -> set[PurePath]:
    """Folders that hold stub files of the assignment: modules beside them belong to them."""
    stubs = stub_files(assignment)
    return {p.parent for p in paths if f"{PACKAGE}/{name_in_package(p, assignment)}" in stubs}


def name_in_submission(
    path: PurePath, assignment: str, folders: Collection[PurePath] = ()
) -> str | None:
    """The proper name of a file, such as ``cs_cnn/backprop.py``; None if it does not belong.

    ``folders``, the ``stub_folders``, count as a ``cs_cnn/``.
    """
    if path.suffix.lower() == ".ipynb":
        return notebook(assignment) if plain_stem(path) == assignment else None
    name = name_in_package(path, assignment, folders)
    return f"{PACKAGE}/{name}" if name else None


def name_in_package(
    path: PurePath, assignment: str, folders: Collection[PurePath] = ()
) -> str | None:
    """The file's name in ``cs_cnn/``, or None if it does not belong there."""
    if path.suffix.lower() not in IN_PACKAGE:
        return None
    name = plain_stem(path) + path.suffix.lower()
    is_expected = f"{PACKAGE}/{name}" in expected_files(assignment)
    if not is_expected and (path.parent.name == PACKAGE or path.parent in folders):
        return path.name if _is_helper(path, assignment) else None
    return name if is_expected and "given" not in path.parts else None


def _is_helper(path: PurePath, assignment: str) -> bool:
    """Whether it is a module that stubs may import: the student's own or of earlier assignments."""
    name = path.stem
    is_module = path.suffix == MODULE and name.isidentifier() and len(name.encode()) <= MAX_NAME
    return is_module and f"{PACKAGE}/{path.name}" not in _later_files(assignment)


def _later_files(assignment: str) -> set[str]:
    """The stub files of later assignments that are no part of this one."""
    from_here = itertools.dropwhile(lambda name: name != assignment, catalogue.ASSIGNMENTS)
    later = {file for name in from_here for file in stub_files(name)}
    return later - set(stub_files(assignment))


def package_files(folder: Path, assignment: str) -> Iterator[tuple[str, Path]]:
    """Files of a submission under their names in ``cs_cnn/``; of one name, the likeliest first.

    The layout of ``folder`` may be flat or nested. Follows no links.
    """
    found = [path for ending in IN_PACKAGE for path in folder.rglob(f"*{ending}")]
    folders = stub_folders((path.relative_to(folder) for path in found), assignment)
    for path in sorted(found, key=lambda path: rank(path.relative_to(folder))):
        name = name_in_package(path.relative_to(folder), assignment, folders)
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
    own = sorted((root / PACKAGE).glob(f"*{MODULE}"))
    helpers = [f"{PACKAGE}/{path.name}" for path in own if _is_packed(path, assignment)]
    _, *expected = expected_files(assignment)
    files = [*expected, *(file for file in helpers if file not in expected)]
    return {
        notebook(assignment): find_notebook(assignment, root),
        **{file: root / file for file in files},
    }


def _is_packed(path: Path, assignment: str) -> bool:
    """Whether a module of the student is packed: ``__init__.py`` if it holds any code."""
    if path.name != "__init__.py":
        return _is_helper(path, assignment)
    try:
        with warnings.catch_warnings(action="ignore"):
            body = ast.parse(path.read_bytes()).body
    except (OSError, ValueError, SyntaxError, RecursionError, MemoryError):
        return path.is_file()
    is_docstring = len(body) == 1 and ast.get_docstring(ast.Module(body, [])) is not None
    return bool(body) and not is_docstring


def find_notebook(assignment: str, root: Path) -> Path | None:
    """The notebook beside ``cs_cnn/``, as released, or in ``notebooks/``, as in the project."""
    name = notebook(assignment)
    places = (root / name, root / assignment / name, root / "notebooks" / assignment / name)
    return next((path for path in places if path.is_file()), None)
