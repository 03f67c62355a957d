"""Zips and folders from strangers, read without ever writing to the paths they name."""

from __future__ import annotations

import io
import lzma
import stat
import time
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from autograder.course.intake import beside
from autograder.course.submissions.contents import (
    ending,
    is_archive,
    is_left_behind,
    is_of_use,
)

MAX_COUNT = 5_000
MAX_TOTAL = 512 * 2**20
MAX_INNER = 256 * 2**20
"""Bytes that a zip in a zip may unpack to, everything inside included: one submission."""
MAX_FILE = 32 * 2**20
MAX_RATIO = 200
FAIR_RATIO = 20
"""A whole class may unpack to MAX_TOTAL bytes, and this many more for each byte of the zip."""
MAX_DEPTH = 3
MAX_PARTS = 40
"""Folders in folders."""
_SMALL = 2**20
_OTHER_ARCHIVES = (".tar", ".gz", ".tgz", ".bz2", ".tbz2", ".xz", ".txz", ".zst", ".7z", ".rar")
_ENCRYPTED = 0x1
_DAMAGED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, ValueError,
    IndexError,
)  # fmt: skip
"""What zipfile raises; the last of them if a file in a zip has no name."""


class BadArchive(Exception):
    """A zip that is refused as a whole; the message says why."""


@dataclass
class _Budget:
    """How many bytes may still be unpacked, from this zip and from the one around it."""

    left: int
    around: _Budget | None = None

    def inner(self) -> _Budget:
        """The budget of a zip in this one: its own, shared with all zips further inside."""
        return self if self.around else _Budget(MAX_INNER, self)

    def take(self, count: int) -> None:
        """Raises BadArchive if less is left."""
        budgets = [budget for budget in (self, self.around) if budget]
        if any(count > budget.left for budget in budgets):
            raise BadArchive("it unpacks to too much with the zips inside it, as a zip bomb does")
        for budget in budgets:
            budget.left -= count


@dataclass(frozen=True)
class Item:
    """One file: its path, which includes the zips around it, and its bytes."""

    path: PurePosixPath
    content: bytes
    times: tuple[float, ...]
    """When the outermost file changed, then the time that each zip records (0: none)."""
    problem: str = ""
    """Why a file, or all of a zip, was not read; the content is then empty."""
    of_use: bool = True
    """False: no file of a submission; it is read only if a platform tells something in it."""


def items(source: Path) -> Iterator[Item]:
    """All files of a folder, a zip or a single file, including those in zips further inside.

    Paths start with the name of ``source``. An unsafe or damaged zip is one item with a
    problem; the files beside it are still read.
    """
    if source.is_dir():
        yield from _of_folder(source)
    else:
        named = source.name.lstrip(".") or source.name  # a dot hides nothing that is asked for
        yield from _unpacked(_file(source, PurePosixPath(named)))


def _of_folder(folder: Path) -> Iterator[Item]:
    for count, path in enumerate(sorted(folder.rglob("*"))):
        inside = PurePosixPath(folder.name) / path.relative_to(folder).as_posix()
        if count == MAX_COUNT * 10:
            yield _refused(inside, (0.0,), "the folder has too many files; the rest was not read")
            return
        if len(inside.parts) > MAX_PARTS:
            cut = PurePosixPath(*inside.parts[:MAX_PARTS])
            yield _refused(cut, (0.0,), f"it lies in folders {len(inside.parts)} deep")
        elif path.is_symlink():
            yield _refused(inside, (0.0,), "it is a link, and links are not followed")
        elif path.is_file() and not is_left_behind(inside):
            yield from _unpacked(_file(path, inside))


def _file(path: Path, inside: PurePosixPath) -> Item:
    about = path.stat()
    if about.st_size > MAX_TOTAL:
        return _refused(inside, (about.st_mtime,), f"it is larger than {MAX_TOTAL // 2**20} MiB")
    if not is_of_use(inside):
        return _of_no_use(inside, path.open("rb"), (about.st_mtime,))
    return Item(inside, path.read_bytes(), (about.st_mtime,))


