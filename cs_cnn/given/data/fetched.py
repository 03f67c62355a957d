"""The fetched data sets and weights: where they are kept, how they get there, how they are read.

They are kept unchanged, in the folder that the environment variable CS_CNN_DATA names, or else
in the user's cache. A file is renamed into place once it is whole and its checksum is right, so
that no file in place is ever half a file. Unfinished files lie in ``incoming/``.
"""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from cs_cnn.given.data.formats import BadFormat, Images, read_cifar, read_idx
from cs_cnn.given.data.registry import FETCHED, DataError, Fetched, File, to_fetch

if TYPE_CHECKING:
    from cs_cnn.given.data.download import Progress

FULL = (errno.ENOSPC, errno.EDQUOT)
MIB = 1 << 20


def folder(name: str) -> Path:
    """Where the files of a set are kept."""
    root = os.environ.get("CS_CNN_DATA") or platformdirs.user_cache_path("cs_cnn") / "data"
    return Path(root).expanduser() / name


def official(name: str) -> bool:
    """Whether all files of a set are in place; their checksums were compared on arrival."""
    return all(_has_size(folder(name) / file.name, file) for file in to_fetch(name).files)


def unofficial(name: str) -> bool:
    """Whether another archive of the same layout replaces the official one."""
    return not official(name) and _substitute(name).is_file()


def state(name: str) -> str:
    """Whether the set is here, in a few words."""
    if official(name):
        return "here"
    if unofficial(name):
        return "here (unofficial)"
    return f"not here ({to_fetch(name).size / MIB:.0f} MiB)"


def read(name: str) -> Images:
    """The images of a set. Raises DataError if it is not here; nothing is downloaded."""
    spec = FETCHED[name]
    if unofficial(name):
        return _read(spec, [_substitute(name)], f"delete it or replace it with "
                     f"`cs-cnn data {name} --archive FILE --unofficial`")  # fmt: skip
    return _read(spec, in_place(name), f"`cs-cnn data {name}` fetches it again")


def in_place(name: str) -> list[Path]:
    """The official files. Raises DataError if they are not here; nothing is downloaded."""
    spec = to_fetch(name)
    if not official(name):
        raise DataError(
            f"{spec.title} is not on this computer yet: `cs-cnn data {name}` in a terminal "
            f"fetches it ({spec.size / MIB:.0f} MiB), `cs-cnn data {name} --archive "
            f"{'FILE' if len(spec.files) == 1 else 'FOLDER'}` uses a copy that you already have."
        )
    return [folder(name) / file.name for file in spec.files]


def fetch(name: str, progress: Progress | None = None) -> None:
    """Download the missing files of a set, resuming where an earlier download broke off.

    progress: called with a file's name, the bytes received and the bytes of the whole file.
    Raises DataError, and OSError if the disk is full; the files in place then stay as they were.
    """
    try:
        for file in to_fetch(name).files:
            if not _is(folder(name) / file.name, file):
                _put({_downloaded(name, file, progress): file}, name)
    finally:
        _tidy(name)
    _forget_substitute(name)


def take(name: str, path: Path) -> None:
    """Put official files that you already have in place: an archive, or the folder of several.

    Raises DataError if one is missing, cut off, altered or a different file, and OSError if the
    disk is full; the files in place then stay as they were.
    """
    sources = dict(zip(_given(name, path), to_fetch(name).files, strict=True))
    try:
        copies = {_copied(source, name, file): file for source, file in sources.items()}
        _put(copies, name)
    finally:
        _tidy(name)
    _forget_substitute(name)


def take_unofficial(name: str, path: Path) -> None:
    """Put another archive of the same layout in place of the official one.

    Raises DataError if the layout is a different one, or if the official archive is here.
    """
    if name not in FETCHED:
        raise DataError(f"{to_fetch(name).title} has no other layout: only the file itself serves.")
    spec = FETCHED[name]
    if len(spec.files) != 1:
        raise DataError(f"{spec.title} comes as several files: only an archive can be unofficial.")
    if official(name):
        raise DataError(
            f"The official {spec.title} is here and takes precedence: delete "
            f"{folder(name) / spec.files[0].name} first."
        )
    (source,) = _given(name, path)
    try:
        copy = _copy(source, name, spec.files[0])
        _read(spec, [copy], f"--unofficial takes an archive laid out like {spec.files[0].url}",
              called=source)  # fmt: skip
        if _is(copy, spec.files[0]):
            _put({copy: spec.files[0]}, name)
        else:
            _substitute(name).parent.mkdir(exist_ok=True)
            copy.replace(_substitute(name))
    finally:
        _tidy(name)


