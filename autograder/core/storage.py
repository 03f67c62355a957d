"""Files that are written whole or not at all, with the permissions that the umask leaves."""

from __future__ import annotations

import contextlib
import functools
import os
import secrets
import stat
from collections.abc import Iterator
from pathlib import Path


def write(path: Path, data: bytes, *, sync: bool = True) -> None:
    """Write ``data`` to ``path``; a reader, or a killed run, never sees half of it.

    ``sync=False`` does not wait for the disk, for files that can be computed again. Who may read
    it is the umask's to say.
    """
    with _beside(path, data, mode=0o666, sync=sync) as made:
        made.replace(path)


def write_private(path: Path, data: bytes) -> None:
    """Write ``data`` for the owner alone, unless ``path`` exists: the first of two writers wins."""
    with _beside(path, data, mode=0o600, sync=True) as made, contextlib.suppress(FileExistsError):
        os.link(made, path)


def tighten(folder: Path) -> None:
    """Take from one's own folder, and from all that is in it, what the umask denies."""
    denied = _umask()
    for path in (folder, *folder.rglob("*")):
        found = path.lstat()
        if not stat.S_ISLNK(found.st_mode) and found.st_mode & denied and is_own(found):
            path.chmod(stat.S_IMODE(found.st_mode) & ~denied)


def is_own(found: os.stat_result) -> bool:
    """Whether this user may change the permissions of what was found."""
    return os.name == "posix" and os.geteuid() in (0, found.st_uid)


def _umask() -> int:
    """Read by setting it: a process has no other way."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def new_folder(where: Path, prefix: str) -> Path:
    """A folder in ``where`` that nobody else has made, with a name that begins so."""
    made = where / f"{prefix}{secrets.token_hex(4)}"
    made.mkdir(parents=True)
    return made


@contextlib.contextmanager
def _beside(path: Path, data: bytes, *, mode: int, sync: bool) -> Iterator[Path]:
    """``data`` in a hidden file beside ``path``, which is gone afterwards unless it was moved."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
    try:
        with open(made, "xb", opener=functools.partial(os.open, mode=mode)) as file:
            file.write(data)
            file.flush()
            if sync:
                os.fsync(file.fileno())
        yield made
    finally:
        made.unlink(missing_ok=True)