def _of_no_use(path: PurePosixPath, file: IO[bytes], times: tuple[float, ...]) -> Item:
    """A file that belongs to no submission: a platform's own is read, others are only named."""
    with file:
        content = file.read(beside.MAX_SIZE) if beside.is_read(path) else b""
    problem = ""
    if path.name.lower().endswith(_OTHER_ARCHIVES):
        problem = f"it is a {path.suffix[1:]} file, and only zips are opened; ask for a zip"
    return Item(path, content, times, problem, of_use=False)


def _unpacked(item: Item) -> Iterator[Item]:
    """A file from outside, and everything in it if it is a zip."""
    budget = _Budget(MAX_TOTAL + FAIR_RATIO * len(item.content))
    return _opened(item, MAX_DEPTH, budget)


def _opened(item: Item, depth: int, budget: _Budget) -> Iterator[Item]:
    """The item itself, or everything in it if it is a zip."""
    if item.problem or not item.of_use or not is_archive(item.path):
        yield item
        return
    if depth == 0:
        yield _refused(item.path, item.times, "it is nested too deep: a zip in a zip in a zip")
        return
    try:
        inner = _of_zip(item, budget)
    except BadArchive as error:
        yield _refused(item.path, item.times, str(error))
        return
    if not inner:
        yield _refused(item.path, item.times, "it is empty")
    for one in inner:
        yield from _opened(one, depth - 1, budget.inner())


def _of_zip(item: Item, budget: _Budget) -> list[Item]:
    try:
        with zipfile.ZipFile(io.BytesIO(item.content)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            paths = [_safe_path(info) for info in infos]
            _refuse_bombs(infos)
            budget.take(sum(info.file_size for info in infos))
            return [
                _member(archive, info, item.path / path, (*item.times, _time(info)))
                for path, info in zip(paths, infos, strict=True)
                if not is_left_behind(path)
            ]
    except _DAMAGED:
        raise BadArchive("it is damaged or not a zip; ask the student to send it again") from None


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: PurePosixPath, times: tuple[float, ...]
) -> Item:
    """One file of a zip; no more of it is unpacked than the zip announces."""
    most = MAX_INNER if ending(path) == ".ipynb" else MAX_FILE
    if info.file_size > most:
        return _refused(path, times, f"it is larger than {most // 2**20} MiB")
    if not is_of_use(path):
        return _of_no_use(path, archive.open(info), times)
    with archive.open(info) as file:
        return Item(path, file.read(info.file_size), times)


def _refused(path: PurePosixPath, times: tuple[float, ...], problem: str) -> Item:
    return Item(path, b"", times, problem)


def _safe_path(info: zipfile.ZipInfo) -> PurePosixPath:
    name = info.filename.replace("\\", "/")
    path = PurePosixPath(name)
    if stat.S_ISLNK(info.external_attr >> 16):
        raise BadArchive(f"it contains a link ({name!r})")
    if path.is_absolute() or name[1:2] == ":":
        raise BadArchive(f"it contains an absolute path ({name!r})")
    if len(path.parts) > MAX_PARTS:
        raise BadArchive(f"it contains folders in folders, {len(path.parts)} deep")
    if ".." in path.parts:
        raise BadArchive(f"it contains a path with '..' ({name!r})")
    if not name.isprintable():
        raise BadArchive(f"it contains a file name with control characters ({name!r})")
    if info.flag_bits & _ENCRYPTED:
        raise BadArchive("it is encrypted; ask the student for one without a password")
    return path


def _refuse_bombs(infos: list[zipfile.ZipInfo]) -> None:
    total = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos)
    if len(infos) > MAX_COUNT:
        raise BadArchive(f"it contains {len(infos)} files, more than {MAX_COUNT}")
    if total > MAX_TOTAL:
        raise BadArchive(f"it unpacks to more than {MAX_TOTAL // 2**20} MiB")
    if total > _SMALL and total > MAX_RATIO * max(packed, 1):
        raise BadArchive(f"it unpacks to more than {MAX_RATIO} times its size, as a zip bomb does")


def _time(info: zipfile.ZipInfo) -> float:
    """A zip records local time, or 1980 if it does not know."""
    try:
        return time.mktime((*info.date_time, 0, 0, -1)) if info.date_time[0] > 1980 else 0.0
    except (ValueError, OverflowError):
        return 0.0