def _read(spec: Fetched, paths: list[Path], way_out: str, called: Path | None = None) -> Images:
    try:
        return read_idx(paths, spec.classes) if spec.classes else read_cifar(paths[0])
    except BadFormat as problem:
        raise DataError(f"{called or paths[0]} is unusable: {problem}; {way_out}.") from None


def _downloaded(name: str, file: File, progress: Progress | None) -> Path:
    import pooch

    from cs_cnn.given.data.download import NoDownload, Resuming

    pooch.get_logger().setLevel("WARNING")
    incoming = _incoming(name, file.size)
    download = Resuming(incoming / f"{file.name}.part", file.size, progress)
    again = 1 if download.had() else 0  # a part of an older version spoils the file: try once more
    shelf = pooch.create(
        incoming, "", registry={file.name: file.checksum}, urls={file.name: file.url},
        retry_if_failed=again,
    )  # fmt: skip
    try:
        return Path(shelf.fetch(file.name, downloader=download))
    except NoDownload as problem:
        raise DataError(
            f"{problem}: try again later, or use a file from elsewhere with "
            f"`cs-cnn data {name} --archive FILE`."
        ) from None
    except ValueError:
        raise DataError(
            f"{file.url} did not send the official file ({file.checksum}): it was altered in "
            f"transit or at its source, and nothing of it was kept; try again later."
        ) from None


def _given(name: str, path: Path) -> list[Path]:
    """The files of a set at the path that the user named. Raises DataError."""
    files = to_fetch(name).files
    if path.is_dir():
        sources = [path / file.name for file in files]
    elif len(files) == 1:
        sources = [path]
    else:
        names = ", ".join(file.name for file in files)
        raise DataError(
            f"{to_fetch(name).title} comes as several files: name the folder of {names}."
        )
    missing = [source for source in sources if not source.is_file()]
    if missing:
        raise DataError(f"There is no file {missing[0]}: check the name.")
    return sources


def _copied(source: Path, name: str, file: File) -> Path:
    """A copy that is the official file, to the byte. Raises DataError."""
    size = source.stat().st_size
    way_out = f"`cs-cnn data {name}` fetches the official file"
    if name in FETCHED and len(FETCHED[name].files) == 1:
        way_out += ", --unofficial takes another one of the same layout"
    if size != file.size:
        how = "cut off, or a different file" if size < file.size else "a different file"
        raise DataError(
            f"{source} is {how}: it has {size:,} bytes, {file.name} has {file.size:,}; {way_out}."
        )
    copy = _copy(source, name, file)
    if not _is(copy, file):
        raise DataError(f"{source} was altered: its checksum is not {file.checksum}; {way_out}.")
    return copy


def _copy(source: Path, name: str, file: File) -> Path:
    if source.stat().st_size > 2 * file.size:
        raise DataError(f"{source} is larger than any archive of {to_fetch(name).title}.")
    copy = _incoming(name, source.stat().st_size) / f"{file.name}.copy"
    try:
        shutil.copyfile(source, copy)
    except OSError as error:
        raise _naming(copy, error) if error.errno in FULL else error from None
    return copy


def _put(copies: dict[Path, File], name: str) -> None:
    for copy, file in copies.items():
        copy.replace(folder(name) / file.name)
    shutil.rmtree(folder(name) / "incoming", ignore_errors=True)


def _incoming(name: str, size: int) -> Path:
    """The folder of unfinished files, with space for ``size`` bytes. Raises OSError."""
    path = folder(name) / "incoming"
    path.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(path).free < size:
        raise _naming(path, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
    return path


def _naming(path: Path, error: OSError) -> OSError:
    return OSError(error.errno, error.strerror, str(path))


def _tidy(name: str) -> None:
    """Delete unfinished files, except parts of downloads, and empty folders."""
    incoming = folder(name) / "incoming"
    for path in incoming.glob("*"):
        if path.suffix != ".part":
            path.unlink()
    for path in (incoming, folder(name)):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def _substitute(name: str) -> Path:
    return folder(name) / "unofficial" / to_fetch(name).files[0].name


def _forget_substitute(name: str) -> None:
    shutil.rmtree(_substitute(name).parent, ignore_errors=True)


def _has_size(path: Path, file: File) -> bool:
    return path.is_file() and path.stat().st_size == file.size


def _is(path: Path, file: File) -> bool:
    from pooch import file_hash

    algorithm, _, digest = file.checksum.partition(":")
    return _has_size(path, file) and file_hash(str(path), alg=algorithm) == digest
